"use client";

import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { pluralize } from "@/components/ui/format-number";
import type { ReviewEntry } from "@/lib/destination/manifest/manifest-review";
import { ReviewRow } from "./review-row";
import type { ReviewChoice, ReviewGroup } from "./use-review-choice";

/** Every difference of a file, grouped like the configuration: taken or kept out, one by one, by section, or all. */
export function ManifestReview({ choice }: { choice: ReviewChoice }) {
  const { groups, choose, taken } = choice;
  const all = groups.flatMap(({ entries }) => entries);
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" disabled={taken.size === all.length} onClick={() => choose(all, true)}>
          Take all
        </Button>
        <Button size="sm" disabled={taken.size === 0} onClick={() => choose(all, false)}>
          Take none
        </Button>
        <p className="text-muted text-xs">{countsOf(all)}</p>
      </div>
      {groups.map((group) => (
        <Group key={group.name} group={group} choice={choice} />
      ))}
    </div>
  );
}

function Group({
  group: { name, entries },
  choice: { isTaken, choose },
}: {
  group: ReviewGroup;
  choice: ReviewChoice;
}) {
  const count = entries.filter(isTaken).length;
  const one = useCallback((entry: ReviewEntry, next: boolean) => choose([entry], next), [choose]);
  return (
    <fieldset aria-label={name} className="min-w-0 rounded-lg border border-line bg-surface shadow-1">
      <div className="sticky -top-1 z-10 flex flex-wrap items-center justify-between gap-x-3 rounded-t-lg border-line border-b bg-sunken px-3 py-2">
        <Checkbox
          checked={count === entries.length}
          isIndeterminate={count > 0 && count < entries.length}
          onCheckedChange={(next) => choose(entries, next)}
          className="min-h-6 min-w-0"
          label={
            <>
              <span className="sr-only">Take everything in </span>
              <span className="break-words font-semibold">{name}</span>
            </>
          }
        />
        <span className="text-muted text-xs">
          {count} of {entries.length} taken
        </span>
      </div>
      <ul className="divide-y divide-line">
        {entries.map((entry) => (
          <ReviewRow key={entry.id} entry={entry} isTaken={isTaken(entry)} onChoose={one} />
        ))}
      </ul>
    </fieldset>
  );
}

/** "14 differences: 10 changed, 3 only in the file, 1 only in the draft". */
function countsOf(entries: readonly ReviewEntry[]): string {
  const count = (...kinds: ReviewEntry["kind"][]) => entries.filter(({ kind }) => kinds.includes(kind)).length;
  const parts: [number: number, words: string][] = [
    [count("changed", "moved"), "changed"],
    [count("added"), "only in the file"],
    [count("removed"), "only in the draft"],
  ];
  const said = parts.flatMap(([number, words]) => (number > 0 ? [`${number} ${words}`] : []));
  return `${pluralize(entries.length, "difference")}: ${said.join(", ")}`;
}
