/** How many installations a change concerns, in words. */
import { formatNumber, pluralize } from "@/components/ui/format-number";
import type { VersionChange } from "@/lib/destination/version-change";
import type { AskedCount, VersionImpact } from "@/lib/destination/version-impact";

const reasonWords: Record<AskedCount["reason"], { one: string; many: string }> = {
  new: { one: "has no value", many: "have no value" },
  now_required: { one: "has no value", many: "have no value" },
  no_longer_fits: { one: "has an answer that no longer fits", many: "have an answer that no longer fits" },
  type_changed: { one: "has to answer again", many: "have to answer again" },
};

/** "12 installations have no value": what stands beside a question. */
export function askedWords({ count, reason }: Pick<AskedCount, "count" | "reason">): string {
  const { one, many } = reasonWords[reason];
  return `${pluralize(count, "installation")} ${count === 1 ? one : many}`;
}

/** Beside a change; undefined where it concerns no question, or where nothing is installed. */
export function countOf(
  { asks, drops }: VersionChange,
  { installations, asked, dropped }: VersionImpact,
): { words: string; isNone: boolean } | undefined {
  if (installations === 0) return undefined;
  if (asks) {
    const found = asked.find(({ source, id }) => source === asks.source && id === asks.fieldId);
    return found
      ? { words: askedWords(found), isNone: false }
      : { words: `All ${formatNumber(installations)} installations have a value`, isNone: true };
  }
  if (!drops) return undefined;
  const count = dropped.find(({ source, id }) => source === drops.source && id === drops.fieldId)?.count ?? 0;
  return count === 0 ? undefined : { words: `${pluralize(count, "installation")} answered it`, isNone: false };
}
