"use client";

import { Fragment, useMemo } from "react";
import { pluralize } from "@/components/ui/format-number";
import { markChanges, type Stretch } from "@/lib/destination/text-diff";

/** A text with what is new in it marked. Long stretches that are the same are folded to a line that says so. */
export function ChangedText({ before, after }: { before: string; after: string }) {
  const stretches = useMemo(() => markChanges(before, after), [before, after]);
  const isAllSame = stretches.every(({ isChanged }) => !isChanged);
  return (
    <pre dir="auto" className="whitespace-pre-wrap break-words font-mono text-ink text-xs leading-5">
      {keyed(stretches).map(({ key, stretch, place }) =>
        stretch.isChanged ? (
          <mark key={key} className="rounded-xs bg-warning-soft text-warning-ink">
            {stretch.text}
          </mark>
        ) : (
          <Fragment key={key}>{isAllSame ? stretch.text : <Same text={stretch.text} place={place} />}</Fragment>
        ),
      )}
    </pre>
  );
}

type Place = "first" | "middle" | "last" | "only";

/** By where they begin: a text has each place once. */
function keyed(stretches: readonly Stretch[]): { key: number; stretch: Stretch; place: Place }[] {
  let offset = 0;
  return stretches.map((stretch, index) => {
    const key = offset;
    offset += stretch.text.length;
    const isLast = index === stretches.length - 1;
    return { key, stretch, place: index === 0 ? (isLast ? "only" : "first") : isLast ? "last" : "middle" };
  });
}

const contextLines = 3;

function Same({ text, place }: { text: string; place: Place }) {
  const lines = text.split("\n");
  const head = place === "first" ? 0 : contextLines;
  const tail = place === "last" ? 0 : contextLines;
  const folded = lines.length - head - tail;
  if (folded < 3) return text;
  return (
    <>
      {head > 0 && `${lines.slice(0, head).join("\n")}\n`}
      <span className="select-none text-faint">{`⋯ ${pluralize(folded, "unchanged line")}\n`}</span>
      {tail > 0 && lines.slice(lines.length - tail).join("\n")}
    </>
  );
}
