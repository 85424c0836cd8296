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
  return rateLimit ? { calls: rateLimit.requests, windowMs: windows[rateLimit.per], burst: 1 } : undefined;
}

/** How many calls a window holds for good: what a burst may take at once, the even spread must leave free. */
export function steadyCalls({ calls, burst }: Rate): number {
  return Math.max(1, calls - Math.max(1, Math.min(burst, calls)) + 1);
}

/** The moment of a slot, from its row's anchor. Rounded up, so that no window of whole slots is shorter than declared. */
export function slotAt(rate: Rate, slot: number): number {
  return Math.ceil((slot * rate.windowMs) / steadyCalls(rate));
}

/** How many slots of a row begin before a moment, counted from the row's anchor. */
export function slotsBefore(rate: Rate, moment: number): number {
  if (moment <= 0) return 0;
  return Math.floor(((moment - 1) * steadyCalls(rate)) / rate.windowMs) + 1;
}

/** The earliest moment from `now` on at which a call may begin. */
export function earliestStart(pace: Pace, rate: Rate | undefined, now: number): number {
  if (!rate) return now;
  const burst = Math.max(1, Math.min(rate.burst, rate.calls));
  return Math.max(now, pace.anchor + slotAt(rate, pace.taken - (burst - 1)));
}

/** Takes the next slot, at once or in the future. Calls that ask in turn never begin more often than the rate allows. */
export function reserve(pace: Pace, rate: Rate | undefined, now: number): { start: number; pace: Pace } {
  if (!rate) return { start: now, pace };
  const start = earliestStart(pace, rate, now);
  // After a silence a new row of slots begins: what was not used is not saved up.
  const isIdle = now > pace.anchor + slotAt(rate, pace.taken);
  return { start, pace: isIdle ? { anchor: now, taken: 1 } : { anchor: pace.anchor, taken: pace.taken + 1 } };
}
