"use client";

import { Play, X } from "lucide-react";
import { useState } from "react";
import { RequestWarnings } from "@/components/preview/request-warnings";
import { ExchangeView } from "@/components/test-bench/exchange-view";
import { ItemResultsView } from "@/components/test-bench/item-results";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { pluralize } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointName, isActionKey } from "@/lib/destination/endpoints";
import type { ReviewRun } from "@/lib/review-contract";
import type { ReviewTesting } from "./use-review-tests";

interface ReviewTestsProps {
  definition: DestinationDefinition;
  endpoint: EndpointKey;
  tests: ReviewTesting;
  mayTest: boolean;
}

/** What reviewers' own tests of a call have shown, and the way to make one. */
export function ReviewTests({ definition, endpoint, tests, mayTest }: ReviewTestsProps) {
  const runs = tests.runs.filter((run) => run.endpoint === endpoint);
  const [shownCount, setShownCount] = useState(1);
  const name = endpointName(definition, endpoint);
  const isBusy = tests.busy === endpoint;
  return (
    <div className="space-y-3">
      {mayTest && (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            icon={<Play aria-hidden="true" />}
            aria-label={`Test endpoint: ${name}`}
            isLoading={isBusy}
            disabled={tests.busy !== undefined}
            onClick={() => void tests.test(endpoint)}
          >
            Test endpoint
          </Button>
          {isBusy && (
            <Button size="sm" variant="ghost" icon={<X aria-hidden="true" />} onClick={tests.cancel}>
              Cancel
            </Button>
          )}
          <span className="text-faint text-xs">
            {tests.account === "vault" ? "With the partner's test account" : "With your answers"}
          </span>
        </div>
      )}
      {tests.refused?.endpoint === endpoint && <RefusedTest refused={tests.refused} />}
      {runs.length === 0 ? (
        <p className="text-muted text-sm">No reviewer has tested this call yet.</p>
      ) : (
        <ul aria-live="polite" className="space-y-4">
          {runs.slice(0, shownCount).map((run) => (
            <li key={run.id}>
              <Run run={run} />
            </li>
          ))}
        </ul>
      )}
      {runs.length > shownCount && (
        <Button size="sm" variant="ghost" onClick={() => setShownCount(shownCount + 3)}>
          Show earlier ones: {pluralize(runs.length - shownCount, "test")}
        </Button>
      )}
    </div>
  );
}

function RefusedTest({ refused: { message, reasons } }: { refused: NonNullable<ReviewTesting["refused"]> }) {
  return (
    <Callout tone="warning" title="Not tested" isLive>
      <p>{message}</p>
      {reasons.length > 0 && (
        <ul className="mt-1 list-disc space-y-0.5 ps-4">
          {reasons.map(({ place, message: reason }) => (
            <li key={`${place}${reason}`} className="break-words">
              <code className="font-mono text-xs">${place}</code>: {reason}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  );
}

function Run({ run: { exchange, outcome, details, by, createdAt, account, endpoint } }: { run: ReviewRun }) {
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-center gap-2 text-muted text-sm">
        <Badge>{account === "vault" ? "Lent test account" : "Reviewer's answers"}</Badge>
        <span>
          {by}, <RelativeTime at={createdAt} />
        </span>
      </p>
      <ExchangeView exchange={exchange} outcome={outcome}>
        {details?.accessToken && details.accessToken.outcome.kind !== "success" && (
          <ExchangeView
            name="Access token"
            exchange={details.accessToken.exchange}
            outcome={details.accessToken.outcome}
          />
        )}
        {details && <RequestWarnings warnings={details.warnings} />}
        {outcome.items && (
          <ItemResultsView
            summary={outcome.items}
            isCounted={outcome.kind === "success"}
            noun={isActionKey(endpoint) ? "event" : "user"}
            items={details?.items ?? undefined}
          />
        )}
      </ExchangeView>
    </div>
  );
}
