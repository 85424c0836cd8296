/** What a case may expect of an endpoint's call. Pure. */
import { outcomeInWords } from "@/lib/destination/case-verdict";
import type { Endpoint } from "@/lib/destination/definition";
import type { Outcome } from "@/lib/destination/error-catalog";
import { hasItemOutcomes } from "@/lib/destination/item-outcome";
import type { CaseExpectation } from "@/lib/test-history-contract";

export interface ExpectedOutcome {
  value: string;
  label: string;
  expected: Pick<CaseExpectation, "kind" | "type" | "entryId">;
}

/** Tells the outcomes apart in a list of choices. */
export function outcomeKey({ kind, type, entryId }: Pick<Outcome, "kind" | "type" | "entryId">): string {
  return entryId === undefined ? `${kind}:${type}` : `entry:${entryId}`;
}

/** Every outcome that the endpoint can have, and first the given one, even if the endpoint can't have it any more. */
export function expectedOutcomes(
  endpoint: Endpoint | undefined,
  own: Pick<Outcome, "kind" | "type" | "entryId">,
): ExpectedOutcome[] {
  const readsItems = endpoint && "itemOutcomes" in endpoint && hasItemOutcomes(endpoint.itemOutcomes);
  const outcomes: ExpectedOutcome["expected"][] = [
    { kind: own.kind, type: own.type, ...(own.entryId !== undefined && { entryId: own.entryId }) },
    { kind: "success", type: "success" },
    ...(readsItems
      ? [
          { kind: "partial" as const, type: "partial" },
          { kind: "failure" as const, type: "rejected" },
        ]
      : []),
    ...(endpoint?.errors ?? []).map(({ id, failureReason, status, retry }) => ({
      kind: retry === "ignore" ? ("success" as const) : ("failure" as const),
      type: failureReason.trim() || status.trim() || "Unnamed entry",
      entryId: id,
    })),
    { kind: "failure", type: "unclassified" },
  ];
  const seen = new Set<string>();
  return outcomes.flatMap((expected) => {
    const value = outcomeKey(expected);
    if (seen.has(value)) return [];
    seen.add(value);
    const words = outcomeInWords(expected);
    return [{ value, label: words.charAt(0).toUpperCase() + words.slice(1), expected }];
  });
}
