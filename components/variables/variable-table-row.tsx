"use client";

import { Check, ChevronDown, LockKeyhole, PencilLine } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { Td, Tr } from "@/components/ui/table";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { DocumentPath } from "@/lib/destination/finding";
import { placeName } from "@/lib/destination/place-name";
import { findPredefined } from "@/lib/destination/predefined-variable";
import { isSameJson } from "@/lib/destination/same-json";
import type { Range } from "@/lib/destination/template/template";
import type { VariableRow } from "@/lib/destination/variable";
import { UseList } from "./use-list";
import { VariableProblem } from "./variable-problem";
import { statusOf, type VariableFix } from "./variable-status";

export interface VariableTableActions {
  open: (path: DocumentPath, range?: Range) => void;
  rename: (name: string, proposed?: string) => void;
  fix: (row: VariableRow, fix: VariableFix) => void;
  /** Goes to where the test value of a variable is given; absent for a table without tests. */
  changeValue?: (row: VariableRow) => void;
  /** Whether that place exists. */
  canChangeValue?: (row: VariableRow) => boolean;
}

interface VariableTableRowProps {
  row: VariableRow;
  definition: DestinationDefinition;
  isOpen: boolean;
  onToggle: (name: string) => void;
  actions?: VariableTableActions;
}

/** Not drawn again while the variable stays as it is. */
export const VariableTableRow = memo(function VariableTableRow(props: VariableTableRowProps) {
  const { row, definition, isOpen, onToggle, actions } = props;
  const status = statusOf(row);
  return (
    <>
      <Tr>
        <Td className="max-w-0">
          <Name row={row} definition={definition} actions={actions} />
        </Td>
        <MarkTd>
          <Declared row={row} onOpen={actions?.open} />
        </MarkTd>
        <MarkTd>
          <UseCount row={row} isOpen={isOpen} onToggle={onToggle} />
        </MarkTd>
        <MarkTd>
          <Mark isOn={row.isPredefined} yes="Predefined" no="Not predefined" />
        </MarkTd>
      </Tr>
      {status.problem !== undefined && (
        <Tr className="border-t-0!">
          <Td colSpan={4} className="pt-0! pb-2!">
            <VariableProblem row={row} status={status} definition={definition} actions={actions} />
          </Td>
        </Tr>
      )}
      {isOpen && row.uses.length > 0 && (
        <Tr className="border-t-0! bg-sunken">
          <Td colSpan={4} className="px-1! py-0!">
            <UseList definition={definition} row={row} onOpen={actions?.open} />
          </Td>
        </Tr>
      )}
    </>
  );
}, isSameRow);

/** The document matters only to what a row says about it: its uses' texts, its place and its fixes. */
function isSameRow(before: VariableTableRowProps, after: VariableTableRowProps): boolean {
  if (before.isOpen !== after.isOpen || before.onToggle !== after.onToggle || before.actions !== after.actions)
    return false;
  const isAboutDocument = after.isOpen || statusOf(after.row).problem !== undefined;
  if (isAboutDocument && before.definition !== after.definition) return false;
  return isSameJson(before.row, after.row) && originOf(before) === originOf(after);
}

function originOf({ row, definition }: Pick<VariableTableRowProps, "row" | "definition">): string | undefined {
  // The name of a field stands for the field itself.
  if (row.declaredAt) return placeName(definition, row.declaredAt.slice(0, -1));
  return findPredefined(row.name)?.description;
}

