"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { pluralize } from "@/components/ui/format-number";
import { Textarea } from "@/components/ui/textarea";
import type { SampleEvent } from "@/lib/destination/trigger/sample-events";
import { readEvents, type StoredEvent } from "./test-events";

interface EventEditorProps {
  event: StoredEvent;
  onWrite: (text: string) => void;
  /** Several events were pasted, and take the place of all there were. */
  onReplaceAll: (events: readonly SampleEvent[]) => void;
}

/** One event as JSON. What can't be read yet stays as it was typed, and the tests go on with the last that could. */
export function EventEditor({ event, onWrite, onReplaceAll }: EventEditorProps) {
  const { draft } = event;
  const { events, problems } = draft === undefined ? { events: [], problems: [] } : readEvents(draft);
  function write(text: string) {
    const next = readEvents(text);
    if (next.events.length > 1 && next.problems.length === 0) onReplaceAll(next.events);
    else onWrite(text);
  }
  return (
    <div className="-ms-6 space-y-2">
      <Field
        label="Event as JSON"
        isLabelHidden
        help={
          problems.length > 0
            ? "Nothing of it is lost. Until it can be read, the tests use the event as it was before."
            : "Change it, or paste your own: one event, a list of them, or one on each line."
        }
        error={problems.length > 0 && <Problems problems={problems} />}
      >
        <Textarea
          isMono
          rows={10}
          className="max-h-96!"
          dir="ltr"
          spellCheck={false}
          value={draft ?? event.json}
          onChange={(change) => write(change.currentTarget.value)}
        />
      </Field>
      {events.length > 0 && (
        <Button size="sm" onClick={() => onReplaceAll(events)}>
          Use the {pluralize(events.length, "event")} that can be read
        </Button>
      )}
    </div>
  );
}

const problemsShown = 5;

function Problems({ problems }: { problems: ReturnType<typeof readEvents>["problems"] }) {
  const further = problems.length - problemsShown;
  return (
    <>
      {problems.slice(0, problemsShown).map(({ line, message }) => (
        <span key={`${line} ${message}`} className="block">
          Line {line}: {message}
        </span>
      ))}
      {further > 0 && <span className="block">And {pluralize(further, "more problem", "more problems")}.</span>}
    </>
  );
}
