/** Two people's edits of one draft, joined field by field. */
import { blankAuthentication, blankConnectionTest } from "./blank-definition";
import { type DestinationDefinition, destinationDefinition } from "./definition";
import {
  isMembers,
  isSet,
  isWhole,
  type Members,
  partsById,
  pathOf,
  type Steps,
  stepsKey,
  stepsOf,
} from "./document-tree";
import type { DocumentPath } from "./finding";
import { type MergedOrder, mergeOrder, mergeSet } from "./merge-list";
import { mergeText } from "./merge-text";
import { placeName } from "./place-name";
import { isSameJson } from "./same-json";
import { showValue } from "./shown-value";
import { parseTemplate } from "./template/parse";

export interface MergeConflict {
  /** The same for the same place in each merge of one draft, also after somebody moved a part. */
  id: string;
  /** The place in `merged`, or the nearest part around it that is there. */
  path: DocumentPath;
  /** "Add users › URL", "Custom field API key › Help text". */
  label: string;
  /** A `text` may also be written by hand; a `part` was deleted by one and edited by the other. */
  kind: "text" | "value" | "part" | "order";
  /** In words, as shown; undefined where it isn't there. */
  base: string | undefined;
  mine: string | undefined;
  theirs: string | undefined;
}

/** How a conflict ends: with one side's value, or with a text written by hand. */
export type Decision = "mine" | "theirs" | { text: string };

export interface Merge {
  merged: DestinationDefinition;
  conflicts: MergeConflict[];
}

/**
 * Both sides' edits since `base`. Objects are merged member by member, lists by the ids of their parts, texts line by
 * line; what only one side changed is taken, and a change that both made alike is one change. Where edits overlap,
 * `merged` has what `decisions` say about the conflict's id, by default mine; a part that one side deleted and the other
 * edited is there until somebody decides. `merged` always satisfies the schema.
 */
export function mergeDefinitions(
  base: DestinationDefinition,
  mine: DestinationDefinition,
  theirs: DestinationDefinition,
  decisions: ReadonlyMap<string, Decision> = new Map(),
): Merge {
  const indivisible = new Set<string>();
  for (;;) {
    const merging: Merging = { decisions, indivisible, found: [] };
    const merged = mergeValue(merging, [], base, mine, theirs);
    if (isDefinition(merged))
      return { merged, conflicts: merging.found.map((found) => conflictOf(found, merged, theirs)) };
    // Both together can be more than the schema lets in: too many fields, too long a text. Then it is one or the other.
    const places = tooMuchAt(merged).map(stepsKey);
    const isNews = places.some((place) => !indivisible.has(place));
    for (const place of isNews ? places : [""]) indivisible.add(place);
  }
}

function isDefinition(value: unknown): value is DestinationDefinition {
  return destinationDefinition.safeParse(value).success;
}

function tooMuchAt(merged: unknown): string[][] {
  const { error } = destinationDefinition.safeParse(merged);
  return (error?.issues ?? []).map(({ path }) => stepsOf(merged, path));
}

interface Found extends Versions {
  steps: Steps;
  kind: MergeConflict["kind"];
}

