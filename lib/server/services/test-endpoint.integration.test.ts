import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestRunBody } from "@/lib/contract";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { startSandbox } from "@/lib/sandbox/server";
import { workspaceKey } from "@/lib/sandbox/workspace-key";
import { db } from "@/lib/server/db";
import { send } from "@/lib/server/egress";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import { egressPolicyOf } from "@/lib/server/egress-settings";
import { env } from "@/lib/server/env";
import { aDestination, anActor, aProject } from "@/lib/testing/factories";
import { testEndpoint } from "./test-endpoint";

const secret = "a-secret-of-this-test";
const workspace = "harbour";
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let policy: EgressPolicy;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, host: "127.0.0.1", secret });
  policy = { allow: [{ host: "127.0.0.1", port: sandbox.port }], ports: [80, 443, 8080, 8443] };
});
afterAll(() => sandbox.close());

const effects = () => ({ send, policy, now: () => new Date() });

async function aBench() {
  const actor = await anActor();
  const project = await aProject({ id: actor.organizationId });
  const definition = sandboxDestination(`http://127.0.0.1:${sandbox.port}`, workspace);
  const destination = await aDestination({ id: actor.organizationId }, definition);
  const key = workspaceKey(workspace, secret);
  const body = (parts: Partial<TestRunBody>): TestRunBody => ({
    revision: 1,
    endpoint: "listCreation",
    projectId: project.id,
    settings: { bearer_token: key, channel: "email" },
    mappings: { user_id_field: "user_id", email_field: "email" },
    cohort: { id: "c1", name: `Cohort ${actor.userId}` },
    users: [
      { operation: "add", properties: { user_id: "u1", email: "u1@example.com" } },
      { operation: "add", properties: { user_id: "u2" } },
      { operation: "add", properties: { email: "nobody@example.com" } },
      { operation: "remove", properties: { user_id: "u1" } },
    ],
    listId: "",
    ...parts,
  });
  return { actor, destination, key, body };
}

test("create, add, remove against a real server: the list ID is found, fed on, and the list holds who it should", async () => {
  const { actor, destination, body } = await aBench();

  const created = await testEndpoint(actor, destination.id, body({}), effects());
  expect(created.outcome).toMatchObject({ kind: "success", status: "201" });
  expect(created.listId).toMatchObject({ path: "$.list.id" });
  const listId = created.listId?.value ?? "";

  const added = await testEndpoint(actor, destination.id, body({ endpoint: "addUsers", listId }), effects());
  expect(added.outcome.kind).toBe("success");
  expect(JSON.parse(added.exchange.request.body ?? "")).toEqual({
    members: [{ id: "u1", email: "u1@example.com" }, { id: "u2" }],
  });
  expect(added.skipped).toHaveLength(1);
  expect(JSON.parse(added.exchange.response?.body ?? "")).toMatchObject({ added: 2, total: 2 });

  const removed = await testEndpoint(actor, destination.id, body({ endpoint: "removeUsers", listId }), effects());
  expect(JSON.parse(removed.exchange.response?.body ?? "")).toMatchObject({ removed: 1, total: 1 });
});

test("a wrong key is a successful test of a failure: classified by the catalog, recorded, the secret nowhere", async () => {
  const { actor, destination, body } = await aBench();
  const canary = "canary-9f8e7d6c5b4a";

  const run = await testEndpoint(
    actor,
    destination.id,
    body({ settings: { bearer_token: canary, channel: "push" } }),
    effects(),
  );

  expect(run.outcome).toMatchObject({ kind: "failure", type: "API key", status: "401" });
  expect(run.trace.some(({ result }) => result === "matched")).toBe(true);
  const stored = JSON.stringify(await db.testRun.findMany({ where: { destinationId: destination.id } }));
  for (const text of [JSON.stringify(run), stored]) expect(text).not.toContain(canary);
  expect(stored).toContain("401");
});

