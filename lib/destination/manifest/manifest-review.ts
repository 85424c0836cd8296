/** A manifest beside the draft that it is brought into: every difference, and the draft with those that were taken. */
import { type ChangedPlace, type Difference, differences } from "@/lib/destination/changed-places";
import { type DestinationDefinition, type DestinationKind, destinationDefinition } from "@/lib/destination/definition";
import {
  indexOfPart,
  isMembers,
  isWhole,
  type Members,
  memberAt,
  partsById,
  type Steps,
  stepsOf,
} from "@/lib/destination/document-tree";
import { mergeOrder } from "@/lib/destination/merge-list";
import { placeName } from "@/lib/destination/place-name";
import { isSameJson } from "@/lib/destination/same-json";
import { showValue } from "@/lib/destination/shown-value";
import { variableTable } from "@/lib/destination/variable";
import { isSecretDefault } from "./manifest";
import { withIdsOf } from "./same-parts";

export interface ReviewEntry {
  id: string;
  /** The part of the configuration that it belongs to: "Add users", "Custom fields". */
  group: string;
  /** "Add users › URL". */
  label: string;
  kind: ChangedPlace["kind"];
  /** In words, as shown; undefined where it isn't there. A secret default value is dots. */
  now: string | undefined;
  file: string | undefined;
  /** What is worth knowing before it is taken. */
  note: string | undefined;
  /** False where the file can't know better, so that the draft's own value stays unless somebody says otherwise. */
  isTakenAtFirst: boolean;
}

export interface ManifestReview {
  ok: true;
  /** What the file holds, its parts with the ids that they have in the draft. */
  file: DestinationDefinition;
  /** In the order of the document. */
  entries: ReviewEntry[];
}

export type ReviewOutcome = ManifestReview | { ok: false; message: string };

/**
 * Every difference between the draft and what a file holds. Parts of lists are told from each other by id, else by name;
 * one that is only on one side is one difference. Refused where the kinds differ: a destination keeps its kind.
 */
export function reviewManifest(now: DestinationDefinition, file: DestinationDefinition): ReviewOutcome {
  if (now.kind !== file.kind) return { ok: false, message: otherKind(now.kind, file.kind) };
  const aligned = withIdsOf(now, file);
  const review = new Review(now, aligned);
  return { ok: true, file: aligned, entries: differencesOf(now, aligned).map((each) => review.entry(each)) };
}

/**
 * The draft with the differences whose ids are in `taken`; everything else in it stays as it is. With all of them it is
 * `file`, with none it is `now` itself, and whichever are taken, it satisfies the schema.
 */
export function applyReview(
  now: DestinationDefinition,
  { file }: Pick<ManifestReview, "file">,
  taken: ReadonlySet<string>,
): DestinationDefinition {
  const decisions = new Map(differencesOf(now, file).map((each) => [idOf(each), taken.has(idOf(each))]));
  const joined = join(decisions, [], now, file);
  if (isDefinition(joined)) return joined;
  throw new Error("Differences of two definitions make a document that is none.");
}

function otherKind(now: DestinationKind, file: DestinationKind): string {
  return `This file describes ${words[file]}, and this draft is ${words[now]}. A destination keeps its kind: create a new destination from the file instead.`;
}

const words: Record<DestinationKind, string> = {
  list: "a list destination",
  property: "a user property destination",
  event: "an event destination",
};

function isDefinition(value: unknown): value is DestinationDefinition {
  return destinationDefinition.safeParse(value).success;
}

/** The differences. A list that could become too long for the schema, if all was taken in and nothing out, is one of them. */
function differencesOf(now: DestinationDefinition, file: DestinationDefinition): Difference[] {
  const indivisible = new Set<string>();
  const isOne = (steps: Steps) => isWhole(steps) || indivisible.has(keyOf(steps));
  for (;;) {
    const found = differences([], now, file, isOne);
    const additions = new Map(found.map((each) => [idOf(each), each.kind !== "removed"]));
    const longest = join(additions, [], now, file);
    const { error } = destinationDefinition.safeParse(longest);
    const places = (error?.issues ?? []).map(({ path }) => keyOf(stepsOf(longest, path)));
    if (places.every((place) => indivisible.has(place))) return found;
    for (const place of places) indivisible.add(place);
  }
}

/** Ids of parts may hold any character, so steps can't simply be joined. */
function keyOf(steps: Steps): string {
  return JSON.stringify(steps);
}

/** The order of a list and what is in it are two differences. */
function idOf({ steps, kind }: Difference): string {
  return kind === "moved" ? orderOf(steps) : keyOf(steps);
}

function orderOf(steps: Steps): string {
  return `${keyOf(steps)} order`;
}

type Decisions = ReadonlyMap<string, boolean>;

