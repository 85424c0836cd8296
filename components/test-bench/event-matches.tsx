import { CircleCheck, CircleMinus, CirclePause } from "lucide-react";
import { TraceTree } from "@/components/triggers/trace-tree";
import { Disclosure } from "@/components/ui/disclosure";
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
      <ul className="mt-2 divide-y divide-line rounded-md border">
        {matches.map((match) => (
          <MatchRow key={match.key} match={match} />
        ))}
      </ul>
    </section>
  );
}

function MatchRow({ match }: { match: ActionMatch }) {
  const { Icon, ink, word } = looks[match.isCalled ? "called" : match.isMatched ? "off" : "silent"];
  const { trigger, narrowing } = match;
  return (
    <li className="px-3 py-2">
      <div className="flex items-start gap-2">
        <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${ink}`} />
        <div className="min-w-0 flex-1">
          <p className="break-words text-sm">
            <span className="font-medium">{match.name}</span>
            <span className="sr-only">: {word}.</span>
          </p>
          <p className="text-muted text-xs [overflow-wrap:anywhere]">{match.reason}</p>
          {trigger.trace && (
            <Disclosure isPlain title="Why" className="mt-1">
              <div className="space-y-3">
                <TraceTree trace={trigger.trace} label={`Trigger of ${match.name}`} />
                {narrowing?.trace && (
                  <div className="space-y-2">
                    <p className="text-muted text-xs">Narrowed in the setup modal:</p>
                    <TraceTree trace={narrowing.trace} label={`Condition of the setup modal for ${match.name}`} />
                  </div>
                )}
              </div>
            </Disclosure>
          )}
        </div>
      </div>
    </li>
  );
}
