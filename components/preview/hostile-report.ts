/** What becomes of every hostile sample in every request (SPEC 11): sent and valid, left out, or not sent at all. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointsOf } from "@/lib/destination/endpoints";
import { type HostileSample, hostileSamples, withHostileSample } from "@/lib/destination/hostile-samples";
import { buildRequest, type RequestValues } from "@/lib/destination/request";
import { bodyVerdict } from "./body-verdict";

export interface HostileResult {
  endpoint: EndpointKey;
  sample: HostileSample;
  /**
   * `valid`: it would be sent, and its body is what its type promises. `left_out`: the user with this value isn't sent,
   * the others are. `not_sent`: there is no request. `invalid`: a body that is no JSON, which must never be.
   */
  state: "valid" | "left_out" | "not_sent" | "invalid";
  reason?: string;
}

/** Every sample in every request. `valuesOf` gives the values of an endpoint's call, secrets masked. */
export function hostileReport(
  definition: DestinationDefinition,
  valuesOf: (endpoint: EndpointKey) => RequestValues,
): HostileResult[] {
  return endpointsOf(definition).flatMap(({ key }) => {
    const values = valuesOf(key);
    return hostileSamples.map((sample) => resultOf(definition, key, values, sample));
  });
}

function resultOf(
  definition: DestinationDefinition,
  endpoint: EndpointKey,
  values: RequestValues,
  sample: HostileSample,
): HostileResult {
  const hostile = withHostileSample(definition, values, sample);
  const built = buildRequest(definition, endpoint, hostile);
  if (!built.ok) {
    return { endpoint, sample, state: "not_sent", reason: built.problems[0]?.message ?? "The request can't be built." };
  }
  const verdict = bodyVerdict(built.request);
  if (verdict.state === "invalid_json") return { endpoint, sample, state: "invalid", reason: verdict.problem };
  const [left] = [...built.skipped, ...built.skippedEvents];
  return left ? { endpoint, sample, state: "left_out", reason: left.reason } : { endpoint, sample, state: "valid" };
}

export interface HostileSummary {
  total: number;
  count: Record<HostileResult["state"], number>;
}

export function summarize(results: readonly HostileResult[]): HostileSummary {
  const count = { valid: 0, left_out: 0, not_sent: 0, invalid: 0 };
  for (const { state } of results) count[state] += 1;
  return { total: results.length, count };
}
