"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Ellipsis, GitCompareArrows, History, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { testCasesQuery, testHistoryApi } from "@/lib/client/test-history-api";
import type { TestCase } from "@/lib/test-history-contract";
import { CaseForm } from "./case-form";
import type { RunView } from "./run-view";

interface CaseMenuProps {
  testCase: TestCase;
  onShow: (view: RunView) => void;
}

/** What can be done with a case besides running it. */
export function CaseMenu({ testCase, onShow }: CaseMenuProps) {
  const { destinationId } = useDraft();
  const queries = useQueryClient();
  const [open, setOpen] = useState<"edit" | "delete">();
  const { id, name, endpoint, expected, last, madeOfId } = testCase;
  const reload = () => queries.invalidateQueries(testCasesQuery(destinationId));
  const close = (isOpen: boolean) => !isOpen && setOpen(undefined);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`More about the case ${name}`} size="sm">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
      >
        {last && (
          <MenuItem icon={<History className="size-4" />} onSelect={() => onShow({ type: "run", id: last.id })}>
            Show its last run
          </MenuItem>
        )}
        {last && madeOfId && madeOfId !== last.id && (
          <MenuItem
            icon={<GitCompareArrows className="size-4" />}
            onSelect={() => onShow({ type: "compare", before: madeOfId, after: last.id })}
          >
            Compare with the first run
          </MenuItem>
        )}
        <MenuItem icon={<Pencil className="size-4" />} onSelect={() => setOpen("edit")}>
          Change
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 className="size-4" />} tone="danger" onSelect={() => setOpen("delete")}>
          Delete
        </MenuItem>
      </Menu>
      <Dialog isOpen={open === "edit"} onOpenChange={close}>
        <CaseForm
          title="Change the case"
          description="What it sends stays as it was saved."
          saveLabel="Save changes"
          endpoint={endpoint}
          initial={{ name, expected, secrets: testCase.inputs.secrets }}
          onSave={async (words) => {
            await testHistoryApi.changeCase(destinationId, id, words);
            await reload();
            setOpen(undefined);
          }}
        />
      </Dialog>
      <ConfirmDialog
        isOpen={open === "delete"}
        onOpenChange={close}
        title={`Delete the case ${name}?`}
        description="Its runs stay in the history of the endpoint."
        confirmLabel="Delete case"
        tone="danger"
        onConfirm={async () => {
          await testHistoryApi.deleteCase(destinationId, id);
          await reload();
          toast.success(`“${name}” was deleted`);
        }}
      />
    </>
  );
}
