/** A reviewer's own tests of a version: through the one guard, with whose account, and that nobody sees its secrets. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { AppError } from "@/lib/errors";
import { reviewTestBody } from "@/lib/review-contract";
import { vaultBody } from "@/lib/review-vault-contract";
import { startSandbox } from "@/lib/sandbox/server";
import { workspaceKey } from "@/lib/sandbox/workspace-key";
import { db } from "@/lib/server/db";
import { send } from "@/lib/server/egress";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import { stopQueue } from "@/lib/server/queue";
import { testCallLimits } from "@/lib/server/rate-limits";
import { freezeConnectionInfo } from "@/lib/server/repositories/connection-infos";
import { findDestination } from "@/lib/server/repositories/destinations";
import { createVersion } from "@/lib/server/repositories/versions";
import { CanaryWatch } from "@/lib/testing/canary-watch";
import { aDestination, anActor, aVersion } from "@/lib/testing/factories";
import { aReviewer } from "@/lib/testing/submissions";
import { decideReview } from "./decide-review";
import { contentHash } from "./freeze-version";
import { lendAccount } from "./lend-account";
import { readReviewRuns, testVersion } from "./test-version";

const workspace = "harbour";
const key = workspaceKey(workspace, "a-secret-of-this-test");
/** The key is the canary: it opens the sandbox, so that the call really was made with it. */
const watch = new CanaryWatch([{ name: "the partner's key", value: key, core: key }]);
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let policy: EgressPolicy;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, host: "127.0.0.1", secret: "a-secret-of-this-test" });
  policy = { allow: [{ host: "127.0.0.1", port: sandbox.port }], ports: [80, 443, 8080, 8443] };
});
afterEach(() => {
  watch.forget();
  watch.close();
});
afterAll(async () => {
  await sandbox.close();
  await stopQueue();
});

const effects = () => ({ send, policy, now: () => new Date() });
const own = {
  settings: { bearer_token: key, channel: "email" },
  mappings: { user_id_field: "user_id", email_field: "email" },
};
const body = (parts: Partial<Parameters<typeof reviewTestBody.parse>[0] & object>) =>
  reviewTestBody.parse({ endpoint: "listCreation", account: "own", ...own, ...parts });

const idOf = ({ fields, mappings }: DestinationDefinition, variable: string) =>
  [...fields, ...mappings].find((part) => part.variable === variable)?.id ?? "";

async function refusal(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error("It was not refused.");
  return error;
}

/** A submission of a destination that calls the sandbox, with a lent account if wanted. */
async function aReview({ isLent = false } = {}) {
  const partner = await anActor();
  const definition = sandboxDestination(`http://127.0.0.1:${sandbox.port}`, workspace);
  const { organizationId, userId } = partner;
  const { id: destinationId } = await aDestination({ id: organizationId }, definition);
  const destination = await findDestination(db, organizationId, destinationId);
  if (!destination) throw new Error("There is no such destination.");
  const connectionInfo = freezeConnectionInfo(destination.connectionInfo);
  // Put there directly: the rulebook of this process doesn't know that the sandbox may be called.
  const { id: versionId } = await createVersion(db, {
    destinationId,
    organizationId,
    number: "1.0",
    status: "in_review",
    releaseNote: "",
    definition,
    connectionInfo,
    contentHash: contentHash({ definition, connectionInfo }),
    findings: [],
    evidence: [],
    submittedById: userId,
    submittedAt: new Date(),
  });
  if (isLent) await lendAccount(partner, versionId, accountFor(definition));
  return { partner, reviewer: await aReviewer(), versionId };
}

function accountFor(definition: DestinationDefinition) {
  return vaultBody.parse({
    answers: {
      settings: { [idOf(definition, "channel")]: "push" },
      mappings: { [idOf(definition, "user_id_field")]: "user_id", [idOf(definition, "email_field")]: "email" },
      actions: {},
    },
    secrets: { [idOf(definition, "bearer_token")]: key },
  });
}

test("with answers of their own: the call is made, masked, kept, and in the audit log", async () => {
  const { reviewer, versionId } = await aReview();
  const created = await testVersion(reviewer, versionId, body({}), effects());
  expect(created.outcome).toMatchObject({ kind: "success", status: "201" });
  const listId = created.details?.listId?.value ?? "";
  const added = await testVersion(reviewer, versionId, body({ endpoint: "addUsers", listId }), effects());
  expect(added.outcome.kind).toBe("success");

  const runs = await readReviewRuns(reviewer, versionId);
  expect(runs.map(({ endpoint, by, account }) => [endpoint, by, account])).toEqual([
    ["addUsers", reviewer.name, "own"],
    ["listCreation", reviewer.name, "own"],
  ]);
  expect(runs[1]).toEqual(created);
  const entries = await db.auditEntry.findMany({ where: { subject: versionId, action: "review.tested" } });
  expect(entries.map(({ actorId }) => actorId)).toEqual([reviewer.userId, reviewer.userId]);
});

