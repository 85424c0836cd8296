"use client";

import { Check, ChevronDown, CircleAlert, TriangleAlert } from "lucide-react";
import { Fragment, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { DocumentPath } from "@/lib/destination/finding";
import type { VariableRow } from "@/lib/destination/variable";

interface VariableTableProps {
  rows: readonly VariableRow[];
  /** Goes to a place in the configuration; absent where there is none to go to. */
  onOpen?: (path: DocumentPath) => void;
}

const statusWords: Record<VariableRow["status"], string> = {
  ok: "In order",
  undeclared: "Not declared",
  unused: "Never used",
  shadowed: "Name taken",
  duplicate: "Declared twice",
};

/** One row a variable: declared, used, predefined, its test value, and what is wrong with it (SPEC 7). */
export function VariableTable({ rows, onOpen }: VariableTableProps) {
  const [opened, setOpened] = useState<string>();
  return (
    <Table label="Variables" isDense>
      <Thead>
        <Tr>
          <Th>Variable</Th>
          <CenteredTh>Declared</CenteredTh>
          <CenteredTh>Used</CenteredTh>
          <CenteredTh>Pre-defined</CenteredTh>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => {
          const isOpen = opened === row.name;
          return (
            <Fragment key={row.name}>
              <Tr>
                <Td>
                  <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
                    <code className="break-all font-mono text-xs">${row.name}</code>
                    <TestValue row={row} />
                  </span>
                </Td>
                <Td className="text-center">
                  <Declared row={row} onOpen={onOpen} />
                </Td>
                <Td className="text-center">
                  <UseCount row={row} isOpen={isOpen} onToggle={() => setOpened(isOpen ? undefined : row.name)} />
                </Td>
                <Td className="text-center">
                  <Mark isOn={row.isPredefined} yes="Predefined" no="Not predefined" />
                </Td>
              </Tr>
              {row.problem !== undefined && <Problem row={row} onOpen={onOpen} />}
              {isOpen && <Uses row={row} onOpen={onOpen} />}
            </Fragment>
          );
        })}
      </Tbody>
    </Table>
  );
}

/** The kit's cells say where text begins; only a box inside can be in the middle. */
function CenteredTh({ children }: { children: string }) {
  return (
    <Th>
      <span className="block text-center">{children}</span>
    </Th>
  );
}

function TestValue({ row }: { row: VariableRow }) {
  if (row.value === undefined) return null;
  return (
    <span className="max-w-48 truncate text-faint text-xs" title={row.secret ? undefined : row.value}>
      <span className="sr-only">Test value: </span>
      {row.value}
    </span>
  );
}

function Mark({ isOn, yes, no }: { isOn: boolean; yes: string; no: string }) {
  return (
    <span className={isOn ? "text-success-ink" : "text-faint"}>
      {isOn ? <Check aria-hidden="true" className="inline size-4" /> : <span aria-hidden="true">–</span>}
      <span className="sr-only">{isOn ? yes : no}</span>
    </span>
  );
}

const cellButton =
  "inline-flex h-6 min-w-6 items-center justify-center gap-0.5 rounded-sm px-1 text-xs hover:bg-hover pointer-coarse:h-9 pointer-coarse:min-w-9";

function Declared({ row, onOpen }: { row: VariableRow; onOpen: VariableTableProps["onOpen"] }) {
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

function UseCount({ row, isOpen, onToggle }: { row: VariableRow; isOpen: boolean; onToggle: () => void }) {
  if (row.uses.length === 0) return <Mark isOn={false} yes="Used" no="Not used" />;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={`${pluralize(row.uses.length, "use")} of $${row.name}. Show where`}
      onClick={onToggle}
      className={cn(cellButton, "text-success-ink")}
    >
      <Check aria-hidden="true" className="size-4" />
      <span className="text-muted">{row.uses.length}</span>
      <ChevronDown
        aria-hidden="true"
        className={cn("size-3 text-faint transition-transform", isOpen && "rotate-180")}
      />
    </button>
  );
}

function Problem({ row, onOpen }: { row: VariableRow; onOpen: VariableTableProps["onOpen"] }) {
  const isError = row.status !== "unused";
  const Icon = isError ? CircleAlert : TriangleAlert;
  const place = row.status === "undeclared" ? row.uses[0]?.path : row.declaredAt;
  return (
    <Tr className="border-t-0!">
      <Td colSpan={4} className="pt-0!">
        <p className={cn("flex items-start gap-1.5 text-xs", isError ? "text-danger-ink" : "text-warning-ink")}>
          <Icon aria-hidden="true" className="mt-px size-3.5 shrink-0" />
          <span className="min-w-0 break-words">
            <Badge tone={isError ? "danger" : "warning"} className="me-1.5">
              {statusWords[row.status]}
            </Badge>
            {row.problem}{" "}
            {place && onOpen && (
              <button type="button" className="link" onClick={() => onOpen(place)}>
                Go there
              </button>
            )}
          </span>
        </p>
      </Td>
    </Tr>
  );
}

function Uses({ row, onOpen }: { row: VariableRow; onOpen: VariableTableProps["onOpen"] }) {
  return (
    <Tr className="border-t-0! bg-sunken">
      <Td colSpan={4}>
        <ul aria-label={`Uses of $${row.name}`} className="flex flex-wrap gap-x-4 gap-y-1 py-1 text-xs">
          {row.uses.map((use, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a variable may stand twice in one text, and the list has no order to lose.
            <li key={index}>
              {onOpen ? (
                <button type="button" className="link text-start" onClick={() => onOpen(use.path)}>
                  {use.label}
                </button>
              ) : (
                <span className="text-muted">{use.label}</span>
              )}
            </li>
          ))}
        </ul>
      </Td>
    </Tr>
  );
}
