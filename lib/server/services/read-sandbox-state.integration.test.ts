/** What the sandbox holds against what tests should have done, asked with the answers of the person's own test. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestRunBody } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { clientCredentials } from "@/lib/destination/example/list-destination";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { sandboxEventDestination } from "@/lib/destination/example/sandbox-event-destination";
import { startSandbox } from "@/lib/sandbox/server";
import { workspaceCredentials } from "@/lib/sandbox/workspace-key";
import type { SandboxTarget } from "@/lib/sandbox-state-contract";
import { db } from "@/lib/server/db";
import { send } from "@/lib/server/egress";
import { aDestination, anActor, aProject } from "@/lib/testing/factories";
import { readSandboxState } from "./read-sandbox-state";

const secret = "a-secret-of-this-test";
const workspace = "harbour";
const credentials = workspaceCredentials(workspace, secret);
let sandbox: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, host: "127.0.0.1", secret });
  process.env.SANDBOX_URL = sandbox.url;
});
afterAll(() => sandbox.close());

const effects = () => ({
  send,
  policy: { allow: [{ host: "127.0.0.1", port: sandbox.port }], ports: [80, 443] },
  now: () => new Date(),
});

async function aBench(change: (definition: DestinationDefinition) => DestinationDefinition = (same) => same) {
  const actor = await anActor();
  const project = await aProject({ id: actor.organizationId });
  const definition = change(sandboxDestination(sandbox.url, workspace));
  const destination = await aDestination({ id: actor.organizationId }, definition);
  const run = (settings: Record<string, string> = {}): TestRunBody => ({
    revision: 1,
    endpoint: "addUsers",
    projectId: project.id,
    settings: { bearer_token: credentials.key, channel: "email", ...settings },
    mappings: { user_id_field: "user_id", email_field: "email" },
    cohort: { id: "c1", name: "Cohort" },
    users: [],
    listId: "",
  });
  const ask = (expected: SandboxTarget[], { name = workspace, settings = {} as Record<string, string> } = {}) =>
    readSandboxState(
      actor,
      destination.id,
      { run: run(settings), url: `${sandbox.url}/w/${name}/v1/lists/l1/members`, expected },
      effects(),
    );
  return { actor, destination, run, ask };
}

const partner = (path: string, body: object) =>
  fetch(`${sandbox.url}/w/${workspace}${path}`, {
    method: path === "/faults" ? "PUT" : "POST",
    headers: { authorization: `Bearer ${credentials.key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  }).then((answer) => answer.json());

const vip = (...members: string[]): SandboxTarget => ({ kind: "tag", name: "vip", members, absent: [] });

test("what is missing and what is too much, in the order of what was expected", async () => {
  const { ask } = await aBench();
  await partner("/v1/tags/vip/users", { ids: ["u1", "a$b"] });
  const answer = await ask([vip("u1", "u2"), { ...vip("a$b"), absent: ["u1"] }]);
  expect(answer).toMatchObject({
    workspace,
    results: [
      { isMet: false, missing: ["u2"], surplus: [] },
      { isMet: false, missing: [], surplus: ["u1"] },
    ],
  });
  expect(answer.problem).toBeUndefined();
});

test("faults neither disturb the question nor count it, and nothing is recorded", async () => {
  const { ask, destination } = await aBench();
  await partner("/faults", { rules: [{ effect: { type: "status", status: 500 }, times: 1 }] });
  expect((await ask([vip("u1")])).results).toHaveLength(1);
  const faults = (method: "GET" | "DELETE") =>
    fetch(`${sandbox.url}/w/${workspace}/faults`, { method, headers: { "x-api-key": credentials.key } });
  const { rules } = await (await faults("GET")).json();
  await faults("DELETE");
  expect(rules[0]).toMatchObject({ matched: 0, hits: 0 });
  expect(await db.testRun.count({ where: { destinationId: destination.id } })).toBe(0);
});

test("another key opens no workspace, and what it says holds no secret", async () => {
  const { ask } = await aBench();
  const wrong = "a-key-of-somebody-else";
  const answer = await ask([vip("u1")], { settings: { bearer_token: wrong } });
  expect(answer.problem).toMatch(/status 401\. The key of the test doesn't open this workspace\./);
  expect(JSON.stringify(answer)).not.toContain(wrong);
  expect((await ask([vip("u1")], { name: "another" })).problem).toMatch(/status 401/);
});

test("an access token asks for what its scopes open", async () => {
  const tokenUrl = `${sandbox.url}/w/${workspace}/oauth/token`;
  const settings = { client_id: credentials.clientId, client_secret: credentials.secret };
  const { fields } = sandboxEventDestination(sandbox.url, workspace);
  const by = (scope: string) =>
    aBench((definition) => ({
      ...definition,
      authentication: clientCredentials({ tokenUrl, scope, credentialsIn: "header" }),
      fields: [...definition.fields, ...fields.filter(({ credentialOf }) => credentialOf === "oauth2")],
    }));
  expect(await (await by("users")).ask([vip("u1")], { settings })).toMatchObject({ results: [{ exists: true }] });
  expect((await (await by("lists")).ask([vip("u1")], { settings })).problem).toMatch(/status 403/);
});

test("only our own sandbox is asked, and only about one's own destination", async () => {
  const { actor, destination, run, ask } = await aBench();
  const asked = (url: string) =>
    readSandboxState(actor, destination.id, { run: run(), url, expected: [vip("u1")] }, effects());
  for (const url of ["https://partner.example/w/harbour/v1/lists", `${sandbox.url}/faults`, "nothing"]) {
    await expect(asked(url)).rejects.toMatchObject({ code: "invalid_input" });
  }
  await expect(ask([])).resolves.toMatchObject({ results: [] });
  const stranger = await anActor();
  const body = { run: run(), url: `${sandbox.url}/w/${workspace}/v1/lists`, expected: [vip("u1")] };
  await expect(readSandboxState(stranger, destination.id, body, effects())).rejects.toMatchObject({
    code: "not_found",
  });
});