function join(decisions: Decisions, steps: Steps, now: unknown, file: unknown): unknown {
  const isTaken = decisions.get(keyOf(steps));
  if (isTaken !== undefined) return isTaken ? file : now;
  if (isMembers(now) && isMembers(file)) return joinMembers(decisions, steps, now, file);
  if (Array.isArray(now) && Array.isArray(file)) return joinLists(decisions, steps, now, file);
  return now;
}

function joinMembers(decisions: Decisions, steps: Steps, now: Members, file: Members): Members {
  const names = [...new Set([...Object.keys(now), ...Object.keys(file)])];
  const members = names.map((name): [string, unknown] => [
    name,
    join(decisions, [...steps, name], memberAt(now, name), memberAt(file, name)),
  ]);
  if (members.every(([name, value]) => value === now[name])) return now;
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

function joinLists(decisions: Decisions, steps: Steps, now: readonly unknown[], file: readonly unknown[]): unknown {
  const [ours, theirs] = [partsById(now), partsById(file)];
  if (!ours || !theirs) return now;
  const parts = new Map<string, unknown>();
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
    const part = join(decisions, [...steps, `#${id}`], ours.get(id), theirs.get(id));
    if (part !== undefined) parts.set(id, part);
  }
  // The side that moved is the one that differs from what both began with.
  const isMoved = decisions.get(orderOf(steps)) === true;
  const base = isMoved ? [...ours.keys()] : [...theirs.keys()];
  const { ids } = mergeOrder(base, [...ours.keys()], [...theirs.keys()], new Set(parts.keys()));
  const joined = ids.map((id) => parts.get(id));
  return joined.length === now.length && joined.every((part, index) => part === now[index]) ? now : joined;
}

const hidden = "••••••••";

/** Puts differences in words. */
class Review {
  private readonly shownNow: DestinationDefinition;
  private readonly uses: ReadonlyMap<string, number>;

  constructor(
    private readonly now: DestinationDefinition,
    private readonly file: DestinationDefinition,
  ) {
    const fields = now.fields.map((field) => (isSecretDefault(field) ? { ...field, defaultValue: hidden } : field));
    this.shownNow = { ...now, fields };
    this.uses = new Map(variableTable(now).map(({ name, uses }) => [name, uses.length]));
  }

  entry(difference: Difference): ReviewEntry {
    const { steps, kind } = difference;
    const place = placeName(this.file, steps, this.now);
    const isSecret = this.isSecretDefault(steps);
    return {
      id: idOf(difference),
      group: placeName(this.file, steps.slice(0, isNested(steps) ? 2 : 1), this.now),
      label: kind === "moved" ? `${place} › Order` : place,
      kind,
      now: showValue(steps, valueAt(this.shownNow, steps)),
      file: showValue(steps, valueAt(this.file, steps)),
      note: isSecret ? secretNote : this.note(difference),
      isTakenAtFirst: !isSecret,
    };
  }

  /** The default value of a secret field: no file has one, so a missing one says nothing. */
  private isSecretDefault(steps: Steps): boolean {
    if (steps.length !== 3 || steps[0] !== "fields" || steps[2] !== "defaultValue") return false;
    return this.now.fields.some((field) => `#${field.id}` === steps[1] && isSecretDefault(field));
  }

  private note({ steps, kind }: Difference): string | undefined {
    const [now, file] = [valueAt(this.now, steps), valueAt(this.file, steps)];
    if (kind === "removed") return this.removalNote(now);
    if (kind === "changed" && steps.at(-1) === "variable") return this.renameNote(now, file);
    if (kind === "changed" && Array.isArray(now) && partsById(now) && Array.isArray(file) && partsById(file)) {
      return "Both together are more than fit here: it is one list or the other.";
    }
    return undefined;
  }

  private renameNote(now: unknown, file: unknown): string | undefined {
    const count = this.uses.get(String(now)) ?? 0;
    if (count === 0) return undefined;
    return `A variable is renamed: $${now} is used in ${places(count)}. Take those too, or they ask for a variable that isn't there any more.${file === "" ? " In the file it has no name." : ""}`;
  }

  private removalNote(part: unknown): string | undefined {
    const variable = memberAt(part, "variable");
    const count = typeof variable === "string" ? (this.uses.get(variable) ?? 0) : 0;
    if (count === 0) return undefined;
    return `$${variable} is used in ${places(count)}. Where the draft's text stays, the variable would be missing.`;
  }
}

const secretNote =
  "A manifest never holds the default value of a secret field, so the file can't say what it is. It stays unless you take this.";

function places(count: number): string {
  return count === 1 ? "1 place" : `${count} places`;
}

/** Each endpoint and each action is a group of its own. */
function isNested([first]: Steps): boolean {
  return first === "endpoints" || first === "actions";
}

function valueAt(document: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>(
    (value, step) => (Array.isArray(value) ? value[indexOfPart(value, step)] : memberAt(value, step)),
    document,
  );
}

/** Whether two definitions say the same, whatever the ids of their parts. */
export function isSameContent(one: DestinationDefinition, other: DestinationDefinition): boolean {
  return isSameJson(one, withIdsOf(one, other));
}
