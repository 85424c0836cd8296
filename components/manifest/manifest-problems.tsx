"use client";

import { CircleAlert } from "lucide-react";
import type { SourceProblem } from "@/lib/destination/manifest/source-text";

interface ManifestProblemsProps {
  problems: readonly SourceProblem[];
  onShow: (problem: SourceProblem) => void;
}

/** Everything that is wrong with a text, in its order. Pressing a place shows it in the text. */
export function ManifestProblems({ problems, onShow }: ManifestProblemsProps) {
  return (
    <section aria-label="Mistakes" className="rounded-lg border border-danger-line bg-danger-soft">
      <ol className="max-h-80 divide-y divide-danger-line overflow-y-auto">
        {problems.map((problem) => (
          <li
            key={`${problem.line}:${problem.column}:${problem.path.join("/")}:${problem.message}`}
            className="flex items-start gap-2.5 px-3 py-2 text-sm"
          >
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-ink" />
            <div className="min-w-0 break-words">
              <button
                type="button"
                onClick={() => onShow(problem)}
                className="link min-h-6 font-medium text-xs tabular-nums"
              >
                Line {problem.line}, column {problem.column}
              </button>
              {problem.path.length > 0 && (
                <code dir="ltr" className="ms-2 break-all text-muted text-xs">
                  {problem.path.join(".")}
                </code>
              )}
              <p className="text-ink">
                <WithCode text={problem.message} />
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What stands between backticks as code. */
function WithCode({ text }: { text: string }) {
  return text.split("`").map((piece, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places.
      <code key={index} dir="ltr" className="break-words font-mono text-xs">
        {piece}
      </code>
    ) : (
      piece
    ),
  );
}
