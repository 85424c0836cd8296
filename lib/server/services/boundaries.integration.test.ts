/** What each rule of access keeps out by itself, even where another rule would have caught it, too. */
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { customField } from "@/lib/destination/definition";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { AppError } from "@/lib/errors";
import { connectionTestBody, upgradeInstallationBody } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { commentsMax, reviewTestBody, wholeVersion } from "@/lib/review-contract";
import { vaultBody } from "@/lib/review-vault-contract";
import { db } from "@/lib/server/db";
import { egressPolicy } from "@/lib/server/egress-settings";
import { stopQueue } from "@/lib/server/queue";
import { readLogo } from "@/lib/server/repositories/connection-infos";
import { openInstallationSecrets } from "@/lib/server/repositories/installation-secrets";
import { listInstallations } from "@/lib/server/repositories/installations";
import { listTestRuns } from "@/lib/server/repositories/test-runs";
import * as testValues from "@/lib/server/repositories/test-values";
import { secretKeys } from "@/lib/server/sealed-secrets";
import { Secret } from "@/lib/server/secret";
import { answered, asList, sampleDefinition } from "@/lib/testing/definitions";
import { aMember, anActor, aPerson, aProject } from "@/lib/testing/factories";
import { anInstallation, aPublishedVersion } from "@/lib/testing/installations";
import { aReviewer, aSubmission, aTestedDestination, statusOf, submitDraft } from "@/lib/testing/submissions";
import { beginThread } from "./comment-on-version";
import { createCohort } from "./create-cohort";
import { decideReview } from "./decide-review";
import { installDestination } from "./install-destination";
import { loadCohortMembers } from "./load-cohort-members";
import { createConnectionInfo } from "./save-connection-info";
import { switchOrganization } from "./switch-organization";
import { testConnection } from "./test-connection";
import { testVersion } from "./test-version";
import { upgradeInstallation } from "./upgrade-installation";
import { uploadLogo } from "./upload-logo";

afterAll(stopQueue);

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : String(error);
}

describe("stored secrets of an installation", () => {
  test("are found for its own organization alone", async () => {
    const { id, customer } = await anInstallation();
    const stranger = await anActor();
    const open = (organizationId: string) =>
      openInstallationSecrets(db, secretKeys(), { organizationId, installationId: id }, ["token"]);
    expect([...(await open(customer.organizationId)).keys()]).toEqual(["token"]);
    expect([...(await open(stranger.organizationId)).keys()]).toEqual([]);
  });

  test("are used in its own project alone", async () => {
    const { id, customer, version, body } = await anInstallation();
    const other = await aProject({ id: customer.organizationId });
    const form = connectionTestBody.parse({
      projectId: other.id,
      destinationId: version.destinationId,
      versionId: version.id,
      installationId: id,
      answers: body.answers,
    });
    expect(await refusal(testConnection(customer, form))).toBe("not_found");
    expect(await db.auditEntry.count({ where: { subject: id, action: "installation.tested" } })).toBe(0);
  });
});

test("a test's secrets are found for the person who stored them alone, and its runs for their organization", async () => {
  const actor = await anActor();
  const { id: destinationId } = await aTestedDestination(actor);
  const owner = { organizationId: actor.organizationId, userId: actor.userId, destinationId };
  const now = new Date();
  await db.testValue.create({ data: { ...owner, answers: {}, updatedAt: now } });
  await db.$transaction(async (tx) => {
    await testValues.saveSecret(tx, secretKeys(), owner, { fieldId: "token", secret: new Secret("s3cret"), now });
  });
  const others = { colleague: { ...owner, userId: "somebody" }, stranger: { ...owner, organizationId: "elsewhere" } };
  const open = (of: typeof owner) => testValues.openSecrets(db, secretKeys(), of, ["token"]);
  expect((await open(owner)).get("token")?.reveal()).toBe("s3cret");
  for (const other of Object.values(others)) {
    expect((await open(other)).size).toBe(0);
    expect(await testValues.findTestValues(db, other)).toBeUndefined();
  }
  const list = ({ organizationId }: typeof owner) =>
    listTestRuns(db, { organizationId, destinationId, endpoint: "addUsers" }, { after: undefined, limit: 5 });
  expect(await list(owner)).toHaveLength(1);
  expect(await list(others.stranger)).toEqual([]);
});

test("a version that isn't what was submitted is not decided on", async () => {
  const { versionId } = await aSubmission(await anActor());
  // As somebody who may do anything to the database, past its triggers.
  await db.$transaction([
    db.$executeRaw`set local session_replication_role = replica`,
    db.$executeRaw`update destination_version set definition = jsonb_set(definition, '{headers}', '[]') where id = ${versionId}::uuid`,
  ]);
  for (const decision of ["approve", "request_changes"] as const) {
    const decided = decideReview(await aReviewer(), versionId, { decision, note: "Read it." });
    await expect(decided).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("not what was") });
  }
  expect(await statusOf(versionId)).toBe("in_review");
});

