/**
 * A test that goes on as a delivery would: one call after the other as the retry policy says, under a shortened clock, so
 * that nobody sits through four minutes of waits. Who makes the calls, and how one waits, are arguments.
 */
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { followUp, type MadeCall } from "./follow-up";
import { creationKey } from "./plan";
import type { NextStep } from "./retry";
import { durationWords } from "./simulation-words";

/** A trial waits at most this long before a retry, in milliseconds; the delivery's own wait is said beside. */
export const trialWaitMsMax = 2_000;

export interface TrialAttempt extends MadeCall {
  step: NextStep;
  /** Milliseconds that a delivery waits after it, and that the trial does; 0 where nothing is waited for. */
  waitMs: { delivery: number; trial: number };
}

/** `stopped`: a call could not be made, or somebody ended it. */
export type TrialEnd = "done" | "failed" | "stopped";

export interface TrialEffects {
  /** Makes one call; undefined where it could not be made. */
  call: (endpoint: EndpointKey) => Promise<Pick<MadeCall, "exchange" | "outcome"> | undefined>;
  /** False when somebody ended the trial meanwhile. */
  wait: (milliseconds: number) => Promise<boolean>;
  /** Hears of each call as soon as it is known what follows from it. */
  onAttempt: (attempt: TrialAttempt) => void;
}

/** Plays one call of a run to its end: with its retries, and the list made anew where that is what a delivery does. */
export async function playTrial(
  definition: DestinationDefinition,
  endpoint: EndpointKey,
  { call, wait, onAttempt }: TrialEffects,
): Promise<TrialEnd> {
  let current = endpoint;
  let [retries, recreations] = [0, 0];
  for (;;) {
    const made = await call(current);
    if (!made || isOurs(made)) return "stopped";
    // Without jitter: a trial is one call, which comes back alone.
    const attempted = { definition, endpoint: current, ...made, retries, recreations, chance: 0 };
    const step = followUp(attempted);
    const delivery = step.do === "retry" ? step.afterMs : 0;
    const waitMs = { delivery, trial: Math.min(delivery, trialWaitMsMax) };
    onAttempt({ ...attempted, step, waitMs });
    if (step.do === "fail") return "failed";
    if (step.do === "done" && current === endpoint) return "done";
    if (step.do === "retry") {
      if (!(await wait(waitMs.trial))) return "stopped";
      retries += 1;
      continue;
    }
    if (step.do === "recreate") recreations += 1;
    current = step.do === "recreate" ? (creationKey(definition) ?? endpoint) : endpoint;
    retries = 0;
  }
}

/** A call that the person ended; what our guard refuses is an end that the policy itself tells. */
function isOurs({ outcome }: Pick<MadeCall, "outcome">): boolean {
  return outcome.status === "cancelled";
}

/** How a trial ended and what it leaves out, in a sentence or two: `Delivered with call 4. …`. */
export function trialWords(attempts: readonly TrialAttempt[], end: TrialEnd): string {
  const calls = attempts.length;
  const sum = (which: keyof TrialAttempt["waitMs"]) => attempts.reduce((all, { waitMs }) => all + waitMs[which], 0);
  const [delivery, trial] = [sum("delivery"), sum("trial")];
  const waits =
    delivery > trial
      ? ` A delivery would have waited ${durationWords(delivery)} in all; here it was ${durationWords(trial)}.`
      : delivery > 0
        ? ` A delivery would have waited ${durationWords(delivery)} in all, as it was here.`
        : "";
  return `${endWords(calls, end)}${waits}`;
}

function endWords(calls: number, end: TrialEnd): string {
  if (end === "done") return calls === 1 ? "Done with the first call." : `Done with call ${calls}.`;
  if (end === "failed") return calls === 1 ? "Failed with the first call." : `Failed for good with call ${calls}.`;
  return calls === 0
    ? "Stopped before a call was made."
    : `Stopped after ${calls === 1 ? "one call" : `${calls} calls`}.`;
}
