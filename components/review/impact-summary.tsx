import { cn } from "@/components/ui/cn";
import { formatNumber, pluralize } from "@/components/ui/format-number";
import { solidTone, type Tone } from "@/components/ui/tone";
import type { VersionImpact } from "@/lib/destination/version-impact";
import { askedWords } from "./impact-words";

/** What would become of the installations, were they to go over: how many, and why not. Nobody's name, nobody's answer. */
export function ImpactSummary({ impact, number }: { impact: VersionImpact; number?: string }) {
  const { installations, unaffected, needAnswers, broken, depends, countsAnswers } = impact;
  if (installations === 0) {
    return <p className="text-muted text-sm">No installation is on another version, so nobody is affected.</p>;
  }
  const both = countsAnswers ? unaffected + needAnswers + broken - installations : 0;
  const parts: Part[] = [
    {
      ...{ tone: "success", count: unaffected, share: unaffected },
      words: countsAnswers ? "can go over as they are" : "are asked nothing",
    },
    { tone: "warning", count: needAnswers, share: needAnswers - both, words: "need an answer first" },
    countsAnswers
      ? { tone: "danger", count: broken, share: broken, words: "would break" }
      : { tone: "info", count: depends, share: depends, words: "may need one, depending on their answers" },
  ];
  const to = number === undefined ? "this version" : number;
  return (
    <div className="space-y-3">
      <p className="text-ink text-sm">
        {impact.isPartial && "Of the first "}
        {pluralize(installations, "installation")} on other versions, were they to go over to {to}:
      </p>
      <Bar parts={parts} />
      <ul className="grid grid-cols-1 gap-2 sm:grid-cols-3">
        {parts.map(({ tone, count, words }) => (
          <li key={words} className="flex items-baseline gap-2 text-sm">
            <span aria-hidden="true" className={cn("size-2 shrink-0 rounded-full", solidTone[tone])} />
            <span className="min-w-0">
              <strong className="font-semibold text-ink tabular-nums">{formatNumber(count)}</strong>{" "}
              <span className="text-muted">{words}</span>
            </span>
          </li>
        ))}
      </ul>
      {both > 0 && (
        <p className="text-muted text-xs">{formatNumber(both)} of them both need an answer and would break.</p>
      )}
      <Reasons impact={impact} />
      {!countsAnswers && (
        <p className="text-muted text-xs">
          What customers answered is not looked at here. Reviewers are shown how many installations need an answer, and
          how many would break.
        </p>
      )}
    </div>
  );
}

interface Part {
  tone: Tone;
  count: number;
  /** Without those that count elsewhere too, so that all shares together are all. */
  share: number;
  words: string;
}

/** The shares to look at; the list beside it says the same in words. */
function Bar({ parts }: { parts: readonly Part[] }) {
  return (
    <div aria-hidden="true" className="flex h-2 gap-0.5 overflow-hidden rounded-full bg-sunken">
      {parts.map(
        ({ tone, share, words }) =>
          share > 0 && (
            <div key={words} style={{ flexGrow: share }} className={cn("h-full min-w-1 basis-0", solidTone[tone])} />
          ),
      )}
    </div>
  );
}

function Reasons({ impact: { asked, breaks } }: { impact: VersionImpact }) {
  if (asked.length + breaks.length === 0) return null;
  return (
    <ul className="list-disc space-y-1 ps-4.5 text-ink text-sm marker:text-faint">
      {asked.map((question) => (
        <li key={`${question.source} ${question.id}`} className="break-words">
          <span className="font-medium">{question.label}</span>: {askedWords(question)}.
        </li>
      ))}
      {breaks.map(({ reason, count }) => (
        <li key={reason} className="break-words">
          {pluralize(count, "installation")}: {reason}
        </li>
      ))}
    </ul>
  );
}
