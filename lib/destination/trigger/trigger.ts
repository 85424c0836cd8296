/** The parse tree of a trigger: the condition under which an event makes an action call (SPEC 5.7). */
import type { JsonValue } from "@/lib/destination/json";
import type { Range, TemplateFix } from "@/lib/destination/template/template";

export const comparisonOperators = ["=", "!=", "<", "<=", ">", ">="] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

export const triggerFunctions = ["contains", "match"] as const;
export type TriggerFunction = (typeof triggerFunctions)[number];

/** Numbers keep the digits they were written with. */
export type TriggerValue =
  | { type: "text"; text: string }
  | { type: "number"; digits: string }
  | { type: "boolean"; value: boolean }
  | { type: "null" };

export type TriggerNode =
  | { type: "and" | "or"; operands: TriggerNode[]; range: Range }
  | { type: "not"; operand: TriggerNode; range: Range }
  | {
      type: "comparison";
      /** `properties.total` is ["properties", "total"]. */
      path: string[];
      pathRange: Range;
      operator: ComparisonOperator;
      value: TriggerValue;
      valueRange: Range;
      range: Range;
    }
  | { type: "call"; name: TriggerFunction; path: string[]; pathRange: Range; argument: string; range: Range };

/** What is wrong with the text of a trigger. With an error it can't be used; a warning is worth a look. */
export interface TriggerProblem {
  /** Stable and kebab-case, such as `double-equals`. */
  code: string;
  severity: "error" | "warning";
  message: string;
  range: Range;
  fix?: TemplateFix;
}

export interface Trigger {
  source: string;
  /** Undefined where the text is empty, which matches nothing, or has an error. */
  root?: TriggerNode;
  /** In source order. */
  problems: TriggerProblem[];
}

/** The members of an event that a trigger may ask for. */
export const eventMembers = [
  "type",
  "event",
  "name",
  "userId",
  "anonymousId",
  "groupId",
  "previousId",
  "messageId",
  "timestamp",
  "properties",
  "traits",
  "context",
] as const;

export const eventTypes = ["track", "page", "screen", "identify", "group", "alias"] as const;

/** An event as it arrives. */
export type TriggerEvent = { [member: string]: JsonValue | undefined };
