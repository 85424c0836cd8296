"use client";

import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { freeName } from "@/components/variables/check-new-name";
import { conditionWords } from "@/lib/destination/condition-words";
import type { CustomField, FieldType } from "@/lib/destination/definition";
import { looksSecret } from "@/lib/destination/edit";
import { legalName } from "@/lib/destination/variable-use";
import { DraftSelect, DraftSwitch, DraftText, useWrite } from "./draft-controls";
import { useDefinition, useReadDefinition, useShownFindings } from "./draft-pieces";
import { FieldDetailsForm } from "./field-details-form";
import { FieldOptionsForm } from "./field-options-form";
import { ListPart } from "./list-part";
import { type ListPlace, useListEdits } from "./use-list-edits";
import { VariableNameInput } from "./variable-name-input";

export const typeOptions: readonly { value: FieldType; label: string; description: string }[] = [
  { value: "string", label: "Text", description: "Typed by the customer" },
  { value: "single_select", label: "Single select", description: "One of a list" },
  { value: "button_group", label: "Button group", description: "One of a few, all in view" },
];

export const fieldsPlace: ListPlace<CustomField> = {
  path: ["fields"],
  read: (definition) => definition.fields,
  word: "custom field",
};

/** Credentials are edited beside their method; the order of the others is among themselves. */
export const isOwn = (field: CustomField) => field.credentialOf === null;

interface CustomFieldFormProps {
  field: CustomField;
  index: number;
  /** Its place among those that are no credentials, and how many these are. */
  position: number;
  count: number;
}

/** Not drawn again while another field is edited. */
export const CustomFieldForm = memo(function CustomFieldForm({ field, index, position, count }: CustomFieldFormProps) {
  const list = useListEdits(fieldsPlace);
  const readDefinition = useReadDefinition();
  const path = ["fields", index];
  const name = field.displayName || field.variable || "New field";
  const note = useDefinition(({ fields }) => noteOf(field, fields));
  return (
    <ListPart
      list={list}
      id={field.id}
      path={path}
      name={name}
      summary={<FieldSummary field={field} name={name} />}
      note={note}
      isNew={field.variable === "" || field.displayName === ""}
      position={position}
      count={count}
      onMove={(step) => list.move(field.id, step, isOwn)}
      onDuplicate={() =>
        list.duplicate(field, { variable: field.variable && freeName(readDefinition(), field.variable) })
      }
      onRemove={() => list.remove(field, field.displayName)}
    >
      <div className="grid items-start gap-4 @lg:grid-cols-2">
        <DisplayNameInput field={field} index={index} />
        <VariableNameInput path={[...path, "variable"]} value={field.variable} placeholder="account_id" />
        <DraftSelect path={[...path, "type"]} label="Type" value={field.type} options={typeOptions} />
        <div className="flex flex-wrap content-end gap-x-6 gap-y-2 self-end pb-1.5">
          <DraftSwitch path={[...path, "required"]} label="Required" value={field.required} />
          {field.type === "string" && <DraftSwitch path={[...path, "secret"]} label="Secret" value={field.secret} />}
        </div>
      </div>
      <SecretSuggestion field={field} index={index} />
      {field.type !== "string" && <FieldOptionsForm field={field} index={index} />}
      <FieldDetailsForm field={field} index={index} />
    </ListPart>
  );
});

/** "United States, Europe · Asked for each sync · Shown when Plan is Pro": what is inside, without opening it. */
function noteOf(field: CustomField, fields: readonly CustomField[]): string | undefined {
  const answers = field.options.map(({ label, value }) => label || value).filter((answer) => answer !== "");
  const words = [
    field.type === "string" ? "" : answers.join(", "),
    field.perSync ? "Asked for each sync" : "",
    conditionWords([...fields], field.visibleWhen) ?? "",
  ].filter((word) => word !== "");
  return words.length > 0 ? words.join(" · ") : undefined;
}

function FieldSummary({ field, name }: { field: CustomField; name: string }) {
  const type = typeOptions.find(({ value }) => value === field.type)?.label;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="truncate">{name}</span>
      {field.variable && <code className="truncate font-normal text-syntax-variable text-xs">${field.variable}</code>}
      <span className="font-normal text-faint text-xs">{type}</span>
      {field.secret && field.type === "string" && <Badge>Secret</Badge>}
      {!field.required && <Badge>Optional</Badge>}
    </span>
  );
}

/** Leaving the display name proposes the variable, as long as there is none. */
function DisplayNameInput({ field, index }: { field: CustomField; index: number }) {
  const nameVariable = useWrite(["fields", index, "variable"]);
  return (
    <DraftText
      path={["fields", index, "displayName"]}
      label="Display name"
      value={field.displayName}
      placeholder="Account ID"
      isRequired
      onLeave={() => {
        const proposed = legalName(field.displayName);
        if (field.variable === "" && proposed) nameVariable(proposed);
      }}
    />
  );
}

function SecretSuggestion({ field, index }: { field: CustomField; index: number }) {
  const setSecret = useWrite(["fields", index, "secret"]);
  const findings = useShownFindings(["fields", index, "secret"]);
  const isTelling = looksSecret(field.variable) || looksSecret(field.displayName);
  if (field.type !== "string" || field.secret || !isTelling || findings.length > 0) return null;
  return (
    <p className="text-muted text-xs">
      This looks like a secret. A secret is masked while it is typed, encrypted, and never shown again.
      <Button size="sm" className="ms-2" onClick={() => setSecret(true)}>
        Make it secret
      </Button>
    </p>
  );
}
