/** What became of a case, with the definition as it is now. Pure. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { type EndpointKey, endpointsOf } from "@/lib/destination/endpoints";
import type { TestCase } from "@/lib/test-history-contract";

/**
 * `outdated`: the endpoint was changed since its last run. `gone`: the destination makes no such call any more.
 * `not_run`: its last run is no longer kept.
 */
export type CaseState = "passed" | "failed" | "outdated" | "not_run" | "gone";

type Judged = Pick<TestCase, "endpoint" | "last">;

/** The states of cases, in their order. An endpoint is hashed once, however many cases it has. */
export function caseStates(definition: DestinationDefinition, cases: readonly Judged[]): CaseState[] {
  const called = new Set(endpointsOf(definition).map(({ key }) => key));
  const hashes = new Map<EndpointKey, string>();
  const hashOf = (key: EndpointKey) => {
    const hash = hashes.get(key) ?? endpointHash(definition, key);
    hashes.set(key, hash);
    return hash;
  };
  return cases.map(({ endpoint, last }) => {
    if (!called.has(endpoint)) return "gone";
    if (!last) return "not_run";
    if (last.endpointHash !== hashOf(endpoint)) return "outdated";
    return last.differences.length === 0 ? "passed" : "failed";
  });
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
