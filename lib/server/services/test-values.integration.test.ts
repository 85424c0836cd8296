import { expect, test } from "vitest";
import type { TestRunBody } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import type { send } from "@/lib/server/egress";
import { openSecrets } from "@/lib/server/repositories/test-values";
import { isSameSecret, secretKeys } from "@/lib/server/sealed-secrets";
import { type TestAnswers, testAnswers } from "@/lib/test-values-contract";
import { aDestination, aMember, anActor, anOrganization, aProject } from "@/lib/testing/factories";
import { deleteDestination } from "./delete-destination";
import { deleteTestSecret, deleteTestValues } from "./delete-test-values";
import { readTestValues } from "./read-test-values";
import { removeMember } from "./remove-member";
import { saveDraft } from "./save-draft";
import { saveTestValues } from "./save-test-values";
import { testEndpoint } from "./test-endpoint";

const secret = "canary-of-test-values-\u0000-\ud800-é";

/** The field that the example destination keeps its token in, and one that is no secret. */
function fieldsOf(definition: DestinationDefinition) {
  const token = definition.fields.find(({ secret: isSecret }) => isSecret);
  const open = definition.fields.find(({ secret: isSecret }) => !isSecret);
  if (!token || !open) throw new Error("The example has lost a field.");
  return { token, open };
}

function answersOf(overrides: Partial<TestAnswers> = {}): TestAnswers {
  return testAnswers.parse({
    projectId: "",
    name: "Mine",
    settings: {},
    mappings: {},
    cohortName: "Power users \u0000",
    nextSuffix: "0001",
    listId: "",
    userCount: 6,
    ...overrides,
  });
}

async function aBench(actor?: Actor) {
  const person = actor ?? (await anActor());
  const definition = sandboxDestination("https://api.example.com", "harbour");
  const destination = await aDestination({ id: person.organizationId }, definition);
  return { actor: person, id: destination.id, definition, ...fieldsOf(definition) };
}

const stored = async (destinationId: string) => ({
  values: await db.testValue.findMany({ where: { destinationId } }),
  secrets: await db.testSecret.findMany({ where: { destinationId } }),
});

test("answers come back as they were; of a secret only that it is stored, since when, and its fingerprint", async () => {
  const { actor, id, token, open } = await aBench();
  expect(await readTestValues(actor, id)).toEqual({ answers: null, updatedAt: null, secrets: [] });

  const answers = answersOf({ settings: { [open.id]: "email" } });
  const now = new Date("2026-03-04T05:06:07.000Z");
  const saved = await saveTestValues(actor, id, { answers, secrets: { [token.id]: secret } }, now);

  expect(saved).toEqual({
    answers,
    updatedAt: now.toISOString(),
    secrets: [{ fieldId: token.id, storedAt: now.toISOString(), fingerprint: expect.stringMatching(/^f1\./) }],
  });
  expect(await readTestValues(actor, id)).toEqual(saved);
  const rows = JSON.stringify([saved, await stored(id)]);
  expect(rows).not.toContain("canary-of");
  expect(rows).not.toContain(Buffer.from("canary-of").toString("base64"));
});

test("saving answers leaves a stored secret alone; the same one again has the same fingerprint, another one another", async () => {
  const { actor, id, token } = await aBench();
  const save = (secrets: Record<string, string>) => saveTestValues(actor, id, { answers: answersOf(), secrets });
  const first = await save({ [token.id]: secret });
  const untouched = await save({});
  expect(untouched.secrets).toEqual(first.secrets);

  const again = await save({ [token.id]: secret });
  const print = (saved: typeof first) => saved.secrets[0]?.fingerprint ?? "";
  expect(isSameSecret(print(first), print(again))).toBe(true);
  expect(isSameSecret(print(first), print(await save({ [token.id]: "another" })))).toBe(false);
});

test("a secret among the answers is refused whole, and so is a secret for a field that is none", async () => {
  const { actor, id, token, open } = await aBench();
  const inAnswers = saveTestValues(actor, id, {
    answers: answersOf({ settings: { [token.id]: secret } }),
    secrets: {},
  });
  await expect(inAnswers).rejects.toMatchObject({
    code: "invalid_input",
    details: { issues: [{ path: `answers.settings.${token.id}` }] },
  });
  for (const fieldId of [open.id, "nothing"]) {
    const odd = saveTestValues(actor, id, { answers: answersOf(), secrets: { [fieldId]: secret } });
    await expect(odd, fieldId).rejects.toMatchObject({ details: { issues: [{ path: `secrets.${fieldId}` }] } });
  }
  expect(await stored(id)).toEqual({ values: [], secrets: [] });
});

