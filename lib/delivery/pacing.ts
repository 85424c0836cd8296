/**
 * When the next call may begin: the rate a partner declared, as a cell-rate limiter (GCRA) over an explicit clock in
 * whole milliseconds. Its state is two numbers, so that a row of a database can hold it for many workers.
 */
import type { DestinationDefinition } from "@/lib/destination/definition";

/** `calls` in any window of `windowMs`; up to `burst` of them may begin at once after a silence. */
export interface Rate {
  calls: number;
  windowMs: number;
  burst: number;
  /** Calls a window holds for good: what a burst may take at once, the even spread leaves free. */
  steady: number;
}

/** How far the limiter has come: the slot of the next call is the `taken`th of a row of slots that began at `anchor`. */
export interface Pace {
  anchor: number;
  taken: number;
}

export const idlePace: Pace = { anchor: 0, taken: 0 };

const windows = { second: 1_000, minute: 60_000, hour: 3_600_000 } as const;

/**
 * The rate that a definition declares, without bursts: calls are spread evenly, so that no window of any length holds
 * more than its share, however the partner counts.
 */
export function rateOf({ rateLimit }: DestinationDefinition["delivery"]): Rate | undefined {
  return rateLimit ? rateWith(rateLimit.requests, windows[rateLimit.per], 1) : undefined;
}

/** A rate with a burst of at least one call and at most all of a window. */
export function rateWith(calls: number, windowMs: number, burst: number): Rate {
  const atOnce = Math.max(1, Math.min(burst, calls));
  return { calls, windowMs, burst: atOnce, steady: calls - atOnce + 1 };
}

/** The moment of a slot, from its row's anchor. Rounded up, so that no window of whole slots is shorter than declared. */
export function slotAt({ windowMs, steady }: Rate, slot: number): number {
  return Math.ceil((slot * windowMs) / steady);
}

/** How many slots of a row begin before a moment, counted from the row's anchor. */
export function slotsBefore({ windowMs, steady }: Rate, moment: number): number {
  return moment <= 0 ? 0 : Math.floor(((moment - 1) * steady) / windowMs) + 1;
}

/** Takes the next slot, at once or in the future. Calls that ask in turn never begin more often than the rate allows. */
export function reserve(pace: Pace, rate: Rate | undefined, now: number): { start: number; pace: Pace } {
  const next = { ...pace };
  const start = takeSlot(next, rate, now);
  return { start, pace: next };
}

/** The earliest moment from `now` on at which a call may begin. */
export function nextSlot(pace: Pace, rate: Rate | undefined, now: number): number {
  return rate === undefined ? now : Math.max(now, pace.anchor + slotAt(rate, pace.taken - (rate.burst - 1)));
}

/** Takes the next slot of a pace that is one's own to change, and gives the moment at which the call may begin. */
export function takeSlot(pace: Pace, rate: Rate | undefined, now: number): number {
  if (rate === undefined) return now;
  const start = nextSlot(pace, rate, now);
  if (now > pace.anchor + slotAt(rate, pace.taken)) {
    // After a silence a new row of slots begins: what was not used is not saved up.
    pace.anchor = now;
    pace.taken = 0;
  }
  pace.taken += 1;
  return start;
}
