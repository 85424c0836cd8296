/** Arbitrary triggers, for property tests. */
import fc from "fast-check";
import { comparisonOperators, type TriggerNode, type TriggerValue } from "@/lib/destination/trigger/trigger";
import { nastyText } from "./definitions";

const range = { start: 0, end: 0 };
const path = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/),
      fc.constantFrom("Product Name", "a-b", "größe", "x.y", "0"),
    ),
    { maxLength: 3 },
  )
  .map((steps) => ["properties", ...steps]);
const value: fc.Arbitrary<TriggerValue> = fc.oneof(
  nastyText.map((text) => ({ type: "text" as const, text })),
  fc.integer().map((number) => ({ type: "number" as const, digits: String(number) })),
  fc.boolean().map((each) => ({ type: "boolean" as const, value: each })),
  fc.constant({ type: "null" as const }),
);
const leaf: fc.Arbitrary<TriggerNode> = fc.oneof(
  fc
    .record({ path, value, operator: fc.constantFrom(...comparisonOperators) })
    .filter(({ operator, value: { type } }) => operator === "=" || operator === "!=" || type === "number")
    .map((parts) => ({ type: "comparison" as const, ...parts, pathRange: range, valueRange: range, range })),
  fc
    .record({ path, argument: nastyText, name: fc.constantFrom("contains" as const, "match" as const) })
    .map((parts) => ({ type: "call" as const, ...parts, pathRange: range, range })),
);
/** Any tree that can be written; its places are none. */
export const anyTrigger: fc.Arbitrary<TriggerNode> = fc.letrec<{ node: TriggerNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc
      .record({
        type: fc.constantFrom("and" as const, "or" as const),
        operands: fc.array(tie("node"), { minLength: 2, maxLength: 4 }),
      })
      .map((parts) => ({ ...parts, range })),
    tie("node").map((operand) => ({ type: "not" as const, operand, range })),
  ),
})).node;

/** A tree without its places; a group directly inside a group of its kind says nothing that the outer doesn't. */
export function bareTrigger(node: TriggerNode): unknown {
  switch (node.type) {
    case "and":
    case "or":
      return { type: node.type, operands: node.operands.map(bareTrigger) };
    case "not":
      return { type: "not", operand: bareTrigger(node.operand) };
    case "comparison":
      return { path: node.path, operator: node.operator, value: node.value };
    case "call":
      return { name: node.name, path: node.path, argument: node.argument };
  }
}
