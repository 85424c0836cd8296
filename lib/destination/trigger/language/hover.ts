/** What a part of a trigger says about itself, with what the chosen event holds there. */
import { nearestName } from "@/lib/destination/template/nearest-name";
import type { Range } from "@/lib/destination/template/template";
import { describeType, findMember } from "@/lib/destination/trigger/event-member";
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
export function triggerInfoAt(source: string, offset: number, event?: TriggerEvent): TriggerInfo | undefined {
  const words = new TriggerReader(source).read().slice(0, -1);
  const touching = words.filter(({ range }) => range.start <= offset && offset <= range.end);
  const word = touching.find(({ range }) => offset < range.end) ?? touching[0];
  if (!word) return undefined;
  const index = words.indexOf(word);
  const about = aboutWord(word, words[index - 1], words[index + 1], words[index - 2], event);
  return about && { range: word.range, ...about };
}

type About = Omit<TriggerInfo, "range">;

function aboutWord(
  word: TriggerWord,
  before: TriggerWord | undefined,
  after: TriggerWord | undefined,
  further: TriggerWord | undefined,
  event: TriggerEvent | undefined,
): About | undefined {
  switch (word.type) {
    case "path":
      return after?.type === "(" ? aboutFunction(word.text) : aboutPath(word.steps, event);
    case "operator": {
      const written = after?.type === "null" ? `${word.operator} null` : word.operator;
      const found = operatorTable.find((each) => each.written === written);
      return found && { part: "operator", title: written, lines: [`Read as “${found.meaning}”.`, found.documentation] };
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

function aboutPath(steps: readonly string[], event: TriggerEvent | undefined): About {
  const [first = "", ...rest] = steps;
  const title = formatPath(steps);
  const member = findMember(first);
  if (!member) {
    const nearest = nearestName(first, eventMembers);
    const lines = [nearest ? `An event has no ${first}. Did you mean ${nearest}?` : `An event has no ${first}.`];
    return { part: "path", title, lines };
  }
  const what = rest.length === 0 ? member.description : `Part of ${member.name}.`;
  const found = event && valueAt(event, steps);
  if (!event) return { part: "path", title, lines: [what] };
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
