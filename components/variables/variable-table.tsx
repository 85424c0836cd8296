"use client";

import { CircleCheck, Search } from "lucide-react";
import { useCallback, useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { pluralize } from "@/components/ui/format-number";
import { Input } from "@/components/ui/input";
import { Table, Tbody, Th, Thead, Tr } from "@/components/ui/table";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { VariableRow } from "@/lib/destination/variable";
import { countRows, filterRows, type RowFilter } from "./filter-rows";
import { type VariableTableActions, VariableTableRow } from "./variable-table-row";

interface VariableTableProps {
  definition: DestinationDefinition;
  rows: readonly VariableRow[];
  /** What can be done from here; absent where the table is only read. Must be the same object at every render. */
  actions?: VariableTableActions;
}

/** The variable graph: one row a variable, with where it is declared and used, its value and its state (SPEC 7). */
export function VariableTable({ definition, rows, actions }: VariableTableProps) {
  const [filter, setFilter] = useState<RowFilter>({ search: "", onlyProblems: false });
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const shown = filterRows(rows, useDeferredValue(filter));
  const toggle = useCallback((name: string) => {
    setOpened((before) =>
      before.has(name) ? new Set([...before].filter((each) => each !== name)) : new Set([...before, name]),
    );
  }, []);

  if (rows.length === 0) return <NoVariables />;
  return (
    <div className="@container">
      <Toolbar rows={rows} shownCount={shown.length} filter={filter} onFilter={setFilter} />
      {shown.length === 0 ? (
        <NothingFound
          filter={filter}
          count={rows.length}
          onReset={() => setFilter({ search: "", onlyProblems: false })}
        />
      ) : (
        <Table label="Variables" isDense>
          <Thead>
            <Tr>
              <Th className="w-full">Variable</Th>
              <MarkTh>Declared</MarkTh>
              <MarkTh>Used</MarkTh>
              <MarkTh>Predefined</MarkTh>
            </Tr>
          </Thead>
          <Tbody>
            {shown.map((row) => (
              <VariableTableRow
                key={row.name}
                row={row}
                definition={definition}
                isOpen={opened.has(row.name)}
                onToggle={toggle}
                actions={actions}
              />
            ))}
          </Tbody>
        </Table>
      )}
    </div>
  );
}

/** The kit's cells say where text begins; only a box inside can be in the middle. */
function MarkTh({ children }: { children: string }) {
  return (
    <Th className="px-1! last:pe-2.5! @md:px-2!">
      <span className="block text-center text-2xs @md:text-xs">{children}</span>
    </Th>
  );
}

interface ToolbarProps {
  rows: readonly VariableRow[];
  shownCount: number;
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
}

function Toolbar({ rows, shownCount, filter, onFilter }: ToolbarProps) {
  const counts = countRows(rows);
  const isFiltered = filter.search.trim() !== "" || filter.onlyProblems;
  return (
    <div className="space-y-2 border-line border-b px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Input
          type="search"
          aria-label="Filter variables"
          placeholder="Name or place"
          value={filter.search}
          start={<Search aria-hidden="true" />}
          className="max-w-64 flex-1 basis-40"
          onChange={(event) => onFilter({ ...filter, search: event.currentTarget.value })}
        />
        {(counts.problems > 0 || filter.onlyProblems) && (
          <Checkbox
            label={
              <>
                Only problems <span className="text-danger-ink tabular-nums">{counts.problems}</span>
              </>
            }
            checked={filter.onlyProblems}
            onCheckedChange={(onlyProblems) => onFilter({ ...filter, onlyProblems })}
          />
        )}
      </div>
      <p className="text-muted text-xs">
        {pluralize(counts.all, "variable")}: {counts.declared} of your own, {counts.predefined} predefined,{" "}
        {counts.used} used
        {counts.problems === 0 && (
          <span className="ms-2 inline-flex items-center gap-1 text-success-ink">
            <CircleCheck aria-hidden="true" className="size-3.5" />
            All in order
          </span>
        )}
        <span aria-live="polite" className={isFiltered ? "ms-2 text-faint" : "sr-only"}>
          {isFiltered && `${shownCount} shown`}
        </span>
      </p>
    </div>
  );
}

function NoVariables() {
  return (
    <EmptyState
      headingLevel={3}
      title="No variables yet"
      description="Add a custom field or a mapping, or type $ in a URL, a header or a payload: each variable gets a row here, with every place that uses it."
    />
  );
}

function NothingFound({ filter, count, onReset }: { filter: RowFilter; count: number; onReset: () => void }) {
  const search = filter.search.trim();
  return (
    <EmptyState
      headingLevel={3}
      title={search === "" ? "Nothing is wrong" : `No variable fits “${search}”`}
      description={search === "" ? `All ${pluralize(count, "variable")} are in order.` : undefined}
      actions={<Button onClick={onReset}>Show all variables</Button>}
    />
  );
}
