/** A tree that can be said without "not (…)": negations stand at the conditions, and what is asked of one part together. */
import { formatPath } from "./format-trigger";
import type { TriggerNode } from "./trigger";

type Leaf = Extract<TriggerNode, { type: "comparison" | "call" }>;

export interface PlainCondition {
  leaf: Leaf;
  isNegated: boolean;
}

/** What is asked of one part of the event: one condition, or several of which all or one must hold. */
export interface PlainLeaf {
  type: "leaf";
  path: readonly string[];
  joint: "and" | "or";
  conditions: readonly PlainCondition[];
}

export type PlainNode = PlainLeaf | { type: "and" | "or"; operands: readonly PlainNode[] };

/** Means the same as the tree it comes from. */
export function plainTree(root: TriggerNode): PlainNode {
  return build(root, false);
}

function build(node: TriggerNode, isNegated: boolean): PlainNode {
  switch (node.type) {
    case "not":
      return build(node.operand, !isNegated);
    case "and":
    case "or": {
      // Not (a and b) is not a, or not b.
      const type = isNegated ? (node.type === "and" ? "or" : "and") : node.type;
      const operands = node.operands.map((operand) => build(operand, isNegated));
      return gathered(
        type,
        operands.flatMap((operand) => (operand.type === type ? operand.operands : [operand])),
      );
    }
    case "comparison":
      return { type: "leaf", path: node.path, joint: "and", conditions: [turned(node, isNegated)] };
    case "call":
      return { type: "leaf", path: node.path, joint: "and", conditions: [{ leaf: node, isNegated }] };
  }
}

/** = and != are each other's negation; an order is not, because what is no number has none. */
function turned(leaf: Extract<Leaf, { type: "comparison" }>, isNegated: boolean): PlainCondition {
  if (!isNegated) return { leaf, isNegated };
  if (leaf.operator === "=") return { leaf: { ...leaf, operator: "!=" }, isNegated: false };
  if (leaf.operator === "!=") return { leaf: { ...leaf, operator: "=" }, isNegated: false };
  return { leaf, isNegated };
}

/** Leaves about the same part become one, at the place of the first. */
function gathered(type: "and" | "or", operands: readonly PlainNode[]): PlainNode {
  const found: PlainNode[] = [];
  const at = new Map<string, number>();
  for (const operand of operands) {
    const key = operand.type === "leaf" && mayJoin(operand, type) ? formatPath(operand.path) : undefined;
    const index = key === undefined ? undefined : at.get(key);
    const other = index === undefined ? undefined : found[index];
    if (index !== undefined && other?.type === "leaf" && operand.type === "leaf") {
      found[index] = { ...other, joint: type, conditions: [...other.conditions, ...operand.conditions] };
      continue;
    }
    if (key !== undefined) at.set(key, found.length);
    found.push(operand);
  }
  const [only] = found;
  return found.length === 1 && only ? only : { type, operands: found };
}

function mayJoin({ conditions, joint }: PlainLeaf, type: "and" | "or"): boolean {
  return conditions.length === 1 || joint === type;
}
