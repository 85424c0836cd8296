"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Check, CircleDashed, Ellipsis, GitCompareArrows, History, Pencil, Play, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { testCasesQuery, testHistoryApi } from "@/lib/client/test-history-api";
import { outcomeInWords } from "@/lib/destination/case-verdict";
import { endpointName } from "@/lib/destination/endpoints";
import type { TestCase } from "@/lib/test-history-contract";
import type { Blocker } from "./blockers";
import { CaseForm } from "./case-form";
import type { CaseState } from "./case-state";
import { RefusalCallout } from "./refusal-callout";
import type { RunView } from "./run-view";
import type { TestCases } from "./use-test-cases";

/** How a case stands, to the eye and in words. */
export const caseLooks = {
  passed: { Icon: Check, ink: "text-success-ink", word: "Passed" },
  failed: { Icon: X, ink: "text-danger-ink", word: "Failed" },
  outdated: { Icon: CircleDashed, ink: "text-warning-ink", word: "Changed since its last run" },
  not_run: { Icon: CircleDashed, ink: "text-faint", word: "Not run" },
  gone: { Icon: CircleDashed, ink: "text-warning-ink", word: "This destination makes no such call any more" },
} satisfies Record<CaseState, unknown>;

interface CaseRowProps {
  testCase: TestCase;
  state: CaseState;
  tests: TestCases;
  onShow: (view: RunView) => void;
  onOpen: (blocker: Blocker) => void;
}

/** One case: what it is, what came of it, and what is different. */
export function CaseRow({ testCase, state, tests, onShow, onOpen }: CaseRowProps) {
  const { definition } = useDraft();
  const { id, name, endpoint, expected, last } = testCase;
  const isRunning = tests.runningId === id;
  const refusal = tests.refusals[id];
  const { Icon, ink, word } = caseLooks[state];
  const differences = state === "passed" || state === "gone" ? [] : (last?.differences ?? []);
  return (
    <li aria-label={name} className="flex items-start gap-2.5 px-4 py-2.5">
      <span aria-hidden="true" className={cn("mt-0.5 grid size-4 place-items-center [&_svg]:size-4", ink)}>
        {isRunning ? <Spinner /> : <Icon />}
      </span>
      <div className="min-w-0 flex-1 space-y-1 text-sm">
        <p className="break-words font-medium" dir="auto">
          {name}
        </p>
        <p className="break-words text-muted text-xs">
          <span className={ink}>{isRunning ? "Running" : word}</span>
          {" · "}
          {endpointName(definition, endpoint)}
          {testCase.inputs.secrets === "made_up" && " with made-up secrets"}, expecting {outcomeInWords(expected)}
          {last && (
            <>
              {" · "}
              <RelativeTime key={last.createdAt} at={last.createdAt} />
            </>
          )}
        </p>
        {differences.map((difference) => (
          <p key={difference} className="break-words text-xs">
            {state === "outdated" && <span className="text-muted">Last time: </span>}
            {difference}
          </p>
        ))}
        {refusal && <RefusalCallout refusal={refusal} onOpen={onOpen} />}
      </div>
      <div className="flex shrink-0 items-center">
        <IconButton
          label={`Run the case ${name}`}
          size="sm"
          disabled={tests.runningId !== undefined || state === "gone"}
          onClick={() => void tests.run(testCase)}
        >
          <Play aria-hidden="true" />
        </IconButton>
        <CaseMenu testCase={testCase} onShow={onShow} />
      </div>
    </li>
  );
}

function CaseMenu({ testCase, onShow }: Pick<CaseRowProps, "testCase" | "onShow">) {
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
