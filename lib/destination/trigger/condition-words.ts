/** What is asked of one part of an event, in a clause: "whose property total is at least 10". */
import type { SimpleClause } from "./clause-words";
import { findMember } from "./event-member";
import { formatPath } from "./format-trigger";
import { patternPieces } from "./match-pattern";
import type { PlainCondition, PlainLeaf } from "./plain-tree";
import type { ComparisonOperator } from "./trigger";
import { article, listed, valueWords } from "./value-words";

/** The clause of all that is asked of one part. */
export function conditionClause(leaf: PlainLeaf): SimpleClause {
  const { path, conditions, joint } = leaf;
  const ofType = path.length === 1 && path[0] === "type" ? typeClause(leaf) : undefined;
  if (ofType) return ofType;
  const ofName = path.length === 1 && (path[0] === "event" || path[0] === "name") ? nameClause(leaf) : undefined;
  if (ofName) return ofName;
  const presence = presenceOf(conditions);
  if (presence) {
    const has = presenceWords(path, presence);
    return { relative: `that has ${has}`, main: `it has ${has}`, has };
  }
  const words = `${partWords(path)} ${predicates(conditions, joint)}`;
  return { relative: `whose ${words}`, main: `its ${words}` };
}

/** How a part is called: "property total", "trait email", "user ID". */
export function partWords(path: readonly string[]): string {
  const [first = "", ...rest] = path;
  const member = findMember(first);
  if (rest.length === 0) return member?.words ?? formatPath(path);
  const name = formatPath(rest).replaceAll("\\ ", " ");
  if (first === "properties") return `property ${name}`;
  if (first === "traits") return `trait ${name}`;
  return `${first} ${name}`;
}

/** "that is not a track event" */
function typeClause({ conditions, joint }: PlainLeaf): SimpleClause | undefined {
  const types = excluded(conditions, joint);
  if (!types) return undefined;
  const events = types.map((type, index) => `${article(type)} ${type}${index === types.length - 1 ? " event" : ""}`);
  const words = `is ${events.length === 1 ? "not" : "neither"} ${listed(events, "nor")}`;
  return { relative: `that ${words}`, main: `it ${words}` };
}

/** "that is not named “Test”" */
function nameClause({ conditions, joint }: PlainLeaf): SimpleClause | undefined {
  const names = excluded(conditions, joint);
  if (!names) return undefined;
  const quoted = names.map((name) => `“${name}”`);
  const words = `is ${names.length === 1 ? "not named" : "named neither"} ${listed(quoted, "nor")}`;
  return { relative: `that ${words}`, main: `it ${words}` };
}

/** The texts that a part must not be, where nothing else is asked of it. */
function excluded(conditions: readonly PlainCondition[], joint: "and" | "or"): string[] | undefined {
  if (joint === "or" && conditions.length > 1) return undefined;
  const texts = conditions.flatMap(({ leaf }) => {
    const isOther = leaf.type === "comparison" && leaf.operator === "!=";
    return isOther && leaf.value.type === "text" && leaf.value.text !== "" ? [leaf.value.text] : [];
  });
  return texts.length === conditions.length ? texts : undefined;
}

function presenceOf(conditions: readonly PlainCondition[]): "missing" | "there" | undefined {
  const [condition] = conditions;
  if (conditions.length !== 1 || condition?.leaf.type !== "comparison") return undefined;
  if (condition.leaf.value.type !== "null") return undefined;
  return condition.leaf.operator === "=" ? "missing" : "there";
}

function presenceWords(path: readonly string[], presence: "missing" | "there"): string {
  const [first = ""] = path;
  const isPlural = path.length === 1 && (first === "properties" || first === "traits");
  const words = partWords(path);
  if (presence === "missing") return `no ${words}`;
  if (isPlural) return words;
  // A property has a name, so it is this one; of an ID there is one anyway.
  const determiner = path.length === 1 ? articleOf(words) : "the";
  return `${determiner} ${words}`;
}

function articleOf(words: string): string {
  return /^(user|unique)/i.test(words) ? "a" : article(words);
}

/** "is at least 5 and less than 10": what they begin with is said once. */
function predicates(conditions: readonly PlainCondition[], joint: "and" | "or"): string {
  // Whether it is there comes first: "is there and not 1".
  const ordered = [...conditions].sort((left, right) => Number(asksPresence(right)) - Number(asksPresence(left)));
  const words = ordered.map(predicate);
  const neither = joint === "and" && words.length > 1 && words.every((each) => each.startsWith("is not "));
  if (neither)
    return `is neither ${listed(
      words.map((each) => each.slice(7)),
      "nor",
    )}`;
  const isAll = words.every((each) => each.startsWith("is "));
  const shortened = isAll ? words.map((each, index) => (index === 0 ? each : each.slice(3))) : words;
  return listed(shortened, joint);
}

function asksPresence({ leaf }: PlainCondition): boolean {
  return leaf.type === "comparison" && leaf.value.type === "null";
}

const orders: Record<Exclude<ComparisonOperator, "=" | "!=">, string> = {
  "<": "less than",
  "<=": "at most",
  ">": "more than",
  ">=": "at least",
};

function predicate({ leaf, isNegated }: PlainCondition): string {
  if (leaf.type === "call") {
    return leaf.name === "contains" ? containsWords(leaf.argument, isNegated) : matchWords(leaf.argument, isNegated);
  }
  const { operator, value } = leaf;
  if (operator === "=") return `is ${valueWords(value)}`;
  if (operator === "!=") return value.type === "null" ? "is there" : `is not ${valueWords(value)}`;
  return `is ${isNegated ? "not " : ""}${orders[operator]} ${valueWords(value)}`;
}

function containsWords(text: string, isNegated: boolean): string {
  // Every text contains the empty one.
  if (text === "") return isNegated ? "is not a text" : "is a text";
  return isNegated ? `does not contain “${text}”` : `contains “${text}”`;
}

/** The usual patterns by what they ask for, any other as it is written. */
function matchWords(pattern: string, isNegated: boolean): string {
  const pieces = patternPieces(pattern);
  const [start = "", ...rest] = pieces;
  const end = rest.at(-1) ?? "";
  const say = (verb: string, negated: string, what: string) => `${isNegated ? `does not ${negated}` : verb} ${what}`;
  if (rest.length === 0) return `is ${isNegated ? "not " : ""}${start === "" ? "empty" : `“${start}”`}`;
  if (rest.length === 1 && start === "" && end === "") return isNegated ? "is not a text" : "is a text";
  if (rest.length === 1 && end === "") return say("begins", "begin", `with “${start}”`);
  if (rest.length === 1 && start === "") return say("ends", "end", `with “${end}”`);
  const isInside = rest.length === 2 && start === "" && end === "";
  if (isInside && rest[0] !== "") return say("holds", "hold", `“${rest[0]}”`);
  return say("fits", "fit", `the pattern “${pattern}”`);
}
