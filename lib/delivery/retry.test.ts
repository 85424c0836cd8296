import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "@/lib/destination/error-catalog";
import { nextStep, readRetryAfter, retriesMax, retryAfterMsMax, retryDelayMs } from "./retry";

const failed = (overrides: Partial<Outcome> = {}): Outcome => ({
  kind: "failure",
  type: "Rate limit",
  message: "Too many calls.",
  retry: true,
  status: "429",
  ...overrides,
});
const attempt = { retries: 0, chance: 0, canRecreate: true };

test("eight retries, from one second to over two minutes, never shorter than their step", () => {
  expect(Array.from({ length: 10 }, (_, retry) => retryDelayMs(retry, 0))).toEqual([
    undefined,
    1_000,
    2_000,
    4_000,
    8_000,
    16_000,
    32_000,
    64_000,
    128_000,
    undefined,
  ]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: retriesMax }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (retry, chance) => {
        const step = 1_000 * 2 ** (retry - 1);
        expect(retryDelayMs(retry, chance)).toBeGreaterThanOrEqual(step);
        expect(retryDelayMs(retry, chance)).toBeLessThanOrEqual(step * 1.25);
      },
    ),
  );
});

test("Retry-After: seconds, a date, and everything else", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  expect(readRetryAfter(" 120 ", now)).toBe(120_000);
  expect(readRetryAfter("Thu, 01 Jan 2026 00:00:05 GMT", now)).toBe(5_000);
  expect(readRetryAfter("864000", now)).toBe(retryAfterMsMax);
  expect(readRetryAfter("Sun, 11 Jan 2026 00:00:00 GMT", now)).toBe(retryAfterMsMax);
  for (const odd of [
    "-5",
    "soon",
    "",
    "1.5",
    "1e3",
    "Wed, 31 Dec 2025 23:59:59 GMT",
    "Thu, 99 Jan 2026 00:00:05 GMT",
  ]) {
    expect(readRetryAfter(odd, now), odd).toBeUndefined();
  }
});

test("a retry waits as long as the partner asks, and no shorter than its own step", () => {
  expect(nextStep(failed(), { ...attempt, retryAfterMs: 30_000 })).toEqual({
    do: "retry",
    afterMs: 30_000,
    pauseMs: 30_000,
  });
  expect(nextStep(failed(), { ...attempt, retries: 7, retryAfterMs: 2_000 })).toEqual({
    do: "retry",
    afterMs: 128_000,
    pauseMs: 2_000,
  });
  expect(nextStep(failed({ status: "500" }), { ...attempt, retryAfterMs: 30_000 })).toMatchObject({
    afterMs: 30_000,
    pauseMs: 0,
  });
});

test("after eight retries it is final", () => {
  expect(nextStep(failed(), { ...attempt, retries: 8 })).toEqual({ do: "fail", stopsRun: false, isGivenUp: true });
});

test("what isn't retried fails, and refused credentials end the run", () => {
  expect(nextStep(failed({ retry: false, status: "422" }), attempt)).toEqual({
    do: "fail",
    stopsRun: false,
    isGivenUp: false,
  });
  expect(nextStep(failed({ retry: false, status: "401" }), attempt)).toMatchObject({ do: "fail", stopsRun: true });
  // The partner said that this very 403 is worth another try.
  expect(nextStep(failed({ status: "403" }), { ...attempt, retries: 8 })).toMatchObject({
    stopsRun: false,
    isGivenUp: true,
  });
});

test("a list that is gone is made anew where it can be, whatever its entry's retry class", () => {
  const gone = failed({ meaning: "list_gone", status: "404" });
  expect(nextStep(gone, attempt)).toEqual({ do: "recreate" });
  expect(nextStep({ ...gone, retry: false }, { ...attempt, canRecreate: false })).toMatchObject({ do: "fail" });
});

test("of a partial outcome only what is to be sent again is retried", () => {
  const items = {
    kind: "partial",
    total: 3,
    accepted: 2,
    rejected: 1,
    done: 0,
    retry: 0,
    failed: 0,
    unmatched: 0,
  } as const;
  const partial = failed({ kind: "partial", type: "partial", status: "200", retry: false, items });
  expect(nextStep(partial, attempt)).toEqual({ do: "done" });
  expect(nextStep({ ...partial, retry: true }, attempt)).toMatchObject({ do: "retry", afterMs: 1_000 });
  expect(nextStep({ ...partial, kind: "failure", type: "rejected" }, attempt)).toEqual({ do: "done" });
});
