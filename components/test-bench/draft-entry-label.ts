import type { ErrorEntry } from "@/lib/destination/definition";
import { type Outcome, statusRank } from "@/lib/destination/error-catalog";

/**
 * What a press that drafts an entry from a response is called; undefined where there is nothing to describe any more. A
 * failure that only its class describes, 5xx for a 503, can still have words of its own.
 */
export function draftEntryLabel(
  { kind, type, entryId, status }: Pick<Outcome, "kind" | "type" | "entryId" | "status">,
  errors: readonly ErrorEntry[],
): string | undefined {
  if (type === "unclassified") return "Add to error catalog";
  const entry = errors.find(({ id }) => id === entryId);
  return kind === "failure" && entry && statusRank(entry, status) === 1 ? `Describe ${status} by itself` : undefined;
}
