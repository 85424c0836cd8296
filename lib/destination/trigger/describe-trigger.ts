/** A trigger in plain words: "when a track event named “Product Added” arrives". */
import { formatPath } from "./format-trigger";
import type { ComparisonOperator, TriggerNode, TriggerValue } from "./trigger";

/** The sentence for a tree; without one it says that nothing matches. */
export function describeTrigger(root: TriggerNode | undefined): string {
  return root ? `when ${eventWords(root)} arrives` : "never: the trigger is empty";
}

function eventWords(node: TriggerNode): string {
  if (node.type === "or") {
    const named = sameTypeNames(node.operands);
    return named ?? node.operands.map(eventWords).join(", or ");
  }
  const conditions = node.type === "and" ? node.operands : [node];
  const type = textOf(conditions, "type");
  const name = textOf(conditions, "event") ?? textOf(conditions, "name");
  const used = new Set([type?.node, name?.node]);
  const noun = `${type ? `${article(type.text)} ${type.text}` : "an"} event`;
  const named = name ? `${noun} named “${name.text}”` : noun;
  const others = conditions.filter((condition) => !used.has(condition));
  return others.length === 0 ? named : `${named} whose ${others.map(conditionWords).join(" and ")}`;
}

/** `event = "A" or event = "B"`: one event with several names. */
function sameTypeNames(operands: readonly TriggerNode[]): string | undefined {
  const found = operands.map((operand) => textOf([operand], "event") ?? textOf([operand], "type"));
  const members = new Set(operands.map((operand) => (operand.type === "comparison" ? operand.path[0] : "")));
  if (members.size !== 1 || found.some((each) => each === undefined)) return undefined;
  const texts = found.map((each) => each?.text ?? "");
  return members.has("event")
    ? `an event named ${listed(
        texts.map((text) => `“${text}”`),
        "or",
      )}`
    : `${article(texts[0] ?? "")} ${listed(texts, "or")} event`;
}

function textOf(conditions: readonly TriggerNode[], member: string): { text: string; node: TriggerNode } | undefined {
  for (const node of conditions) {
    const isEquality = node.type === "comparison" && node.operator === "=" && node.value.type === "text";
    if (isEquality && node.path.length === 1 && node.path[0] === member && node.value.type === "text") {
      return { text: node.value.text, node };
    }
  }
  return undefined;
}

function conditionWords(node: TriggerNode): string {
  switch (node.type) {
    case "and":
    case "or":
      return `(${node.operands.map(conditionWords).join(` ${node.type} `)})`;
    case "not":
      return `not (${conditionWords(node.operand)})`;
    case "comparison":
      return `${formatPath(node.path)} ${comparisonWords(node.operator, node.value)}`;
    case "call":
      return node.name === "contains"
        ? `${formatPath(node.path)} contains “${node.argument}”`
        : `${formatPath(node.path)} looks like “${node.argument}”`;
  }
}

const operatorWords: Record<ComparisonOperator, string> = {
  "=": "is",
  "!=": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
};

function comparisonWords(operator: ComparisonOperator, value: TriggerValue): string {
  if (value.type === "null") return operator === "=" ? "is missing" : "is there";
  const words =
    value.type === "text" ? `“${value.text}”` : value.type === "number" ? value.digits : String(value.value);
  return `${operatorWords[operator]} ${words}`;
}

function listed(words: readonly string[], joint: string): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${joint} ${last}`;
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) ? "an" : "a";
}
