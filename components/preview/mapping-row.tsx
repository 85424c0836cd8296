"use client";

import { ArrowRight } from "lucide-react";
import { useId } from "react";
import { ButtonGroup } from "@/components/ui/button-group";
import { Field } from "@/components/ui/field";
import { FieldContext } from "@/components/ui/field-context";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { MappingField } from "@/lib/destination/definition";
import type { SetupWords } from "@/lib/destination/setup-words/setup-words";
import { distinctOptions } from "./distinct-options";
import type { ProjectProperty } from "./setup-values";
import { Own, useSetupWords } from "./setup-words-context";

interface MappingRowProps {
  mapping: MappingField;
  id: string;
  /** The chosen user property, or empty. */
  property: string;
  /** For the option types: the chosen target's value. */
  target: string;
  properties: readonly ProjectProperty[];
  /** Whether it is a path of the event that is mapped rather than a user property. */
  isOfEvents: boolean;
  error?: string;
  onPropertyChange: (property: string) => void;
  onTargetChange: (target: string) => void;
}

/** A user property of the project, or a part of the event, then an arrow and the partner's name for it. */
export function MappingRow({
  mapping,
  id,
  property,
  target,
  properties,
  isOfEvents,
  error,
  ...change
}: MappingRowProps) {
  const { words, lang } = useSetupWords();
  const targetName =
    mapping.targetName || mapping.displayName || (mapping.variable && `$${mapping.variable}`) || "Target";
  const isUnnamed = mapping.variable === "";
  return (
    <Field
      id={id}
      label={mapping.displayName || targetName}
      help={isUnnamed ? "This mapping can be answered once it has a variable name." : undefined}
      error={error}
      isRequired={mapping.required}
      isOptional={!mapping.required}
      optionalWord={<Own>{words.optional}</Own>}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2">
        {isOfEvents ? (
          <EventPath value={property} isDisabled={isUnnamed} onChange={change.onPropertyChange} />
        ) : (
          <NativeSelect
            lang={lang}
            options={propertyOptions(mapping, property, properties, words)}
            placeholder={words.mapping.choose}
            value={property}
            disabled={isUnnamed}
            onChange={(event) => change.onPropertyChange(event.currentTarget.value)}
          />
        )}
        <ArrowRight aria-hidden="true" className="size-4 text-faint rtl:rotate-180" />
        {mapping.type === "string" || mapping.options.length === 0 ? (
          <span className="min-w-0 break-words text-ink text-sm">
            <span lang={lang} className="sr-only">
              {words.mapping.becomes}{" "}
            </span>
            <bdi>{targetName}</bdi>
          </span>
        ) : (
          <TargetChoice
            mapping={mapping}
            id={`${id}-target`}
            label={words.mapping.targetOf(mapping.displayName || targetName)}
            value={target}
            isDisabled={isUnnamed}
            onChange={change.onTargetChange}
          />
        )}
      </div>
    </Field>
  );
}

interface TargetChoiceProps {
  mapping: MappingField;
  id: string;
  label: string;
  value: string;
  isDisabled: boolean;
  onChange: (value: string) => void;
}

/** What the property is called at the partner, where the customer chooses that too. */
function TargetChoice({ mapping, id, label, value, isDisabled, onChange }: TargetChoiceProps) {
  const options = distinctOptions(mapping.options);
  return (
    // It has a name of its own; what is wrong with the row is the property's.
    <FieldContext value={undefined}>
      {mapping.type === "button_group" ? (
        <ButtonGroup
          aria-label={label}
          className="justify-self-start"
          options={options}
          value={value}
          isDisabled={isDisabled}
          onValueChange={onChange}
        />
      ) : (
        <NativeSelect
          id={id}
          aria-label={label}
          options={options}
          value={value}
          disabled={isDisabled}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </FieldContext>
  );
}

/** Where events usually hold who they are about; any other path may be typed. */
const usualPaths = [
  "userId",
  "anonymousId",
  "groupId",
  "traits.email",
  "properties.email",
  "context.traits.email",
  "context.device.id",
];

function EventPath({
  value,
  isDisabled,
  onChange,
}: {
  value: string;
  isDisabled: boolean;
  onChange: (path: string) => void;
}) {
  const listId = useId();
  return (
    <>
      <Input
        value={value}
        isMono
        dir="ltr"
        list={listId}
        placeholder="userId"
        autoComplete="off"
        spellCheck={false}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={listId}>
        {usualPaths.map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
    </>
  );
}

function propertyOptions(
  { required }: MappingField,
  chosen: string,
  properties: readonly ProjectProperty[],
  { mapping: words }: SetupWords,
) {
  const options = properties.map(({ name, type }) => ({
    value: name,
    label: type === "string" ? name : `${name} (${type})`,
  }));
  const isKnown = chosen === "" || properties.some(({ name }) => name === chosen);
  // What was chosen for another project must stay visible, or the list would show a choice nobody made.
  const withChosen = isKnown ? options : [{ value: chosen, label: words.notInProject(chosen) }, ...options];
  return required ? withChosen : [{ value: "", label: words.none }, ...withChosen];
}
