/**
 * What goes wrong in a simulation, on which calls, and how often. The rules are those of the sandbox's fault scripts,
 * where both can play them: each rule counts the calls that fit it, and the first whose turn it is decides.
 */
import type { EndpointKey } from "@/lib/destination/endpoints";

export type FaultEffect =
  | { type: "status"; status: number; retryAfterSeconds: number | null; body: string }
  /** Answered, only later. */
  | { type: "slow"; milliseconds: number }
  /** No answer until we give up. */
  | { type: "hang" }
  /** The connection is closed before the status. */
  | { type: "cut" }
  | { type: "error_body"; body: string }
  | { type: "html_page"; status: number }
  | { type: "malformed_json" }
  | { type: "reject_half" }
  | { type: "list_gone" };

export const faultEffectTypes = [
  "status",
  "slow",
  "hang",
  "cut",
  "error_body",
  "html_page",
  "malformed_json",
  "reject_half",
  "list_gone",
] as const satisfies readonly FaultEffect["type"][];
export type FaultEffectType = (typeof faultEffectTypes)[number];

export interface Fault {
  id: string;
  /** `any_batch`: every call that carries users or events. */
  calls: "any" | "any_batch" | EndpointKey;
  /** The first call that counts, from 1. */
  from: number;
  /** From there on, every how many-th one. */
  every: number;
  /** And of these, in how many percent of the cases. */
  percent: number;
  /** How often at most; null for no end. */
  times: number | null;
  effect: FaultEffect;
}

/** How far each number of a fault may go. */
export const faultLimits = {
  from: { min: 1, max: 10_000_000 },
  every: { min: 1, max: 10_000_000 },
  percent: { min: 0, max: 100 },
  times: { min: 1, max: 10_000_000 },
  status: { min: 300, max: 599 },
  retryAfterSeconds: { min: 0, max: 86_400 },
  milliseconds: { min: 1, max: 120_000 },
} as const;
