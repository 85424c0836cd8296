import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TestRunBody } from "@/lib/contract";
import { setAtPath } from "@/lib/destination/edit";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { db } from "@/lib/server/db";
import { send } from "@/lib/server/egress";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import { aDestination, anActor, aProject } from "@/lib/testing/factories";
import { listTestRuns, readTestRun } from "./read-test-runs";
import { changeTestCase, createTestCase, deleteTestCase, listTestCases, runTestCase } from "./test-cases";
import { testEndpoint } from "./test-endpoint";

const key = "key-that-nobody-may-see";
/** How the partner answers, and what it was sent. */
const partner = { status: 201, body: '{"list": {"id": "l-1"}}', sent: [] as { body: string; key: string }[] };

const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  partner.sent.push({ body, key: request.headers.authorization ?? "" });
  response.writeHead(partner.status, { "content-type": "application/json" }).end(partner.body);
});
let policy: EgressPolicy;
let origin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  origin = `http://127.0.0.1:${port}`;
  policy = { allow: [{ host: "127.0.0.1", port }], ports: [80, 443] };
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => Object.assign(partner, { status: 201, body: '{"list": {"id": "l-1"}}', sent: [] }));

const effects = () => ({ send, policy, now: () => new Date() });

async function aBench() {
  const actor = await anActor();
  const project = await aProject({ id: actor.organizationId });
  const definition = sandboxDestination(origin, "cases");
  const destination = await aDestination({ id: actor.organizationId }, definition);
  const body = (parts: Partial<TestRunBody> = {}): TestRunBody => ({
    revision: 1,
    endpoint: "listCreation",
    projectId: project.id,
    settings: { bearer_token: key, channel: "push" },
    mappings: { user_id_field: "user_id", email_field: "email" },
    cohort: { id: "cohort-ab12", name: "Power users ab12" },
    users: [{ operation: "add", properties: { user_id: "u1", email: "u1@example.com" } }],
    listId: "",
    ...parts,
  });
  const press = (parts: Partial<TestRunBody> = {}) => testEndpoint(actor, destination.id, body(parts), effects());
  /** What goes with a case that is run again. */
  const given = { revision: 1, projectId: project.id, settings: { bearer_token: key }, mappings: {} };
  return { actor, destination, definition, press, given };
}

const success = { kind: "success" as const, type: "success", body: "" };

test("the history is in pages, newest first, of one endpoint only, and names who made each", async () => {
  const { actor, destination, press } = await aBench();
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) ids.unshift((await press()).id);
  await press({ endpoint: "addUsers", listId: '"l-1"' });

  const first = await listTestRuns(actor, destination.id, { endpoint: "listCreation", limit: 2 });
  const second = await listTestRuns(actor, destination.id, {
    endpoint: "listCreation",
    limit: 2,
    cursor: first.next ?? "",
  });
  const third = await listTestRuns(actor, destination.id, {
    endpoint: "listCreation",
    limit: 2,
    cursor: second.next ?? "",
  });

  expect([first, second, third].flatMap(({ runs }) => runs.map(({ id }) => id))).toEqual(ids);
  expect(third.next).toBeNull();
  expect(first.runs[0]).toMatchObject({
    by: actor.name,
    responseStatus: 201,
    failure: null,
    outcome: { kind: "success" },
  });
});

