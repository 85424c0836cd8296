/** What a simulation is asked, and what it answers. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { Fault } from "./fault";
import type { Latency } from "./latency";
import type { Rate } from "./pacing";
import type { ItemBytes, SyncChange, SyncSize } from "./plan";
import type { BatchCounts, FailureRow, UserCounts } from "./run-counts";
import type { Timeline } from "./timeline";

export interface SimulationInput {
  definition: DestinationDefinition;
  size: SyncSize;
  latency: Latency;
  faults: readonly Fault[];
  /** The same seed, the same run. */
  seed: number;
  /** The bytes of items where they are known, for endpoints that limit their bodies. */
  bytes?: Partial<Record<EndpointKey, ItemBytes>>;
}

/** One call, for whoever watches a simulation step by step. Milliseconds from the start of the run. */
export interface SimulatedCall {
  endpoint: EndpointKey;
  startMs: number;
  endMs: number;
  retry: number;
}

export interface SimulationOptions {
  /** Every call by itself, without shortcuts. */
  isStepByStep?: boolean;
  /** Sees every call as it begins; needs `isStepByStep`. */
  onCall?: (call: SimulatedCall) => void;
}

/** Why a run ended before its last call. */
export type StopReason = "refused" | "given_up" | "creation_failed" | "list_gone_again" | "too_many_calls";

export interface Simulation {
  durationMs: number;
  /** Retries included. */
  calls: number;
  retries: number;
  change: SyncChange;
  /** Users or events for whom not even a call of their own has room. */
  tooLarge: number;
  /** Calls that send users or events, as planned. */
  batchesPlanned: number;
  batches: BatchCounts;
  users: UserCounts;
  /** Who was sent to a list that was gone afterwards, and again to the new one. */
  sentAgain: number;
  recreations: number;
  /** Calls begun: the most in one window of the clock, and per second on average. */
  rate: { declared: Rate | undefined; peak: number; peakWindowMs: number; perSecond: number };
  /** Milliseconds that all lanes together spent. */
  waits: { answers: number; rate: number; retries: number; pauses: number };
  concurrency: number;
  failures: FailureRow[];
  timeline: Timeline;
  /** `nothing`: there was nobody to send. */
  end: "succeeded" | "partial" | "failed" | "nothing";
  stop?: StopReason;
}
