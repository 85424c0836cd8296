/** A trigger in plain words: "when a track event named “Product Added” arrives" (SPEC 5.7). */
import { type Clause, clausesWords } from "./clause-words";
import { conditionClause } from "./condition-words";
import { type PlainNode, plainTree } from "./plain-tree";
import type { TriggerNode } from "./trigger";
import { article, listed, namesOf } from "./value-words";

/** The sentence for a tree, without a full stop; without one it says that nothing matches. */
export function describeTrigger(root: TriggerNode | undefined): string {
  if (!root) return "never: the trigger is empty";
  const plain = plainTree(root);
  const alternatives = (plain.type === "or" ? plain.operands : [plain]).map(readAlternative);
  const isBare = alternatives.every(({ clauses }) => clauses === "");
  if (isBare)
    return `when ${listed(
      alternatives.map(({ subject }) => subject),
      "or",
    )} arrives`;
  return alternatives.map(({ subject, clauses }) => `when ${subject} arrives${clauses}`).join(", or ");
}

interface Alternative {
  /** "a track event named “Product Added”" */
  subject: string;
  /** " whose property total is at least 10", with what separates them from the subject; or nothing. */
  clauses: string;
}

/** Type and name become the subject, all else is said about it. */
function readAlternative(node: PlainNode): Alternative {
  const conditions = node.type === "and" ? node.operands : [node];
  const type = conditions.find((each) => namesOf(each, "type") !== undefined);
  const name =
    conditions.find((each) => namesOf(each, "event") !== undefined) ??
    conditions.find((each) => namesOf(each, "name") !== undefined);
  const subject = subjectWords(
    type && namesOf(type, "type"),
    name && (namesOf(name, "event") ?? namesOf(name, "name")),
  );
  const others = conditions.filter((each) => each !== type && each !== name);
  return { subject, clauses: clausesWords(others.map(clauseOf)) };
}

function subjectWords(types: readonly string[] | undefined, names: readonly string[] | undefined): string {
  const noun = types ? `${article(types[0] ?? "")} ${listed(types, "or")} event` : "an event";
  return names
    ? `${noun} named ${listed(
        names.map((name) => `“${name}”`),
        "or",
      )}`
    : noun;
}

function clauseOf(node: PlainNode): Clause {
  if (node.type === "leaf") return conditionClause(node);
  return { joint: node.type, clauses: node.operands.map(clauseOf) };
}