test("with the partner's account: the key is used, stands nowhere in the clear, and each use is told", async () => {
  const { reviewer, partner, versionId } = await aReview({ isLent: true });
  watch.seeLog();
  const run = await testVersion(reviewer, versionId, body({ account: "vault", settings: {}, mappings: {} }), effects());
  expect(run.outcome).toMatchObject({ kind: "success", status: "201" });
  expect(run.exchange.request.body).toContain('"channel": "push"');
  watch.see("answer", JSON.stringify(run));
  const partners = await readReviewRuns(partner, versionId);
  expect(partners).toEqual(await readReviewRuns(reviewer, versionId));
  expect(partners).toMatchObject([{ id: run.id, by: reviewer.name, account: "vault" }]);
  watch.see("list", JSON.stringify(partners));
  await watch.seeDatabase();
  expect(watch.textsOf("table public.review_run")).toContain(run.id);
  expect(watch.hits()).toEqual([]);
  const uses = await db.auditEntry.findMany({ where: { subject: versionId, action: "vault.used" } });
  expect(uses).toHaveLength(1);
});

test("what it has shown is read by reviewers and the partner's own people, and by nobody else", async () => {
  const { reviewer, partner, versionId } = await aReview();
  await testVersion(reviewer, versionId, body({}), effects());
  const organization = await db.organization.findUniqueOrThrow({ where: { id: partner.organizationId } });
  for (const reader of [partner, await anActor({ organization, organizationRole: "member" }), await aReviewer()]) {
    expect(await readReviewRuns(reader, versionId)).toHaveLength(1);
  }
  expect((await refusal(readReviewRuns(await anActor(), versionId))).code).toBe("not_found");
});

test("a release for the own organization has no reviewers' tests, and its page can still be read", async () => {
  const partner = await anActor();
  const organization = await db.organization.findUniqueOrThrow({ where: { id: partner.organizationId } });
  const { id } = await aVersion(organization, { status: "released" });
  expect(await readReviewRuns(partner, id)).toEqual([]);
  const ownReviewer = await anActor({ organization, platformRole: "reviewer" });
  expect(await readReviewRuns(ownReviewer, id)).toEqual([]);
  expect((await refusal(readReviewRuns(await aReviewer(), id))).code).toBe("not_found");
});

test("the partner's answers can't be answered over: nobody leads their key to another place or account", async () => {
  const { reviewer, versionId } = await aReview({ isLent: true });
  const settings = { bearer_token: "a key of the reviewer's", channel: "email" };
  const run = await testVersion(reviewer, versionId, body({ account: "vault", settings }), effects());
  expect(run.outcome.kind).toBe("success");
  expect(run.exchange.request.body).toContain('"channel": "push"');
});

describe("refused", () => {
  test("without an account; after the decision; in one's own organization; in a version that isn't there", async () => {
    const { reviewer, partner, versionId } = await aReview();
    const vault = body({ account: "vault" });
    expect((await refusal(testVersion(reviewer, versionId, vault, effects()))).code).toBe("not_found");
    const organization = await db.organization.findUniqueOrThrow({ where: { id: partner.organizationId } });
    const colleague = await anActor({ platformRole: "reviewer", organization });
    expect((await refusal(testVersion(colleague, versionId, body({}), effects()))).code).toBe("forbidden");
    const nowhere = "00000000-0000-4000-8000-000000000000";
    expect((await refusal(testVersion(reviewer, nowhere, body({}), effects()))).code).toBe("not_found");

    const lent = await aReview({ isLent: true });
    await decideReview(lent.reviewer, lent.versionId, { decision: "reject", note: "Not yet." });
    expect((await refusal(testVersion(lent.reviewer, lent.versionId, vault, effects()))).code).toBe(
      "illegal_transition",
    );
    expect(await readReviewRuns(lent.reviewer, lent.versionId)).toEqual([]);
  });

  test("with answers that the setup modal would refuse, and a list that isn't there yet", async () => {
    const { reviewer, versionId } = await aReview();
    const unanswered = await refusal(testVersion(reviewer, versionId, body({ settings: {} }), effects()));
    expect(unanswered.details.issues?.map(({ path }) => path)).toEqual(["bearer_token"]);
    const withoutList = await refusal(testVersion(reviewer, versionId, body({ endpoint: "addUsers" }), effects()));
    expect(withoutList.code).toBe("not_ready");
    expect(await db.reviewRun.count({ where: { versionId } })).toBe(0);
  });

  test("more often than anybody may call a stranger", async () => {
    const { reviewer, versionId } = await aReview();
    for (let call = 0; call < testCallLimits.person.max; call += 1) {
      await testVersion(reviewer, versionId, body({}), effects());
    }
    const refused = await refusal(testVersion(reviewer, versionId, body({}), effects()));
    expect(refused.code).toBe("rate_limited");
    expect(refused.details.retryAfterSeconds).toBeGreaterThan(0);
  });
});
