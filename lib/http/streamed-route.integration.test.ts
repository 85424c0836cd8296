import { afterEach, expect, test, vi } from "vitest";
import { projectParams } from "@/lib/cohort-contract";
import { rotateApiKey } from "@/lib/server/services/rotate-api-key";
import { anActor, aProject, aSession } from "@/lib/testing/factories";
import { streamedRoute } from "./streamed-route";

afterEach(() => vi.restoreAllMocks());

const put = streamedRoute({ action: "cohort.write", params: projectParams }, async ({ writer, body }) => {
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > 1_000_000) throw new Error("More than anybody asked for.");
  }
  return { writer, bytes };
});

interface Sent {
  headers?: Record<string, string> | Headers;
  body?: BodyInit;
  signal?: AbortSignal;
}

async function send(projectId: string, { headers, body = "12345", signal }: Sent) {
  const request = new Request(`http://localhost:3000/api/v1/projects/${projectId}`, {
    method: "PUT",
    headers,
    body,
    signal,
    ...{ duplex: "half" },
  });
  const response = await put(request, { params: Promise.resolve({ projectId }) });
  return { status: response.status, answer: await response.json() };
}

async function aKey() {
  const actor = await anActor();
  const project = await aProject({ id: actor.organizationId });
  const { apiKey } = await rotateApiKey(actor, project.id);
  return { actor, project, apiKey, headers: { authorization: `Bearer ${apiKey}` } };
}

test("a person and the project's API key are let in, and are told apart", async () => {
  const { actor, project, apiKey, headers } = await aKey();
  const session = await aSession({ id: actor.userId });
  session.headers.set("origin", "http://localhost:3000");
  expect(await send(project.id, { headers: session.headers })).toEqual({
    status: 200,
    answer: { writer: { userId: actor.userId, name: actor.name, organizationId: actor.organizationId }, bytes: 5 },
  });
  expect(await send(project.id, { headers })).toEqual({
    status: 200,
    answer: { writer: { name: `API key ••••${apiKey.slice(-4)}`, organizationId: actor.organizationId }, bytes: 5 },
  });
});

test("nobody else is", async () => {
  const { actor, project, headers } = await aKey();
  expect((await send(project.id, {})).status).toBe(401);
  expect((await send(project.id, { headers: { authorization: "Bearer lf_wrong" } })).status).toBe(401);
  expect((await send(project.id, { headers: { authorization: "Bearer " } })).status).toBe(401);
  // The key of one project opens no other, not even of the same organization.
  const other = await aProject({ id: actor.organizationId });
  expect((await send(other.id, { headers })).status).toBe(404);
  expect((await send("not-an-id", { headers })).status).toBe(404);
  await rotateApiKey(actor, project.id);
  expect((await send(project.id, { headers })).status).toBe(401);
  // A wrong key is not made good by a session that the browser sends along.
  const session = await aSession({ id: actor.userId });
  session.headers.set("origin", "http://localhost:3000");
  session.headers.set("authorization", "Bearer lf_wrong");
  expect((await send(project.id, { headers: session.headers })).status).toBe(401);
  session.headers.delete("authorization");
  session.headers.set("origin", "https://evil.example");
  expect((await send(project.id, { headers: session.headers })).status).toBe(403);
});

function stream(...pieces: (string | Error)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece instanceof Error) controller.error(piece);
      else if (piece === undefined) controller.close();
      else controller.enqueue(Buffer.from(piece));
    },
  });
}

test("a body that breaks off is not taken for a whole one", async () => {
  const { project, headers } = await aKey();
  const broken = { status: 400, answer: { detail: expect.stringContaining("The connection broke") } };
  expect(await send(project.id, { headers, body: stream("12", new Error("reset")) })).toMatchObject(broken);
  const announced = { ...headers, "content-length": "10" };
  expect(await send(project.id, { headers: announced, body: stream("12", "345") })).toMatchObject(broken);
  const aborted = AbortSignal.abort();
  expect(await send(project.id, { headers, signal: aborted, body: "12" })).toMatchObject(broken);
  expect(
    await send(project.id, { headers: { ...headers, "content-length": "5" }, body: stream("12", "345") }),
  ).toMatchObject({ status: 200, answer: { bytes: 5 } });
});

test("what is sent after a refusal is read and thrown away", async () => {
  const { project, headers } = await aKey();
  let asked = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      asked += 1;
      if (asked > 60) controller.close();
      else controller.enqueue(new Uint8Array(65_536));
    },
  });
  expect((await send(project.id, { headers, body: endless })).status).toBe(500);
  await expect.poll(() => asked).toBe(61);
});

test("whoever sends next to nothing, for ever, is given up; a slow line that brings something isn't", async () => {
  const { project, headers } = await aKey();
  let clock = 0;
  // Every look at the clock is fifteen seconds later than the one before.
  vi.spyOn(performance, "now").mockImplementation(() => (clock += 15_000));
  const drips = Array.from({ length: 40 }, () => "1");
  expect(await send(project.id, { headers, body: stream(...drips) })).toMatchObject({
    status: 400,
    answer: { detail: expect.stringContaining("came too slowly") },
  });
  const pieces = Array.from({ length: 40 }, () => "1".repeat(16 * 1024));
  expect(await send(project.id, { headers, body: stream(...pieces) })).toMatchObject({ status: 200 });
});

test("a person may only do what the policy says; a key is for its project, whoever made it", async () => {
  const onlyAdmins = streamedRoute({ action: "admin.settings", params: projectParams }, async () => ({}));
  const [member, admin] = [await anActor(), await anActor({ platformRole: "admin" })];
  const ask = async (actor: typeof member) => {
    const { headers } = await aSession({ id: actor.userId });
    const { id: projectId } = await aProject({ id: actor.organizationId });
    headers.set("origin", "http://localhost:3000");
    const request = new Request(`http://localhost:3000/api/v1/projects/${projectId}`, { method: "PUT", headers });
    return (await onlyAdmins(request, { params: Promise.resolve({ projectId }) })).status;
  };
  expect(await ask(member)).toBe(403);
  expect(await ask(admin)).toBe(200);
});