test("nothing is sent while this endpoint has a problem, an answer is missing, or the revision is old", async () => {
  const { actor, destination, body } = await aBench();
  let calls = 0;
  const counting = {
    ...effects(),
    send: async (...parameters: Parameters<typeof send>) => {
      calls += 1;
      return send(...parameters);
    },
  };

  const missing = testEndpoint(actor, destination.id, body({ settings: {} }), counting);
  await expect(missing).rejects.toMatchObject({
    code: "invalid_input",
    details: { issues: [{ path: "bearer_token" }] },
  });
  const stale = testEndpoint(actor, destination.id, body({ revision: 7 }), counting);
  await expect(stale).rejects.toMatchObject({ code: "stale_revision" });
  const noList = testEndpoint(actor, destination.id, body({ endpoint: "addUsers" }), counting);
  await expect(noList).rejects.toMatchObject({ code: "not_ready", message: expect.stringContaining("list_id") });

  expect(calls).toBe(0);
});

test("another organization's destination and another organization's project do not exist", async () => {
  const { destination, body } = await aBench();
  const stranger = await aBench();

  const foreignDestination = testEndpoint(stranger.actor, destination.id, stranger.body({}), effects());
  await expect(foreignDestination).rejects.toMatchObject({ code: "not_found" });
  const foreignProject = testEndpoint(
    stranger.actor,
    stranger.destination.id,
    stranger.body({ projectId: body({}).projectId }),
    effects(),
  );
  await expect(foreignProject).rejects.toMatchObject({ code: "invalid_input" });
});

test("the eleventh call to a stranger within a minute is refused, with the time to wait", async () => {
  const { actor, destination, body } = await aBench();
  const refused = {
    ...effects(),
    send: async (request: Parameters<typeof send>[0]) => ({
      request,
      failure: { kind: "network" as const, detail: "nobody is there" },
      startedAt: new Date().toISOString(),
      durationMs: 1,
    }),
  };

  for (let call = 0; call < 10; call += 1) await testEndpoint(actor, destination.id, body({}), refused);
  const eleventh = testEndpoint(actor, destination.id, body({}), refused);

  await expect(eleventh).rejects.toMatchObject({
    code: "rate_limited",
    details: { retryAfterSeconds: expect.any(Number) },
  });
});

test("nobody reads or clears another team's workspace at the sandbox through a test", async () => {
  const { actor, destination, body } = await aBench();
  const url = `http://127.0.0.1:${sandbox.port}`;
  const victim = { root: `${url}/w/victim`, key: workspaceKey("victim", secret) };
  const headers = { authorization: `Bearer ${victim.key}`, "content-type": "application/json" };
  await fetch(`${victim.root}/v1/lists`, { method: "POST", headers, body: '{"name": "Theirs"}' });
  const settings = { BASE_URL: env().BASE_URL, MAIL_FROM: "", SANDBOX_URL: url, EGRESS_ALLOW: "", EGRESS_PORTS: "443" };
  const usual = { ...effects(), policy: egressPolicyOf({ ...settings, EGRESS_PROXY: undefined }) };

  for (const [method, path] of [
    ["GET", "/w/victim/requests/1"],
    ["GET", "/w/victim/live"],
    ["POST", "/w/victim/clear"],
    ["GET", "/"],
  ] as const) {
    const definition = structuredClone(sandboxDestination(url, workspace));
    if (definition.kind !== "list") throw new Error("The example is of another kind.");
    Object.assign(definition.endpoints.listCreation, { url: `${url}${path}`, method, payload: "" });
    definition.headers = [{ id: "h1", name: "X-Sandbox-Action", value: "clear" }];
    await db.destination.update({
      where: { id: destination.id },
      data: { definition: JSON.parse(JSON.stringify(definition)) },
    });
    const run = await testEndpoint(actor, destination.id, body({}), usual);
    expect(run.exchange).toMatchObject({ failure: { kind: "refused", rule: "sandbox_page" } });
    expect(JSON.stringify(run)).not.toContain(victim.key);
  }
  const lists = await fetch(`${victim.root}/v1/lists`, { headers }).then((answer) => answer.json());
  expect(lists).toMatchObject({ lists: [{ name: "Theirs" }] });
});
