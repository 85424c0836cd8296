"use client";

import { RotateCw } from "lucide-react";
import { useMemo } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { RequestWarnings } from "@/components/preview/request-warnings";
import { sampleEventName, sampleUserName } from "@/components/preview/sample-name";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Disclosure } from "@/components/ui/disclosure";
import { formatNumber } from "@/components/ui/format-number";
import type { TokenExchange } from "@/lib/contract";
import { followUpWords } from "@/lib/delivery/follow-up-words";
import type { Endpoint } from "@/lib/destination/definition";
import { type EndpointKey, endpointAt, endpointName, isActionKey } from "@/lib/destination/endpoints";
import { type Classification, classify, renderErrorMessage } from "@/lib/destination/error-catalog";
import type { Exchange } from "@/lib/destination/exchange";
import { nonSecretLookup } from "@/lib/destination/request-values";
import { DraftEntryButton } from "./draft-entry-button";
import { ExchangeView } from "./exchange-view";
import { FollowUpNote } from "./follow-up-note";
import { ItemResultsView } from "./item-results";
import { listIdText } from "./list-id";
import { ResponseOf } from "./response-of";
import type { TestTrial } from "./test-trial";
import { useTestBench } from "./test-values-provider";
import type { TestResult } from "./use-test-runs";

interface TestResultViewProps {
  result: TestResult;
  endpoint: EndpointKey;
  /** A newer test is under way: this is the one before. */
  isStale: boolean;
  /** It is looked at in the history: nothing follows from it any more. */
  isPast?: boolean;
  /** The trial that it was the last call of. */
  trial?: TestTrial | undefined;
  /** Plays the call again with its retries; undefined where that can't be done now. */
  onTestAsDelivery?: (() => void) | undefined;
}

/** A test in full. It is classified by the error catalog as it stands now, so that an edit there shows here at once. */
export function TestResultView({ result, endpoint, isStale, isPast = false, ...rest }: TestResultViewProps) {
  const { trial, onTestAsDelivery } = rest;
  const { definition } = useDraft();
  const { requestValues } = useTestBench();
  const { exchange } = result;
  const call = endpointAt(definition, endpoint);
  const classified = useMemo(() => {
    if (!call) return { outcome: result.outcome, trace: undefined };
    const { outcome, trace } = classifyCall(exchange, call, endpoint);
    // What became of single items was read when the call was made: only then it was known what had been sent.
    if (outcome.kind === "success" && result.outcome.items) return { outcome: result.outcome, trace };
    const lookup = nonSecretLookup(definition, endpoint, requestValues(endpoint));
    return { outcome: { ...outcome, message: renderErrorMessage(outcome.message, lookup) }, trace };
  }, [call, exchange, endpoint, definition, requestValues, result.outcome]);

  const last = trial?.attempts.findLast((attempt) => attempt.endpoint === endpoint);
  const { retries, recreations } = last ?? { retries: 0, recreations: 0 };
  const { outcome } = classified;
  const followUp = followUpWords({ definition, endpoint, exchange, outcome, retries, recreations, chance: 0 });
  const response = useMemo(() => ({ endpoint, exchange }), [endpoint, exchange]);
  return (
    <div aria-busy={isStale || undefined} className={isStale ? "grayscale" : undefined}>
      <ResponseOf value={response}>
        <ExchangeView
          name={endpointName(definition, endpoint)}
          exchange={exchange}
          outcome={outcome}
          trace={classified.trace}
          followUp={
            followUp && (
              <FollowUpNote
                words={followUp}
                action={
                  onTestAsDelivery &&
                  !trial &&
                  (followUp.does === "retry" || followUp.does === "recreate") && (
                    <Button size="sm" icon={<RotateCw aria-hidden="true" />} onClick={onTestAsDelivery}>
                      Test as a delivery would
                    </Button>
                  )
                }
              />
            )
          }
          actions={<DraftEntryButton endpoint={endpoint} exchange={exchange} outcome={outcome} />}
        >
          {result.accessToken && <TokenCall token={result.accessToken} />}
          <ListIdNote result={result} isPast={isPast} />
          <RequestWarnings warnings={result.warnings ?? []} />
          {outcome.items && (
            <ItemResultsView
              summary={outcome.items}
              // Of a call that was not taken as a whole the outcome's own words say how many.
              isCounted={outcome.kind === "success"}
              noun={isActionKey(endpoint) ? "event" : "user"}
              items={result.items ?? undefined}
              nameOf={(place) => nameOfItem(result, place)}
            />
          )}
          <Skipped result={result} />
        </ExchangeView>
      </ResponseOf>
    </div>
  );
}

