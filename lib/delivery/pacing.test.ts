import fc from "fast-check";
import { expect, test } from "vitest";
import { idlePace, nextSlot, rateOf, rateWith, reserve, slotAt, slotsBefore } from "./pacing";

const anyRate = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.constantFrom(1_000, 60_000, 3_600_000), fc.integer({ min: 1, max: 20 }))
  .map(([calls, windowMs, burst]) => rateWith(calls, windowMs, burst));
/** Silences between calls, many of them none. */
const gaps = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 5_000 })), {
  maxLength: 300,
});

test("no window of the declared length holds more calls than declared, whenever they are asked for", () => {
  fc.assert(
    fc.property(anyRate, gaps, (rate, silences) => {
      let pace = idlePace;
      let now = 0;
      const starts: number[] = [];
      for (const silence of silences) {
        now += silence;
        const reserved = reserve(pace, rate, now);
        expect(reserved.start).toBe(nextSlot(pace, rate, now));
        expect(reserved.start).toBeGreaterThanOrEqual(Math.max(now, starts.at(-1) ?? 0));
        pace = reserved.pace;
        starts.push(reserved.start);
      }
      for (let index = rate.calls; index < starts.length; index += 1) {
        expect((starts[index] ?? 0) - (starts[index - rate.calls] ?? 0)).toBeGreaterThanOrEqual(rate.windowMs);
      }
    }),
  );
});

test("calls that never pause get the whole rate", () => {
  const rate = rateWith(90, 1_000, 1);
  let pace = idlePace;
  let last = 0;
  for (let call = 0; call <= 9_000; call += 1) ({ start: last, pace } = reserve(pace, rate, 0));
  expect(last).toBe(100_000);
});

test("a burst begins at once after a silence", () => {
  const rate = rateWith(10, 1_000, 3);
  let pace = idlePace;
  const starts: number[] = [];
  for (let call = 0; call < 5; call += 1) {
    const reserved = reserve(pace, rate, 60_000);
    pace = reserved.pace;
    starts.push(reserved.start - 60_000);
  }
  expect(starts).toEqual([0, 0, 0, 125, 250]);
});

test("slots and the number of slots before a moment agree", () => {
  fc.assert(
    fc.property(anyRate, fc.integer({ min: 0, max: 1_000_000 }), (rate, slot) => {
      const moment = slotAt(rate, slot);
      expect(slotsBefore(rate, moment)).toBeLessThanOrEqual(slot);
      expect(slotsBefore(rate, moment + 1)).toBeGreaterThan(slot);
    }),
  );
});

test("without a declared rate a call may begin at once", () => {
  expect(reserve(idlePace, undefined, 17)).toEqual({ start: 17, pace: idlePace });
});

test("a declared rate is spread evenly", () => {
  const delivery = {
    cadences: [],
    cohortSizeMax: null,
    listNameLengthMax: null,
    idempotencyKey: true,
    concurrency: 4,
    fullRefresh: false,
  };
  expect(rateOf({ ...delivery, rateLimit: null })).toBeUndefined();
  expect(rateOf({ ...delivery, rateLimit: { requests: 30, per: "minute" } })).toEqual(rateWith(30, 60_000, 1));
});
