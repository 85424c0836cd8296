"use client";

import { BookPlus } from "lucide-react";
import { useMemo } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { focusField } from "@/components/builder/focus-field";
import { RequestWarnings } from "@/components/preview/request-warnings";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Disclosure } from "@/components/ui/disclosure";
import { pluralize } from "@/components/ui/format-number";
import { type EndpointKey, endpointNames } from "@/lib/destination/definition";
import { classify, entryFromExchange, renderErrorMessage } from "@/lib/destination/error-catalog";
import { nonSecretLookup } from "@/lib/destination/request-values";
import { ExchangeView } from "./exchange-view";
import { listIdText } from "./list-id";
import { useTestBench } from "./test-values-provider";
import type { TestResult } from "./use-test-runs";

interface TestResultViewProps {
  result: TestResult;
  endpoint: EndpointKey;
  /** A newer test is under way: this is the one before. */
  isStale: boolean;
}

/** A test in full. It is classified by the error catalog as it stands now, so that an edit there shows here at once. */
export function TestResultView({ result, endpoint, isStale }: TestResultViewProps) {
  const { definition, edit } = useDraft();
  const { requestValues } = useTestBench();
  const { exchange } = result;
  const call = definition.endpoints[endpoint];
  const classified = useMemo(() => {
    if (!call) return { outcome: result.outcome, trace: undefined };
    const { outcome, trace } = classify(exchange, call, endpoint);
    const lookup = nonSecretLookup(definition, endpoint, requestValues(endpoint));
    return { outcome: { ...outcome, message: renderErrorMessage(outcome.message, lookup) }, trace };
  }, [call, exchange, endpoint, definition, requestValues, result.outcome]);

  function addToCatalog() {
    if (!call) return;
    const entry = entryFromExchange(exchange);
    edit("Add an error entry from a test", (document) => {
      const current = document.endpoints[endpoint];
      if (!current) return document;
      const endpoints = { ...document.endpoints, [endpoint]: { ...current, errors: [...current.errors, entry] } };
      return { ...document, endpoints };
    });
    focusField(["endpoints", endpoint, "errors", call.errors.length, "failureReason"]);
  }

  return (
    <div aria-busy={isStale || undefined} className={isStale ? "opacity-60 transition-opacity" : undefined}>
      <ExchangeView
        name={endpointNames[endpoint]}
        exchange={exchange}
        outcome={classified.outcome}
        trace={classified.trace}
        actions={
          classified.outcome.type === "unclassified" && (
            <Button size="sm" icon={<BookPlus aria-hidden="true" />} onClick={addToCatalog}>
              Add to error catalog
            </Button>
          )
        }
      >
        <ListIdNote result={result} />
        <RequestWarnings warnings={result.warnings ?? []} />
        <Skipped skipped={result.skipped ?? []} />
      </ExchangeView>
    </div>
  );
}

function ListIdNote({ result: { listId } }: { result: TestResult }) {
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
      <span className="text-muted">Add users and Remove users now use it.</span>
    </p>
  );
}

const skippedShown = 50;

function Skipped({ skipped }: { skipped: NonNullable<TestResult["skipped"]> }) {
  if (skipped.length === 0) return null;
  return (
    <Disclosure isPlain title="Users left out of this call" count={skipped.length} tone="warning">
      <ul className="space-y-1 text-xs">
        {skipped.slice(0, skippedShown).map(({ user, reason }) => (
          <li key={user} className="break-words">
            <code className="font-mono">{user}</code> <span className="text-muted">{reason}</span>
          </li>
        ))}
      </ul>
      {skipped.length > skippedShown && (
        <p className="mt-1 text-muted text-xs">And {pluralize(skipped.length - skippedShown, "more user")}.</p>
      )}
    </Disclosure>
  );
}
