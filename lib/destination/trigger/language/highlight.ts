/** The parts of a trigger by what they are: for its colours. */
import type { Range } from "@/lib/destination/template/template";
import { TriggerReader, type TriggerWord } from "@/lib/destination/trigger/read-trigger";

export type TriggerPart = "path" | "function" | "text" | "number" | "constant" | "keyword" | "operator" | "punctuation";

export interface TriggerHighlight extends Range {
  part: TriggerPart;
}

const parts: Record<Exclude<TriggerWord["type"], "end" | "junk">, TriggerPart> = {
  path: "path",
  text: "text",
  number: "number",
  true: "constant",
  false: "constant",
  null: "constant",
  and: "keyword",
  or: "keyword",
  not: "keyword",
  operator: "operator",
  "(": "punctuation",
  ")": "punctuation",
  ",": "punctuation",
};

/** In source order, never overlapping. A name before a parenthesis is a function. What can't be read has no part. */
export function triggerHighlights(source: string): TriggerHighlight[] {
  const words = new TriggerReader(source).read();
  return words.flatMap(({ type, range }, index) => {
    if (type === "end" || type === "junk") return [];
    const isFunction = type === "path" && words[index + 1]?.type === "(";
    return [{ ...range, part: isFunction ? "function" : parts[type] }];
  });
}
