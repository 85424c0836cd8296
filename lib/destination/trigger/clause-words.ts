/** What is said about an event behind its subject, and how several such clauses are joined. */
import { listed } from "./value-words";

/** One thing that is said, in the ways in which a sentence may need it. */
export interface SimpleClause {
  /** "whose property total is at least 10", "that is not named “Test”" */
  relative: string;
  /** "its property total is at least 10", "it is not named “Test”" */
  main: string;
  /** What the event has or hasn't, where that is all: "no user ID". */
  has?: string;
}

export type Clause = SimpleClause | { joint: "and" | "or"; clauses: readonly Clause[] };

/**
 * All of them, behind "arrives" and with the space or comma before them: " whose a is 1 and that has no b, and either its
 * c is 2 or its d is 3". Groups come last, so that it is plain where each ends.
 */
export function clausesWords(clauses: readonly Clause[]): string {
  const simple = clauses.filter(isSimple);
  const groups = clauses.filter((clause) => "joint" in clause);
  const [group] = groups;
  if (simple.length === 0 && groups.length === 1 && group?.joint === "or" && group.clauses.every(isSimple)) {
    return ` ${relatives(group.clauses.filter(isSimple), "or")}`;
  }
  const own = simple.length === 0 ? "" : ` ${relatives(simple, "and")}`;
  return own + groups.map((each) => `, and ${groupWords(each)}`).join("");
}

function isSimple(clause: Clause): clause is SimpleClause {
  return !("joint" in clause);
}

/** What the event has is said once: "that has an anonymous ID and no user ID". */
function relatives(clauses: readonly SimpleClause[], joint: "and" | "or"): string {
  const things = clauses.flatMap(({ has }) => (has === undefined ? [] : [has]));
  const words: string[] = [];
  for (const clause of clauses) {
    if (clause.has === undefined || things.length < 2) words.push(clause.relative);
    else if (clause.has === things[0]) words.push(`that has ${listed(things, joint)}`);
  }
  return listed(words, joint);
}

/** "either … or …", "both … and …": a group inside a sentence says where it begins. */
function groupWords({ joint, clauses }: Extract<Clause, { joint: unknown }>): string {
  const words = clauses.map((clause) => ("joint" in clause ? groupWords(clause) : clause.main));
  const open = joint === "or" ? "either" : "both";
  const opened = joint === "and" && clauses.length > 2 ? "" : `${open} `;
  const hasGroups = clauses.some((clause) => "joint" in clause);
  return opened + (hasGroups ? words.join(`, ${joint} `) : listed(words, joint));
}
