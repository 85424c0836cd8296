"use client";

import { CircleCheck, ListFilter } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber, pluralize } from "@/components/ui/format-number";
import { useDraft } from "./draft-provider";
import { FixAllBar } from "./fix-all-bar";
import {
  countProblems,
  filterProblems,
  type ProblemCounts,
  type ProblemFilter,
  type ProblemGroup,
  problemGroups,
} from "./problem-groups";
import type { ProblemWays } from "./problem-item";
import { ProblemList } from "./problem-list";
import { useFocusAfterFix } from "./use-focus-after-fix";

interface ProblemPanelProps extends Pick<ProblemWays, "connectionInfoHref" | "onLeave"> {
  filter: ProblemFilter;
  onFilter: (filter: ProblemFilter) => void;
}

/** Every problem, to be worked through without leaving the list: filtered, fixed, explained. */
export function ProblemPanel({ filter, onFilter, ...ways }: ProblemPanelProps) {
  const { definition, findings } = useDraft();
  const groups = useMemo(() => problemGroups(definition, findings), [definition, findings]);
  const counts = useMemo(() => countProblems(groups), [groups]);
  const panel = useRef<HTMLDivElement>(null);
  useFocusAfterFix(panel, groups);
  function showAll() {
    // The button goes with the empty list.
    panel.current?.querySelector<HTMLElement>("input[type=radio]")?.focus();
    onFilter("all");
  }
  return (
    // Fixing is editing: undo and redo by keyboard reach the document from here (use-undo-keys.ts).
    <div ref={panel} data-document-undo tabIndex={-1} className="outline-none">
      <ProblemsLeft counts={counts} />
      <div className="sticky -top-1 z-10 -mx-5 space-y-2 border-line border-b bg-raised px-5 pt-1 pb-3 empty:hidden">
        {counts.all > 0 && <Filters counts={counts} filter={filter} onFilter={onFilter} />}
        <FixAllBar />
      </div>
      {counts.all === 0 ? (
        <EmptyState
          icon={<CircleCheck />}
          title="No problems"
          description="Everything the rulebook looks at is in order."
          headingLevel={3}
        />
      ) : (
        <Filtered groups={filterProblems(groups, filter)} filter={filter} onShowAll={showAll} ways={ways} />
      )}
    </div>
  );
}

const filterWords: Record<ProblemFilter, string> = { all: "All", error: "Errors", warning: "Warnings", info: "Notes" };
const filters = ["all", "error", "warning", "info"] as const satisfies readonly ProblemFilter[];

interface FiltersProps extends Pick<ProblemPanelProps, "filter" | "onFilter"> {
  counts: ProblemCounts;
}

function Filters({ counts, filter, onFilter }: FiltersProps) {
  return (
    <ButtonGroup
      isFullWidth
      size="sm"
      aria-label="Show"
      value={filter}
      onValueChange={(value) => onFilter(filters.find((each) => each === value) ?? "all")}
      options={filters.map((each) => ({
        value: each,
        label: (
          <>
            {filterWords[each]} <span className="font-normal tabular-nums">{formatNumber(counts[each])}</span>
          </>
        ),
      }))}
    />
  );
}

interface FilteredProps extends Pick<ProblemPanelProps, "filter"> {
  groups: readonly ProblemGroup[];
  ways: ProblemWays;
  onShowAll: () => void;
}

function Filtered({ groups, filter, onShowAll, ways }: FilteredProps) {
  if (groups.length > 0) {
    return (
      <div className="pt-4">
        <ProblemList groups={groups} {...ways} />
      </div>
    );
  }
  return (
    <EmptyState
      icon={<ListFilter />}
      title={`No ${filterWords[filter].toLowerCase()}`}
      description="There are problems of other kinds."
      headingLevel={3}
      actions={<Button onClick={onShowAll}>Show all</Button>}
    />
  );
}

/** Says how many are left, whenever that has changed while the list is open. */
function ProblemsLeft({ counts }: { counts: ProblemCounts }) {
  const [said, setSaid] = useState("");
  const { all, error, warning } = counts;
  const known = useRef(all);
  useEffect(() => {
    if (known.current === all) return;
    known.current = all;
    const kinds = [error > 0 && pluralize(error, "error"), warning > 0 && pluralize(warning, "warning")];
    const words = kinds.filter((kind) => kind !== false).join(", ");
    setSaid(all === 0 ? "No problems left." : `${pluralize(all, "problem")} left${words ? `: ${words}` : ""}.`);
  }, [all, error, warning]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
