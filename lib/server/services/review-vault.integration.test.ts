/** The test account that partners lend to reviewers: who may use it, how long, and that nobody ever sees it. */
import { createHash } from "node:crypto";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import * as vaultRoute from "@/app/api/v1/versions/[versionId]/vault/route";
import type { DecisionBody } from "@/lib/contract";
import type { Actor } from "@/lib/policy";
import { type VaultBody, vaultBody } from "@/lib/review-vault-contract";
import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import * as vaults from "@/lib/server/repositories/review-vaults";
import { saveAnswers, saveSecret } from "@/lib/server/repositories/test-values";
import { SecretKeys, secretKeys } from "@/lib/server/sealed-secrets";
import { Secret } from "@/lib/server/secret";
import { testAnswers } from "@/lib/test-values-contract";
import { CanaryWatch } from "@/lib/testing/canary-watch";
import { anActor, aSession } from "@/lib/testing/factories";
import { aPlainCanary } from "@/lib/testing/secret-canary";
import { aReviewer, aSubmission, submitDraft } from "@/lib/testing/submissions";
import { decideReview } from "./decide-review";
import { endExpiredVaults } from "./end-vault";
import { lendAccount, takeAccountBack } from "./lend-account";
import { openVault } from "./open-vault";
import { readVault } from "./read-vault";
import { resealSecrets } from "./reseal-secrets";
import { withdrawVersion } from "./withdraw-version";

const canary = aPlainCanary("the key of the test account");
const watch = new CanaryWatch([canary]);
afterEach(() => {
  watch.forget();
  watch.close();
});
afterAll(() => stopQueue());

const day = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * day);
const approval: DecisionBody = { decision: "approve", note: "" };
const changes: DecisionBody = { decision: "request_changes", note: "Name the list." };

/** The account of `sampleDefinition`: its one secret field is called `token`. */
const account = (overrides: Partial<VaultBody> = {}) =>
  vaultBody.parse({
    answers: { settings: { workspace: "review" }, mappings: { m1: "user_id" }, actions: {} },
    secrets: { token: canary.value },
    note: "Lists of this account are deleted every night.",
    ...overrides,
  });

const purpose = { purpose: "Test of Add users" };
const openedToken = async (reviewer: Actor, versionId: string) =>
  (await openVault(reviewer, versionId, purpose)).secrets.get("token")?.reveal();

async function aLentAccount(overrides: Partial<VaultBody> = {}) {
  const partner = await anActor();
  const submission = await aSubmission(partner, { vault: account(overrides) });
  return { partner, ...submission };
}

const usesOf = async (versionId: string) => {
  const rows = await db.auditEntry.findMany({
    where: { subject: versionId, action: { startsWith: "vault." } },
    orderBy: { id: "asc" },
  });
  return rows.map(({ action }) => action);
};

const toldReviewersOf = async (versionId: string) => {
  const rows = await db.$queryRaw<{ event: string }[]>`
    SELECT data ->> 'event' AS event FROM pgboss.job
    WHERE name = 'notify' AND data ->> 'versionId' = ${versionId} AND data ->> 'event' LIKE 'account%'
    ORDER BY created_on`;
  return rows.map(({ event }) => event);
};

test("a reviewer's call is made with what the partner typed; nobody sees it, and it stands nowhere in the clear", async () => {
  watch.seeLog();
  const { partner, versionId } = await aLentAccount();
  const reviewer = await aReviewer();

  const opened = await openVault(reviewer, versionId, purpose);
  expect(opened.secrets.get("token")?.reveal()).toBe(canary.value);
  expect(opened.answers).toEqual({ settings: { workspace: "review" }, mappings: { m1: "user_id" }, actions: {} });

  const told = await readVault(partner, versionId);
  expect(told.vault).toMatchObject({
    note: "Lists of this account are deleted every night.",
    storedBy: partner.name,
    secrets: [{ fieldId: "token" }],
  });
  expect(told.uses).toMatchObject([
    { action: "used", by: reviewer.name, purpose: "Test of Add users" },
    { action: "stored", by: partner.name },
  ]);
  watch.see("what the partner is told", JSON.stringify(told));
  watch.see("what a reviewer is told", JSON.stringify(await vaults.findVault(db, versionId)));
  watch.see("what is opened, printed", `${JSON.stringify([...opened.secrets])} ${String(opened.secrets.get("token"))}`);
  await watch.seeDatabase();
  expect(watch.hits()).toEqual([]);
  // The search does find what is there.
  watch.see("the secret itself", opened.secrets.get("token")?.reveal() ?? "");
  expect(watch.hits()).toEqual([`the secret itself: ${canary.name}`]);
});

