"use client";

import { type FocusEvent, type ReactNode, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { CustomField, DestinationDefinition } from "@/lib/destination/definition";
import { chosenProperty, chosenTarget, ownValue, visibleFields } from "@/lib/destination/effective-settings";
import { actionsOf, isCohortDefinition } from "@/lib/destination/endpoints";
import { ActionRows } from "./action-rows";
import { MappingRow } from "./mapping-row";
import type { SecretKeeping, StoredSecrets } from "./secret-keeping";
import { SetupField } from "./setup-field";
import {
  fieldRowId,
  mappingRowId,
  nameRowId,
  type ProjectProperty,
  type SetupProblem,
  type SetupValues,
  setupElementId,
} from "./setup-values";
import { directionOf, languageAttributes, Own, useSetupWords } from "./setup-words-context";
import { SetupWordsProvider } from "./setup-words-provider";
import { useAfterPress } from "./use-after-press";

interface SetupFormProps {
  definition: DestinationDefinition;
  values: SetupValues;
  onChange: (values: SetupValues) => void;
  projectProperties: readonly ProjectProperty[];
  /** From `setupProblems`; a problem shows once its row was left, or when all are revealed. */
  problems: readonly SetupProblem[];
  areProblemsRevealed: boolean;
  /** The row that the partner's answer blames; shown until the answer is wrong in itself. */
  blamed?: SetupProblem;
  /** Also asks what is otherwise asked when a sync is created, as a test needs it. */
  isWithSyncFields?: boolean;
  /** Offers to remember secrets, in the test bench only. */
  secretKeeping?: SecretKeeping;
  /** What an installation has stored. */
  storedSecrets?: StoredSecrets;
  /** Shows these rows only, for an upgrade that asks what is new. */
  onlyRows?: ReadonlySet<string>;
  /** What stands above a row: that it is new, or another than before. */
  marks?: ReadonlyMap<string, ReactNode>;
  /** Keeps the ids of two forms on one page apart. */
  idPrefix: string;
  /** The language that the definition's texts are in. */
  language?: string;
}

/** The rows of the setup modal: name, fields in order, mappings. What customers see, wherever it is shown. */
export function SetupForm(props: SetupFormProps) {
  return (
    <SetupWordsProvider language={props.language}>
      <Rows {...props} />
    </SetupWordsProvider>
  );
}

function Rows({ definition, values, onChange, problems, idPrefix, ...props }: SetupFormProps) {
  const { words, lang } = useSetupWords();
  const { row, errorOf } = useRows(problems, props.areProblemsRevealed, props.blamed);
  const isShown = (rowId: string) => props.onlyRows === undefined || props.onlyRows.has(rowId);
  const fields = visibleFields(definition, values.settings).filter(({ variable }) => isShown(fieldRowId(variable)));
  const mappings = definition.mappings.filter(({ variable }) => isShown(mappingRowId(variable)));
  const atInstallation = fields.filter((field) => !field.perSync);
  const perSync = props.isWithSyncFields ? fields.filter((field) => field.perSync) : [];
  const idOf = (rowId: string) => setupElementId(idPrefix, rowId);
  const isBare = [atInstallation, definition.mappings, perSync, actionsOf(definition)].every(
    ({ length }) => length === 0,
  );
  const setSetting = (variable: string, value: string) =>
    onChange({ ...values, settings: { ...values.settings, [variable]: value } });

  const fieldRow = (field: CustomField) => (
    <div key={field.id} {...row(fieldRowId(field.variable))}>
      {props.marks?.get(fieldRowId(field.variable))}
      <SetupField
        field={field}
        id={field.variable === "" ? idOf(`unnamed-${field.id}`) : idOf(fieldRowId(field.variable))}
        value={ownValue(values.settings, field.variable) ?? field.defaultValue}
        error={errorOf(fieldRowId(field.variable))}
        secretKeeping={props.secretKeeping}
        storedSecrets={props.storedSecrets}
        onChange={(value) => setSetting(field.variable, value)}
      />
    </div>
  );

  return (
    <div className="space-y-4" {...languageAttributes(props.language)}>
      {isShown(nameRowId) && (
        <div {...row(nameRowId)}>
          <Field id={idOf(nameRowId)} label={<Own>{words.form.name}</Own>} isRequired error={errorOf(nameRowId)}>
            <Input
              value={values.name}
              dir={directionOf(values.name)}
              autoComplete="off"
              placeholder={words.form.namePlaceholder}
              onChange={(event) => onChange({ ...values, name: event.currentTarget.value })}
            />
          </Field>
        </div>
      )}
      {atInstallation.map(fieldRow)}
      {mappings.map((mapping) => (
        <div key={mapping.id} {...row(mappingRowId(mapping.variable))}>
          {props.marks?.get(mappingRowId(mapping.variable))}
          <MappingRow
            mapping={mapping}
            id={mapping.variable === "" ? idOf(`unnamed-${mapping.id}`) : idOf(mappingRowId(mapping.variable))}
            property={chosenProperty(mapping, values.mappings)}
            target={chosenTarget(mapping, values.settings)?.value ?? ""}
            isOfEvents={!isCohortDefinition(definition)}
            properties={props.projectProperties}
            error={errorOf(mappingRowId(mapping.variable))}
            onPropertyChange={(property) =>
              onChange({ ...values, mappings: { ...values.mappings, [mapping.variable]: property } })
            }
            onTargetChange={(target) => setSetting(mapping.variable, target)}
          />
        </div>
      ))}
      <ActionRows
        definition={definition}
        isShown={isShown}
        answers={values.actions}
        errorOf={errorOf}
        idOf={idOf}
        onChange={(actions) => onChange({ ...values, actions })}
      />
      {isBare && !props.onlyRows && (
        <p lang={lang} className="rounded-md border border-dashed px-3 py-2.5 text-muted text-sm">
          <bdi>{words.nothingElse}</bdi>
        </p>
      )}
      {perSync.length > 0 && (
        <fieldset className="min-w-0 space-y-4 border-line border-t pt-4">
          <legend lang={lang} className="float-start w-full text-muted text-xs">
            <bdi>{words.askedPerSync}</bdi>
          </legend>
          <div className="clear-both space-y-4 pt-1">{perSync.map(fieldRow)}</div>
        </fieldset>
      )}
    </div>
  );
}

/** Which rows were left, for the handlers of each and for the problem that it shows. */
function useRows(problems: readonly SetupProblem[], areProblemsRevealed: boolean, blamed: SetupProblem | undefined) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const afterPress = useAfterPress();
  const errorOf = (rowId: string) => {
    const isShown = areProblemsRevealed || left.has(rowId);
    const own = isShown ? problems.find((problem) => problem.rowId === rowId)?.message : undefined;
    return own ?? (blamed?.rowId === rowId ? blamed.message : undefined);
  };
  /** A row counts as left when the focus goes out of it, not when it moves to the button that shows a secret. */
  const row = (rowId: string) => ({
    onBlur: (event: FocusEvent<HTMLElement>) => {
      const goesTo = event.relatedTarget;
      if (goesTo instanceof Node && event.currentTarget.contains(goesTo)) return;
      afterPress(() => setLeft((before) => (before.has(rowId) ? before : new Set([...before, rowId]))));
    },
  });
  return { row, errorOf };
}
