/** What may be written at the caret of a trigger, from the language and from the sample events. */
import { rankOf } from "@/lib/destination/language/rank";
import type { Range } from "@/lib/destination/template/template";
import { describeType, findMember, furtherMemberWords, memberTable } from "@/lib/destination/trigger/event-member";
import { shownEventValue, valueAt } from "@/lib/destination/trigger/event-value";
import { formatPath, formatValue, quoted } from "@/lib/destination/trigger/format-trigger";
import type { SampleEvent } from "@/lib/destination/trigger/sample-events";
import { eventTypes, type TriggerEvent, type TriggerValue } from "@/lib/destination/trigger/trigger";
import { type TriggerPlace, triggerPlace } from "./caret";
import { type KnownPath, rememberedPaths } from "./known-paths";
import { functionTable, operatorTable } from "./trigger-words-table";

export interface TriggerCompletion {
  kind: "path" | "function" | "operator" | "value" | "keyword";
  label: string;
  /** A few words beside the label. */
  detail: string;
  /** A sentence or two under the list. */
  documentation: string;
  replace: Range;
  insert: string;
  /** Where the caret stands afterwards, as an offset inside `insert`. */
  caret: number;
  /** What the chosen event holds there, as JSON on one line. */
  value?: string;
  /** Whether something is still to be chosen at the new caret. */
  continues?: boolean;
}

export interface TriggerCompletionOptions {
  /** Asked for by a key, so that something is offered where nothing has been typed yet. */
  isAsked?: boolean;
  /** The event that is being looked at: its values stand beside the paths. */
  event?: TriggerEvent;
  /** Names that may begin a path besides those of an event, such as `line`. */
  furtherMembers?: readonly string[];
}

const shownMax = 60;

/**
 * The completions at an offset, best first; empty where there are none. Works in half-typed and broken text: only what
 * stands before the caret counts, and an offset outside the text is held to it. Paths, event names and values come from
 * `events`.
 */
export function triggerCompletionsAt(
  text: string,
  offset: number,
  events: readonly SampleEvent[] = [],
  options: TriggerCompletionOptions = {},
): TriggerCompletion[] {
  const caret = Math.max(0, Math.min(Math.trunc(offset) || 0, text.length));
  const place = triggerPlace(text, caret);
  if (!place) return [];
  const isAsked = options.isAsked ?? false;
  const found = new Completer(text, place, rememberedPaths(events, options.furtherMembers), options).completions(
    isAsked,
  );
  const [only] = found;
  const isWritten = found.length === 1 && only && text.slice(only.replace.start, only.replace.end) === only.insert;
  return isWritten && !isAsked ? [] : found.slice(0, shownMax);
}

class Completer {
  constructor(
    private readonly text: string,
    private readonly place: TriggerPlace,
    private readonly known: ReadonlyMap<string, KnownPath>,
    private readonly options: TriggerCompletionOptions,
  ) {}

  completions(isAsked: boolean): TriggerCompletion[] {
    const { place } = this;
    const isBlank = place.typed === "";
    switch (place.kind) {
      case "condition":
        // A line break may be meant just as well as a name: a list that nobody asked for would take the Enter key.
        return isBlank && !isAsked ? [] : [...this.paths(), ...this.starts()];
      case "argument-path":
        return this.paths();
      case "operator":
        return this.operators(place.path);
      case "value":
        return this.values(place.path, place.isQuoted, place.operator !== "=" && place.operator !== "!=");
      case "argument-text":
        return this.values(place.path, place.isQuoted, false).filter(({ insert }) => insert.startsWith('"'));
      case "joint":
        return isBlank && !isAsked ? [] : this.keywords(["and", "or"]);
    }
  }

