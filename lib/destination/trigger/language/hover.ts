/** What a part of a trigger says about itself, with what the chosen event holds there. */
import { nearestName } from "@/lib/destination/template/nearest-name";
import type { Range } from "@/lib/destination/template/template";
import { describeType, findMember, furtherMemberWords } from "@/lib/destination/trigger/event-member";
import { kindOf, shownEventValue, valueAt } from "@/lib/destination/trigger/event-value";
import { formatPath } from "@/lib/destination/trigger/format-trigger";
import { TriggerReader, type TriggerWord } from "@/lib/destination/trigger/read-trigger";
import { eventMembers, type TriggerEvent } from "@/lib/destination/trigger/trigger";
import { functionTable, operatorTable } from "./trigger-words-table";

export interface TriggerInfo {
  range: Range;
  part: "path" | "function" | "operator" | "keyword" | "value";
  /** As it is written, or nearly. */
  title: string;
  /** Plain sentences, most important first. */
  lines: string[];
  /** What the event holds there, as JSON on one line; absent without an event and for what is no path. */
  value?: string;
}

/** The part at an offset, the one that begins there first; undefined between words. An offset may lie anywhere. */
export function triggerInfoAt(
  source: string,
  offset: number,
  event?: TriggerEvent,
  furtherMembers: readonly string[] = [],
): TriggerInfo | undefined {
  const words = new TriggerReader(source).read().slice(0, -1);
  const touching = words.filter(({ range }) => range.start <= offset && offset <= range.end);
  const word = touching.find(({ range }) => offset < range.end) ?? touching[0];
  if (!word) return undefined;
  const index = words.indexOf(word);
  const around = { before: words[index - 1], after: words[index + 1], further: words[index - 2] };
  const about =
    word.type === "path" && around.after?.type !== "("
      ? aboutPath(word.steps, event, furtherMembers)
      : aboutWord(word, around);
  return about && { range: word.range, ...about };
}

type About = Omit<TriggerInfo, "range">;

interface Around {
  before: TriggerWord | undefined;
  after: TriggerWord | undefined;
  /** The one before the one before. */
  further: TriggerWord | undefined;
}

function aboutWord(word: TriggerWord, { before, after, further }: Around): About | undefined {
  switch (word.type) {
    case "path":
      return aboutFunction(word.text);
    case "operator": {
      const written = after?.type === "null" ? `${word.operator} null` : word.operator;
      const found = operatorTable.find((each) => each.written === written);
      return (
        found && {
          part: "operator",
          title: written,
          lines: [`Read as “${found.meaning}”.`, found.documentation],
        }
      );
    }
    case "and":
      return { part: "keyword", title: "and", lines: ["Both must hold.", "Binds tighter than or."] };
    case "or":
      return { part: "keyword", title: "or", lines: ["One of them must hold, or both."] };
    case "not":
      return { part: "keyword", title: "not", lines: ["Turns the condition behind it around."] };
    case "null":
      return { part: "value", title: "null", lines: ["Nothing: what an event doesn't have, or has as null."] };
    case "text":
      return aboutText(word.text, before, further);
    default:
      return undefined;
  }
}

function aboutFunction(name: string): About | undefined {
  const found = functionTable.find((each) => each.name === name.toLowerCase());
  return found && { part: "function", title: found.usage, lines: [found.documentation] };
}

function aboutPath(
  steps: readonly string[],
  event: TriggerEvent | undefined,
  furtherMembers: readonly string[],
): About {
  const [first = "", ...rest] = steps;
  const title = formatPath(steps);
  const member = findMember(first);
  if (!member && !furtherMembers.includes(first)) {
    const nearest = nearestName(first, eventMembers);
    const lines = [nearest ? `An event has no ${first}. Did you mean ${nearest}?` : `An event has no ${first}.`];
    return { part: "path", title, lines };
  }
  const what = rest.length === 0 ? (member?.description ?? furtherMemberWords) : `Part of ${first}.`;
  if (!event) return { part: "path", title, lines: [what] };
  const found = valueAt(event, steps);
  if (found === undefined)
    return { part: "path", title, lines: [what, "The event doesn't have it: it counts as null."] };
  return { part: "path", title, lines: [what, sentence(kindOf(found))], value: shownEventValue(found) };
}

function aboutText(text: string, before: TriggerWord | undefined, further: TriggerWord | undefined): About | undefined {
  if (before?.type === "operator" && further?.type === "path" && further.steps.join(".") === "type") {
    const description = describeType(text);
    return description === undefined ? undefined : { part: "value", title: text, lines: [description] };
  }
  return undefined;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