function ListIdNote({ result: { listId }, isPast }: { result: TestResult; isPast: boolean }) {
  if (!listId) return null;
  if (listId.value === undefined) {
    return (
      <Callout tone="warning" title="No list ID found">
        {listId.message ?? "There is nothing at the path to the list ID."}
      </Callout>
    );
  }
  return (
    <p className="text-sm">
      <code className="font-mono text-syntax-variable text-xs">$list_id</code> is{" "}
      <code className="break-all rounded-xs bg-sunken px-1 font-mono text-xs">{listIdText(listId.value)}</code>
      {listId.path ? (
        <>
          , found at <code className="break-all font-mono text-xs">{listId.path}</code>.
        </>
      ) : (
        ", as the request says."
      )}{" "}
      {!isPast && <span className="text-muted">The calls that change members now use it.</span>}
    </p>
  );
}

/** Single results are read with what was sent; without it only the call as a whole can be judged. */
function classifyCall(exchange: Exchange, call: Endpoint, key: EndpointKey): Classification {
  const whole = classify(exchange, call, key);
  if (!whole.outcome.items || !("itemOutcomes" in call)) return whole;
  return classify(exchange, { ...call, itemOutcomes: [] }, key);
}

/** The item at a place of the users or events that the test was made with. */
function nameOfItem({ sent }: TestResult, place: number): string {
  if (!sent) return `Number ${place + 1}`;
  const { users, events } = sent;
  return events ? sampleEventName(events, events[place]) : sampleUserName(users, users[place]);
}

/** The call that obtained the access token, before the one that was tested. */
function TokenCall({ token: { exchange, outcome } }: { token: TokenExchange }) {
  const isFine = outcome.kind === "success";
  return (
    <Disclosure
      isPlain
      title={isFine ? "An access token was obtained first" : "No access token was obtained"}
      tone={isFine ? undefined : "danger"}
      defaultOpen={!isFine}
    >
      {/* Values of this response are nothing that the endpoint's own paths lead to. */}
      <ResponseOf value={undefined}>
        <ExchangeView name="Access token" exchange={exchange} outcome={outcome} />
      </ResponseOf>
    </Disclosure>
  );
}

const skippedShown = 50;

function Skipped({ result }: { result: TestResult }) {
  const { skipped: users = [], skippedEvents: events = [] } = result;
  const skipped = [
    ...users.map(({ user, reason }) => ({ name: nameOfItem(result, user), reason })),
    ...events.map(({ event, reason }) => ({ name: nameOfItem(result, event), reason })),
  ];
  if (skipped.length === 0) return null;
  const title = users.length > 0 ? "Users left out of this call" : "Events left out of this call";
  return (
    <Disclosure isPlain title={title} count={skipped.length} tone="warning">
      <ul className="space-y-1 text-xs">
        {skipped.slice(0, skippedShown).map(({ name, reason }) => (
          <li key={name} className="break-words">
            <span className="font-medium">{name}</span> <span className="text-muted">{reason}</span>
          </li>
        ))}
      </ul>
      {skipped.length > skippedShown && (
        <p className="mt-1 text-muted text-xs">And {formatNumber(skipped.length - skippedShown)} more.</p>
      )}
    </Disclosure>
  );
}