  /** What is inserted, with the space before it that the words around it need. */
  private item(
    kind: TriggerCompletion["kind"],
    label: string,
    insert: string,
    rest: Omit<TriggerCompletion, "kind" | "label" | "insert" | "replace" | "caret"> & { caret?: number },
  ): TriggerCompletion {
    const { replace } = this.place;
    const before = this.text.charAt(replace.start - 1);
    const gap = before === "" || /[\s(!]/.test(before) ? "" : " ";
    const { caret = insert.length, ...about } = rest;
    return { kind, label, insert: gap + insert, replace, caret: gap.length + caret, ...about };
  }

  private paths(): TriggerCompletion[] {
    const { typed } = this.place;
    const members = [...this.furtherMembers(), ...memberTable].map(({ name, description, hasParts }) => ({
      path: [name],
      text: name,
      description,
      hasParts,
    }));
    const own = new Set<string>(members.map(({ text }) => text));
    const deeper = [...this.known.values()]
      .filter(({ text }) => !own.has(text))
      .map(({ path, text, kinds }) => ({
        path,
        text,
        description: "",
        hasParts: kinds.size === 1 && kinds.has("object"),
      }));
    const isInside = typed.includes(".");
    // By its last step a path is found from anywhere: total finds properties.total. Only near ones, for there are many.
    const near = typed.length > 2 ? 2 : 1;
    const found = isInside
      ? ranked(deeper, typed, ({ text }) => [text])
      : [
          ...ranked(members, typed, ({ text }) => [text]),
          ...ranked(deeper, typed, ({ path }) => [path.at(-1) ?? ""], near),
        ];
    return found.map((each) => this.pathItem(each.path, each.hasParts, each.description));
  }

  private furtherMembers(): { name: string; description: string; hasParts: boolean }[] {
    const { furtherMembers = [] } = this.options;
    return furtherMembers.map((name) => ({ name, description: furtherMemberWords, hasParts: true }));
  }

  private pathItem(path: readonly string[], hasParts: boolean, description: string): TriggerCompletion {
    const text = formatPath(path);
    const { insert, caret } = hasParts ? { insert: `${text}.`, caret: text.length + 1 } : this.wholePath(text);
    const { event } = this.options;
    const found = event && valueAt(event, path);
    const kinds = [...(this.known.get(text)?.kinds ?? [])].filter((kind) => kind !== "null");
    const isWhole = path.length === 1;
    return this.item("path", text, insert, {
      detail: kinds.join(" or ") || (hasParts ? "object" : isWhole ? "text" : "no value in the samples"),
      documentation: description || `${partOf(path)} of the event. An event without it counts as null here.`,
      ...(found === undefined || hasParts ? {} : { value: shownEventValue(found) }),
      caret,
      continues: true,
    });
  }

  /** A path with the caret where its operator or, in a function, the text comes. */
  private wholePath(text: string): { insert: string; caret: number } {
    const rest = this.text.slice(this.place.replace.end);
    if (this.place.kind === "argument-path") {
      const toText = /^\s*,\s*"?/.exec(rest)?.[0];
      return toText === undefined
        ? { insert: `${text}, `, caret: text.length + 2 }
        : { insert: text, caret: text.length + toText.length };
    }
    return /^[ \t]/.test(rest)
      ? { insert: text, caret: text.length + 1 }
      : { insert: `${text} `, caret: text.length + 1 };
  }

  /** What else begins a condition. */
  private starts(): TriggerCompletion[] {
    const functions = ranked(functionTable, this.place.typed, ({ name }) => [name]).map(
      ({ name, usage, documentation }) =>
        this.item("function", name, `${name}(, "")`, {
          detail: usage,
          documentation,
          caret: name.length + 1,
          continues: true,
        }),
    );
    return [...functions, ...this.keywords(["not"])];
  }

  private operators(path: readonly string[]): TriggerCompletion[] {
    const kinds = this.known.get(formatPath(path))?.kinds;
    const isOrdered = kinds === undefined || kinds.has("number") || (kinds.size === 1 && kinds.has("null"));
    const { typed } = this.place;
    return operatorTable
      .filter(({ written, isOrder }) => (isOrdered || !isOrder) && written.startsWith(typed))
      .map(({ written, meaning, documentation }) => {
        const isWhole = written.endsWith("null");
        return this.item("operator", written, isWhole ? written : `${written} `, {
          detail: meaning,
          documentation,
          continues: !isWhole,
        });
      });
  }

  private values(path: readonly string[], isQuoted: boolean, isOrder: boolean): TriggerCompletion[] {
    const { typed } = this.place;
    const isType = path.length === 1 && path[0] === "type";
    const known: TriggerValue[] = isType
      ? eventTypes.map((text) => ({ type: "text", text }))
      : (this.known.get(formatPath(path))?.values ?? []);
    const kinds = this.known.get(formatPath(path))?.kinds;
    const offered: TriggerValue[] = [
      ...known.filter(({ type }) => type !== "boolean"),
      ...(kinds?.has("boolean") ? [true, false].map((value) => ({ type: "boolean" as const, value })) : []),
      ...(isType ? [] : [{ type: "null" as const }]),
    ];
    const fitting = offered.filter(({ type }) => (isQuoted ? type === "text" : !isOrder || type === "number"));
    return ranked(fitting, typed, (value) => [value.type === "text" ? value.text : formatValue(value)]).map((value) => {
      const written = formatValue(value);
      return this.item("value", written, written, {
        detail: value.type === "null" ? "missing or null" : isType ? "" : "in the sample events",
        documentation: (isType && value.type === "text" && describeType(value.text)) || "",
      });
    });
  }

  private keywords(names: readonly ("and" | "or" | "not")[]): TriggerCompletion[] {
    return ranked(names, this.place.typed, (name) => [name]).map((name) =>
      this.item("keyword", name, `${name} `, { detail: keywordDetails[name], documentation: "", continues: false }),
    );
  }
}

const keywordDetails = {
  and: "both must hold; binds tighter than or",
  or: "one of them must hold",
  not: "turns the next condition around",
} as const;

function partOf(path: readonly string[]): string {
  const member = findMember(path[0] ?? "")?.name;
  const rest = path.slice(1);
  const name = quoted(rest.join("."));
  if (member === "properties") return `The property ${name}`;
  if (member === "traits") return `The trait ${name}`;
  return `The part ${name} of ${member ?? "what is sent"}`;
}

/** Those that fit what was typed, the best first; otherwise in the order in which they came. */
function ranked<Item>(
  items: readonly Item[],
  typed: string,
  names: (item: Item) => readonly string[],
  rankMax = Number.MAX_VALUE,
): Item[] {
  if (typed === "") return [...items];
  return items
    .map((item) => ({ item, rank: Math.min(...names(item).map((name) => rankOf(name, typed))) }))
    .filter(({ rank }) => rank <= rankMax)
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item);
}