test("runs made in one millisecond are each listed once", async () => {
  const { actor, destination, press } = await aBench();
  for (let count = 0; count < 3; count += 1) await press();
  await db.testRun.updateMany({ where: { destinationId: destination.id }, data: { createdAt: new Date(0) } });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTestRuns(actor, destination.id, { endpoint: "listCreation", limit: 1, cursor });
    seen.push(...page.runs.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(new Set(seen).size).toBe(3);
  expect(seen).toHaveLength(3);
});

test("a run is kept in full, its inputs by the ID of their field, and no secret anywhere", async () => {
  const { actor, destination, definition, press } = await aBench();
  partner.body = `{"list": {"id": "l-${key}"}}`;
  const { id } = await press();

  const run = await readTestRun(actor, destination.id, id);

  const channel = definition.fields.find(({ variable }) => variable === "channel");
  const secret = definition.fields.find(({ variable }) => variable === "bearer_token");
  expect(run.inputs?.settings).toEqual({ [channel?.id ?? ""]: "push" });
  expect(run.inputs?.users).toHaveLength(1);
  expect(run.details?.listId).toEqual({ message: expect.stringContaining("holds a secret answer") });
  expect(Object.keys(run.fingerprints)).toEqual([secret?.id]);
  const stored = await db.testRun.findMany({ where: { destinationId: destination.id } });
  expect(JSON.stringify([stored, run])).not.toContain(key);
});

test("two runs tell whether another key was used, and nothing about it", async () => {
  const { actor, destination, press } = await aBench();
  const runs = [
    await press(),
    await press(),
    await press({ settings: { bearer_token: "another key", channel: "push" } }),
  ];
  const prints = await Promise.all(
    runs.map(async ({ id }) => Object.values((await readTestRun(actor, destination.id, id)).fingerprints)[0]),
  );
  expect(prints[0]).toBe(prints[1]);
  expect(prints[2]).not.toBe(prints[0]);
});

test("inputs in which a secret stands, or that are too large, are not kept; the exchange is", async () => {
  const { actor, destination, press } = await aBench();
  const withSecret = await press({ endpoint: "addUsers", listId: JSON.stringify(`list of ${key}`) });
  const properties = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`p${index}`, "x".repeat(9_999)]));
  const large = await press({ users: [{ operation: "add", properties: { ...properties, user_id: "u1" } }] });
  for (const { id } of [withSecret, large]) {
    const run = await readTestRun(actor, destination.id, id);
    expect(run.inputs).toBeNull();
    expect(run.exchange.request.url).toContain(origin);
    await expect(
      createTestCase(actor, destination.id, { runId: id, name: "No", expected: success, secrets: "own" }),
    ).rejects.toMatchObject({ code: "invalid_input" });
  }
});

test("a case keeps what was sent, is run again with the secrets of whoever presses, and tells what came", async () => {
  const { actor, destination, press, given } = await aBench();
  const { id: runId } = await press();
  const { id } = await createTestCase(actor, destination.id, {
    runId,
    name: "Creates a list",
    expected: success,
    secrets: "own",
  });
  const before = await listTestCases(actor, destination.id);
  expect(before.cases).toMatchObject([
    { name: "Creates a list", madeOfId: runId, last: { id: runId, differences: [] } },
  ]);

  Object.assign(partner, { status: 401, body: '{"error": "unauthorized"}', sent: [] });
  const run = await runTestCase(actor, destination.id, id, given, effects());

  expect(partner.sent).toHaveLength(1);
  expect(partner.sent[0]).toMatchObject({ key: `Bearer ${key}` });
  const body = JSON.parse(partner.sent[0]?.body ?? "");
  expect(body.channel).toBe("push");
  expect(body.name).toMatch(/Power users [0-9a-z]{4}$/);
  expect(body.name).not.toContain("ab12");
  const [after] = (await listTestCases(actor, destination.id)).cases;
  expect(after?.last?.id).toBe(run.id);
  expect(after?.last?.differences.join()).toMatch(/^Expected a success, but it was /);
  expect(JSON.stringify(await db.testCase.findMany())).not.toContain(key);
});

test("what a case holds goes before what is given, and a body condition is looked for", async () => {
  const { actor, destination, press, given } = await aBench();
  const { id: runId } = await press();
  const expected = { ...success, body: '{"list": {"id": "l-1"}}' };
  const { id } = await createTestCase(actor, destination.id, { runId, name: "With a body", expected, secrets: "own" });
  Object.assign(partner, { body: '{"list": {"id": "l-2"}}', sent: [] });
  await runTestCase(
    actor,
    destination.id,
    id,
    { ...given, settings: { ...given.settings, channel: "email" } },
    effects(),
  );
  expect(JSON.parse(partner.sent[0]?.body ?? "").channel).toBe("push");
  const [row] = (await listTestCases(actor, destination.id)).cases;
  expect(row?.last?.differences.join()).toContain("list.id");
});

