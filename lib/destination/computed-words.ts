/** What a computed value is, as a sentence that its author can check. */
import { conditionMembers, mentionsLine } from "./computed-value";
import type { ComputedValue } from "./definition";
import { parseTrigger } from "./trigger/parse-trigger";

/** "A list with an element for each line of properties.products; null where there is none." */
export function computedWords(value: ComputedValue): string {
  const { mode, otherwise } = value;
  const source = value.source.trim() || "the event";
  const root = parseTrigger(value.condition, conditionMembers).root;
  const choosesLines = mode === "each_line" && root !== undefined && mentionsLine(root);
  const made =
    mode === "once"
      ? `One value, made of ${source}`
      : `A list with an element for each line of ${source}${choosesLines ? " that fits the condition" : ""}`;
  const condition = root !== undefined && !choosesLines ? ", if the condition holds" : "";
  const none = otherwise === "null" ? "null where there is none" : "missing where there is none";
  return `${made}${condition}; ${none}.`;
}
