/** Tree → trigger text, in the one way it is written. */
import type { TriggerNode, TriggerValue } from "./trigger";

/** The text of a tree: parsed again it gives the same tree. Groups of `and` inside `or` always have parentheses. */
export function formatTrigger(node: TriggerNode): string {
  switch (node.type) {
    case "and":
    case "or":
      return node.operands.map(operandText).join(` ${node.type} `);
    case "not":
      return `not ${operandText(node.operand)}`;
    case "comparison":
      return `${formatPath(node.path)} ${node.operator} ${formatValue(node.value)}`;
    case "call":
      return `${node.name}(${formatPath(node.path)}, ${quoted(node.argument)})`;
  }
}

/** The same, with each operand of the outermost `and` or `or` on a line of its own. */
export function formatTriggerLines(root: TriggerNode): string {
  if (root.type !== "and" && root.type !== "or") return formatTrigger(root);
  return root.operands.map(operandText).join(`\n${root.type} `);
}

function operandText(operand: TriggerNode): string {
  const text = formatTrigger(operand);
  return operand.type === "and" || operand.type === "or" ? `(${text})` : text;
}

/** A name's other characters, such as the space in `Product Name`, stand behind a backslash. */
export function formatPath(path: readonly string[]): string {
  return path.map((step) => step.replace(/[^\p{L}\p{N}_$-]/gu, "\\$&")).join(".");
}

export function formatValue(value: TriggerValue): string {
  switch (value.type) {
    case "text":
      return quoted(value.text);
    case "number":
      return value.digits;
    case "boolean":
      return String(value.value);
    case "null":
      return "null";
  }
}

/** A text as it is written in a trigger. */
export function quoted(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return `"${escaped.replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"`;
}
