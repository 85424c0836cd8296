"use client";

import { ChevronRight } from "lucide-react";
import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import { TriggerWords } from "@/components/triggers/trigger-words";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { actionAnswer } from "@/lib/destination/action-call";
import type { Action, DestinationDefinition } from "@/lib/destination/definition";
import { actionsOf } from "@/lib/destination/endpoints";
import type { ActionAnswer } from "@/lib/destination/request-values";
import type { SetupWords } from "@/lib/destination/setup-words/setup-words";
import { actionRowId } from "./setup-values";
import { Own, useSetupWords } from "./setup-words-context";

/** Few customers narrow an action: the editor comes when somebody does. */
const TriggerInput = lazy(async () => ({
  default: (await import("@/components/triggers/trigger-input")).TriggerInput,
}));

interface ActionRowsProps {
  definition: DestinationDefinition;
  /** Leaves out the others; absent: all are there. */
  isShown?: (rowId: string) => boolean;
  answers: Readonly<Record<string, ActionAnswer>>;
  onChange: (answers: Record<string, ActionAnswer>) => void;
  errorOf: (rowId: string) => string | undefined;
  idOf: (rowId: string) => string;
}

/** What an event destination does with events: each action can be turned off, and kept to some of its events. */
export function ActionRows({ definition, isShown, answers, onChange, errorOf, idOf }: ActionRowsProps) {
  const { words, lang } = useSetupWords();
  const actions = actionsOf(definition).filter(({ id }) => isShown?.(actionRowId(id)) ?? true);
  if (actions.length === 0) return null;
  return (
    <fieldset className="min-w-0 border-line border-t pt-4">
      <legend lang={lang} className="float-start w-full font-medium text-ink text-sm">
        <bdi>{words.actions.title}</bdi>
      </legend>
      <p lang={lang} className="clear-both pt-0.5 text-muted text-xs">
        <bdi>{words.actions.help}</bdi>
      </p>
      <ul className="mt-3 min-w-0 divide-y divide-line rounded-lg border">
        {actions.map((action, index) => (
          <ActionRow
            key={action.id}
            action={action}
            name={action.name.trim() || `Action ${index + 1}`}
            answer={actionAnswer(action, answers)}
            error={errorOf(actionRowId(action.id))}
            id={idOf(actionRowId(action.id))}
            onChange={(answer) => onChange({ ...answers, [action.id]: answer })}
          />
        ))}
      </ul>
    </fieldset>
  );
}

interface ActionRowProps {
  action: Action;
  name: string;
  answer: ActionAnswer;
  error?: string;
  id: string;
  onChange: (answer: ActionAnswer) => void;
}

function ActionRow({ action, name, answer, error, id, onChange }: ActionRowProps) {
  const { words, lang } = useSetupWords();
  const [isAsked, setIsAsked] = useState(false);
  const narrowingId = useId();
  // An action without a trigger of its own is sent when the customer says so.
  const isOwn = action.trigger.trim() !== "";
  // A condition that is there is seen: it decides what is sent.
  const isNarrowed = answer.narrowing.trim() !== "";
  const isOpen = isAsked || isNarrowed || !isOwn;
  return (
    <li className="px-3.5 py-3">
      <Switch
        id={`${id}-switch`}
        label={<span className="font-medium">{name}</span>}
        help={action.description || undefined}
        checked={answer.isEnabled}
        onCheckedChange={(isEnabled) => onChange({ ...answer, isEnabled })}
      />
      <div className="space-y-1 ps-10.5 pt-1.5">
        {isOwn && <ConditionWords value={action.trigger} />}
        {isOwn && answer.isEnabled && !isNarrowed && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? narrowingId : undefined}
            aria-label={`${words.actions.narrow}: ${name}`}
            lang={lang}
            className="link -ms-0.5 inline-flex min-h-6 items-center gap-1 text-xs"
            onClick={() => setIsAsked(!isAsked)}
          >
            <ChevronRight
              aria-hidden="true"
              className={cn("size-3.5 transition-transform", isOpen ? "rotate-90" : "rtl:rotate-180")}
            />
            {words.actions.narrow}
          </button>
        )}
        {answer.isEnabled && isOpen && (
          <div id={narrowingId} className={cn("space-y-1", isOwn && "pt-1.5")}>
            <ConditionField
              id={id}
              {...(isOwn ? narrowingWords(name, words) : triggerWords(name, words))}
              isOptional={isOwn}
              value={answer.narrowing}
              error={error}
              onChange={(narrowing) => onChange({ ...answer, narrowing })}
            />
            {!isOwn && isNarrowed && <ConditionWords value={answer.narrowing} />}
          </div>
        )}
      </div>
    </li>
  );
}

/** Conditions are put into words in English only. */
function ConditionWords({ value }: { value: string }) {
  return (
    <div lang="en" dir="ltr" className="[text-align:match-parent]">
      <TriggerWords value={value} />
    </div>
  );
}

const narrowingWords = (name: string, { actions }: SetupWords) => ({
  label: <Own>{actions.condition(name)}</Own>,
  help: <Own>{actions.conditionHelp}</Own>,
  placeholder: "properties.total >= 100",
});

const triggerWords = (name: string, { actions }: SetupWords) => ({
  label: (
    <>
      <Own>{actions.when}</Own>
      <span className="sr-only"> {name}</span>
    </>
  ),
  help: <Own>{actions.whenHelp}</Own>,
  placeholder: 'type = "track" and event = "Order Completed"',
});

interface ConditionFieldProps {
  /** Where a problem of the action puts the focus. */
  id: string;
  label: ReactNode;
  help: ReactNode;
  placeholder: string;
  isOptional: boolean;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}

function ConditionField({ value, placeholder, onChange, ...field }: ConditionFieldProps) {
  return (
    <Field {...field} optionalWord={<Own>{useSetupWords().words.optional}</Own>}>
      <Suspense fallback={<Textarea isMono rows={2} value={value} placeholder={placeholder} readOnly />}>
        <TriggerInput value={value} onChange={onChange} placeholder={placeholder} />
      </Suspense>
    </Field>
  );
}
