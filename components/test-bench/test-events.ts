/** The events that an event destination is tried with: the usual ones, or a person's own. Pure; the provider holds them. */
import { z } from "zod";
import { ActionMatcher } from "@/lib/destination/action-call";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { actionAt, type EndpointKey } from "@/lib/destination/endpoints";
import { toJson } from "@/lib/destination/json";
import type { RequestValues } from "@/lib/destination/request-values";
import { type EventProblem, eventTitle, parseEvents } from "@/lib/destination/trigger/parse-events";
import { type SampleEvent, sampleEvents } from "@/lib/destination/trigger/sample-events";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";

/** As the API takes them: so many in a test, each of so many characters. */
export const eventsMax = 100;
export const eventCharsMax = 262_144;

/**
 * An event as the text it was written in, so that its numbers keep their digits and its lines stay as they were.
 * `draft` is what stands in the editor while that can't be read: tests go on with the last text that could.
 */
export const storedEvent = z.object({
  id: z.string(),
  title: z.string(),
  json: z.string(),
  draft: z.string().optional(),
});
export type StoredEvent = z.infer<typeof storedEvent>;

/** What a test's values say about its events. */
interface EventChoice {
  /** A person's own; absent: the usual ones. */
  events?: readonly StoredEvent[] | undefined;
  /** The chosen one; where there is no such event, the first is. */
  eventId: string;
}

const usualEvents: readonly StoredEvent[] = storedEvents(sampleEvents);

/** The events of a test as texts, in order. */
export function storedEventsOf({ events }: Pick<EventChoice, "events">): readonly StoredEvent[] {
  return events ?? usualEvents;
}

const read = new WeakMap<StoredEvent, SampleEvent>();

/** The events of a test, in order: the same object for the same stored text. */
export function testEventsOf(values: Pick<EventChoice, "events">): readonly SampleEvent[] {
  return storedEventsOf(values).flatMap((stored) => {
    const known = read.get(stored);
    if (known) return known;
    const [parsed] = parseEvents(stored.json).events;
    if (!parsed) return [];
    const { id, title } = stored;
    const event = { id, title, event: parsed.event };
    read.set(stored, event);
    return event;
  });
}

/** The event that a person has chosen, or the first. */
export function chosenEvent(values: EventChoice): StoredEvent | undefined {
  const events = storedEventsOf(values);
  return events.find(({ id }) => id === values.eventId) ?? events[0];
}

/**
 * What a call is tried with: of an action the events that it is about, else all of them; the chosen one first. So a
 * test sends what is looked at wherever that is possible.
 */
export function eventsToSend(
  definition: DestinationDefinition,
  endpoint: EndpointKey,
  values: EventChoice & Pick<RequestValues, "actions">,
): TriggerEvent[] {
  const chosen = chosenEvent(values);
  const events = testEventsOf(values);
  const sorted = [...events.filter(({ id }) => id === chosen?.id), ...events.filter(({ id }) => id !== chosen?.id)];
  const all = sorted.map(({ event }) => event);
  const action = actionAt(definition, endpoint);
  if (!action) return all;
  const matcher = new ActionMatcher(definition, action, values.actions);
  const about = all.filter((event) => matcher.match(event).isMatched);
  return about.length > 0 ? about : all;
}

/** What a text holds. More events than a test may bring, or one that is too large, is a problem of the text. */
export function readEvents(text: string): { events: SampleEvent[]; problems: EventProblem[] } {
  const { events, problems } = parseEvents(text);
  const tooLarge = events.find(({ event }) => toJson(event).length > eventCharsMax);
  const length = eventCharsMax.toLocaleString("en-US");
  return {
    events: events.filter((event) => event !== tooLarge).slice(0, eventsMax),
    problems: [
      ...problems,
      ...(tooLarge
        ? [{ line: 1, message: `“${tooLarge.title}” is too large: an event has at most ${length} characters.` }]
        : []),
      ...(events.length > eventsMax
        ? [{ line: 1, message: `A test takes at most ${eventsMax} events, and these are ${events.length}.` }]
        : []),
    ],
  };
}

/**
 * The events after a text was written into one of them: the event, where the text is exactly one; else its draft. Texts
 * that hold several events are for `storedEvents`, once the person wants them.
 */
export function withEventText(stored: readonly StoredEvent[], id: string, text: string): StoredEvent[] {
  const { events, problems } = readEvents(text);
  const [only] = events.length === 1 && problems.length === 0 ? events : [];
  return stored.map((each) => {
    if (each.id !== id) return each;
    if (!only) return { ...each, draft: text };
    return { id, title: titleAfter(each, only), json: text };
  });
}

/** An event keeps its title as long as it is about the same thing. */
function titleAfter({ title, json }: StoredEvent, now: SampleEvent): string {
  const [before] = parseEvents(json).events;
  return before?.title === now.title ? title : now.title;
}

/** A copy of an event right behind it, to be changed. */
export function withCopyOf(stored: readonly StoredEvent[], id: string): { events: StoredEvent[]; copyId: string } {
  const taken = new Set(stored.map((each) => each.id));
  let number = stored.length + 1;
  while (taken.has(`own-${number}`)) number += 1;
  const copyId = `own-${number}`;
  const events = stored.flatMap((each) =>
    each.id === id ? [each, { id: copyId, title: `${each.title} (copy)`, json: each.json }] : [each],
  );
  return { events, copyId };
}

/** The events without one of them; never none. */
export function withoutEvent(stored: readonly StoredEvent[], id: string): StoredEvent[] {
  const left = stored.filter((each) => each.id !== id);
  return left.length > 0 ? left : [...stored];
}

export function storedEvents(events: readonly SampleEvent[]): StoredEvent[] {
  return events.map(({ id, event, title }) => ({ id, title: title || eventTitle(event), json: toJson(event, 2) }));
}