test("an answer to a field that was deleted is not kept; one that was made secret later is taken out of everybody's", async () => {
  const { actor, id, open, definition } = await aBench();
  const organization = { id: actor.organizationId, name: actor.organizationName, portalEnabled: true };
  const colleague = await anActor({ organization, organizationRole: "member" });
  const answers = answersOf({ settings: { [open.id]: "in the clear", gone: "of a deleted field" } });
  for (const person of [actor, colleague]) await saveTestValues(person, id, { answers, secrets: {} });
  expect((await readTestValues(actor, id)).answers?.settings).toEqual({ [open.id]: "in the clear" });

  const fields = definition.fields.map((field) =>
    field.id === open.id ? { ...field, type: "string" as const, secret: true, options: [] } : field,
  );
  await saveDraft(actor, id, { revision: 1, definition: { ...definition, fields } });

  expect((await readTestValues(actor, id)).answers?.settings).toEqual({});
  expect(JSON.stringify(await stored(id))).not.toContain("in the clear");
});

test("everybody has their own, and nobody reaches another's or another organization's", async () => {
  const { actor, id, token } = await aBench();
  await saveTestValues(actor, id, { answers: answersOf(), secrets: { [token.id]: secret } });
  const organization = { id: actor.organizationId, name: actor.organizationName, portalEnabled: true };
  const colleague = await anActor({ organization });
  const stranger = await anActor();

  expect(await readTestValues(colleague, id)).toEqual({ answers: null, updatedAt: null, secrets: [] });
  await deleteTestValues(colleague, id);
  await deleteTestSecret(colleague, id, token.id);
  const attempts = [
    () => readTestValues(stranger, id),
    () => saveTestValues(stranger, id, { answers: answersOf(), secrets: {} }),
    () => deleteTestValues(stranger, id),
    () => deleteTestSecret(stranger, id, token.id),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect((await readTestValues(actor, id)).secrets).toHaveLength(1);
});

test("a person who works for two organizations has test values in the right one only", async () => {
  const { actor, id, token } = await aBench();
  await saveTestValues(actor, id, { answers: answersOf(), secrets: { [token.id]: secret } });
  const other = await anOrganization();
  await aMember({ id: actor.userId }, other, "owner");
  const elsewhere = { ...actor, organizationId: other.id };
  await expect(readTestValues(elsewhere, id)).rejects.toMatchObject({ code: "not_found" });
  // Below the services too: the query names the organization, and the seal is bound to it.
  const owner = { organizationId: other.id, userId: actor.userId, destinationId: id };
  expect(await openSecrets(db, secretKeys(), owner, [token.id])).toEqual(new Map());
});

test("one secret is deleted, then all; they go with the destination and with the membership", async () => {
  const { actor, id, token } = await aBench();
  const save = () => saveTestValues(actor, id, { answers: answersOf(), secrets: { [token.id]: secret } });
  await save();
  await deleteTestSecret(actor, id, token.id);
  expect(await readTestValues(actor, id)).toMatchObject({ answers: { name: "Mine" }, secrets: [] });
  await save();
  await deleteTestValues(actor, id);
  expect(await stored(id)).toEqual({ values: [], secrets: [] });
  await save();
  await deleteDestination(actor, id);
  expect(await stored(id)).toEqual({ values: [], secrets: [] });

  const bench = await aBench();
  const organization = { id: bench.actor.organizationId, name: "x", portalEnabled: true };
  const colleague = await anActor({ organization, organizationRole: "member" });
  const body = { answers: answersOf(), secrets: { [bench.token.id]: secret } };
  for (const person of [bench.actor, colleague]) await saveTestValues(person, bench.id, body);
  const member = await db.member.findFirstOrThrow({ where: { userId: colleague.userId } });
  await removeMember(bench.actor, member.id);
  const left = await stored(bench.id);
  expect([...left.values, ...left.secrets].map(({ userId }) => userId)).toEqual([
    bench.actor.userId,
    bench.actor.userId,
  ]);
});

test("a sealed secret put into another row does not open, and the database takes nothing that isn't sealed", async () => {
  const bench = await aBench();
  const { actor, id, token } = bench;
  const { id: other } = await aDestination({ id: actor.organizationId }, bench.definition);
  for (const destinationId of [id, other]) {
    const secrets = { [token.id]: `secret of ${destinationId}` };
    await saveTestValues(actor, destinationId, { answers: answersOf(), secrets });
  }
  const ofThis = await db.testSecret.findFirstOrThrow({ where: { destinationId: id } });
  await db.testSecret.updateMany({ where: { destinationId: other }, data: { sealed: ofThis.sealed } });
  const owner = { organizationId: actor.organizationId, userId: actor.userId };
  const opened = await openSecrets(db, secretKeys(), { ...owner, destinationId: other }, [token.id]);
  expect(opened).toEqual(new Map([[token.id, undefined]]));

  // The whole row given to somebody else does not open for them either.
  const organization = { id: actor.organizationId, name: "x", portalEnabled: true };
  const thief = await anActor({ organization, organizationRole: "member" });
  await saveTestValues(thief, id, { answers: answersOf(), secrets: {} });
  await db.testSecret.updateMany({ where: { destinationId: id }, data: { userId: thief.userId } });
  const stolen = { organizationId: actor.organizationId, userId: thief.userId, destinationId: id };
  expect(await openSecrets(db, secretKeys(), stolen, [token.id])).toEqual(new Map([[token.id, undefined]]));

  const clear = db.testSecret.updateMany({ where: { destinationId: id }, data: { sealed: "in the clear" } });
  await expect(clear).rejects.toThrow(/test_secret_sealed_check/);
});

test("answers that are saved while a field is being made secret are refused, or removed with the others", async () => {
  const { actor, id, open, definition } = await aBench();
  const fields = definition.fields.map((field) =>
    field.id === open.id ? { ...field, type: "string" as const, secret: true, options: [] } : field,
  );
  for (let revision = 1; revision < 20; revision += 2) {
    const answers = answersOf({ settings: { [open.id]: "in the clear" } });
    await Promise.allSettled([
      saveDraft(actor, id, { revision, definition: { ...definition, fields } }),
      saveTestValues(actor, id, { answers, secrets: {} }),
    ]);
    expect(JSON.stringify(await stored(id))).not.toContain("in the clear");
    await saveDraft(actor, id, { revision: revision + 1, definition });
  }
});

/** A partner that takes every call, and what it was sent. */
function aPartner() {
  const sent: Parameters<typeof send>[0][] = [];
  const effects = {
    now: () => new Date(),
    policy: { allow: [], ports: [443] },
    send: async (request: Parameters<typeof send>[0]) => {
      sent.push(request);
      const response = { status: 500, headers: [], body: "no", bodyBytes: 2, isTruncated: false };
      return { request, response, startedAt: new Date().toISOString(), durationMs: 1 };
    },
  };
  return { sent, effects };
}

async function aTestBody(actor: Actor, fieldId: string, parts: Partial<TestRunBody> = {}): Promise<TestRunBody> {
  const project = await aProject({ id: actor.organizationId });
  return {
    revision: 1,
    endpoint: "listCreation",
    projectId: project.id,
    settings: { channel: "email" },
    mappings: { user_id_field: "user_id", email_field: "email" },
    cohort: { id: "c1", name: "Cohort" },
    users: [],
    listId: "",
    storedSecrets: [fieldId],
    ...parts,
  };
}

test("a test uses the stored secret, shows it masked, and records it nowhere", async () => {
  const { actor, id, token } = await aBench();
  await saveTestValues(actor, id, { answers: answersOf(), secrets: { [token.id]: "token-that-is-stored" } });
  const { sent, effects } = aPartner();

  const run = await testEndpoint(actor, id, await aTestBody(actor, token.id), effects);

  expect(sent[0]?.headers).toContainEqual({ name: "Authorization", value: "Bearer token-that-is-stored" });
  expect(run.exchange.request.headers).toContainEqual({ name: "Authorization", value: "Bearer ••••••" });
  const recorded = await db.testRun.findMany({ where: { destinationId: id } });
  expect(JSON.stringify([run, recorded])).not.toContain("token-that-is-stored");
});

test("nothing is sent where a stored secret isn't there, was typed as well, isn't one's own, or is no secret any more", async () => {
  const { actor, id, token, definition } = await aBench();
  const { sent, effects } = aPartner();
  const refused = async (who: Actor, body: TestRunBody, path: string) =>
    await expect(testEndpoint(who, id, body, effects)).rejects.toMatchObject({
      code: "invalid_input",
      details: { issues: [{ path }] },
    });
  const body = await aTestBody(actor, token.id);

  await refused(actor, body, token.variable);
  await saveTestValues(actor, id, { answers: answersOf(), secrets: { [token.id]: secret } });
  await refused(actor, { ...body, settings: { ...body.settings, [token.variable]: "typed" } }, token.variable);
  await refused(actor, { ...body, storedSecrets: ["nothing"] }, "storedSecrets");
  const organization = { id: actor.organizationId, name: "x", portalEnabled: true };
  await refused(await anActor({ organization }), body, token.variable);

  await db.$executeRaw`UPDATE test_secret SET sealed = overlay(sealed placing 'AAAAAAAA' from 4 for 8)`;
  await refused(actor, body, token.variable);

  const fields = definition.fields.map((field) => ({ ...field, secret: false }));
  await db.destination.update({ where: { id }, data: { definition: { ...definition, fields } } });
  await refused(actor, body, "storedSecrets");
  expect(sent).toEqual([]);
});