function Name({ row, definition, actions }: Pick<VariableTableRowProps, "row" | "definition" | "actions">) {
  const origin = originOf({ row, definition });
  const canRename = actions && (row.isDeclared || !row.isPredefined);
  return (
    <div className="flex min-w-0 items-start gap-1 py-0.5">
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-1.5">
          <code className="min-w-0 truncate font-medium font-mono text-ink text-xs" title={`$${row.name}`}>
            ${row.name}
          </code>
          {row.secret && (
            <Badge icon={<LockKeyhole aria-hidden="true" />} className="shrink-0">
              Secret
            </Badge>
          )}
        </div>
        <div className="flex min-w-0 flex-wrap items-center gap-x-3">
          {origin && <p className="min-w-0 truncate text-muted text-xs">{origin}</p>}
          <TestValue row={row} actions={actions} />
        </div>
      </div>
      {canRename && (
        <button
          type="button"
          aria-label={`Rename $${row.name}`}
          onClick={() => actions.rename(row.name)}
          className={cn(cellButton, "text-faint hover:text-ink")}
        >
          <PencilLine aria-hidden="true" className="size-3.5" />
        </button>
      )}
    </div>
  );
}

function TestValue({ row, actions }: Pick<VariableTableRowProps, "row" | "actions">) {
  const canChange = actions?.canChangeValue?.(row) ?? false;
  if (row.value === undefined && !canChange) return null;
  const value = row.value ?? "no test value";
  const text =
    row.value === undefined ? (
      <span className="min-w-0 truncate text-faint">{value}</span>
    ) : (
      <>
        <span className="shrink-0 text-faint">now</span>{" "}
        <span className="min-w-0 truncate font-mono text-ink">{value}</span>
      </>
    );
  if (!canChange) return <p className="flex min-w-0 items-baseline gap-1.5 text-xs">{text}</p>;
  return (
    <button
      type="button"
      onClick={() => actions?.changeValue?.(row)}
      className="-mx-1 flex min-h-6 max-w-full items-center gap-1.5 rounded-sm px-1 text-xs decoration-line-strong decoration-dotted underline-offset-3 hover:bg-hover [&_span:last-child]:underline"
    >
      <span className="sr-only">Change the test value of ${row.name}: </span>
      {text}
    </button>
  );
}

function MarkTd({ children }: { children: ReactNode }) {
  return <Td className="px-1! pt-1! text-center align-top! last:pe-2.5! @md:px-2!">{children}</Td>;
}

function Mark({ isOn, yes, no }: { isOn: boolean; yes: string; no: string }) {
  return (
    <span className={cn("inline-flex h-6 items-center", isOn ? "text-success-ink" : "text-faint")}>
      {isOn ? <Check aria-hidden="true" className="size-4" /> : <span aria-hidden="true">–</span>}
      <span className="sr-only">{isOn ? yes : no}</span>
    </span>
  );
}

const cellButton =
  "inline-flex h-6 min-w-6 shrink-0 items-center justify-center gap-0.5 rounded-sm px-1 text-xs hover:bg-hover pointer-coarse:h-9 pointer-coarse:min-w-9";

function Declared({ row, onOpen }: { row: VariableRow; onOpen?: VariableTableActions["open"] }) {
  const { declaredAt } = row;
  if (!declaredAt || !onOpen) {
    // What the platform provides needs no declaration of the partner's, and counts as declared (SPEC 7).
    const isProvided = row.isPredefined && row.status === "ok";
    return <Mark isOn={row.isDeclared || isProvided} yes="Declared" no="Not declared" />;
  }
  return (
    <button
      type="button"
      aria-label={`Declared. Go to the declaration of $${row.name}`}
      onClick={() => onOpen(declaredAt)}
      className={cn(cellButton, "text-success-ink")}
    >
      <Check aria-hidden="true" className="size-4" />
    </button>
  );
}

function UseCount({ row, isOpen, onToggle }: Pick<VariableTableRowProps, "row" | "isOpen" | "onToggle">) {
  if (row.uses.length === 0) return <Mark isOn={false} yes="Used" no="Not used" />;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={`${pluralize(row.uses.length, "use")} of $${row.name}. Show where`}
      onClick={() => onToggle(row.name)}
      className={cn(cellButton, "text-success-ink")}
    >
      <Check aria-hidden="true" className="size-4" />
      <span className="text-muted tabular-nums">{row.uses.length}</span>
      <ChevronDown
        aria-hidden="true"
        className={cn("size-3 text-faint transition-transform", isOpen && "rotate-180")}
      />
    </button>
  );
}
