/** Does an event match a trigger, and why (SPEC 5.7). */
import { matchesPieces } from "@/lib/destination/glob";
import { isLosslessNumber, type JsonValue } from "@/lib/destination/json";
import { valueAt } from "./event-value";
import { patternPieces } from "./match-pattern";
import type { TriggerEvent, TriggerNode, TriggerValue } from "./trigger";

/** A condition with what it came to, for an event at hand. */
export interface TriggerTrace {
  node: TriggerNode;
  isTrue: boolean;
  /** What the event holds at the condition's path; undefined where it holds nothing. */
  found?: JsonValue;
  /** Those of `and`, `or` and `not`, all of them. */
  parts: TriggerTrace[];
}

/** Whether the event matches. Without a tree, as for an empty trigger, nothing matches. */
export function matchesTrigger(root: TriggerNode | undefined, event: TriggerEvent): boolean {
  return root !== undefined && traceTrigger(root, event).isTrue;
}

/**
 * Every condition with its result. A path that leads nowhere is null. Types are strict: the text "5" is not the number
 * 5, only numbers have an order, and texts are compared with their case.
 */
export function traceTrigger(node: TriggerNode, event: TriggerEvent): TriggerTrace {
  switch (node.type) {
    case "and":
    case "or": {
      const parts = node.operands.map((operand) => traceTrigger(operand, event));
      const isTrue = node.type === "and" ? parts.every((part) => part.isTrue) : parts.some((part) => part.isTrue);
      return { node, isTrue, parts };
    }
    case "not": {
      const part = traceTrigger(node.operand, event);
      return { node, isTrue: !part.isTrue, parts: [part] };
    }
    case "comparison": {
      const found = valueAt(event, node.path);
      return { node, isTrue: compare(found ?? null, node.operator, node.value), ...shown(found), parts: [] };
    }
    case "call": {
      const found = valueAt(event, node.path);
      const isTrue = node.name === "contains" ? contains(found, node.argument) : matches(found, node.argument);
      return { node, isTrue, ...shown(found), parts: [] };
    }
  }
}

function shown(found: JsonValue | undefined): { found?: JsonValue } {
  return found === undefined ? {} : { found };
}

function compare(found: JsonValue, operator: string, value: TriggerValue): boolean {
  if (operator === "=") return isEqual(found, value);
  if (operator === "!=") return !isEqual(found, value);
  const digits = digitsOf(found);
  if (digits === undefined || value.type !== "number") return false;
  const order = orderOf(digits, value.digits);
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  return operator === ">" ? order > 0 : order >= 0;
}

function isEqual(found: JsonValue, value: TriggerValue): boolean {
  switch (value.type) {
    case "null":
      return found === null;
    case "boolean":
      return found === value.value;
    case "text":
      return found === value.text;
    case "number": {
      const digits = digitsOf(found);
      return digits !== undefined && orderOf(digits, value.digits) === 0;
    }
  }
}

function digitsOf(value: JsonValue): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  return isLosslessNumber(value) ? value.value : undefined;
}

/** Whole numbers are compared digit by digit, so that long identifiers stay apart. */
function orderOf(left: string, right: string): number {
  const isWhole = /^-?\d+$/;
  if (isWhole.test(left) && isWhole.test(right)) {
    const [one, other] = [BigInt(left), BigInt(right)];
    return one < other ? -1 : one > other ? 1 : 0;
  }
  return Number(left) - Number(right);
}

/** A text that holds the other, or a list one of whose elements is it. */
function contains(found: JsonValue | undefined, text: string): boolean {
  if (typeof found === "string") return found.includes(text);
  return Array.isArray(found) && found.some((element) => element === text);
}

function matches(found: JsonValue | undefined, pattern: string): boolean {
  return typeof found === "string" && matchesPieces(found, patternPieces(pattern));
}
