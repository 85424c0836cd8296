"use client";

import { Check, CircleDashed, FlaskConical, Plus } from "lucide-react";
import { type KeyboardEvent, use, useMemo, useRef, useState } from "react";
import { entryForStatus } from "@/components/builder/common-errors";
import { useDraft } from "@/components/builder/draft-provider";
import { TestedStatusesContext } from "@/components/builder/endpoint-tests";
import { focusField } from "@/components/builder/focus-field";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";
import { setAtPath } from "@/lib/destination/edit";
import { endpointAt, endpointPath } from "@/lib/destination/endpoints";
import type { CoverageRow } from "@/lib/destination/error-coverage";
import { type CoverageColumn, type CoverageTable, coverageTable } from "./coverage-rows";

const looks = {
  covered: { Icon: Check, look: "bg-success-soft text-success-ink", word: "described" },
  generic: { Icon: CircleDashed, look: "bg-surface text-muted", word: "described by its class" },
  missing: { Icon: Plus, look: "bg-transparent text-faint", word: "not described" },
} as const;

/** Goes to the entry that describes a failure, or drafts one. */
function usePress() {
  const { definition, edit } = useDraft();
  return ({ key, name }: CoverageColumn, cell: CoverageRow) => {
    const endpoint = endpointAt(definition, key);
    if (!endpoint) return;
    const path = [...endpointPath(definition, key), "errors"];
    const index = endpoint.errors.findIndex(({ id }) => id === cell.entryId);
    if (index < 0) {
      edit(`${name}: Add error`, (before) =>
        setAtPath(before, path, [...(endpointAt(before, key)?.errors ?? []), entryForStatus(cell.status)]),
      );
      toast.success(`${name}: an error for ${shown(cell)} was drafted`, { description: "Undo takes it back." });
    }
    focusField([...path, index < 0 ? endpoint.errors.length : index, "failureReason"]);
  };
}

/**
 * Every endpoint against every likely failure. Arrows move from cell to cell; a press goes to the entry that describes
 * the failure, or drafts one.
 */
export function CoverageGrid() {
  const { definition } = useDraft();
  const tested = use(TestedStatusesContext);
  const { columns, rows, counts } = useMemo(() => coverageTable(definition, tested), [definition, tested]);
  const [chosen, setChosen] = useState<At>({ row: 0, column: 0 });
  const grid = useRef<HTMLTableElement>(null);
  // The definition may have lost an endpoint since.
  const active = { row: chosen.row, column: Math.min(chosen.column, columns.length - 1) };

  function onKeyDown(event: KeyboardEvent) {
    const move = moves[event.key];
    if (!move || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const last = { row: rows.length - 1, column: columns.length - 1 };
    const [row, column] = move(active, last, event.ctrlKey);
    const target = { row: Math.max(0, Math.min(row, last.row)), column: Math.max(0, Math.min(column, last.column)) };
    setChosen(target);
    const index = target.row * columns.length + target.column;
    grid.current?.querySelectorAll<HTMLElement>("td button")[index]?.focus();
  }

  return (
    <div className="space-y-2">
      <p className="text-muted text-xs">
        {counts.covered} of {counts.all} described, {counts.generic} by their class, {counts.tested} met by a test.
        Press a cell to go to its entry, or to draft one.
      </p>
      <div className="relative min-w-0 overflow-x-auto rounded-md border">
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are reached by arrow keys is a grid.
          role="grid"
          aria-label="Error coverage"
          onKeyDown={onKeyDown}
          className="w-full border-collapse text-xs"
        >
          <Head columns={columns} />
          <tbody>
            {rows.map((row, index) => (
              <Row
                key={row.status}
                row={row}
                columns={columns}
                active={index === active.row ? active.column : undefined}
                onChoose={(column) => setChosen({ row: index, column })}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Head({ columns }: { columns: readonly CoverageColumn[] }) {
  return (
    <thead className="bg-sunken">
      <tr>
        <th scope="col" className="sticky start-0 z-10 bg-sunken px-2 py-1.5 text-start font-medium text-muted">
          Failure
        </th>
        {columns.map(({ key, name }) => (
          <th key={key} scope="col" className="max-w-36 min-w-20 px-1.5 py-1.5 text-center font-medium text-muted">
            <span className="line-clamp-2 break-words">{name}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowProps {
  row: CoverageTable["rows"][number];
  columns: readonly CoverageColumn[];
  /** The column of the cell that Tab leads to. */
  active: number | undefined;
  onChoose: (column: number) => void;
}

function Row({ row: { status, label, cells }, columns, active, onChoose }: RowProps) {
  const press = usePress();
  return (
    <tr className="border-line border-t">
      <th scope="row" className="sticky start-0 z-10 bg-surface px-2 py-1 text-start font-normal">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="min-w-7 font-mono">{status.replaceAll("_", " ")}</span>
          <span className="text-2xs text-muted">{label}</span>
        </span>
      </th>
      {columns.map((column, index) => {
        const cell = cells[index];
        if (!cell) return null;
        const choose = () => {
          onChoose(index);
          press(column, cell);
        };
        return (
          <td key={column.key} className="p-0.5">
            <Cell cell={cell} name={column.name} isActive={index === active} onPress={choose} />
          </td>
        );
      })}
    </tr>
  );
}

interface At {
  row: number;
  column: number;
}
type Move = (at: At, last: At, isFar: boolean) => [row: number, column: number];

const moves: Record<string, Move> = {
  ArrowRight: ({ row, column }) => [row, column + 1],
  ArrowLeft: ({ row, column }) => [row, column - 1],
  ArrowDown: ({ row, column }) => [row + 1, column],
  ArrowUp: ({ row, column }) => [row - 1, column],
  Home: ({ row }, _, isFar) => [isFar ? 0 : row, 0],
  End: ({ row }, last, isFar) => [isFar ? last.row : row, last.column],
};

interface CellProps {
  cell: CoverageRow;
  name: string;
  isActive: boolean;
  onPress: () => void;
}

function Cell({ cell, name, isActive, onPress }: CellProps) {
  const { Icon, look, word } = looks[cell.state];
  return (
    <button
      type="button"
      tabIndex={isActive ? 0 : -1}
      onClick={onPress}
      aria-label={`${name}, ${shown(cell)}: ${word}${cell.isTested ? ", met by a test" : ""}`}
      className={cn(
        "flex min-h-7 w-full pointer-coarse:min-h-9 cursor-pointer items-center justify-center gap-1 rounded-sm hover:bg-hover hover:text-ink",
        look,
      )}
    >
      <Icon aria-hidden="true" className="size-3.5" />
      {cell.isTested && <FlaskConical aria-hidden="true" className="size-3.5" />}
    </button>
  );
}

function shown({ status }: CoverageRow): string {
  return status.replaceAll("_", " ");
}
