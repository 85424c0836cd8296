/** What became of a case, with the definition as it is now. Pure. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { endpointsOf } from "@/lib/destination/endpoints";
import type { TestCase } from "@/lib/test-history-contract";

/**
 * `outdated`: the endpoint was changed since its last run. `gone`: the destination makes no such call any more.
 * `not_run`: its last run is no longer kept.
 */
export type CaseState = "passed" | "failed" | "outdated" | "not_run" | "gone";

export function caseState(
  definition: DestinationDefinition,
  { endpoint, last }: Pick<TestCase, "endpoint" | "last">,
): CaseState {
  if (!endpointsOf(definition).some(({ key }) => key === endpoint)) return "gone";
  if (!last) return "not_run";
  if (last.endpointHash !== endpointHash(definition, endpoint)) return "outdated";
  return last.differences.length === 0 ? "passed" : "failed";
}

/** How many cases are in each state, in words: "2 passed, 1 failed"; empty without any. */
export function caseSummary(states: readonly CaseState[]): string {
  const words = {
    failed: "failed",
    outdated: "out of date",
    not_run: "not run",
    gone: "without a call",
    passed: "passed",
  };
  return order
    .flatMap((state) => {
      const count = states.filter((each) => each === state).length;
      return count === 0 ? [] : [`${count} ${words[state]}`];
    })
    .join(", ");
}

const order = ["failed", "outdated", "not_run", "gone", "passed"] as const satisfies readonly CaseState[];
