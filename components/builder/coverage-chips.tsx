"use client";

import { Check, CircleDashed, FlaskConical, Plus } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ErrorEntry } from "@/lib/destination/definition";
import type { CoverageRow } from "@/lib/destination/error-coverage";
import type { DocumentPath } from "@/lib/destination/finding";
import { focusField } from "./focus-field";

const looks = {
  covered: { Icon: Check, look: "border-success-line bg-success-soft text-success-ink", word: "described" },
  generic: { Icon: CircleDashed, look: "border-line-strong bg-surface text-muted", word: "described by its class" },
  missing: { Icon: Plus, look: "border-line-strong border-dashed bg-transparent text-faint", word: "not described" },
} as const;

interface CoverageChipsProps {
  rows: readonly CoverageRow[];
  entries: readonly ErrorEntry[];
  /** Of the list of entries. */
  path: DocumentPath;
  onAdd: (status: string) => void;
}

/** The failures that are likely, and which of them the catalog describes. A press goes to the entry, or drafts it. */
export function CoverageChips({ rows, entries, path, onAdd }: CoverageChipsProps) {
  function press(row: CoverageRow) {
    const index = entries.findIndex(({ id }) => id === row.entryId);
    if (index >= 0) focusField([...path, index, "failureReason"]);
    else onAdd(row.status);
  }
  return (
    <div>
      <p className="mb-1.5 text-muted text-xs">
        Likely failures. Press one to describe it; the flask marks what a test has met.
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {rows.map((row) => {
          const { Icon, look, word } = looks[row.state];
          return (
            <li key={row.status}>
              <button
                type="button"
                onClick={() => press(row)}
                aria-label={`${spoken(row)}: ${word}${row.isTested ? ", met by a test" : ""}`}
                className={cn(
                  "inline-flex min-h-6 items-center gap-1 rounded-sm border px-1.5 text-2xs hover:border-control hover:text-ink pointer-coarse:min-h-8",
                  look,
                )}
              >
                <Icon aria-hidden="true" className="size-3" />
                <span className="font-mono">{shown(row)}</span>
                {row.isTested && <FlaskConical aria-hidden="true" className="size-3" />}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function shown({ status }: CoverageRow): string {
  return status.replaceAll("_", " ");
}

/** Begins with what is seen, so that somebody who speaks to the browser can name it. */
function spoken(row: CoverageRow): string {
  return `${shown(row)}, ${row.label}`;
}