test("a refusal repeats no secret either", async () => {
  const partner = await anActor();
  const { versionId } = await aSubmission(partner);
  const session = await aSession({ id: partner.userId }, { activeOrganizationId: partner.organizationId });
  const put = async (body: unknown) => {
    const headers = new Headers(session.headers);
    headers.set("content-type", "application/json");
    headers.set("origin", "http://localhost:3000");
    const request = new Request("http://localhost:3000/api", { method: "PUT", headers, body: JSON.stringify(body) });
    const answer = await vaultRoute.PUT(request, { params: Promise.resolve({ versionId }) });
    const text = await answer.text();
    watch.see("an answer", text);
    return { status: answer.status, text };
  };
  watch.seeLog();

  const answers = { settings: { token: canary.value }, mappings: { m1: "user_id" }, actions: {} };
  expect(await put({ answers })).toMatchObject({ status: 400, text: expect.stringContaining("This answer is secret") });
  const bare = { settings: {}, mappings: {}, actions: {} };
  const incomplete = await put({ answers: { ...bare, mappings: { m1: "" } }, secrets: { nobody: canary.value } });
  expect(incomplete).toMatchObject({ status: 400, text: expect.stringContaining("no secret field") });
  expect(await put({ answers: bare, secrets: { token: canary.value, "": canary.value } })).toMatchObject({
    status: 400,
  });
  expect(await put({ answers: bare, secrets: { token: canary.value }, keptSecrets: ["token"] })).toMatchObject({
    status: 400,
  });

  await watch.seeDatabase();
  expect(watch.hits()).toEqual([]);
  expect(await db.reviewVault.count({ where: { versionId } })).toBe(0);
});

test("without all that a call needs it isn't stored, and neither is the version", async () => {
  const partner = await anActor();
  const { destinationId, versionId } = await aSubmission(partner);
  await withdrawVersion(partner, versionId);

  const refusal = submitDraft(partner, destinationId, { vault: account({ secrets: {} }) });

  await expect(refusal).rejects.toMatchObject({
    code: "invalid_input",
    details: { issues: expect.arrayContaining([expect.objectContaining({ path: "vault.answers.settings.token" })]) },
  });
  expect(await db.destinationVersion.count({ where: { destinationId } })).toBe(1);
});

