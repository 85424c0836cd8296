"use client";

import type { MemberCalls } from "@/lib/destination/definition";
import { isCohortDefinition } from "@/lib/destination/endpoints";
import { fieldId } from "./document-place";
import { DraftText, useWrite } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { FormSection } from "./form-section";
import { PlaceDisclosure } from "./place-disclosure";
import { RadioRows } from "./radio-rows";
import { usePartProblems } from "./use-part-problems";

type Choice = { value: MemberCalls; label: string; description: string; sample: string };

const choices: Record<"list" | "property", readonly Choice[]> = {
  list: [
    {
      value: "separate",
      label: "A call for each direction",
      description: "Add users and Remove users.",
      sample: "…/add · …/remove",
    },
    {
      value: "shared",
      label: "One call for both",
      description: "The payload or each user says which.",
      sample: '{ "action": "$operation" }',
    },
  ],
  property: [
    {
      value: "shared",
      label: "One call for both",
      description: "The value says whether a user is in the cohort.",
      sample: '{ "$property_key": $in_cohort }',
    },
    {
      value: "separate",
      label: "Set and unset",
      description: "Two calls or two payloads, as for tags.",
      sample: "POST /tags · DELETE /tags",
    },
  ],
};

/** Whether users who enter and users who leave go through one call, and the words that tell them apart. */
export function MemberCallsForm() {
  const isProperty = useDefinition(({ kind }) => kind === "property");
  const memberCalls = useDefinition((definition) =>
    isCohortDefinition(definition) ? definition.memberCalls : "separate",
  );
  const choose = useWrite(["memberCalls"]);
  return (
    <FormSection
      id="members"
      title="Members"
      description={
        isProperty
          ? "How your API sets the property for those who enter the cohort, and unsets it for those who leave."
          : "How your API takes those who enter the cohort and those who leave it."
      }
    >
      <RadioRows
        id={fieldId(["memberCalls"])}
        label="How members are changed"
        value={memberCalls}
        options={choices[isProperty ? "property" : "list"]}
        onValueChange={choose}
      />
      <OperationWordsForm />
    </FormSection>
  );
}

const usualWords = { add: "add", remove: "remove" };

/** Few APIs need it: the words by which one of them tells adding from removing. */
function OperationWordsForm() {
  const path = ["operationWords"];
  const { add, remove } = useDefinition((definition) =>
    isCohortDefinition(definition) ? definition.operationWords : usualWords,
  );
  const problems = usePartProblems(path);
  return (
    <PlaceDisclosure
      path={path}
      title="Words of $operation"
      description={`${add || "…"} for those who enter, ${remove || "…"} for those who leave`}
      {...problems}
    >
      <div className="grid items-start gap-4 @lg:grid-cols-2">
        <DraftText
          path={[...path, "add"]}
          label="Word for adding"
          value={add}
          placeholder="add"
          help="As your API writes it, such as subscribe."
          isMono
          isRequired
        />
        <DraftText
          path={[...path, "remove"]}
          label="Word for removing"
          value={remove}
          placeholder="remove"
          help="Such as unsubscribe."
          isMono
          isRequired
        />
      </div>
    </PlaceDisclosure>
  );
}
