"use client";

import { SetupForm } from "@/components/preview/setup-form";
import { actionRowId, fieldRowId, mappingRowId, type ProjectProperty } from "@/components/preview/setup-values";
import { Field } from "@/components/ui/field";
import { formatDay } from "@/components/ui/format-time";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { actionsOf } from "@/lib/destination/endpoints";
import { languagesOf } from "@/lib/destination/translations";
import { vaultDays, vaultNoteCharsMax } from "@/lib/review-vault-contract";
import type { AccountForm } from "./use-account-form";

const dayMs = 24 * 60 * 60 * 1000;

interface AccountFieldsProps {
  definition: DestinationDefinition;
  form: AccountForm;
  properties: readonly ProjectProperty[];
  note: string;
  onNoteChange: (note: string) => void;
  areProblemsRevealed: boolean;
  idPrefix: string;
}

/** A test account for the reviewers: the answers of the setup modal, what to know about it, and how long it is lent. */
export function AccountFields({ definition, form, note, onNoteChange, ...props }: AccountFieldsProps) {
  const { days } = form;
  return (
    <>
      <SetupForm
        definition={definition}
        language={languagesOf(definition).original}
        values={form.values}
        onChange={form.setValues}
        projectProperties={props.properties}
        problems={form.problems}
        areProblemsRevealed={props.areProblemsRevealed}
        storedSecrets={form.stored}
        onlyRows={rowsOf(definition)}
        isWithSyncFields
        idPrefix={props.idPrefix}
      />
      <div className="grid grid-cols-1 gap-4 border-line border-t pt-4 sm:grid-cols-[1fr_14rem]">
        <Field label="What reviewers should know about it" isOptional error={noteProblem(note)}>
          <Textarea
            value={note}
            rows={2}
            dir="auto"
            placeholder="Lists of this account are deleted every night."
            onChange={({ currentTarget: { value } }) => onNoteChange(value)}
          />
        </Field>
        <Field label="Deleted after" help={`On ${dayAfter(days)}, or earlier: when it is decided.`}>
          <NativeSelect
            value={String(days)}
            options={vaultDays.map((count) => ({ value: String(count), label: `${count} days` }))}
            onChange={({ currentTarget: { value } }) =>
              form.setDays(vaultDays.find((count) => String(count) === value) ?? days)
            }
          />
        </Field>
      </div>
    </>
  );
}

/** What is wrong with the note; undefined: nothing. */
export function noteProblem(note: string): string | undefined {
  return note.trim().length > vaultNoteCharsMax ? "Shorten the note to 1,000 characters at most." : undefined;
}

function dayAfter(days: number): string {
  return formatDay(new Date(Date.now() + days * dayMs));
}

/** All but the name: an account has none. */
function rowsOf(definition: DestinationDefinition): Set<string> {
  return new Set([
    ...definition.fields.map(({ variable }) => fieldRowId(variable)),
    ...definition.mappings.map(({ variable }) => mappingRowId(variable)),
    ...actionsOf(definition).map(({ id }) => actionRowId(id)),
  ]);
}
