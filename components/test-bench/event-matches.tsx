import { ChevronRight, CircleCheck, CircleMinus, CirclePause } from "lucide-react";
import { TraceTree } from "@/components/triggers/trace-tree";
import type { ActionMatch } from "@/lib/destination/action-call";

const looks = {
  called: { Icon: CircleCheck, ink: "text-success-ink", word: "Called" },
  off: { Icon: CirclePause, ink: "text-warning-ink", word: "Matches, but is turned off" },
  silent: { Icon: CircleMinus, ink: "text-faint", word: "Not called" },
} as const;

/** What one event means to every action: which are called, which stay silent, and why. */
export function EventMatches({ matches }: { matches: readonly ActionMatch[] }) {
  const called = matches.filter(({ isCalled }) => isCalled).length;
  return (
    <section aria-label="What this event triggers">
      <p role="status" className="font-medium text-sm">
        {called === 0
          ? "No action is called."
          : called === 1
            ? "One action is called."
            : `${called} actions are called.`}
      </p>
      <ul className="mt-2 divide-y divide-line overflow-hidden rounded-md border">
        {matches.map((match) => (
          <li key={match.key}>
            <MatchRow match={match} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A line for an action; what each condition came to unfolds below it. */
function MatchRow({ match }: { match: ActionMatch }) {
  const { name, trigger, narrowing } = match;
  if (!trigger.trace) {
    return (
      <div className="flex items-start gap-2.5 px-3 py-2">
        <Line match={match} />
      </div>
    );
  }
  return (
    <details className="group/match">
      <summary className="flex select-none items-start gap-2.5 px-3 py-2 -outline-offset-2 hover:bg-hover">
        <Line match={match} />
        <ChevronRight
          aria-hidden="true"
          className="mt-0.5 size-4 shrink-0 text-faint transition-transform group-open/match:rotate-90 rtl:rotate-180"
        />
      </summary>
      <div className="space-y-3 ps-9.5 pe-3 pt-1 pb-3">
        <TraceTree trace={trigger.trace} label={`Trigger of ${name}`} />
        {narrowing?.trace && (
          <div className="space-y-2">
            <p className="text-muted text-xs">Narrowed in the setup modal:</p>
            <TraceTree trace={narrowing.trace} label={`Condition of the setup modal for ${name}`} />
          </div>
        )}
      </div>
    </details>
  );
}

function Line({ match: { name, reason, isCalled, isMatched } }: { match: ActionMatch }) {
  const { Icon, ink, word } = looks[isCalled ? "called" : isMatched ? "off" : "silent"];
  return (
    <>
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${ink}`} />
      <span className="min-w-0 flex-1">
        <span className="block break-words font-medium text-sm">
          {name}
          <span className="sr-only">: {word}.</span>
        </span>
        <span className="block text-muted text-xs [overflow-wrap:anywhere]">{reason}</span>
      </span>
    </>
  );
}
