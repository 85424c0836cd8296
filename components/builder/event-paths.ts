/** Which paths of the sample events fit what somebody has begun to write. */
import { rememberedPaths } from "@/lib/destination/trigger/language/known-paths";
import type { SampleEvent } from "@/lib/destination/trigger/sample-events";
import type { TriggerValue } from "@/lib/destination/trigger/trigger";

export interface OfferedPath {
  text: string;
  /** In words: "list", "text or number". */
  kinds: string;
  /** A value that stands there. */
  example?: string;
}

const offeredMax = 60;

/**
 * Those that begin so come before those that only hold it; lists before all others where they are preferred; and what
 * stands inside one line of a list last, as few APIs want a single line.
 */
export function eventPathsFor(events: readonly SampleEvent[], begun: string, prefersLists = false): OfferedPath[] {
  const wanted = begun.trim().toLowerCase();
  const fitting = [...rememberedPaths(events).values()].filter(({ text }) => text.toLowerCase().includes(wanted));
  const rank = ({ text, kinds }: (typeof fitting)[number]) =>
    (/\.\d+(\.|$)/.test(text) ? 4 : 0) +
    (prefersLists && !kinds.has("list") ? 2 : 0) +
    (text.toLowerCase().startsWith(wanted) ? 0 : 1);
  return fitting
    .sort((left, right) => rank(left) - rank(right))
    .slice(0, offeredMax)
    .map(({ text, kinds, values: [first] }) => ({
      text,
      kinds: [...kinds].join(" or "),
      ...(first === undefined ? {} : { example: wordsOf(first) }),
    }));
}

function wordsOf(value: TriggerValue): string {
  switch (value.type) {
    case "text":
      return value.text;
    case "number":
      return value.digits;
    case "boolean":
      return String(value.value);
    case "null":
      return "null";
  }
}
