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

/**
 * "12 installations have no value": what stands beside a question. Where answers weren't looked at, it says how many may
 * be asked.
 */
export function askedWords({ count, reason, isUpTo }: Pick<AskedCount, "count" | "reason" | "isUpTo">): string {
  if (isUpTo) return `up to ${pluralize(count, "installation")} may have to answer, depending on what they answered`;
  const { one, many } = reasonWords[reason];
  return `${pluralize(count, "installation")} ${count === 1 ? one : many}`;
}

/** Beside a change; undefined where it concerns no question, or where nothing is installed. */
export function countOf(
  { asks, drops }: VersionChange,
  { installations, asked, dropped, countsAnswers }: VersionImpact,
): { words: string; isNone: boolean } | undefined {
  if (installations === 0) return undefined;
  if (asks) {
    const found = asked.find(({ source, id }) => source === asks.source && id === asks.fieldId);
    if (found?.isUpTo) return { words: `May concern ${pluralize(found.count, "installation")}`, isNone: false };
    if (found) return { words: askedWords(found), isNone: false };
    if (!countsAnswers) return undefined;
    return { words: `All ${formatNumber(installations)} installations have a value`, isNone: true };
  }
  if (!drops) return undefined;
  const found = dropped.find(({ source, id }) => source === drops.source && id === drops.fieldId);
  if (!found) return undefined;
  const { count, isUpTo } = found;
  const are = count === 1 ? "was" : "were";
  return { words: `${pluralize(count, "installation")} ${isUpTo ? `${are} asked it` : "answered it"}`, isNone: false };
}
