/** What a delivery does after one real call: the retry policy, asked with what stands in the exchange. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { Outcome } from "@/lib/destination/error-catalog";
import type { Exchange } from "@/lib/destination/exchange";
import { canRecreateList, creationKey } from "./plan";
import { type NextStep, nextStep, readRetryAfter } from "./retry";

export interface MadeCall {
  definition: DestinationDefinition;
  endpoint: EndpointKey;
  exchange: Pick<Exchange, "response" | "startedAt" | "durationMs">;
  outcome: Outcome;
  /** Retries that this call has had before. */
  retries: number;
  /** Lists that this run has made anew. A run does that once. */
  recreations: number;
  /** From 0 up to 1, for the jitter. */
  chance: number;
}

/** A `Retry-After` as it was sent, and what it asks for in milliseconds; undefined where it makes no sense. */
export interface RetryAfter {
  text: string;
  milliseconds: number | undefined;
}

/** The `Retry-After` of a response, read at the moment at which the response had come. */
export function retryAfterOf({ response, startedAt, durationMs }: MadeCall["exchange"]): RetryAfter | undefined {
  const text = response?.headers.find(({ name }) => name.toLowerCase() === "retry-after")?.value;
  if (text === undefined) return undefined;
  return { text, milliseconds: readRetryAfter(text, Date.parse(startedAt) + durationMs) };
}

/** What follows from a call that was made, by the policy that runs and simulations follow. */
export function followUp(call: MadeCall): NextStep {
  const { definition, endpoint, outcome, retries, recreations, chance } = call;
  return nextStep(outcome, {
    retries,
    chance,
    retryAfterMs: retryAfterOf(call.exchange)?.milliseconds,
    canRecreate: recreations === 0 && endpoint !== creationKey(definition) && canRecreateList(definition),
  });
}
