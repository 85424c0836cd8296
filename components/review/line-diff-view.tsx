import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { type DiffLine, foldSame, lineDiff } from "@/lib/destination/line-diff";
import type { Stretch } from "@/lib/destination/text-diff";

interface LineDiffViewProps {
  before: string;
  after: string;
  /** Names the text for screen readers. */
  label: string;
  /** Leaves out the line numbers, where lines are parts rather than places in a text. */
  isBare?: boolean;
}

const looks = {
  same: { sign: " ", said: "", row: "", mark: "" },
  removed: { sign: "−", said: "Removed: ", row: "bg-danger-soft", mark: "bg-danger-line" },
  added: { sign: "+", said: "Added: ", row: "bg-success-soft", mark: "bg-success-line" },
} as const;

/** What changed between two texts, line by line; long stretches that are the same are folded to a line that says so. */
export function LineDiffView({ before, after, label, isBare = false }: LineDiffViewProps) {
  const lines = foldSame(lineDiff(before, after));
  return (
    <ol
      aria-label={label}
      className="min-w-0 overflow-hidden rounded-md border border-line bg-surface py-1 font-mono text-ink text-xs leading-5"
    >
      {lines.map((line) =>
        line.kind === "folded" ? (
          <li key={`folded ${line.after}`} className="bg-sunken px-2.5 text-faint">
            ⋯ {pluralize(line.count, "unchanged line")}
          </li>
        ) : (
          <li
            key={`${line.before ?? ""} ${line.after ?? ""}`}
            className={cn("flex gap-2 px-2.5", looks[line.kind].row)}
          >
            {!isBare && <LineNumbers line={line} />}
            <span aria-hidden="true" className="w-2 shrink-0 select-none text-muted">
              {looks[line.kind].sign}
            </span>
            <span dir="auto" className="min-w-0 flex-1 whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
              <span className="sr-only">{looks[line.kind].said}</span>
              <LineText line={line} />
            </span>
          </li>
        ),
      )}
    </ol>
  );
}

function LineNumbers({ line }: { line: DiffLine }) {
  return [line.before, line.after].map((number, index) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: the first is the older text's, always.
      key={index}
      aria-hidden="true"
      className="hidden w-6 shrink-0 select-none text-end text-faint tabular-nums sm:inline"
    >
      {number}
    </span>
  ));
}

/** The pieces that the other line hasn't are marked, unless that is the whole line. */
function LineText({ line }: { line: DiffLine }): ReactNode {
  const { text, kind, stretches } = line;
  if (!stretches || stretches.every(({ isChanged }) => isChanged)) return text;
  return withOffsets(stretches).map(({ offset, stretch }) =>
    stretch.isChanged ? (
      <mark key={offset} className={cn("rounded-xs text-ink", looks[kind].mark)}>
        {stretch.text}
      </mark>
    ) : (
      <span key={offset}>{stretch.text}</span>
    ),
  );
}

function withOffsets(stretches: readonly Stretch[]): { offset: number; stretch: Stretch }[] {
  let next = 0;
  return stretches.map((stretch) => {
    const offset = next;
    next += stretch.text.length;
    return { offset, stretch };
  });
}
