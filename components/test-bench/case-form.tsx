"use client";

import { type FormEvent, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { messageOf } from "@/lib/client/api";
import { type EndpointKey, endpointAt } from "@/lib/destination/endpoints";
import type { CaseExpectation } from "@/lib/test-history-contract";
import { expectedOutcomes, outcomeKey } from "./expected-outcomes";

export interface CaseWords {
  name: string;
  expected: CaseExpectation;
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

/** A case's name and what is to come of it, in a dialog. */
export function CaseForm({ title, description, saveLabel, endpoint, initial, onSave }: CaseFormProps) {
  const { definition } = useDraft();
  const [name, setName] = useState(initial.name);
  const [outcome, setOutcome] = useState(outcomeKey(initial.expected));
  const [body, setBody] = useState(initial.expected.body);
  const [isBusy, setIsBusy] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const [problem, setProblem] = useState<string>();
  const outcomes = expectedOutcomes(endpointAt(definition, endpoint), initial.expected);
  const nameProblem = isAsked && name.trim() === "" ? "Give the case a name." : undefined;

  async function save(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    setIsAsked(true);
    const chosen = outcomes.find(({ value }) => value === outcome);
    if (name.trim() === "" || !chosen) return;
    setIsBusy(true);
    setProblem(undefined);
    try {
      await onSave({ name: name.trim(), expected: { ...chosen.expected, body } });
    } catch (error) {
      setProblem(messageOf(error));
    }
    setIsBusy(false);
  }

  const formId = `case-form-${endpoint}`;
  return (
    <DialogContent
      title={title}
      description={description}
      footer={
        <>
          <DialogClose />
          <Button type="submit" form={formId} variant="primary" isLoading={isBusy}>
            {saveLabel}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save} className="space-y-4">
        {problem && (
          <Callout tone="danger" title="Not saved" isLive>
            {problem}
          </Callout>
        )}
        <Field label="Name" isRequired error={nameProblem}>
          <Input
            value={name}
            dir="auto"
            maxLength={120}
            placeholder="Wrong API key"
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <Field label="Expected outcome" help="The case passes when the call comes out this way.">
          <Select value={outcome} options={outcomes} onValueChange={setOutcome} />
        </Field>
        <Field
          label="The response must contain"
          isOptional
          help="JSON, matched as sub error codes are: only these members count, and * in a text stands for anything."
        >
          <Textarea
            value={body}
            rows={2}
            isMono
            dir="ltr"
            maxLength={10_000}
            placeholder='{ "list": { "status": "active" } }'
            onChange={(event) => setBody(event.currentTarget.value)}
          />
        </Field>
      </form>
    </DialogContent>
  );
}