describe("who may use it", () => {
  test("reviewers of other organizations; not the partner, not a colleague who reviews, nobody else", async () => {
    const { partner, versionId } = await aLentAccount();
    const organization = { id: partner.organizationId, name: partner.organizationName, portalEnabled: true };
    const colleague = await anActor({ platformRole: "reviewer", organization });

    for (const nobody of [partner, await anActor(), colleague]) {
      await expect(openVault(nobody, versionId, purpose)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await usesOf(versionId)).toEqual(["vault.stored"]);
    expect(await openedToken(await aReviewer(), versionId)).toBe(canary.value);
    expect(await usesOf(versionId)).toEqual(["vault.stored", "vault.used"]);
  });

  test("another organization neither reads, replaces nor ends it", async () => {
    const { versionId } = await aLentAccount();
    const stranger = await anActor();

    for (const attempt of [
      () => readVault(stranger, versionId),
      () => lendAccount(stranger, versionId, account()),
      () => takeAccountBack(stranger, versionId),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await db.reviewVault.count({ where: { versionId } })).toBe(1);
  });

  test("a secret that is moved to another version, field or organization does not open", async () => {
    const { versionId } = await aLentAccount();
    const { versionId: other } = await aLentAccount({ secrets: { token: "another-key" } });
    await db.$executeRaw`
      UPDATE review_vault_secret SET sealed = (
        SELECT sealed FROM review_vault_secret WHERE version_id = ${versionId}::uuid
      ) WHERE version_id = ${other}::uuid`;

    await expect(openVault(await aReviewer(), other, purpose)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("how long", () => {
  test("until its day: then it isn't opened, and the worker's task deletes it", async () => {
    const { partner, versionId } = await aLentAccount({ days: 7 });
    const reviewer = await aReviewer();
    const { expiresAt } = await db.reviewVault.findUniqueOrThrow({ where: { versionId } });
    expect(expiresAt.getTime()).toBeCloseTo(inDays(7).getTime(), -4);

    expect(await endExpiredVaults(inDays(6.9))).toBe(0);
    await expect(openVault(reviewer, versionId, { ...purpose, now: inDays(7.1) })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await endExpiredVaults(inDays(7.1))).toBe(1);

    expect(await db.reviewVaultSecret.count({ where: { versionId } })).toBe(0);
    const { vault, uses } = await readVault(partner, versionId);
    expect(vault).toBeNull();
    expect(uses[0]).toMatchObject({ action: "ended", by: "The platform", purpose: "Its time was over." });
    expect(await endExpiredVaults(inDays(7.1))).toBe(0);
  });

  test.each([
    ["approved", approval],
    ["rejected", { decision: "reject", note: "It sends nothing." } satisfies DecisionBody],
  ])("until it is %s", async (_, decision) => {
    const { versionId } = await aLentAccount();
    await decideReview(await aReviewer(), versionId, decision);
    expect(await db.reviewVault.count({ where: { versionId } })).toBe(0);
    expect(await usesOf(versionId)).toEqual(["vault.stored", "vault.ended"]);
  });

  test("until it is withdrawn, or taken back", async () => {
    const withdrawn = await aLentAccount();
    await withdrawVersion(withdrawn.partner, withdrawn.versionId);
    const takenBack = await aLentAccount();
    await takeAccountBack(takenBack.partner, takenBack.versionId);
    for (const { versionId } of [withdrawn, takenBack]) {
      expect(await db.reviewVault.count({ where: { versionId } })).toBe(0);
    }
  });

  test("after a request for changes nobody uses it; it waits two weeks for the next submission, then it ends", async () => {
    const { versionId } = await aLentAccount({ days: 60 });
    const reviewer = await aReviewer();
    await decideReview(reviewer, versionId, changes);

    await expect(openVault(reviewer, versionId, purpose)).rejects.toMatchObject({ code: "illegal_transition" });
    const { expiresAt } = await db.reviewVault.findUniqueOrThrow({ where: { versionId } });
    expect(expiresAt.getTime()).toBeCloseTo(inDays(14).getTime(), -4);
    expect(await endExpiredVaults(inDays(14.1))).toBe(1);
  });
});

describe("where its secrets come from", () => {
  test("from what the person tests with, copied on the server", async () => {
    const partner = await anActor();
    const { destinationId, versionId } = await aSubmission(partner);
    await withdrawVersion(partner, versionId);
    const owner = { organizationId: partner.organizationId, userId: partner.userId, destinationId };
    const answers = testAnswers.parse({
      projectId: "",
      name: "",
      settings: {},
      mappings: {},
      cohortName: "",
      nextSuffix: "",
      listId: "",
      userCount: 0,
    });
    await db.$transaction(async (tx) => {
      await saveAnswers(tx, owner, answers, new Date());
      const secret = new Secret("of-my-tests");
      await saveSecret(tx, secretKeys(), owner, { fieldId: "token", secret, now: new Date() });
    });

    const vault = account({ secrets: {}, storedSecrets: ["token"] });
    const { id } = await submitDraft(partner, destinationId, { vault });

    expect(await openedToken(await aReviewer(), id)).toBe("of-my-tests");
  });

  test("from nobody else's tests", async () => {
    const { partner, versionId } = await aLentAccount();
    const vault = account({ secrets: {}, storedSecrets: ["token"] });
    await expect(lendAccount(partner, versionId, vault)).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("gone or can't be read"),
    });
    expect(await openedToken(await aReviewer(), versionId)).toBe(canary.value);
  });

  test("from the version before, which has it no longer then", async () => {
    const { partner, destinationId, versionId } = await aLentAccount();
    const reviewer = await aReviewer();
    await decideReview(reviewer, versionId, changes);

    const { id } = await submitDraft(partner, destinationId, {
      vault: account({ secrets: {}, keptSecrets: ["token"] }),
    });

    expect(await openedToken(reviewer, id)).toBe(canary.value);
    expect(await db.reviewVault.count({ where: { versionId } })).toBe(0);
  });

  test("a submission that lends nothing ends what was lent before", async () => {
    const { partner, destinationId, versionId } = await aLentAccount();
    await decideReview(await aReviewer(), versionId, changes);
    await submitDraft(partner, destinationId);
    expect(await db.reviewVault.count({ where: { version: { destinationId } } })).toBe(0);
    expect(await usesOf(versionId)).toEqual(["vault.stored", "vault.ended"]);
  });

  test("while it is in review it may be replaced, one secret typed anew and the rest kept", async () => {
    const { partner, versionId } = await aLentAccount();
    const reviewer = await aReviewer();

    await lendAccount(partner, versionId, account({ secrets: {}, keptSecrets: ["token"], note: "A new note." }));
    expect(await openedToken(reviewer, versionId)).toBe(canary.value);
    expect((await readVault(partner, versionId)).vault?.note).toBe("A new note.");

    await lendAccount(partner, versionId, account({ secrets: { token: "a-newer-key" } }));
    expect(await openedToken(reviewer, versionId)).toBe("a-newer-key");
    await takeAccountBack(partner, versionId);
    await takeAccountBack(partner, versionId);
    expect(await toldReviewersOf(versionId)).toEqual(["account_lent", "account_lent", "account_ended"]);

    await decideReview(reviewer, versionId, approval);
    await expect(lendAccount(partner, versionId, account())).rejects.toMatchObject({ code: "illegal_transition" });
  });
});

test("the command for new keys seals it again with the others", async () => {
  const { partner, versionId } = await aLentAccount();
  const current = Buffer.from(createHash("sha256").update("a newer key").digest());
  const before = Buffer.alloc(32, 7);
  const both = new SecretKeys(current, [before]);
  const countOf = async ({ currentId }: SecretKeys) => (await vaults.countVaultSecretsByKey(db)).get(currentId) ?? 0;
  const total = await db.reviewVaultSecret.count();
  expect(await countOf(new SecretKeys(before))).toBe(total);
  const unreadable = 1; // The one that was moved to another version, above.

  await resealSecrets(both);

  expect(await countOf(both)).toBe(total - unreadable);
  const place = { organizationId: partner.organizationId, versionId };
  const opened = await vaults.openVaultSecrets(db, new SecretKeys(current), place);
  expect(opened.get("token")?.reveal()).toBe(canary.value);
});
