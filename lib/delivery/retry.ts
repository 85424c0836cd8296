/** What follows from a call's outcome: done, again after a wait, given up, or the list made anew (SPEC 9 and 16). */
import type { Outcome } from "@/lib/destination/error-catalog";

/** Tries after the first one. */
export const retriesMax = 8;
/** Deliveries wait this long for an answer, in milliseconds. */
export const callTimeoutMs = 30_000;
/** A partner may ask for more time than this; more than this is not waited, in milliseconds. */
export const retryAfterMsMax = 3_600_000;
/** Calls in a row that fail in spite of every retry: then the partner is down, and the run ends. */
export const givenUpInRowMax = 10;

const firstDelayMs = 1_000;
/** Waits grow by up to this share, so that calls which failed together don't come back together. */
const jitter = 0.25;

/**
 * How long to wait before the `retry`th retry, in milliseconds: 1 s, 2 s, 4 s … 128 s, a quarter longer at most. Undefined
 * when there is none left. `chance` is from 0 up to 1.
 */
export function retryDelayMs(retry: number, chance: number): number | undefined {
  if (retry < 1 || retry > retriesMax) return undefined;
  return Math.floor(firstDelayMs * 2 ** (retry - 1) * (1 + jitter * chance));
}

const httpDate =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * What a `Retry-After` header asks for, in milliseconds from `now` (milliseconds since 1970), at most an hour. Undefined
 * where it makes no sense: a word, a negative number, a moment in the past.
 */
export function readRetryAfter(value: string, now: number): number | undefined {
  const text = value.trim();
  if (/^\d{1,15}$/.test(text)) return Math.min(Number(text) * 1_000, retryAfterMsMax);
  if (!httpDate.test(text)) return undefined;
  const wait = Date.parse(text) - now;
  return Number.isFinite(wait) && wait >= 0 ? Math.min(wait, retryAfterMsMax) : undefined;
}

export interface Attempt {
  /** Retries that this call has had before. */
  retries: number;
  /** From 0 up to 1, for the jitter. */
  chance: number;
  /** What the response's `Retry-After` asks for, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** Whether the list can be made anew. */
  canRecreate: boolean;
}

export type NextStep =
  | { do: "done" }
  /** `pauseMs`: how long no call at all should begin. */
  | { do: "retry"; afterMs: number; pauseMs: number }
  | { do: "recreate" }
  /** `stopsRun`: no other call would fare better. `isGivenUp`: after every retry. */
  | { do: "fail"; stopsRun: boolean; isGivenUp: boolean };

/** Statuses that mean something to every call of the destination when they come with `Retry-After`. */
const pausing = new Set(["429", "503"]);
/** The credentials are no good: every further call would be refused too. */
const refusing = new Set(["401", "403"]);

/**
 * What to do after a call. A retry waits at least as long as the partner asks, and never less than its own step. Of a
 * partial outcome only the items to be sent again are meant.
 */
export function nextStep(outcome: Outcome, { retries, chance, retryAfterMs = 0, canRecreate }: Attempt): NextStep {
  const isDone = outcome.kind === "success" || (outcome.items !== undefined && isOfItems(outcome) && !outcome.retry);
  if (isDone) return { do: "done" };
  if (outcome.meaning === "list_gone" && canRecreate) return { do: "recreate" };
  const stepMs = outcome.retry ? retryDelayMs(retries + 1, chance) : undefined;
  if (stepMs !== undefined) {
    const pauseMs = pausing.has(outcome.status) ? retryAfterMs : 0;
    return { do: "retry", afterMs: Math.max(stepMs, retryAfterMs), pauseMs };
  }
  return { do: "fail", stopsRun: !outcome.retry && refusing.has(outcome.status), isGivenUp: outcome.retry };
}

/** Whether the call as such was accepted, so that only single items are left to speak about. */
function isOfItems({ kind, type, entryId }: Outcome): boolean {
  return kind === "partial" || (kind === "failure" && type === "rejected" && entryId === undefined);
}
