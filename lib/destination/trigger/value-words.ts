/** Values, names and lists of them in a sentence. */
import type { PlainNode } from "./plain-tree";
import type { TriggerValue } from "./trigger";

export function valueWords(value: TriggerValue): string {
  switch (value.type) {
    case "text":
      return value.text === "" ? "empty" : `“${value.text}”`;
    case "number":
      return value.digits;
    case "boolean":
      return String(value.value);
    case "null":
      return "missing";
  }
}

/** "a, b or c" */
export function listed(words: readonly string[], joint: string): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${joint} ${last}`;
}

export function article(word: string): string {
  return /^[aeiou]/i.test(word) ? "an" : "a";
}

/** The texts of which a member has to be one, where nothing else is asked of it. */
export function namesOf(node: PlainNode, member: string): string[] | undefined {
  if (node.type !== "leaf" || node.path.length !== 1 || node.path[0] !== member) return undefined;
  if (node.joint === "and" && node.conditions.length > 1) return undefined;
  const texts = node.conditions.flatMap(({ leaf, isNegated }) => {
    const isName = leaf.type === "comparison" && leaf.operator === "=" && !isNegated;
    return isName && leaf.value.type === "text" && leaf.value.text !== "" ? [leaf.value.text] : [];
  });
  return texts.length === node.conditions.length ? texts : undefined;
}
