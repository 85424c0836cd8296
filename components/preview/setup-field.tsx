"use client";

import { ButtonGroup } from "@/components/ui/button-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { CustomField } from "@/lib/destination/definition";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { distinctOptions } from "./distinct-options";
import { KeptSecret } from "./kept-secret";
import { SecretInput } from "./secret-input";
import type { SecretKeeping, StoredSecrets } from "./secret-keeping";
import { directionOf, Own, useSetupWords } from "./setup-words-context";
import { StoredSecret } from "./stored-secret";

interface SetupFieldProps {
  field: CustomField;
  id: string;
  value: string;
  error?: string;
  /** Offers to remember a secret; absent where nothing is remembered. */
  secretKeeping?: SecretKeeping;
  /** What an installation has stored. */
  storedSecrets?: StoredSecrets;
  onChange: (value: string) => void;
}

/** One question of the setup modal, in the form its type asks for. */
export function SetupField({ field, id, value, error, secretKeeping, storedSecrets, onChange }: SetupFieldProps) {
  const label = field.displayName || (field.variable ? `$${field.variable}` : "Untitled field");
  const { words } = useSetupWords();
  const isUnnamed = field.variable === "";
  const storedAt = isSecretField(field) ? storedSecrets?.storedAt[field.id] : undefined;
  return (
    <Field
      id={id}
      label={label}
      help={isUnnamed ? "This field can be answered once it has a variable name." : field.helpText || undefined}
      error={error}
      isRequired={field.required}
      isOptional={!field.required}
      optionalWord={<Own>{words.optional}</Own>}
      isGroup={field.type === "button_group" && field.options.length > 0 && "radios"}
    >
      {storedSecrets && storedAt !== undefined ? (
        <StoredSecret
          fieldId={field.id}
          name={label}
          id={id}
          value={value}
          storedAt={storedAt}
          placeholder={field.placeholder || undefined}
          stored={storedSecrets}
          onChange={onChange}
        />
      ) : secretKeeping && isSecretField(field) && !isUnnamed ? (
        <KeptSecret
          fieldId={field.id}
          name={label}
          id={id}
          value={value}
          placeholder={field.placeholder || undefined}
          keeping={secretKeeping}
          onChange={onChange}
        />
      ) : (
        <Control field={field} label={label} id={id} value={value} isDisabled={isUnnamed} onChange={onChange} />
      )}
    </Field>
  );
}

function Control({
  field,
  id,
  label,
  value,
  isDisabled,
  onChange,
}: Omit<SetupFieldProps, "error" | "secretKeeping" | "storedSecrets"> & { label: string; isDisabled: boolean }) {
  const { words } = useSetupWords();
  if (field.type === "string") {
    const common = {
      value,
      disabled: isDisabled,
      placeholder: field.placeholder || undefined,
      onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    };
    return field.secret ? (
      <SecretInput {...common} name={label} />
    ) : (
      <Input {...common} dir={directionOf(value)} autoComplete="off" />
    );
  }
  if (field.options.length === 0) {
    return <p className="rounded-md border border-dashed px-2.5 py-1.5 text-muted text-sm">No options yet.</p>;
  }
  const options = distinctOptions(field.options);
  if (field.type === "button_group") {
    return (
      <div id={id} tabIndex={-1} className="min-w-0 outline-none">
        <ButtonGroup options={options} value={value} isDisabled={isDisabled} onValueChange={onChange} />
      </div>
    );
  }
  const isKnown = options.some((option) => option.value === value);
  return (
    <NativeSelect
      options={options}
      placeholder={field.placeholder || words.choose}
      value={isKnown ? value : ""}
      disabled={isDisabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
