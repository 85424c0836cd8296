"use client";

import { type FormEvent, useId, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { messageOf } from "@/lib/client/api";
import { type EndpointKey, endpointAt } from "@/lib/destination/endpoints";
import { isSecretField } from "@/lib/destination/mask-secrets";
import type { CaseExpectation, CaseSecrets } from "@/lib/test-history-contract";
import { expectedOutcomes, outcomeKey } from "./expected-outcomes";

export interface CaseWords {
  name: string;
  expected: CaseExpectation;
  secrets: CaseSecrets;
}

interface CaseFormProps {
  title: string;
  description: string;
  saveLabel: string;
  endpoint: EndpointKey;
  initial: CaseWords;
  /** Rejects with what the server says against it. */
  onSave: (words: CaseWords) => Promise<void>;
}

/** What is typed about a case, and saving it. */
function useCaseForm({ endpoint, initial, onSave }: Pick<CaseFormProps, "endpoint" | "initial" | "onSave">) {
  const { definition } = useDraft();
  const [name, setName] = useState(initial.name);
  const [outcome, setOutcome] = useState(outcomeKey(initial.expected));
  const [body, setBody] = useState(initial.expected.body);
  const [isMadeUp, setIsMadeUp] = useState(initial.secrets === "made_up");
  const [isBusy, setIsBusy] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const [problem, setProblem] = useState<string>();
  const outcomes = expectedOutcomes(endpointAt(definition, endpoint), initial.expected);

  async function save(event: FormEvent) {
    event.preventDefault();
    // The dialog may stand inside the form of another one, as React sees it.
    event.stopPropagation();
    setIsAsked(true);
    const chosen = outcomes.find(({ value }) => value === outcome);
    if (name.trim() === "" || !chosen) return;
    setIsBusy(true);
    setProblem(undefined);
    try {
      const secrets = isMadeUp ? "made_up" : "own";
      await onSave({ name: name.trim(), expected: { ...chosen.expected, body }, secrets });
    } catch (error) {
      setProblem(messageOf(error));
    }
    setIsBusy(false);
  }

  return {
    ...{ name, setName, outcome, setOutcome, body, setBody, isMadeUp, setIsMadeUp },
    ...{ outcomes, save, isBusy, problem },
    hasSecrets: definition.fields.some(isSecretField),
    nameProblem: isAsked && name.trim() === "" ? "Give the case a name." : undefined,
  };
}

/** A case's name and what is to come of it, in a dialog. */
export function CaseForm({ title, description, saveLabel, ...props }: CaseFormProps) {
  const form = useCaseForm(props);
  const formId = useId();
  return (
    <DialogContent
      title={title}
      description={description}
      footer={
        <>
          <DialogClose />
          <Button type="submit" form={formId} variant="primary" isLoading={form.isBusy}>
            {saveLabel}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={form.save} className="space-y-4">
        {form.problem && (
          <Callout tone="danger" title="Not saved" isLive>
            {form.problem}
          </Callout>
        )}
        <Field label="Name" isRequired error={form.nameProblem}>
          <Input
            value={form.name}
            dir="auto"
            maxLength={120}
            placeholder="Wrong API key"
            onChange={(event) => form.setName(event.currentTarget.value)}
          />
        </Field>
        <Field label="Expected outcome" help="The case passes when the call comes out this way.">
          <Select value={form.outcome} options={form.outcomes} onValueChange={form.setOutcome} />
        </Field>
        <Field
          label="The response must contain"
          isOptional
          help="JSON, matched as sub error codes are: only these members count, and * in a text stands for anything."
        >
          <Textarea
            value={form.body}
            rows={2}
            isMono
            dir="ltr"
            maxLength={10_000}
            placeholder='{ "list": { "status": "active" } }'
            onChange={(event) => form.setBody(event.currentTarget.value)}
          />
        </Field>
        {form.hasSecrets && (
          <Checkbox
            label="Send made-up secrets"
            help="To see that a wrong key is refused, and with which words. Otherwise each person's own are sent."
            checked={form.isMadeUp}
            onCheckedChange={form.setIsMadeUp}
          />
        )}
      </form>
    </DialogContent>
  );
}