test("a renamed variable keeps its answer; one that became secret is forgotten", async () => {
  const { actor, destination, definition, press, given } = await aBench();
  const { id: runId } = await press();
  const { id } = await createTestCase(actor, destination.id, {
    runId,
    name: "Kept",
    expected: success,
    secrets: "own",
  });
  const index = definition.fields.findIndex(({ variable }) => variable === "channel");
  const text = JSON.stringify(definition).replaceAll("$channel", "$medium");
  const renamed = setAtPath(JSON.parse(text), ["fields", index, "variable"], "medium");
  await db.destination.update({ where: { id: destination.id }, data: { definition: renamed } });
  partner.sent = [];
  await runTestCase(actor, destination.id, id, given, effects());
  expect(JSON.parse(partner.sent[0]?.body ?? "").channel).toBe("push");

  const secret = setAtPath(setAtPath(renamed, ["fields", index, "type"], "string"), ["fields", index, "secret"], true);
  await db.destination.update({ where: { id: destination.id }, data: { definition: secret } });
  const [row] = (await listTestCases(actor, destination.id)).cases;
  expect(row?.inputs.settings).toEqual({});
  expect(JSON.stringify(await db.testCase.findMany({ where: { id } }))).not.toContain('"push"');
});

test("a case may be run with secrets that nobody has, whatever the person has", async () => {
  const { actor, destination, press, given } = await aBench();
  const { id: runId } = await press();
  const expected = { kind: "failure" as const, type: "API key", body: "" };
  const { id } = await createTestCase(actor, destination.id, {
    runId,
    name: "Wrong key",
    expected,
    secrets: "made_up",
  });
  partner.sent = [];
  await runTestCase(actor, destination.id, id, given, effects());
  await changeTestCase(actor, destination.id, id, { secrets: "own" });
  await runTestCase(actor, destination.id, id, given, effects());
  expect(partner.sent.map((call) => call.key)).toEqual([expect.stringMatching(/^Bearer made-up-/), `Bearer ${key}`]);
  expect(JSON.stringify(await db.testRun.findMany({ where: { destinationId: destination.id } }))).not.toContain(
    "made-up-",
  );
});

test("names are unique whatever their case; a case is renamed and deleted; its runs stay", async () => {
  const { actor, destination, press } = await aBench();
  const { id: runId } = await press();
  const first = await createTestCase(actor, destination.id, { runId, name: "One", expected: success, secrets: "own" });
  await createTestCase(actor, destination.id, { runId, name: "Two", expected: success, secrets: "own" });
  await expect(
    createTestCase(actor, destination.id, { runId, name: "ONE", expected: success, secrets: "own" }),
  ).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(changeTestCase(actor, destination.id, first.id, { name: "two" })).rejects.toMatchObject({
    code: "conflict",
  });
  await changeTestCase(actor, destination.id, first.id, { name: "Uno" });
  await deleteTestCase(actor, destination.id, first.id);
  expect((await listTestCases(actor, destination.id)).cases.map(({ name }) => name)).toEqual(["Two"]);
  expect(await db.testRun.count({ where: { id: runId } })).toBe(1);
});

test("another organization reaches none of it", async () => {
  const { actor, destination, press, given } = await aBench();
  const { id: runId } = await press();
  const { id } = await createTestCase(actor, destination.id, {
    runId,
    name: "Mine",
    expected: success,
    secrets: "own",
  });
  const stranger = await anActor();
  const own = await aDestination({ id: stranger.organizationId });
  const none = { code: "not_found" };
  for (const destinationId of [destination.id, own.id]) {
    await expect(readTestRun(stranger, destinationId, runId)).rejects.toMatchObject(none);
    await expect(
      createTestCase(stranger, destinationId, { runId, name: "Theirs", expected: success, secrets: "own" }),
    ).rejects.toMatchObject(none);
    await expect(changeTestCase(stranger, destinationId, id, { name: "x" })).rejects.toMatchObject(none);
    await expect(deleteTestCase(stranger, destinationId, id)).rejects.toMatchObject(none);
    await expect(runTestCase(stranger, destinationId, id, given, effects())).rejects.toMatchObject(none);
  }
  await expect(listTestRuns(stranger, destination.id, { endpoint: "listCreation", limit: 5 })).rejects.toMatchObject(
    none,
  );
  await expect(listTestCases(stranger, destination.id)).rejects.toMatchObject(none);
  expect((await listTestCases(stranger, own.id)).cases).toEqual([]);
});
