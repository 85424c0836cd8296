"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { SubmitForm } from "@/components/people/submit-form";
import { useSend } from "@/components/people/use-send";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";

interface CategoryRow {
  id: string;
  name: string;
  isArchived: boolean;
  useCount: number;
}

/** The list in the order in which partners see it. */
export function CategoryTable({ categories }: { categories: CategoryRow[] }) {
  const router = useRouter();
  const { start, isBusy, problem } = useSend();
  const [editedId, setEditedId] = useState<string>();

  async function change(category: CategoryRow, body: { position?: number; isArchived?: boolean }) {
    await start("PATCH", `/api/v1/admin/categories/${category.id}`, body);
    router.refresh();
  }

  return (
    <>
      {problem && (
        <Callout tone="danger" isLive className="m-3">
          {problem.message}
        </Callout>
      )}
      <Table label="Categories">
        <Thead>
          <Tr>
            <Th>Name</Th>
            <Th isNumeric>In use by</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {categories.map((category, index) => (
            <Tr key={category.id}>
              <Td>
                {category.id === editedId ? (
                  <RenameCategory category={category} onDone={() => setEditedId(undefined)} />
                ) : (
                  <span className="flex items-center gap-2">
                    <span className="font-medium text-ink">{category.name}</span>
                    {category.isArchived && <Badge>Archived</Badge>}
                  </span>
                )}
              </Td>
              <Td isNumeric>{category.useCount}</Td>
              <Td>
                <span className="flex items-center justify-end gap-1">
                  <IconButton
                    label={`Move ${category.name} up`}
                    variant="ghost"
                    size="sm"
                    disabled={isBusy || index === 0}
                    onClick={() => change(category, { position: index - 1 })}
                  >
                    <ArrowUp />
                  </IconButton>
                  <IconButton
                    label={`Move ${category.name} down`}
                    variant="ghost"
                    size="sm"
                    disabled={isBusy || index === categories.length - 1}
                    onClick={() => change(category, { position: index + 1 })}
                  >
                    <ArrowDown />
                  </IconButton>
                  <Button size="sm" aria-label={`Rename ${category.name}`} onClick={() => setEditedId(category.id)}>
                    Rename
                  </Button>
                  <Button
                    size="sm"
                    aria-label={`${category.isArchived ? "Restore" : "Archive"} ${category.name}`}
                    disabled={isBusy}
                    onClick={() => change(category, { isArchived: !category.isArchived })}
                  >
                    {category.isArchived ? "Restore" : "Archive"}
                  </Button>
                </span>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}

function RenameCategory({ category, onDone }: { category: CategoryRow; onDone: () => void }) {
  const router = useRouter();
  return (
    <div className="flex flex-wrap items-start gap-2 py-1">
      <SubmitForm
        method="PATCH"
        url={`/api/v1/admin/categories/${category.id}`}
        toBody={({ name }) => ({ name })}
        onDone={() => {
          onDone();
          router.refresh();
        }}
        submitLabel="Save name"
        isInline
      >
        {(errorAt) => (
          <Field label={`New name of ${category.name}`} isLabelHidden error={errorAt("name")} className="w-56">
            <Input name="name" required minLength={2} maxLength={40} defaultValue={category.name} />
          </Field>
        )}
      </SubmitForm>
      <Button variant="ghost" onClick={onDone}>
        Keep
      </Button>
    </div>
  );
}
