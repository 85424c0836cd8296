"use client";

import { useMemo, useState } from "react";
import { toJson } from "@/lib/destination/json";
import { parseEvents } from "@/lib/destination/trigger/parse-events";
import type { SampleEvent } from "@/lib/destination/trigger/sample-events";

interface TrialEventOptions {
  events: readonly SampleEvent[];
  /** The chosen one, where somebody else remembers it. */
  event?: SampleEvent;
  onEventChange?: (event: SampleEvent) => void;
}

const none: SampleEvent = { id: "none", title: "No event", event: {} };

/** The events to choose from, those that a person wrote among them, and the one that is being tried. */
export function useTrialEvent({ events, event, onEventChange }: TrialEventOptions) {
  const [own, setOwn] = useState<SampleEvent>();
  /** What the person wrote; undefined as long as the text is the chosen event's. */
  const [written, setWritten] = useState<string>();
  const read = useMemo(() => (written === undefined ? undefined : parseEvents(written)), [written]);
  const chosen = event ?? own ?? events[0] ?? none;
  const choices = read && read.events.length > 0 ? [...read.events, ...events] : events;
  const choose = (next: SampleEvent) => {
    setOwn(next);
    onEventChange?.(next);
  };
  return {
    chosen,
    choices,
    pasted: read?.events ?? [],
    problems: read?.problems ?? [],
    /** Whether what the person wrote can't be tried. */
    isUnreadable: read !== undefined && read.events.length === 0,
    text: written ?? toJson(chosen.event, 2),
    write: (text: string) => {
      setWritten(text);
      const [first] = parseEvents(text).events;
      if (first) choose(first);
    },
    choose: (id: string) => {
      const next = choices.find((each) => each.id === id);
      if (!next) return;
      // A sample replaces what was written; one of several written events is only looked at.
      if (!read?.events.includes(next)) setWritten(undefined);
      choose(next);
    },
  };
}
