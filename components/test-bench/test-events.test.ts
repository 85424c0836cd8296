import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blankAction, blankEventDefinition } from "@/lib/destination/blank-definition";
import type { EventDefinition } from "@/lib/destination/definition";
import { actionKey } from "@/lib/destination/endpoints";
import { toJson } from "@/lib/destination/json";
import { sampleEvents } from "@/lib/destination/trigger/sample-events";
import {
  chosenEvent,
  eventCharsMax,
  eventsMax,
  eventsToSend,
  readEvents,
  type StoredEvent,
  storedEvents,
  storedEventsOf,
  testEventsOf,
  withCopyOf,
  withEventText,
  withoutEvent,
} from "./test-events";

const stored: StoredEvent[] = [
  { id: "a", title: "Bought", json: '{"type": "track", "event": "Bought", "properties": {"total": 12.50}}' },
  { id: "b", title: "Home, at night", json: '{"type": "page", "name": "Home"}' },
  { id: "c", title: "Bought", json: '{"type": "track", "event": "Bought", "userId": "u-2"}' },
];

describe("the events of a test", () => {
  test("are the usual ones until somebody brings their own", () => {
    expect(testEventsOf({}).map(({ id }) => id)).toEqual(sampleEvents.map(({ id }) => id));
    expect(testEventsOf({ events: stored }).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  test("keep the digits of their numbers, and are the same objects for the same text", () => {
    const [first] = testEventsOf({ events: stored });
    expect(first && toJson(first.event)).toContain('"total":12.50');
    expect(testEventsOf({ events: [...stored] })[0]).toBe(first);
  });

  test("the chosen one is the first where there is no such event", () => {
    expect(chosenEvent({ events: stored, eventId: "b" })?.id).toBe("b");
    expect(chosenEvent({ events: stored, eventId: "gone" })?.id).toBe("a");
  });
});

describe("a text written into an event", () => {
  test("is the event, as it was typed, once it can be read", () => {
    const text = '{ "type": "page",\n  "name": "Home", "userId": "u" }';
    const [, changed] = withEventText(stored, "b", text);
    expect(changed).toEqual({ id: "b", title: "Home, at night", json: text });
  });

  test("names the event anew when it is another one", () => {
    const [, changed] = withEventText(stored, "b", '{"type": "track", "event": "Left"}');
    expect(changed?.title).toBe("Left");
  });

  test("stays as a draft while it can't be read, and the last event that could goes on", () => {
    const [, changed] = withEventText(stored, "b", '{"type": "page", ');
    expect(changed).toEqual({ ...stored[1], draft: '{"type": "page", ' });
    const next = withEventText(stored, "b", '{"type": "page", ');
    expect(testEventsOf({ events: next })[1]?.event).toMatchObject({ name: "Home" });
    expect(withEventText(next, "b", '{"type": "page"}')[1]?.draft).toBeUndefined();
  });

  test("with several events is a draft too: whoever pasted it decides about the others", () => {
    const text = `${stored[0]?.json}\n${stored[1]?.json}`;
    expect(withEventText(stored, "a", text)[0]?.draft).toBe(text);
    expect(readEvents(text).events).toHaveLength(2);
  });

  test("is never lost, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const changed = withEventText(stored, "a", text).find(({ id }) => id === "a");
        expect(changed?.draft ?? changed?.json).toBe(text);
      }),
    );
  });

  test("names the line of each mistake, and what a test can't take", () => {
    const lines = readEvents('{"type": "track"}\n{"type": }\n{"type": "page"}');
    expect(lines.events).toHaveLength(2);
    expect(lines.problems.map(({ line }) => line)).toEqual([2]);
    const many = readEvents(JSON.stringify(Array.from({ length: eventsMax + 1 }, () => ({ type: "page" }))));
    expect(many.events).toHaveLength(eventsMax);
    expect(many.problems[0]?.message).toContain(`${eventsMax + 1}`);
    const large = readEvents(JSON.stringify({ type: "page", name: "x".repeat(eventCharsMax) }));
    expect(large.events).toEqual([]);
    expect(large.problems[0]?.message).toContain("too large");
  });
});

describe("the list", () => {
  test("a copy stands behind its original, under an id of its own", () => {
    const { events, copyId } = withCopyOf(stored, "b");
    expect(events.map(({ id }) => id)).toEqual(["a", "b", copyId, "c"]);
    const again = withCopyOf(events, copyId);
    expect(new Set(again.events.map(({ id }) => id)).size).toBe(5);
  });

  test("never becomes empty", () => {
    const [only] = stored;
    expect(withoutEvent(stored, "b").map(({ id }) => id)).toEqual(["a", "c"]);
    expect(only && withoutEvent([only], "a")).toEqual([only]);
  });

  test("the usual events are stored and read back as they are", () => {
    const back = testEventsOf({ events: storedEvents(sampleEvents) });
    expect(back.map(({ event }) => toJson(event))).toEqual(sampleEvents.map(({ event }) => toJson(event)));
    expect(storedEventsOf({})).toHaveLength(sampleEvents.length);
  });
});

describe("what a call is tried with", () => {
  const buying = { ...blankAction(), id: "buy", trigger: 'type = "track" and event = "Bought"' };
  const never = { ...blankAction(), id: "never", trigger: 'event = "Nothing"' };
  const definition: EventDefinition = { ...blankEventDefinition(), actions: [buying, never] };
  const values = { events: stored, eventId: "", actions: {} };
  const names = (events: ReturnType<typeof eventsToSend>) =>
    events.map(({ name, userId, type }) => name ?? userId ?? type);

  test("of an action the events that it is about, the chosen one first", () => {
    expect(names(eventsToSend(definition, actionKey(buying), values))).toEqual(["track", "u-2"]);
    expect(names(eventsToSend(definition, actionKey(buying), { ...values, eventId: "c" }))).toEqual(["u-2", "track"]);
    expect(names(eventsToSend(definition, actionKey(buying), { ...values, eventId: "b" }))).toEqual(["track", "u-2"]);
  });

  test("as the setup modal narrows it, turned off or not", () => {
    const actions = { buy: { isEnabled: false, narrowing: 'userId = "u-2"' } };
    expect(names(eventsToSend(definition, actionKey(buying), { ...values, actions }))).toEqual(["u-2"]);
  });

  test("all of them where none fits, so that the reason can name how many there were", () => {
    expect(eventsToSend(definition, actionKey(never), values)).toHaveLength(3);
    expect(eventsToSend(definition, "testConnection", values)).toHaveLength(3);
  });
});
