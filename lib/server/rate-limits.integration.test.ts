import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { db } from "./db";
import { spendTestCall, testCallLimits } from "./rate-limits";
import { consumeAll } from "./repositories/rate-limits";

// A quarter past ten, far away from every clock in these tests.
const start = Date.UTC(2030, 0, 1, 10, 15, 0);
const minute = 60_000;
const aCaller = (organizationId = randomUUID()) => ({ userId: randomUUID(), organizationId });
const aHost = () => `https://h${randomUUID()}.example.com/v1`;

/** `ok`, or the words of the refusal. */
async function press(caller: { userId: string; organizationId: string }, url: string, at = start): Promise<string> {
  try {
    await spendTestCall(caller, { url, shownUrl: url }, at);
    return "ok";
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited") return error.message;
    throw error;
  }
}

const presses = (count: number, make: (index: number) => Promise<string>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const passed = (results: readonly string[]) => results.filter((result) => result === "ok").length;

describe("the limits of test calls", () => {
  test("a person: ten a minute, pressed at the same moment, at many hosts", async () => {
    const caller = aCaller();
    const results = await presses(25, () => press(caller, aHost()));
    expect(passed(results)).toBe(testCallLimits.person.max);
    expect(results.find((result) => result !== "ok")).toBe(
      "You have made 10 test calls in a minute. It goes on in 60 seconds, at 10:16 UTC.",
    );
    expect(await press(caller, aHost(), start + minute - 1)).toContain("in a second");
    expect(await press(caller, aHost(), start + minute)).toBe("ok");
  });

  test("an organization: thirty a minute, whoever presses", async () => {
    const organizationId = randomUUID();
    const people = Array.from({ length: 6 }, () => aCaller(organizationId));
    const results = await presses(48, (index) => press(people[index % 6] ?? aCaller(), aHost()));
    expect(passed(results)).toBe(testCallLimits.organization.max);
    expect(new Set(results)).toContain(
      "Your organization has made 30 test calls in a minute. It goes on in 60 seconds, at 10:16 UTC.",
    );
    expect(await press(aCaller(), aHost())).toBe("ok");
  });

  test("a host: sixty an hour from everybody, whatever the port, the path and the case", async () => {
    const host = `h${randomUUID()}.example.com`;
    const urls = [`https://${host}/a`, `https://${host.toUpperCase()}:8443/b?c=d`, `http://${host}:8080/`];
    const results = await presses(70, (index) => press(aCaller(), urls[index % 3] ?? ""));
    expect(passed(results)).toBe(testCallLimits.host.max);
    expect(results.find((result) => result !== "ok")).toBe(
      `${host} has had 60 test calls within an hour, from everybody together. It goes on in 60 minutes, at 11:15 UTC.`,
    );
    expect(await press(aCaller(), `https://${host}/`, start + 26 * minute)).toContain("in 34 minutes, at 11:15 UTC");
    expect(await press(aCaller(), `https://${host}/`, start + 60 * minute)).toBe("ok");
  });

  test("a refused call costs nobody anything", async () => {
    const host = aHost();
    const busy = aCaller();
    await presses(10, () => press(busy, aHost()));
    // Forty refusals for the person, none of which the host or the colleagues pay for.
    expect(passed(await presses(40, () => press(busy, host)))).toBe(0);
    expect(passed(await presses(60, () => press(aCaller(), host)))).toBe(60);
    expect(
      passed(await presses(20, (index) => press({ ...aCaller(busy.organizationId), userId: `c${index}` }, aHost()))),
    ).toBe(20);
  });

  test("a URL that can't be read is paid for by the person", async () => {
    const caller = aCaller();
    expect(passed(await presses(12, () => press(caller, "https://exa mple/")))).toBe(10);
  });
});

test("budgets shared crosswise by many at once neither deadlock nor let one too many through", async () => {
  const rule = { max: 20, windowSeconds: 60 };
  const key = () => `cross:${randomUUID()}`;
  const [first, second, third] = [
    { key: key(), rule },
    { key: key(), rule },
    { key: key(), rule },
  ];
  const pairs = [
    [first, second],
    [second, third],
    [third, first],
  ];
  const spent = await Promise.all(
    Array.from({ length: 90 }, (_, index) => consumeAll(db, pairs[index % 3] ?? [], start)),
  );
  const passedThrough = spent.filter((each) => each === undefined).length;
  const counted = await db.$queryRaw<{ points: number }[]>`
    SELECT points FROM rate_limit WHERE key = ANY(${[first.key, second.key, third.key]})`;
  const points = counted.map((row) => row.points);
  expect(points.reduce((sum, each) => sum + each, 0)).toBe(2 * passedThrough);
  // A try stays out only where one of its two is used up: in the end that is so for two of the three.
  expect(points.toSorted((left, right) => left - right).slice(1)).toEqual([20, 20]);
});

test("windows that ended long ago are swept, but not from under somebody who counts in them", async () => {
  const rule = { max: 5, windowSeconds: 60 };
  const old = Array.from({ length: 20 }, () => ({ key: `old:${randomUUID()}`, rule }));
  for (const budget of old) await consumeAll(db, [budget], start - 3 * 60 * minute);
  // Everybody renews an old window and begins a new one at the same moment, each of which sweeps.
  const renewed = old.map((budget, index) =>
    consumeAll(db, [{ key: `new:${index}:${randomUUID()}`, rule }, budget, old[19 - index] ?? budget], start),
  );
  expect((await Promise.all(renewed)).every((each) => each === undefined)).toBe(true);
  const left = await db.$queryRaw<{ key: string }[]>`SELECT key FROM rate_limit WHERE expire < ${start - 60 * minute}`;
  expect(left).toEqual([]);
});
