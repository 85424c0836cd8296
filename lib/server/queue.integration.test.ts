/** The queue is there before the first change: no transaction waits for it to start, with its locks held. */
import { afterEach, expect, test, vi } from "vitest";
import { publicRoute } from "@/lib/http/route";
import { db } from "./db";
import { env } from "./env";
import { enqueue, startQueue, stopQueue } from "./queue";

afterEach(async () => {
  await stopQueue();
  vi.unstubAllEnvs();
});

/** Its connections to this test's database. */
async function connections(): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM pg_stat_activity
    WHERE application_name = 'landfall-queue' AND datname = current_database()`;
  return Number(row?.count);
}

const call = (method: string, handler: () => Promise<undefined>) =>
  publicRoute({}, handler)(new Request(`${env().BASE_URL}/api/v1/anything`, { method }), {
    params: Promise.resolve({}),
  });

test("whoever changes something through the API finds it started before their transaction begins", async () => {
  expect(await connections()).toBe(0);
  let atFirst = 0;
  const answer = await call("POST", async () => {
    atFirst = await connections();
    await db.$transaction((tx) => enqueue(tx, "deliver_outbox", {}));
    return undefined;
  });
  expect(answer.status).toBe(204);
  expect(atFirst).toBeGreaterThan(0);
});

test("a page that is only read doesn't wait for it", async () => {
  let atFirst = -1;
  await call("GET", async () => {
    atFirst = await connections();
    return undefined;
  });
  expect(atFirst).toBe(0);
});

test("the web server starts it when it starts", async () => {
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  const { register } = await import("@/instrumentation");
  await register();
  await vi.waitFor(async () => expect(await connections()).toBeGreaterThan(0), { timeout: 10_000, interval: 50 });
});

test("everybody who wants it started waits for the same start", async () => {
  await Promise.all([startQueue(), startQueue(), startQueue()]);
  expect(await connections()).toBeLessThanOrEqual(2);
});
