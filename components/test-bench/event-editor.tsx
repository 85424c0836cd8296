"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toJson } from "@/lib/destination/json";
import { parseEvents } from "@/lib/destination/trigger/parse-events";
import type { SampleEvent } from "@/lib/destination/trigger/sample-events";

interface EventEditorProps {
  event: SampleEvent;
  /** Called with what can be read; several events where several were pasted. */
  onChange: (events: SampleEvent[]) => void;
}

/** One event as JSON. What can't be read yet stays as it was typed, and the tests go on with the last that could. */
export function EventEditor({ event, onChange }: EventEditorProps) {
  const [typed, setTyped] = useState<{ id: string; text: string }>();
  const own = typed?.id === event.id ? typed.text : undefined;
  const text = own ?? toJson(event.event, 2);
  const [problem] = own === undefined ? [] : parseEvents(own).problems;
  function write(next: string) {
    const { events } = parseEvents(next);
    setTyped({ id: event.id, text: next });
    const [only] = events;
    if (events.length > 1) onChange(events);
    else if (only) onChange([{ ...only, id: event.id, title: event.title }]);
  }
  return (
    <Field
      label="Event as JSON"
      help="Change it, or paste your own: one event, a list of them, or one on each line."
      error={problem && `Line ${problem.line}: ${problem.message}`}
    >
      <Textarea
        isMono
        rows={8}
        className="max-h-80!"
        dir="ltr"
        spellCheck={false}
        value={text}
        onChange={(change) => write(change.currentTarget.value)}
      />
    </Field>
  );
}
