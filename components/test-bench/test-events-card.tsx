"use client";

import { RotateCcw } from "lucide-react";
import { useMemo, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { pluralize } from "@/components/ui/format-number";
import { NativeSelect } from "@/components/ui/native-select";
import { actionMatchers } from "@/lib/destination/action-call";
import type { SampleEvent } from "@/lib/destination/trigger/sample-events";
import { EventEditor } from "./event-editor";
import { EventMatches } from "./event-matches";
import { eventsMax, storedEvents, testEventsOf } from "./test-events";
import { useTestBench } from "./test-values-provider";

export const testEventsId = "test-events";

/** The events that the requests below are made of: which actions each of them calls, and why. */
export function TestEventsCard() {
  const { definition } = useDraft();
  const { values, change } = useTestBench();
  const [chosenId, setChosenId] = useState<string>();
  const events = testEventsOf(values);
  const chosen = events.find(({ id }) => id === chosenId) ?? events[0];
  const matchers = useMemo(() => actionMatchers(definition, values.actions), [definition, values.actions]);
  const calledBy = (event: SampleEvent) => matchers.filter((matcher) => matcher.match(event.event).isCalled).length;

  function take(event: SampleEvent, next: SampleEvent[]) {
    const [only] = next;
    const list =
      next.length > 1 ? next.slice(0, eventsMax) : events.map((each) => (only && each === event ? only : each));
    change((before) => ({ ...before, events: storedEvents(list) }));
    if (next.length > 1) setChosenId(only?.id);
  }

  return (
    <Card
      id={testEventsId}
      title="Test events"
      description="A test of an action sends the first of these that it is about."
      headingLevel={3}
      actions={
        values.events && (
          <Button
            size="sm"
            icon={<RotateCcw aria-hidden="true" />}
            onClick={() => change((before) => ({ ...before, events: undefined }))}
          >
            The usual events
          </Button>
        )
      }
      bodyClassName="space-y-4"
    >
      {chosen && (
        <>
          <Field label="Event" help={`${pluralize(events.length, "event")} to test with.`}>
            <NativeSelect
              value={chosen.id}
              onChange={(event) => setChosenId(event.currentTarget.value)}
              options={events.map((event) => ({
                value: event.id,
                label: `${event.title} (${words(calledBy(event))})`,
              }))}
            />
          </Field>
          <Disclosure isPlain title="See or change the event">
            <EventEditor event={chosen} onChange={(next) => take(chosen, next)} />
          </Disclosure>
          {matchers.length === 0 ? (
            <p className="text-muted text-sm">There is no action yet that could be called. Add one on the left.</p>
          ) : (
            <EventMatches matches={matchers.map((matcher) => matcher.match(chosen.event))} />
          )}
        </>
      )}
    </Card>
  );
}

function words(count: number): string {
  return count === 0 ? "calls nothing" : `calls ${pluralize(count, "action")}`;
}
