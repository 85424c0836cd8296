import type { Tone } from "@/components/ui/tone";
import type { ChangeKind, VersionChange } from "@/lib/destination/version-change";

/** What a weight of changes is called, and what it means. */
export const kindLooks: Record<ChangeKind, { name: string; meaning: string; tone: Tone }> = {
  breaking: {
    name: "Breaking",
    meaning: "Somebody has to answer something, or what was done stops, or data goes somewhere else.",
    tone: "danger",
  },
  notable: { name: "Notable", meaning: "What is sent, or how an answer is read, is different.", tone: "warning" },
  minor: { name: "Minor", meaning: "Words, looks, order, and what isn't in use.", tone: "neutral" },
};

/** "2 breaking, 5 notable and 1 minor". */
export function countWords(changes: readonly VersionChange[]): string {
  const counts = Object.entries(kindLooks).flatMap(([kind, { name }]) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${name.toLowerCase()}`];
  });
  const last = counts.pop() ?? "none";
  return counts.length === 0 ? last : `${counts.join(", ")} and ${last}`;
}
