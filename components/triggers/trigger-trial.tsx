"use client";

import { CircleCheck, CircleMinus, CircleX } from "lucide-react";
import { useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { inkTone } from "@/components/ui/tone";
import { matchesTrigger, traceTrigger } from "@/lib/destination/trigger/match-trigger";
import { parseTrigger } from "@/lib/destination/trigger/parse-trigger";
import { type SampleEvent, sampleEvents } from "@/lib/destination/trigger/sample-events";
import type { Trigger } from "@/lib/destination/trigger/trigger";
import { TraceTree } from "./trace-tree";
import { useTrialEvent } from "./use-trial-event";

interface TriggerTrialProps {
  /** The text of the trigger. */
  trigger: string;
  /** The events to choose from; the usual ones where it is absent. */
  events?: readonly SampleEvent[];
  /** The chosen one, where the page remembers it; without it the trial does. */
  event?: SampleEvent;
  onEventChange?: (event: SampleEvent) => void;
  className?: string;
}

/** "Does this event match?": an event to choose or to write, the verdict, and why, condition by condition. */
export function TriggerTrial({ trigger: source, events = sampleEvents, className, ...props }: TriggerTrialProps) {
  const trigger = useMemo(() => parseTrigger(source), [source]);
  const trial = useTrialEvent({ events, ...props });
  const { chosen, pasted, isUnreadable } = trial;
  const trace = trigger.root && !isUnreadable ? traceTrigger(trigger.root, chosen.event) : undefined;
  return (
    <div className={cn("space-y-4", className)}>
      <Field label="Does this event match?">
        <NativeSelect
          value={chosen.id}
          onChange={(change) => trial.choose(change.currentTarget.value)}
          options={optionsOf(trial.choices, pasted, chosen)}
        />
      </Field>
      <Verdict verdict={verdictOf(trigger, trace?.isTrue, isUnreadable)} />
      {trace && <TraceTree trace={trace} label="Why" />}
      {trigger.root && <Others trigger={trigger} events={pasted.length > 1 ? pasted : events} />}
      <Disclosure title="The event as JSON">
        <EventText trial={trial} />
      </Disclosure>
    </div>
  );
}

type Trial = ReturnType<typeof useTrialEvent>;

/** An event that was given from outside, and is none of these, can be looked at all the same. */
function optionsOf(choices: Trial["choices"], pasted: readonly SampleEvent[], chosen: SampleEvent) {
  const all = choices.some(({ id }) => id === chosen.id) ? choices : [chosen, ...choices];
  return all.map((each) => ({
    value: each.id,
    label: pasted.includes(each) ? `Your own: ${each.title}` : each.title,
  }));
}

const problemsShown = 5;

function EventText({ trial: { text, write, problems } }: { trial: Trial }) {
  const shown = problems.slice(0, problemsShown);
  return (
    <Field
      label="Event"
      isLabelHidden
      help="Change it, or paste your own: one event, a list of them, or one on each line."
      error={
        shown.length > 0 && (
          <>
            {shown.map(({ line, message }) => (
              <span key={`${line} ${message}`} className="block">
                Line {line}: {message}
              </span>
            ))}
            {problems.length > shown.length && (
              <span className="block">… and {problems.length - shown.length} more lines.</span>
            )}
          </>
        )
      }
    >
      <Textarea
        isMono
        rows={6}
        className="max-h-96!"
        value={text}
        onChange={(change) => write(change.currentTarget.value)}
        dir="ltr"
      />
    </Field>
  );
}

const verdicts = {
  match: { tone: "success", Icon: CircleCheck, words: "It matches.", more: undefined },
  miss: { tone: "neutral", Icon: CircleX, words: "It doesn't match.", more: undefined },
  empty: {
    tone: "neutral",
    Icon: CircleMinus,
    words: "No event matches.",
    more: "The trigger is empty, and an empty trigger matches nothing.",
  },
  badTrigger: {
    tone: "neutral",
    Icon: CircleMinus,
    words: "Not known yet.",
    more: "The trigger can't be read as it stands.",
  },
  badEvent: {
    tone: "neutral",
    Icon: CircleMinus,
    words: "Not known yet.",
    more: "The event can't be read as it stands.",
  },
} as const;

function verdictOf(trigger: Trigger, isTrue: boolean | undefined, isUnreadable: boolean): keyof typeof verdicts {
  if (isUnreadable) return "badEvent";
  if (isTrue !== undefined) return isTrue ? "match" : "miss";
  return trigger.problems.length === 0 ? "empty" : "badTrigger";
}

const boxes = {
  success: "border-success-line bg-success-soft",
  neutral: "bg-sunken",
} as const;

function Verdict({ verdict }: { verdict: keyof typeof verdicts }) {
  const { tone, Icon, words, more } = verdicts[verdict];
  const ink = tone === "neutral" ? "text-ink" : inkTone[tone];
  return (
    <p role="status" className={cn("flex items-start gap-2 rounded-md border px-3 py-2 text-sm", boxes[tone])}>
      <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", ink)} />
      <span>
        <span className={cn("font-semibold", ink)}>{words}</span>
        {more && <span className="ms-1.5 text-muted">{more}</span>}
      </span>
    </p>
  );
}

const othersShown = 6;

/** Which of all the events match: a trigger that is too wide shows at a glance. */
function Others({ trigger, events }: { trigger: Trigger; events: readonly SampleEvent[] }) {
  const matching = useMemo(() => events.filter(({ event }) => matchesTrigger(trigger.root, event)), [events, trigger]);
  if (events.length < 2) return null;
  const titles = matching.slice(0, othersShown).map(({ title }) => title);
  const more = matching.length - titles.length;
  return (
    <p className="text-muted text-xs">
      Of the {events.length} events here {matching.length === 0 ? "none matches." : `${matching.length} match`}
      {matching.length === 1 && "es"}
      {matching.length > 0 && `: ${titles.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`}
    </p>
  );
}
