"use client";

import { CopyPlus, RotateCcw, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { pluralize } from "@/components/ui/format-number";
import { IconButton } from "@/components/ui/icon-button";
import { NativeSelect } from "@/components/ui/native-select";
import { actionMatchers } from "@/lib/destination/action-call";
import type { SampleEvent } from "@/lib/destination/trigger/sample-events";
import { EventEditor } from "./event-editor";
import { EventMatches } from "./event-matches";
import {
  chosenEvent,
  eventsMax,
  storedEvents,
  storedEventsOf,
  testEventsOf,
  withCopyOf,
  withEventText,
  withoutEvent,
} from "./test-events";
import type { TestValues } from "./test-values";
import { useTestBench } from "./test-values-provider";

const testEventsId = "test-events";
export const eventChoiceId = "test-event-choice";

/** The events that the requests below are made of: which actions each of them calls, and why. */
export function TestEventsCard() {
  const { values } = useTestBench();
  const list = useEventList();
  const matchers = useMatchers();
  const stored = chosenEvent(values);
  const chosen = testEventsOf(values).find(({ id }) => id === stored?.id);
  const [isOpen, setIsOpen] = useState(stored?.draft !== undefined);

  return (
    <Card
      id={testEventsId}
      title="Test events"
      description="The chosen one is sent wherever an action is about it."
      headingLevel={3}
      actions={
        values.events && (
          <Button size="sm" icon={<RotateCcw aria-hidden="true" />} onClick={list.restore}>
            The usual events
          </Button>
        )
      }
      bodyClassName="space-y-4"
    >
      {stored && chosen && (
        <>
          <EventChoice chosenId={stored.id} list={list} matchers={matchers} />
          <Replaced list={list} />
          <Disclosure isPlain title="The event as JSON" isOpen={isOpen} onOpenChange={setIsOpen}>
            <EventEditor key={stored.id} event={stored} onWrite={list.write} onReplaceAll={list.replaceAll} />
          </Disclosure>
          {matchers.length === 0 ? (
            <p className="text-muted text-sm">There is no action yet that could be called. Add one under Actions.</p>
          ) : (
            <EventMatches key={stored.id} matches={matchers.map((matcher) => matcher.match(chosen.event))} />
          )}
        </>
      )}
    </Card>
  );
}

function useMatchers() {
  const { definition } = useDraft();
  const { actions } = useTestBench().values;
  return useMemo(() => actionMatchers(definition, actions), [definition, actions]);
}

type EventList = ReturnType<typeof useEventList>;

/** What can be done to the list of events. What was pasted over can be brought back. */
function useEventList() {
  const { values, change } = useTestBench();
  const [before, setBefore] = useState<Pick<TestValues, "events" | "eventId">>();
  const stored = storedEventsOf(values);
  const set = (events: TestValues["events"], eventId: string) => {
    setBefore(undefined);
    change((current) => ({ ...current, events, eventId }));
  };
  const chosenId = chosenEvent(values)?.id ?? "";
  return {
    count: stored.length,
    /** What pasted events took the place of. */
    before,
    choose: (id: string) => change((current) => ({ ...current, eventId: id })),
    write: (text: string) => set(withEventText(stored, chosenId, text), chosenId),
    replaceAll: (events: readonly SampleEvent[]) => {
      set(storedEvents(events), events[0]?.id ?? "");
      setBefore({ events: values.events, eventId: values.eventId });
    },
    copy: () => {
      const { events, copyId } = withCopyOf(stored, chosenId);
      set(events, copyId);
    },
    remove: () => {
      const place = stored.findIndex(({ id }) => id === chosenId);
      const events = withoutEvent(stored, chosenId);
      set(events, (events[place] ?? events.at(-1))?.id ?? "");
    },
    restore: () => set(undefined, ""),
    bringBack: () => before && set(before.events, before.eventId),
  };
}

interface EventChoiceProps {
  chosenId: string;
  list: EventList;
  matchers: ReturnType<typeof useMatchers>;
}

function EventChoice({ chosenId, list, matchers }: EventChoiceProps) {
  const { values } = useTestBench();
  const events = testEventsOf(values);
  const options = useMemo(
    () =>
      events.map(({ id, title, event }) => {
        const called = matchers.filter((matcher) => matcher.match(event).isCalled);
        return { value: id, label: `${title} (${callWords(called.map(({ name }) => name))})` };
      }),
    [events, matchers],
  );
  return (
    <Field
      id={eventChoiceId}
      label="Event"
      help={matchers.length > 0 && "An action that it isn't about is tested with the first event that fits."}
      labelEnd={pluralize(list.count, "event")}
    >
      <div className="flex items-center gap-1">
        <NativeSelect
          className="flex-1"
          value={chosenId}
          onChange={(event) => list.choose(event.currentTarget.value)}
          options={options}
        />
        <IconButton label="Copy this event" disabled={list.count >= eventsMax} onClick={list.copy}>
          <CopyPlus aria-hidden="true" />
        </IconButton>
        <IconButton label="Remove this event" disabled={list.count < 2} onClick={list.remove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
    </Field>
  );
}

function callWords(names: readonly string[]): string {
  const [first] = names;
  if (first === undefined) return "calls nothing";
  return names.length === 1 ? `calls ${first}` : `calls ${names.length} actions`;
}

function Replaced({ list: { before, count, bringBack } }: { list: EventList }) {
  if (!before) return null;
  return (
    <Callout
      tone="info"
      title={`${pluralize(count, "event was", "events were")} pasted in place of the others`}
      actions={
        <Button size="sm" onClick={bringBack}>
          Bring the others back
        </Button>
      }
      isLive
    />
  );
}