test("an installation doesn't go over to a version that was never approved, whatever took its place since", async () => {
  const { id, customer, version, body } = await anInstallation();
  const { destinationId } = version;
  const sentBack = await aPublishedVersion({ destinationId, status: "changes_requested" });
  await db.destinationVersion.update({
    where: { id: sentBack.id },
    data: { status: "superseded", decision: "request_changes" },
  });
  const { name, answers } = body;
  const upgrade = upgradeInstallationBody.parse({ name, answers, revision: 1, versionId: sentBack.id });
  expect(await refusal(upgradeInstallation(customer, id, upgrade))).toBe("not_found");
  const form = { projectId: body.projectId, destinationId, versionId: sentBack.id, answers };
  expect(await refusal(testConnection(customer, connectionTestBody.parse(form)))).toBe("not_found");
});

describe("a reviewer with the partner's test account", () => {
  /** A submission whose list creation is called at a host that may be answered, and a lent account without that answer. */
  async function aLentAccount(): Promise<{ versionId: string; partner: Actor }> {
    const partner = await anActor();
    const definition = asList(structuredClone(sampleDefinition()));
    definition.fields.push(
      customField.parse({
        ...{ id: "host", type: "string", variable: "host", displayName: "Host", required: false },
        ...{ defaultValue: "api.example.com", hostPatterns: ["*.example.com"] },
      }),
      customField.parse({ id: "note", type: "string", variable: "note", displayName: "Note", required: false }),
    );
    definition.endpoints.listCreation.url = 'https://$host/$workspace/lists?note=${note | default: "none"}';
    const { id: destinationId } = await aTestedDestination(partner, definition);
    const vault = vaultBody.parse({
      answers: { settings: { workspace: "lent" }, mappings: { m1: "user_id" }, actions: {} },
      secrets: { token: "a-lent-token" },
    });
    const { id: versionId } = await submitDraft(partner, destinationId, { vault });
    return { versionId, partner };
  }

  test("adds answers of their own, but neither says where its secrets go nor changes what was lent", async () => {
    const { versionId } = await aLentAccount();
    const urls: string[] = [];
    const effects = {
      send: async ({ url }: { url: string }) => {
        urls.push(url);
        return answered(201, '{"data": {"id": "l1"}}');
      },
      now: () => new Date(),
      policy: egressPolicy(),
    };
    const endpoint: EndpointKey = "listCreation";
    const settings = { host: "elsewhere.example.com", workspace: "mine", note: "added" };
    const call = reviewTestBody.parse({ endpoint, account: "vault", settings, mappings: {} });
    await testVersion(await aReviewer(), versionId, call, effects);
    expect(urls).toEqual(["https://api.example.com/lent/lists?note=added"]);
  });
});

/** A promise, and what fulfils it. */
function aSignal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, given };
}

describe("one organization doesn't take all the places for uploads", () => {
  async function aLoad(organization?: Actor) {
    const actor = organization ?? (await anActor());
    const { id: projectId } = await aProject({ id: actor.organizationId });
    const { id: cohortId } = await createCohort(actor, projectId, "All");
    const ended = aSignal();
    const begun = aSignal();
    async function* body() {
      begun.give();
      yield Buffer.from("user_id\n");
      await ended.given;
      yield Buffer.from("u1\n");
    }
    const file = { mode: "replace" as const, contentType: "text/csv", body: body() };
    return {
      actor,
      begun: begun.given,
      end: ended.give,
      start: () => loadCohortMembers(actor, { projectId, cohortId }, file),
    };
  }

  test("two at a time; the others' places are left, and four are all there are", async () => {
    const first = await aLoad();
    const loads = [first, await aLoad(first.actor), await aLoad(), await aLoad()];
    const running = loads.slice(0, 2).map(({ start }) => start());
    await Promise.all(loads.slice(0, 2).map(({ begun }) => begun));
    const third = await aLoad(first.actor);
    await expect(third.start()).rejects.toMatchObject({
      code: "unavailable",
      message: "2 files of your organization are being loaded already. Try again in a minute.",
      details: { retryAfterSeconds: 60 },
    });
    running.push(...loads.slice(2).map(({ start }) => start()));
    await Promise.all(loads.map(({ begun }) => begun));
    await expect((await aLoad()).start()).rejects.toMatchObject({
      code: "unavailable",
      message: "4 files are being loaded already. Try again in a minute.",
    });
    for (const { end } of loads) end();
    expect((await Promise.all(running)).map(({ added }) => added)).toEqual([1, 1, 1, 1]);
    third.end();
    expect(await third.start()).toMatchObject({ added: 1 });
  });
});

