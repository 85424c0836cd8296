import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { formatDuration } from "@/components/ui/format-number";
import { Spinner } from "@/components/ui/spinner";
import { inkTone } from "@/components/ui/tone";
import { type TrialAttempt, trialWaitMsMax, trialWords } from "@/lib/delivery/delivery-trial";
import { followUpWords } from "@/lib/delivery/follow-up-words";
import { durationWords } from "@/lib/delivery/simulation-words";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointName } from "@/lib/destination/endpoints";
import { headlineOf } from "./describe-exchange";
import { followUpLooks } from "./follow-up-note";
import type { TestTrial } from "./test-trial";
import type { EndpointTest } from "./use-test-runs";

interface TrialViewProps {
  trial: TestTrial;
  endpoint: EndpointKey;
  definition: DestinationDefinition;
  test: Pick<EndpointTest, "phase" | "refusal">;
}

/** A test that goes on as a delivery would: each call, what it was taken for, and what was waited for the next. */
export function TrialView({ trial: { attempts, end }, endpoint, definition, test }: TrialViewProps) {
  const name = endpointName(definition, endpoint);
  return (
    <section aria-label={`${name} as a delivery would make it`} className="space-y-2 border-line border-t pt-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h4 className="font-semibold text-sm">As a delivery would</h4>
        <p className="text-muted text-xs">Waits are shortened to at most {durationWords(trialWaitMsMax)}.</p>
      </div>
      <ol aria-label={`Calls of ${name}`} className="ms-1.5 border-line-strong border-s">
        {attempts.map((attempt, index) => (
          <Attempt
            // biome-ignore lint/suspicious/noArrayIndexKey: calls are only ever added at the end.
            key={index}
            number={index + 1}
            attempt={attempt}
            name={attempt.endpoint === endpoint ? undefined : endpointName(definition, attempt.endpoint)}
          />
        ))}
      </ol>
      {end === undefined ? (
        <p className="flex items-center gap-2 text-muted text-sm">
          <Spinner />
          {underWay(attempts, test)}
        </p>
      ) : (
        <p className="text-sm">
          <span className="font-medium">{trialWords(attempts, end)}</span>{" "}
          <span className="text-muted">Every call is in the history of its endpoint.</span>
        </p>
      )}
    </section>
  );
}

interface AttemptProps {
  number: number;
  attempt: TrialAttempt;
  /** The endpoint, where it is another one than that of the test. */
  name: string | undefined;
}

function Attempt({ number, attempt, name }: AttemptProps) {
  const { exchange, outcome, waitMs, step } = attempt;
  const { tone, status, verdict } = headlineOf(exchange, outcome);
  const { Icon, tone: doesTone } = followUpLooks[step.do];
  return (
    <li className="relative ps-5 pb-3 last:pb-1">
      <span
        aria-hidden="true"
        className="absolute start-0 top-1 grid size-5 -translate-x-1/2 place-items-center rounded-full border border-line-strong bg-surface text-2xs text-muted tabular-nums rtl:translate-x-1/2"
      >
        {number}
      </span>
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
        <span className="sr-only">Call {number}:</span>
        <Badge tone={tone} hasDot>
          {status}
        </Badge>
        <span className={cn("font-semibold", inkTone[tone])}>
          {name && `${name}: `}
          {verdict}
        </span>
        <span className="text-muted text-xs">{formatDuration(exchange.durationMs)}</span>
      </p>
      {outcome.type !== "success" && <p className="mt-1 whitespace-pre-wrap break-words text-sm">{outcome.message}</p>}
      <p className="mt-1 flex items-start gap-1.5 text-sm">
        <Icon aria-hidden="true" className={cn("mt-0.5 size-3.5 shrink-0", inkTone[doesTone])} />
        <span className="min-w-0">
          {followUpWords(attempt)?.title}
          {waitMs.delivery > waitMs.trial && (
            <span className="text-muted"> Here after {durationWords(waitMs.trial)}.</span>
          )}
        </span>
      </p>
    </li>
  );
}

function underWay(attempts: readonly TrialAttempt[], { phase, refusal }: TrialViewProps["test"]): string {
  if (refusal?.retryAt !== undefined) return "Goes on by itself as soon as our limit allows another call.";
  const last = attempts.at(-1);
  if (phase !== "waiting" || last === undefined) return `Call ${attempts.length + 1} is under way.`;
  if (last.step.do === "recreate") return "The list is made anew first.";
  if (last.waitMs.delivery <= last.waitMs.trial) return `Waits ${durationWords(last.waitMs.trial)}.`;
  return `Waits ${durationWords(last.waitMs.trial)}; a delivery would wait ${durationWords(last.waitMs.delivery)}.`;
}
