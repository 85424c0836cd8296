/** Events that a person pastes: one JSON object, a list of them, or one on each line. */
import { isLosslessNumber, type JsonValue, parseJson } from "@/lib/destination/json";
import { parseTemplate } from "@/lib/destination/template/parse";
import type { SampleEvent } from "./sample-events";
import { eventTypes, type TriggerEvent } from "./trigger";

/** More is traffic, not a sample. */
export const pastedEventsMax = 1_000;

export interface EventProblem {
  /** Line of the text, from 1. */
  line: number;
  message: string;
}

export interface PastedEvents {
  /** Those that could be read, with IDs that are the same for the same text and titles made from what they are. */
  events: SampleEvent[];
  problems: EventProblem[];
}

/**
 * Reads JSON events, every digit of their numbers kept. Of several lines with an object each the bad ones are named and
 * the others read; of a list those elements that are no objects are named; anything else that is not JSON is refused as a
 * whole, with the line and, where it can be told, what is meant.
 */
export function parseEvents(text: string): PastedEvents {
  const source = text.replace(/^\ufeff/, "");
  if (source.trim() === "") return refused(1, 'There is nothing here yet. Paste an event, such as {"type": "track"}.');
  const whole = parseJson(source);
  if (whole !== undefined) return fromValue(whole, source);
  const lines = source.split(/\r\n|\r|\n/).map((line, index) => ({ line: index + 1, text: line.trim() }));
  const written = lines.filter((line) => line.text !== "");
  const isByLine = written.length > 1 && written.every((line) => line.text.startsWith("{"));
  const read = isByLine ? written.map((line) => ({ ...line, value: parseJson(line.text) })) : [];
  return read.some(({ value }) => isEvent(value)) ? fromLines(read) : refusedJson(source);
}

function fromLines(lines: readonly { line: number; text: string; value: JsonValue | undefined }[]): PastedEvents {
  const [beyond] = lines.slice(pastedEventsMax);
  if (beyond) return refused(beyond.line, tooMany(lines.length));
  const result: PastedEvents = { events: [], problems: [] };
  for (const { line, text, value } of lines) {
    if (isEvent(value)) result.events.push(titled(value, result.events.length));
    else result.problems.push({ line, message: problemOf(text).message });
  }
  return result;
}

function fromValue(value: JsonValue, source: string): PastedEvents {
  if (isEvent(value)) return { events: [titled(value, 0)], problems: [] };
  const line = lineOf(source, source.search(/\S/));
  if (!Array.isArray(value)) return refused(line, `An event is an object in braces, and this is ${nounOf(value)}.`);
  if (value.length === 0) return refused(line, "The list is empty: there is no event in it.");
  if (value.length > pastedEventsMax) return refused(line, tooMany(value.length));
  const result: PastedEvents = { events: [], problems: [] };
  for (const [index, element] of value.entries()) {
    if (isEvent(element)) result.events.push(titled(element, result.events.length));
    else {
      const message = `An event is an object in braces, and number ${index + 1} of the list is ${nounOf(element)}.`;
      result.problems.push({ line: lineOfElement(source, index), message });
    }
  }
  return result;
}

function isEvent(value: JsonValue | undefined): value is TriggerEvent {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

function nounOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "a text";
  return typeof value === "boolean" ? String(value) : "a number";
}

function tooMany(count: number): string {
  return `At most ${pastedEventsMax.toLocaleString("en-US")} events can be tried at once; these are ${count.toLocaleString("en-US")}.`;
}

function refused(line: number, message: string): PastedEvents {
  return { events: [], problems: [{ line, message }] };
}

function refusedJson(source: string): PastedEvents {
  const { offset, message } = problemOf(source);
  return refused(lineOf(source, offset), message);
}

/** What keeps a text from being JSON. The parser of payloads knows what people write instead. */
function problemOf(text: string): { offset: number; message: string } {
  const [first] = parseTemplate(text, "json").errors;
  if (first?.code === "text-after-value") return { offset: first.range.start, message: secondValue };
  return first
    ? { offset: first.range.start, message: first.message }
    : {
        offset: 0,
        message: "This is not JSON. An event is an object in braces, with names and texts in double quotes.",
      };
}

const secondValue =
  "A second event begins here. Write each event on a line of its own, or put all of them into a list: [ … ].";

function lineOf(source: string, offset: number): number {
  return source.slice(0, Math.max(0, offset)).split(/\r\n|\r|\n/).length;
}

/** Where the element of a list begins. */
function lineOfElement(source: string, index: number): number {
  const { root } = parseTemplate(source, "json");
  const element = root?.type === "array" ? root.elements[index] : undefined;
  return lineOf(source, element?.range.start ?? 0);
}

function titled(event: TriggerEvent, index: number): SampleEvent {
  return { id: `pasted-${index + 1}`, title: eventTitle(event), event };
}

/** What an event is called in a list: its name, or its type with whom it is about. */
export function eventTitle(event: TriggerEvent): string {
  const { type, event: name, name: page } = event;
  const known = eventTypes.find((each) => each === type);
  const kind = known ? known.charAt(0).toUpperCase() + known.slice(1) : "Event";
  if (typeof name === "string" && name !== "") return name;
  if (typeof page === "string" && page !== "") return `${kind} “${page}”`;
  const who = [event.userId, event.groupId, event.anonymousId].find((each) => typeof each === "string" && each !== "");
  return typeof who === "string" ? `${kind} of ${who}` : kind;
}