test("logos are not uploaded without end, and it is said when it goes on", async () => {
  const actor = await anActor();
  const colleague = { ...actor, userId: (await anActor()).userId };
  const junk = new Uint8Array([1, 2, 3]);
  for (let count = 0; count < 30; count += 1) {
    expect(await refusal(uploadLogo(count % 2 === 0 ? actor : colleague, junk))).toBe("invalid_input");
  }
  await expect(uploadLogo(actor, junk)).rejects.toMatchObject({
    code: "rate_limited",
    message: expect.stringMatching(/^Your organization has uploaded 30 logos within an hour\. It goes on in .+ UTC\.$/),
  });
  expect(await refusal(uploadLogo(await anActor(), junk))).toBe("invalid_input");
});

test("a logo is shown to others with the catalog, and used by nobody but its owner", async () => {
  const partner = await anActor();
  const stranger = await anActor();
  const { destinationId, versionId } = await aSubmission(partner);
  const destination = await db.destination.findUniqueOrThrow({
    where: { id: destinationId },
    include: { connectionInfo: true },
  });
  const { logoId } = destination.connectionInfo;
  if (logoId === null) throw new Error("A connection info of a test has a logo.");
  const viewer = { organizationId: stranger.organizationId, isStaff: false };

  expect(await readLogo(db, { ...viewer, organizationId: partner.organizationId }, logoId)).toBeDefined();
  expect(await readLogo(db, { ...viewer, isStaff: true }, logoId)).toBeDefined();
  expect(await readLogo(db, viewer, logoId)).toBeUndefined();
  await decideReview(await aReviewer(), versionId, { decision: "approve", note: "" });
  expect(await readLogo(db, viewer, logoId)).toBeDefined();

  const {
    id: _,
    organizationId: __,
    createdAt: ___,
    updatedAt: ____,
    revision: _____,
    ...theirs
  } = destination.connectionInfo;
  const taken = createConnectionInfo(stranger, { ...theirs, displayName: "With a logo of others", categoryId: null });
  await expect(taken).rejects.toMatchObject({
    code: "invalid_input",
    details: { issues: [{ path: "logoId", message: expect.any(String) }] },
  });
});

test("nobody works for an organization that they don't belong to", async () => {
  const stranger = await anActor();
  const person = await aPerson();
  await aMember({ id: person.userId }, { id: (await anActor()).organizationId });
  expect(await refusal(switchOrganization(person, stranger.organizationId))).toBe("not_found");
  const session = await db.session.findUniqueOrThrow({ where: { id: person.sessionId } });
  expect(session.activeOrganizationId).toBeNull();
});

describe("nobody fills a page without end", () => {
  test("a project has at most 500 installations", async () => {
    const { customer, version, body } = await anInstallation();
    const { projectId, destinationId } = body;
    const row = { organizationId: customer.organizationId, projectId, destinationId, versionId: version.id };
    const rows = Array.from({ length: 498 }, (_, index) => ({ ...row, name: `Copy ${index}` }));
    const others = { answers: { settings: {}, mappings: {}, actions: {} }, createdById: customer.userId };
    await db.installation.createMany({ data: rows.map((each) => ({ ...each, ...others })) });
    const install = (name: string) => installDestination(customer, { ...body, name });
    expect(await install("The last")).toMatchObject({ result: "saved" });
    await expect(install("One more")).rejects.toMatchObject({
      code: "conflict",
      message: "A project has at most 500 installations. Delete one that is no longer needed.",
    });
    const listed = await listInstallations(db, customer.organizationId);
    expect(listed).toHaveLength(500);
    // One definition for all of them, however many there are.
    expect(new Set(listed.map(({ version: each }) => each.definition)).size).toBe(1);
  });

  test("a destination has at most 5,000 comments, in however many threads", async () => {
    const partner = await anActor();
    const { destinationId, versionId } = await aSubmission(partner);
    const from = { side: "partner" as const, destinationId };
    const comment = (text: string) => ({ id: randomUUID(), text });
    const { id: threadId } = await beginThread(partner, from, { ...comment("Begin."), anchor: wholeVersion });
    await db.reviewComment.createMany({
      data: Array.from({ length: commentsMax - 1 }, () => ({
        ...{ threadId, versionId, authorId: partner.userId, side: "partner", text: "More." },
      })),
    });
    const refused = { code: "conflict", message: expect.stringContaining("at most 5,000 comments") };
    const another = beginThread(partner, from, { ...comment("Another."), anchor: wholeVersion });
    await expect(another).rejects.toMatchObject(refused);
  });
});
