/** A test that goes on as a delivery would: call after call at the server, each recorded and shown as it comes back. */
import type { TestRun } from "@/lib/contract";
import { playTrial, type TrialAttempt, type TrialEnd } from "@/lib/delivery/delivery-trial";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { pause } from "./pause";
import type { Refusal } from "./refusal";
import type { TestValues } from "./test-values";

/** `end` when it has come to one. */
export interface TestTrial {
  attempts: readonly TrialAttempt[];
  end?: TrialEnd;
}

/** One call of a test: what came of it, with the values to go on with, or why there was none. */
export type Made = { run: TestRun; values: TestValues } | { run?: undefined; refusal?: Refusal | undefined };

interface TrialMeans {
  definition: DestinationDefinition;
  signal: AbortSignal;
  /** Makes one call, of all the users or events of the test or of those at some places. */
  perform: (key: EndpointKey, values: TestValues, signal: AbortSignal, places?: readonly number[]) => Promise<Made>;
  show: (key: EndpointKey, change: { phase?: "idle" | "waiting"; trial?: TestTrial | undefined }) => void;
}

/** Our own limits of test calls are waited for this long, in milliseconds, and so often, before a trial gives up. */
const limitWaitMsMax = 65_000;
const limitWaitsMax = 3;

/** Plays one call to its end. Gives the values to go on with where it was done. */
export async function playTestTrial(
  key: EndpointKey,
  before: TestValues,
  means: TrialMeans,
): Promise<TestValues | undefined> {
  const { definition, signal, show } = means;
  let values = before;
  let attempts: readonly TrialAttempt[] = [];
  let places: readonly number[] | undefined;
  show(key, { trial: { attempts } });
  const end = await playTrial(definition, key, {
    call: async (endpoint) => {
      // While a list is made anew, the call that asked for it waits.
      if (endpoint !== key) show(key, { phase: "waiting" });
      const made = await performInTime(means, endpoint, values, endpoint === key ? places : undefined);
      if (!made.run) return undefined;
      values = made.values;
      if (endpoint === key) places = placesToSendAgain(made.run, places);
      return made.run;
    },
    wait: (milliseconds) => pause(milliseconds, signal),
    onAttempt: (attempt) => {
      attempts = [...attempts, attempt];
      show(key, { trial: { attempts }, ...(attempt.step.do === "retry" && { phase: "waiting" }) });
    },
  });
  // Where not even one call was made, what stood in the way says it all.
  show(key, { phase: "idle", trial: attempts.length > 0 ? { attempts, end } : undefined });
  return end === "done" ? values : undefined;
}

/** One call, which waits by itself where our limits of test calls ask for a little patience. */
async function performInTime(
  { perform, show, signal }: TrialMeans,
  key: EndpointKey,
  values: TestValues,
  places: readonly number[] | undefined,
): Promise<Made> {
  for (let waits = 0; ; waits += 1) {
    const made = await perform(key, values, signal, places);
    const until = made.run ? undefined : made.refusal?.retryAt;
    if (until === undefined || waits >= limitWaitsMax) return made;
    const waitMs = Math.max(0, until - Date.now());
    if (waitMs > limitWaitMsMax) return made;
    show(key, { phase: "waiting" });
    if (!(await pause(waitMs, signal))) return made;
  }
}

/** Of a call that was taken in part, the places of those to be sent again; else the places stay what they were. */
function placesToSendAgain(run: TestRun, places: readonly number[] | undefined): readonly number[] | undefined {
  if (run.outcome.kind !== "partial" || !run.items) return places;
  const again = run.items.listed.filter(({ result }) => result === "retry").map(({ place }) => place);
  return again.map((place) => places?.[place] ?? place);
}
