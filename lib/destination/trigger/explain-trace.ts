/** Why a condition holds for an event or doesn't, in a sentence. */
import type { JsonValue } from "@/lib/destination/json";
import { kindOf, shownEventValue } from "./event-value";
import type { TriggerTrace } from "./match-trigger";
import type { TriggerNode } from "./trigger";

/** "It is "page".", "The event doesn't have it.", "2 of 3 hold." Ends with a full stop. */
export function explainTrace(trace: TriggerTrace): string {
  const { node } = trace;
  switch (node.type) {
    case "and":
    case "or":
      return explainGroup(trace);
    case "not":
      return trace.isTrue ? "What it turns around doesn't hold." : "What it turns around holds.";
    case "comparison":
      return explainComparison(node, trace);
    case "call":
      return explainCall(node, trace);
  }
}

/** How a group is called: "All of these". */
export function groupWords(type: "and" | "or" | "not"): string {
  return { and: "All of these", or: "At least one of these", not: "Not this" }[type];
}

function explainGroup({ parts }: TriggerTrace): string {
  const count = parts.filter(({ isTrue }) => isTrue).length;
  const all = parts.length;
  if (count === all) return all === 2 ? "Both hold." : `All ${all} hold.`;
  if (count === 0) return all === 2 ? "Neither holds." : `None of the ${all} holds.`;
  return `${count} of ${all} ${count === 1 ? "holds" : "hold"}.`;
}

const isMissing = "The event doesn't have it.";

function explainComparison(node: Extract<TriggerNode, { type: "comparison" }>, trace: TriggerTrace): string {
  const { found } = trace;
  const { operator, value } = node;
  if (found === undefined) {
    if (value.type === "null" || !trace.isTrue) return isMissing;
    return "The event doesn't have it, and so it is something else.";
  }
  const now = `It is ${shownEventValue(found)}`;
  const kind = kindOf(found);
  const isOrder = operator !== "=" && operator !== "!=";
  if (isOrder && kind !== "number") return `${now}, and only numbers have an order.`;
  if (isOrder || value.type === "null" || kind === "null") return `${now}.`;
  if (kind !== value.type) return `${now}: ${article(kind)}, not ${article(value.type)}.`;
  const isCase = value.type === "text" && found !== value.text && isSameFolded(found, value.text);
  return isCase ? `${now}, written with other capitals or spaces.` : `${now}.`;
}

function explainCall(node: Extract<TriggerNode, { type: "call" }>, { found, isTrue }: TriggerTrace): string {
  if (found === undefined) return isMissing;
  const now = `It is ${shownEventValue(found)}`;
  const kind = kindOf(found);
  if (node.name === "match" && kind !== "text") return `${now}, and only a text can fit a pattern.`;
  if (kind !== "text" && kind !== "list") return `${now}, and only a text or a list can contain a text.`;
  if (isTrue) return `${now}.`;
  if (kind === "list") return `${now}, and none of its elements is that text.`;
  return `${now}, which ${node.name === "match" ? "doesn't fit the pattern" : "doesn't contain it"}.`;
}

function isSameFolded(found: JsonValue, text: string): boolean {
  const fold = (each: string) => each.trim().replace(/\s+/g, " ").toLowerCase();
  return typeof found === "string" && fold(found) === fold(text);
}

function article(kind: string): string {
  return `${kind === "object" ? "an" : "a"} ${kind}`;
}
