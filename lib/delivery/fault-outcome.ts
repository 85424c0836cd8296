/** What a fault means to this very destination: a made-up exchange, read by its own success rules and error catalog. */
import type { DestinationDefinition, Endpoint, ItemMeaning } from "@/lib/destination/definition";
import { type EndpointKey, endpointAt } from "@/lib/destination/endpoints";
import { classify, type Outcome } from "@/lib/destination/error-catalog";
import type { Exchange } from "@/lib/destination/exchange";
import { hasItemOutcomes } from "@/lib/destination/item-outcome";
import type { FaultEffect } from "./fault";
import { callTimeoutMs, readRetryAfter } from "./retry";

/** What becomes of the half of a batch that a partner refuses, in each direction. */
export interface HalfMeaning {
  add: ItemMeaning;
  remove: ItemMeaning;
}

export interface FaultOutcome {
  outcome: Outcome;
  retryAfterMs: number;
  /** Milliseconds that the call takes beyond the usual, or instead of it. */
  addedMs: number;
  insteadMs: number | undefined;
  /** What the partner did not do although the destination's rules take its answer for a success: of the call's items. */
  unnoticed: "none" | "half" | "all";
  /** Where half of the items is refused and the destination can read that. */
  half?: HalfMeaning;
}

/** The outcomes of a destination's faults, each classified once for each endpoint. */
export class FaultOutcomes {
  private readonly known = new Map<EndpointKey, Map<FaultEffect, FaultOutcome>>();

  constructor(private readonly definition: DestinationDefinition) {}

  of(effect: FaultEffect, key: EndpointKey): FaultOutcome {
    const known = this.known.get(key) ?? new Map<FaultEffect, FaultOutcome>();
    this.known.set(key, known);
    const found = known.get(effect) ?? faultOutcome(this.definition, effect, key);
    known.set(effect, found);
    return found;
  }
}

const success: Outcome = {
  kind: "success",
  type: "success",
  message: "The partner accepted the call.",
  retry: false,
  status: "200",
};

function faultOutcome(definition: DestinationDefinition, effect: FaultEffect, key: EndpointKey): FaultOutcome {
  const quiet = { retryAfterMs: 0, addedMs: 0, insteadMs: undefined, unnoticed: "none" } as const;
  const endpoint = endpointAt(definition, key);
  if (!endpoint) return { ...quiet, outcome: success };
  if (effect.type === "slow" && effect.milliseconds < callTimeoutMs) {
    return { ...quiet, outcome: success, addedMs: effect.milliseconds };
  }
  if (effect.type === "reject_half") return rejectedHalf(endpoint, quiet);
  const { outcome } = classify(exchangeOf(effect, endpoint), endpoint, key);
  const retryAfter = effect.type === "status" ? effect.retryAfterSeconds : null;
  return {
    ...quiet,
    outcome,
    retryAfterMs: retryAfter === null ? 0 : (readRetryAfter(String(retryAfter), 0) ?? 0),
    insteadMs: outcome.status === "timeout" ? callTimeoutMs : undefined,
    unnoticed: outcome.kind === "success" && outcome.entryId === undefined ? "all" : "none",
  };
}

/** The rule that reads refusals says what they mean; without one nobody learns of them. */
function rejectedHalf(
  endpoint: Endpoint,
  quiet: Pick<FaultOutcome, "retryAfterMs" | "addedMs" | "insteadMs">,
): FaultOutcome {
  const rules = "itemOutcomes" in endpoint ? endpoint.itemOutcomes : [];
  const readable = rules.filter(({ path }) => path.trim() !== "");
  const rule = readable.find(({ onAdd, onRemove }) => onAdd === "rejected" || onRemove === "rejected") ?? readable[0];
  if (!rule || !hasItemOutcomes(rules)) return { ...quiet, outcome: success, unnoticed: "half" };
  const message = "The partner refused half of the users of a call.";
  const outcome: Outcome = { kind: "partial", type: "Rejected by the partner", message, retry: false, status: "200" };
  return { ...quiet, outcome, unnoticed: "none", half: { add: rule.onAdd, remove: rule.onRemove } };
}

const request: Exchange["request"] = { method: "POST", url: "https://partner.example", headers: [] };
const moment = { startedAt: "1970-01-01T00:00:00.000Z", durationMs: 0 };

function answer(status: number, body: string): Exchange {
  const headers = [{ name: "content-type", value: "application/json" }];
  return { request, ...moment, response: { status, headers, body, bodyBytes: body.length, isTruncated: false } };
}

/** What would have gone over the wire. */
function exchangeOf(effect: Exclude<FaultEffect, { type: "reject_half" }>, endpoint: Endpoint): Exchange {
  switch (effect.type) {
    case "slow":
    case "hang":
      return { request, ...moment, failure: { kind: "timeout", detail: "The partner did not answer in time." } };
    case "cut":
      return { request, ...moment, failure: { kind: "network", detail: "The connection was closed." } };
    case "status":
      return answer(effect.status, effect.body);
    case "error_body":
      return answer(200, effect.body);
    case "html_page":
      return answer(effect.status, "<!DOCTYPE html><title>Please stand by</title>");
    case "malformed_json":
      return answer(200, '{"status":"ok","items":[{"id":"u1","state":');
    case "list_gone":
      return listGone(endpoint);
  }
}

/** The answer by which this endpoint knows that its list is gone; a bare 404 where it doesn't say. */
function listGone({ errors }: Endpoint): Exchange {
  const entry = errors.find(({ meaning }) => meaning === "list_gone");
  const status = entry?.status.trim() ?? "";
  const body = entry?.subErrorCode.trim() ?? "";
  if (/^[1-5]\d\d$/.test(status)) return answer(Number(status), body);
  return answer(/^[1-5]xx$/i.test(status) ? Number(status.charAt(0)) * 100 + 4 : 404, body);
}
