/** The events that an event destination is tried with: the usual ones, or a person's own. */
import { z } from "zod";
import { isLosslessNumber, type JsonValue, parseJson, toJson } from "@/lib/destination/json";
import { type SampleEvent, sampleEvents } from "@/lib/destination/trigger/sample-events";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";

/** An event as text, so that its numbers keep their digits wherever it is stored. */
export const storedEvent = z.object({ id: z.string(), title: z.string(), json: z.string() });
export type StoredEvent = z.infer<typeof storedEvent>;

export const eventsMax = 1_000;

const read = new WeakMap<readonly StoredEvent[], readonly SampleEvent[]>();

/** The events of a test, in order: the same list for the same stored texts. */
export function testEventsOf({ events }: { events?: readonly StoredEvent[] }): readonly SampleEvent[] {
  if (!events) return sampleEvents;
  const known = read.get(events);
  if (known) return known;
  const made = events.flatMap(({ id, title, json }) => {
    const event = eventOf(parseJson(json));
    return event ? [{ id, title, event }] : [];
  });
  read.set(events, made);
  return made;
}

export function storedEvents(events: readonly SampleEvent[]): StoredEvent[] {
  return events.map(({ id, title, event }) => ({ id, title, json: toJson(event) }));
}

function eventOf(value: JsonValue | undefined): TriggerEvent | undefined {
  return isEvent(value) ? value : undefined;
}

function isEvent(value: JsonValue | undefined): value is { [member: string]: JsonValue | undefined } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}
