"use client";

import { useMemo } from "react";
import { type SampleEvent, sampleEvents } from "@/lib/destination/trigger/sample-events";
import { useDraft } from "./draft-provider";

/** The events that paths, names and values are offered from: those of the test bench first, then the usual ones. */
export function useTriedEvents(): readonly SampleEvent[] {
  const events = useDraft().testValues?.events;
  return useMemo(() => {
    if (!events || events.length === 0) return sampleEvents;
    const own = events.map((event, index) => ({ id: `test-${index}`, title: `Test event ${index + 1}`, event }));
    return [...own, ...sampleEvents];
  }, [events]);
}
