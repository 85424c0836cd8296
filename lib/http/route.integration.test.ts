/** What a route makes of what can't be stored, and of what nobody expected. */
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import { record } from "@/lib/server/repositories/audit-log";
import { publicRoute } from "./route";

afterAll(stopQueue);

const base = "http://localhost:3000/api/v1/anything";
const body = z.strictObject({ text: z.string() });

async function answerOf(response: Promise<Response>) {
  const answer = await response;
  return { status: answer.status, problem: await answer.json() };
}

const post = (handler: (text: string) => Promise<unknown>) => (text: string) =>
  answerOf(
    publicRoute({ body }, async ({ body: { text: given } }) => {
      await handler(given);
      return { ok: true };
    })(
      new Request(base, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text }),
      }),
      { params: Promise.resolve({}) },
    ),
  );

test.each<[string, (text: string) => Promise<unknown>]>([
  ["a column", (text) => db.category.create({ data: { name: text } })],
  ["JSON", (text) => db.$transaction((tx) => record(tx, { name: "Jo" }, "test.made", "x", { text }))],
  ["a statement of our own", (text) => db.$queryRaw`SELECT ${text}::text`],
  ["a search", (text) => db.category.findFirst({ where: { name: text } })],
])("a null character in %s is the sender's to remove, not an error of ours", async (_where, handler) => {
  expect(await post(handler)("a\0b")).toMatchObject({
    status: 400,
    problem: { code: "invalid_input", detail: expect.stringContaining("null character") },
  });
  expect((await post(handler)("a b")).status).toBe(200);
});

test("what nobody expected says a number to give to support, and nothing of what it was", async () => {
  const answer = await post(async () => {
    throw new Error("password authentication failed for user landfall");
  })("x");
  expect(answer).toMatchObject({ status: 500, problem: { code: "internal" } });
  expect(JSON.stringify(answer.problem)).not.toContain("password");
});

test("a request that is broken off by its sender is no error of ours", async () => {
  const broken = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"text": "hal')),
    pull: (controller) => controller.error(new Error("aborted")),
  });
  const headers = { "content-type": "application/json" };
  const request = new Request(base, { method: "POST", headers, body: broken, ...{ duplex: "half" } });
  const handler = publicRoute({ body }, async () => expect.unreachable());
  expect(await answerOf(handler(request, { params: Promise.resolve({}) }))).toMatchObject({
    status: 400,
    problem: { detail: "The connection broke before everything had arrived. Nothing was changed; send it again." },
  });
});
