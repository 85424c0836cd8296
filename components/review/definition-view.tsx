"use client";

import { useMemo } from "react";
import { cn } from "@/components/ui/cn";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { Commentable } from "./commentable";
import { type DefinitionEntry, type DefinitionPart, type DefinitionRow, definitionRows } from "./definition-rows";
import { PayloadLines } from "./payload-lines";

interface DefinitionViewProps {
  definition: DestinationDefinition;
  /** What of it. */
  steps: readonly string[];
  /** Members that are shown elsewhere. */
  without?: readonly string[];
  /** What is said where nothing was. */
  empty?: string;
}

/** A part of a definition to read, word for word as it was submitted: every line of it can be commented on. */
export function DefinitionView({ definition, steps, without, empty }: DefinitionViewProps) {
  const entries = useMemo(() => definitionRows(definition, steps), [definition, steps]);
  const shown = entries.filter((entry) => !without?.includes(entry.steps[steps.length] ?? ""));
  if (shown.length === 0) return empty ? <p className="text-muted text-sm">{empty}</p> : null;
  return <Entries entries={shown} />;
}

function Entries({ entries }: { entries: readonly DefinitionEntry[] }) {
  return (
    <ul className="min-w-0">
      {entries.map((entry) => (
        <li key={entry.steps.join("/")} className="border-line border-b last:border-b-0">
          {entry.kind === "row" ? <Row row={entry} /> : <Part part={entry} />}
        </li>
      ))}
    </ul>
  );
}

function Row({ row }: { row: DefinitionRow }) {
  const anchor = useMemo(() => ({ steps: row.steps, node: [] }), [row.steps]);
  if (row.look === "lines") {
    return (
      <div className="py-2">
        <PayloadLines steps={row.steps} label={row.label} text={row.value} />
      </div>
    );
  }
  return (
    <Commentable anchor={anchor} className="py-0.5">
      <div className="flex flex-col gap-x-4 py-1 text-sm sm:flex-row">
        <span className="shrink-0 text-muted sm:w-36">{row.label}</span>
        <span
          className={cn(
            "min-w-0 flex-1 whitespace-pre-wrap text-ink",
            row.look === "code" ? "break-all font-mono text-xs leading-5" : "break-words",
          )}
        >
          {row.value}
        </span>
      </div>
    </Commentable>
  );
}

function Part({ part }: { part: DefinitionPart }) {
  const anchor = useMemo(() => ({ steps: part.steps, node: [] }), [part.steps]);
  return (
    <div className="py-2">
      <Commentable anchor={anchor}>
        <p className="break-words font-medium text-ink text-sm leading-7">{part.label}</p>
      </Commentable>
      <div className="ms-1 border-line border-s-2 ps-3">
        <Entries entries={part.rows} />
      </div>
    </div>
  );
}