interface Versions {
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

interface Merging {
  decisions: ReadonlyMap<string, Decision>;
  /** Places that can't be merged further. */
  indivisible: ReadonlySet<string>;
  found: Found[];
}

/** The steps of the order of a list: no part has this name. */
const orderStep = "order of the list";

function conflictOf({ steps, kind, ...versions }: Found, merged: DestinationDefinition, other: unknown): MergeConflict {
  const isOrder = kind === "order";
  const own = isOrder ? steps.slice(0, -1) : steps;
  const name = placeName(merged, own, other);
  return {
    id: stepsKey(steps),
    path: pathOf(merged, own),
    label: isOrder ? `${name} › Order` : name,
    kind,
    base: showValue(own, versions.base),
    mine: showValue(own, versions.mine),
    theirs: showValue(own, versions.theirs),
  };
}

function mergeValue(merging: Merging, steps: Steps, base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSameJson(mine, theirs) || isSameJson(base, theirs)) return mine;
  if (isSameJson(base, mine)) return theirs;
  if (!merging.indivisible.has(stepsKey(steps)) && !isWhole(steps)) {
    if (isMembers(mine) && isMembers(theirs)) return mergeMembers(merging, steps, base, mine, theirs);
    if (Array.isArray(mine) && Array.isArray(theirs)) {
      return mergeList(merging, steps, Array.isArray(base) ? base : [], mine, theirs);
    }
    if (typeof base === "string" && typeof mine === "string" && typeof theirs === "string" && !isChoice(steps)) {
      return mergeTexts(merging, steps, base, mine, theirs);
    }
  }
  const isPart = (isAbsent(mine) && isMembers(theirs)) || (isAbsent(theirs) && isMembers(mine));
  const isText = typeof mine === "string" && typeof theirs === "string" && !isChoice(steps);
  return decide(merging, { steps, kind: isPart ? "part" : isText ? "text" : "value", base, mine, theirs });
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Texts of which there are only a few, so that nobody writes one by hand. */
const choices = new Set(["method", "type", "contentType", "format", "retry", "listIdFrom", "credentialOf", "kind"]);

function isChoice(steps: Steps): boolean {
  return choices.has(steps.at(-1) ?? "");
}

/** Notes a conflict and gives what stands until it is decided, or what was decided. */
function decide(merging: Merging, found: Found): unknown {
  merging.found.push(found);
  const decision = merging.decisions.get(stepsKey(found.steps));
  if (decision === "mine") return found.mine;
  if (decision === "theirs") return found.theirs;
  const isOneOf = found.kind !== "text" || merging.indivisible.has(stepsKey(found.steps));
  if (decision && !isOneOf) return decision.text;
  return found.kind === "part" && isAbsent(found.mine) ? found.theirs : found.mine;
}

function mergeMembers(merging: Merging, steps: Steps, base: unknown, mine: Members, theirs: Members): Members {
  const before = isMembers(base) ? base : blankAt(steps);
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const members = keys.map((key) => [key, mergeValue(merging, [...steps, key], before[key], mine[key], theirs[key])]);
  return members.every(([key, value]) => mine[String(key)] === value) ? mine : Object.fromEntries(members);
}

/** What both began with when both made a part that wasn't there. */
function blankAt(steps: Steps): Members {
  switch (steps.at(-1)) {
    case "testConnection":
      return blankConnectionTest();
    case "authentication":
      return blankAuthentication();
    default:
      return {};
  }
}

function mergeList(merging: Merging, steps: Steps, ...lists: [unknown[], unknown[], unknown[]]): unknown {
  if (isSet(steps)) {
    const [base, mine, theirs] = lists;
    return mergeSet(plainValues(base), plainValues(mine), plainValues(theirs));
  }
  const [base, mine, theirs] = lists.map(partsById);
  if (base && mine && theirs) return mergeParts(merging, steps, base, mine, theirs);
  return decide(merging, { steps, kind: "value", base: lists[0], mine: lists[1], theirs: lists[2] });
}

function plainValues(list: readonly unknown[]): (string | number)[] {
  return list.filter((value) => typeof value === "string" || typeof value === "number");
}

type Parts = ReadonlyMap<string, Members>;

function mergeParts(merging: Merging, steps: Steps, base: Parts, mine: Parts, theirs: Parts): unknown[] {
  const kept = new Map<string, unknown>();
  for (const id of new Set([...mine.keys(), ...theirs.keys()])) {
    const part = mergeValue(merging, [...steps, `#${id}`], base.get(id), mine.get(id), theirs.get(id));
    if (part !== undefined) kept.set(id, part);
  }
  const order = orderOf(merging, steps, base, mine, theirs, new Set(kept.keys()));
  return order.ids.flatMap((id) => kept.get(id) ?? []);
}

function orderOf(merging: Merging, steps: Steps, base: Parts, mine: Parts, theirs: Parts, kept: ReadonlySet<string>) {
  const own = [...steps, orderStep];
  const preferred = merging.decisions.get(stepsKey(own)) === "theirs" ? "theirs" : "mine";
  const order: MergedOrder = mergeOrder([...base.keys()], [...mine.keys()], [...theirs.keys()], kept, preferred);
  if (order.isOverlapping) {
    const [before, ours, others] = [base, mine, theirs].map((parts) => [...parts.values()]);
    merging.found.push({ steps: own, kind: "order", base: before, mine: ours, theirs: others });
  }
  return order;
}

function mergeTexts(merging: Merging, steps: Steps, base: string, mine: string, theirs: string): unknown {
  const isJson = isJsonText(steps, mine) && isJsonText(steps, theirs);
  const isBroken = (text: string) => isJson && !isJsonText(steps, text);
  const joined = mergeText(base, mine, theirs);
  if (!joined.isOverlapping && !isBroken(joined.text)) return joined.text;
  const chosen = decide(merging, { steps, kind: "text", base, mine, theirs });
  const decision = merging.decisions.get(stepsKey(steps));
  // What joins line by line and is broken then, or was written by hand, stands as it was chosen.
  if (!joined.isOverlapping || typeof decision === "object") return chosen;
  // Else whose lines stand is decided; the lines that only the other one changed are no part of the quarrel.
  const { text } = decision === "theirs" ? mergeText(base, mine, theirs, "theirs") : joined;
  return isBroken(text) ? chosen : text;
}

/** Whether a payload or item template is JSON without an error; what isn't a template of that kind is not. */
function isJsonText(steps: Steps, text: string): boolean {
  const isTemplate = ["payload", "itemTemplate"].includes(steps.at(-1) ?? "");
  return isTemplate && text.trim() !== "" && parseTemplate(text, "json").errors.length === 0;
}
