"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmButton } from "@/components/people/confirm-button";
import { SubmitForm } from "@/components/people/submit-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";

interface UserProperty {
  id: string;
  name: string;
  type: string;
  example: string;
}

const types = [
  { value: "string", label: "string" },
  { value: "number", label: "number" },
  { value: "boolean", label: "boolean" },
];

/** What a project knows of each user: what mappings choose from, and what tests take their examples from. */
export function UserProperties({ projectId, properties }: { projectId: string; properties: UserProperty[] }) {
  const router = useRouter();
  const [editedId, setEditedId] = useState<string>();
  const edited = properties.find((property) => property.id === editedId);
  const url = `/api/v1/projects/${projectId}/properties`;

  return (
    <>
      <Table label="User properties">
        <Thead>
          <Tr>
            <Th>Name</Th>
            <Th>Type</Th>
            <Th>Example</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {properties.map((property) => (
            <Tr key={property.id} isSelected={property.id === editedId}>
              <Td className="font-mono text-ink text-xs">{property.name}</Td>
              <Td className="text-muted">{property.type}</Td>
              <Td className="max-w-64 truncate font-mono text-muted text-xs">{property.example || "none"}</Td>
              <Td>
                <span className="flex justify-end gap-1.5">
                  <Button size="sm" aria-label={`Edit ${property.name}`} onClick={() => setEditedId(property.id)}>
                    Edit
                  </Button>
                  <ConfirmButton
                    label="Delete"
                    fullLabel={`Delete ${property.name}`}
                    size="sm"
                    title={`Delete ${property.name}?`}
                    description="Mappings can no longer choose it."
                    confirmLabel="Delete property"
                    method="DELETE"
                    url={`${url}/${property.id}`}
                    onDone={router.refresh}
                  />
                </span>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <div className="border-line border-t p-4">
        <h3 className="mb-3 font-semibold text-sm">{edited ? `Edit ${edited.name}` : "Add a property"}</h3>
        <SubmitForm
          // A form of its own for each property, with that property's values.
          key={edited?.id ?? "new"}
          method={edited ? "PUT" : "POST"}
          url={edited ? `${url}/${edited.id}` : url}
          toBody={({ name, type, example }) => ({ name, type, example })}
          onDone={() => {
            setEditedId(undefined);
            router.refresh();
          }}
          submitLabel={edited ? "Save property" : "Add property"}
          variant="secondary"
          isClearedAfter={!edited}
          isInline
        >
          {(errorAt) => <PropertyFields edited={edited} errorAt={errorAt} />}
        </SubmitForm>
        {edited && (
          <Button variant="ghost" className="mt-2" onClick={() => setEditedId(undefined)}>
            Keep it as it is
          </Button>
        )}
      </div>
    </>
  );
}

interface PropertyFieldsProps {
  edited: UserProperty | undefined;
  errorAt: (path: string) => string | undefined;
}

function PropertyFields({ edited, errorAt }: PropertyFieldsProps) {
  return (
    <>
      <Field label="Name" error={errorAt("name")} className="w-full sm:w-56">
        <Input name="name" isMono required maxLength={64} defaultValue={edited?.name} />
      </Field>
      <Field label="Type" error={errorAt("type")} className="w-32">
        <NativeSelect name="type" options={types} defaultValue={edited?.type ?? "string"} />
      </Field>
      <Field label="Example" isOptional error={errorAt("example")} className="min-w-48 flex-1">
        <Input name="example" isMono maxLength={200} defaultValue={edited?.example} />
      </Field>
    </>
  );
}
