"use client";

import { ButtonGroup } from "@/components/ui/button-group";
import { Callout } from "@/components/ui/callout";
import { DescriptionList } from "@/components/ui/description-list";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { ConnectionInfoBody } from "@/lib/contract";
import type { ManifestConnectionInfo } from "@/lib/destination/manifest/manifest";

/** Of the field that is refused most: a name that is taken. */
export const nameId = "manifest-display-name";

export interface InfoChoice {
  /** Whether a new record is made; otherwise the destination is listed under one that is there. */
  isNew: boolean;
  connectionInfoId: string;
  body: ConnectionInfoBody;
}

interface Props {
  choice: InfoChoice;
  ofFile: ManifestConnectionInfo | undefined;
  connectionInfos: { id: string; displayName: string; versionLabel: string }[];
  categories: { id: string; name: string }[];
  problems: Record<string, string>;
  onChange: (choice: InfoChoice) => void;
}

/** Under which connection info a destination from a file is listed: the file's own, as a new record, or one that is there. */
export function ManifestConnectionInfoForm({ choice, ofFile, connectionInfos, problems, onChange, categories }: Props) {
  return (
    <>
      {connectionInfos.length > 0 && (
        <ButtonGroup
          aria-label="Connection info"
          value={choice.isNew ? "new" : "existing"}
          onValueChange={(value) => onChange({ ...choice, isNew: value === "new" })}
          options={[
            { value: "new", label: ofFile ? "The file’s, as a new one" : "A new one" },
            { value: "existing", label: "One that is there" },
          ]}
        />
      )}
      {choice.isNew ? (
        <NewInfo choice={choice} ofFile={ofFile} categories={categories} problems={problems} onChange={onChange} />
      ) : (
        <Field
          label="Connection info"
          help={ofFile && "What the file says of itself is left out: this record stays as it is."}
          error={problems.connectionInfoId}
          isRequired
        >
          <NativeSelect
            value={choice.connectionInfoId}
            onChange={(event) => onChange({ ...choice, connectionInfoId: event.target.value })}
            options={connectionInfos.map(({ id, displayName, versionLabel }) => ({
              value: id,
              label: `${displayName} – ${versionLabel}`,
            }))}
          />
        </Field>
      )}
    </>
  );
}

function NewInfo({ choice, ofFile, categories, problems, onChange }: Omit<Props, "connectionInfos">) {
  const { body } = choice;
  const change = (part: Partial<ConnectionInfoBody>) => onChange({ ...choice, body: { ...body, ...part } });
  const isUnknown =
    ofFile !== undefined &&
    ofFile.category !== "" &&
    !categories.some(({ name }) => name.toLowerCase() === ofFile.category.toLowerCase());
  return (
    <>
      <Field
        id={nameId}
        label="Display name"
        error={problems.displayName}
        help="Unique on the platform, 2 to 60 characters."
        isRequired
      >
        <Input
          value={body.displayName}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => change({ displayName: event.target.value })}
        />
      </Field>
      {isUnknown && body.categoryId === null && (
        <Callout tone="warning" title={`This portal has no category “${ofFile.category}”`}>
          Choose the nearest one, or leave it open: it is needed only when you submit.
        </Callout>
      )}
      <Field label="Category" isOptional error={problems.categoryId}>
        <NativeSelect
          value={body.categoryId ?? ""}
          onChange={(event) => change({ categoryId: event.target.value === "" ? null : event.target.value })}
          options={[
            { value: "", label: "None yet" },
            ...categories.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      {ofFile ? (
        <DescriptionList items={restOf(body)} />
      ) : (
        <p className="text-muted text-sm">The file says nothing more; the rest is written in the connection info.</p>
      )}
      <p className="text-muted text-xs">A file holds no logo. Everything can be edited afterwards.</p>
    </>
  );
}

function restOf(body: ConnectionInfoBody) {
  const rows: [term: string, value: string][] = [
    ["Summary", body.summary],
    ["Full description", body.fullDescription],
    ["Documentation", body.documentation],
    ["Support", body.support],
    ["Version label", body.versionLabel],
  ];
  return rows.map(([term, value]) => ({
    term,
    value: value ? (
      <span dir="auto" className="line-clamp-4 whitespace-pre-line">
        {value}
      </span>
    ) : (
      <span className="text-faint">Empty</span>
    ),
  }));
}
