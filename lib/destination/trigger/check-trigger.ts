/** What can be read and still isn't what was meant: the warnings about a trigger. */
import { nearestName } from "@/lib/destination/template/nearest-name";
import { formatPath, quoted } from "./format-trigger";
import { eventTypes, type TriggerNode } from "./trigger";
import type { TriggerCursor } from "./trigger-cursor";

type Comparison = Extract<TriggerNode, { type: "comparison" }>;

/** Reports groups that a reader may take wrongly and conditions that can never hold. */
export function warnOfMeaning(node: TriggerNode, cursor: TriggerCursor): void {
  switch (node.type) {
    case "and":
      warnOfContradiction(node.operands, cursor);
      for (const operand of node.operands) warnOfMeaning(operand, cursor);
      return;
    case "or":
      warnOfMixture(node.operands, cursor);
      for (const operand of node.operands) warnOfMeaning(operand, cursor);
      return;
    case "not":
      warnOfMeaning(node.operand, cursor);
      return;
    case "comparison":
      warnOfValue(node, cursor);
      return;
    case "call":
      return;
  }
}

/** In several engines of this field the last and or or decides for the whole line, so that nobody can know. */
function warnOfMixture(operands: readonly TriggerNode[], cursor: TriggerCursor): void {
  for (const { type, range } of operands) {
    if (type !== "and" || cursor.source.charAt(range.start) === "(") continue;
    const edits = [
      { range: { start: range.start, end: range.start }, text: "(" },
      { range: { start: range.end, end: range.end }, text: ")" },
    ];
    const message = "and binds tighter than or. Put parentheses around this part, so that nobody has to know that.";
    cursor.warn("mixed-and-or", message, range, "Add the parentheses", edits);
  }
}

/** `type = "track" and type = "page"`: one value can't be two. */
function warnOfContradiction(operands: readonly TriggerNode[], cursor: TriggerCursor): void {
  const first = new Map<string, Comparison>();
  for (const node of operands) {
    if (node.type !== "comparison" || node.operator !== "=") continue;
    const path = formatPath(node.path);
    const other = first.get(path);
    if (!other) first.set(path, node);
    else if (!isSameValue(other.value, node.value)) {
      const message = `${path} can't be both: this never matches. For one or the other, write or between them.`;
      cursor.warn("never-both", message, node.range);
    }
  }
}

function isSameValue(left: Comparison["value"], right: Comparison["value"]): boolean {
  // 1 and 1.0 are one number.
  if (left.type === "number" && right.type === "number") return Number(left.digits) === Number(right.digits);
  return JSON.stringify(left) === JSON.stringify(right);
}

function warnOfValue(node: Comparison, cursor: TriggerCursor): void {
  const { path, value, valueRange: range } = node;
  if (value.type !== "text") return;
  const isType = path.length === 1 && path[0] === "type";
  // The types of events are few and written small: anything else can never arrive.
  if (isType && !eventTypes.some((type) => type === value.text)) {
    const nearest = nearestName(value.text, eventTypes);
    const meant = nearest ? ` Did you mean ${quoted(nearest)}?` : "";
    const message = `No event has the type ${quoted(value.text)}: there are ${eventTypes.join(", ")}.${meant}`;
    const edits = [{ range, text: quoted(nearest ?? "") }];
    cursor.warn("unknown-type", message, range, nearest && `Change to ${quoted(nearest)}`, edits);
  } else if (value.text === "null") {
    const message = 'In quotes this is the text "null", which is something. null without quotes is nothing.';
    cursor.warn("quoted-null", message, range, "Write null", [{ range, text: "null" }]);
  }
}
