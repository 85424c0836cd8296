"use client";

import { lazy, Suspense, useState } from "react";
import { TriggerWords } from "@/components/triggers/trigger-words";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { actionAnswer } from "@/lib/destination/action-call";
import type { Action, DestinationDefinition } from "@/lib/destination/definition";
import { actionsOf } from "@/lib/destination/endpoints";
import type { ActionAnswer } from "@/lib/destination/request-values";
import { actionRowId } from "./setup-values";

/** Few customers narrow an action: the editor comes when somebody does. */
const TriggerInput = lazy(async () => ({
  default: (await import("@/components/triggers/trigger-input")).TriggerInput,
}));

interface ActionRowsProps {
  definition: DestinationDefinition;
  answers: Readonly<Record<string, ActionAnswer>>;
  onChange: (answers: Record<string, ActionAnswer>) => void;
  errorOf: (rowId: string) => string | undefined;
  idOf: (rowId: string) => string;
}

/** What an event destination does with events: each action can be turned off, and kept to some of its events. */
export function ActionRows({ definition, answers, onChange, errorOf, idOf }: ActionRowsProps) {
  const actions = actionsOf(definition);
  if (actions.length === 0) return null;
  return (
    <fieldset className="border-line border-t pt-4">
      <legend className="float-start w-full font-medium text-ink text-sm">Actions</legend>
      <p className="clear-both pt-0.5 text-muted text-xs">What is sent when an event arrives.</p>
      <ul className="mt-3 divide-y divide-line rounded-lg border">
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
  const isNarrowed = answer.narrowing.trim() !== "";
  const [isOpen, setIsOpen] = useState(isNarrowed);
  return (
    <li className="space-y-2 px-3.5 py-3">
      <Switch
        id={id}
        label={<span className="font-medium">{name}</span>}
        help={action.description || undefined}
        checked={answer.isEnabled}
        onCheckedChange={(isEnabled) => onChange({ ...answer, isEnabled })}
      />
      <TriggerWords value={action.trigger} className="ps-10.5" />
      {answer.isEnabled && (
        <div className="ps-10.5">
          <Disclosure
            isPlain
            title="Only some of these events"
            isOpen={isOpen || error !== undefined}
            onOpenChange={setIsOpen}
            tone={error === undefined ? undefined : "danger"}
          >
            <Narrowing
              name={name}
              value={answer.narrowing}
              error={error}
              onChange={(narrowing) => onChange({ ...answer, narrowing })}
            />
          </Disclosure>
        </div>
      )}
    </li>
  );
}

interface NarrowingProps {
  name: string;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}

function Narrowing({ name, value, error, onChange }: NarrowingProps) {
  const placeholder = "properties.total >= 100";
  return (
    <Field
      label={`Condition for ${name}`}
      help="It has to be true besides the above. Leave it empty to send them all."
      error={error}
      isOptional
    >
      <Suspense fallback={<Textarea isMono rows={2} value={value} placeholder={placeholder} readOnly />}>
        <TriggerInput value={value} onChange={onChange} placeholder={placeholder} />
      </Suspense>
    </Field>
  );
}
