"use client";

import { type ClipboardEvent, useMemo, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { sampleEventName, sampleUserName } from "@/components/preview/sample-name";
import { withStandIns } from "@/components/preview/stand-ins";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { inkTone } from "@/components/ui/tone";
import { type EndpointKey, endpointsOf, isActionKey } from "@/lib/destination/endpoints";
import type { Exchange } from "@/lib/destination/exchange";
import { toJson } from "@/lib/destination/json";
import { exchangeOfPaste, type PastedResponse, splitResponse } from "@/lib/destination/pasted-response";
import type { RequestValues } from "@/lib/destination/request";
import { headlineOf } from "./describe-exchange";
import { DraftEntryButton } from "./draft-entry-button";
import { ItemResultsView } from "./item-results";
import { useTestBench } from "./test-values-provider";
import { TraceList } from "./trace-list";
import { listedItems, type ResponseTrace, traceResponse } from "./trace-response";

const bodyCharsMax = 1_000_000;

/** A response that somebody pastes, and what an endpoint would make of it. Nothing leaves the page. */
export function RuleTrace() {
  const { definition } = useDraft();
  const endpoints = endpointsOf(definition);
  const [chosen, setChosen] = useState<EndpointKey>();
  const [response, setResponse] = useState<PastedResponse>({ status: "", headers: "", body: "" });
  const endpoint = endpoints.find(({ key }) => key === chosen)?.key ?? endpoints[0]?.key;
  if (!endpoint) return null;
  const change = (part: Partial<PastedResponse>) => setResponse((before) => ({ ...before, ...part }));

  /** A whole response comes apart, whichever field it is pasted into. */
  function onPaste(event: ClipboardEvent) {
    const whole = splitResponse(event.clipboardData.getData("text/plain").slice(0, bodyCharsMax));
    if (!whole) return;
    event.preventDefault();
    setResponse(whole);
  }

  return (
    <div className="@container space-y-4">
      <div className="grid grid-cols-1 gap-4 @sm:grid-cols-2">
        <Field label="Endpoint">
          <NativeSelect
            value={endpoint}
            options={endpoints.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(event) => setChosen(endpoints.find(({ key }) => key === event.currentTarget.value)?.key)}
          />
        </Field>
        <Field label="Status" help="A number, or timeout or network.">
          <Input
            value={response.status}
            isMono
            placeholder="401"
            maxLength={20}
            autoComplete="off"
            onPaste={onPaste}
            onChange={(event) => change({ status: event.currentTarget.value })}
          />
        </Field>
      </div>
      <Field label="Headers" isOptional help="One a line, as Name: value.">
        <Textarea
          value={response.headers}
          isMono
          rows={1}
          dir="ltr"
          placeholder="content-type: application/json"
          onPaste={onPaste}
          onChange={(event) => change({ headers: event.currentTarget.value })}
        />
      </Field>
      <Field label="Body" isOptional help="What curl -i prints may be pasted whole: it comes apart by itself.">
        <Textarea
          value={response.body}
          isMono
          rows={4}
          dir="ltr"
          maxLength={bodyCharsMax}
          placeholder='{ "error_code": 1000 }'
          onPaste={onPaste}
          onChange={(event) => change({ body: event.currentTarget.value })}
        />
      </Field>
      <Traced endpoint={endpoint} response={response} />
    </div>
  );
}

function Traced({ endpoint, response }: { endpoint: EndpointKey; response: PastedResponse }) {
  const { definition } = useDraft();
  const { requestValues } = useTestBench();
  const reading = useMemo(() => exchangeOfPaste(response), [response]);
  const traced = useMemo(() => {
    if (!reading.ok) return undefined;
    const { values } = withStandIns(definition, endpoint, requestValues(endpoint));
    return { values, trace: traceResponse(definition, endpoint, reading.exchange, values) };
  }, [definition, endpoint, reading, requestValues]);
  if (response.status.trim() === "") return null;
  if (!reading.ok) {
    return (
      <Callout tone="warning" title="Not a response yet">
        {reading.message}
      </Callout>
    );
  }
  if (!traced?.trace) return null;
  return <TraceResult endpoint={endpoint} exchange={reading.exchange} trace={traced.trace} values={traced.values} />;
}

interface TraceResultProps {
  endpoint: EndpointKey;
  exchange: Exchange;
  trace: ResponseTrace;
  values: RequestValues;
}

function TraceResult({ endpoint, exchange, trace: { outcome, trace, items, listId }, values }: TraceResultProps) {
  const { tone, status, verdict } = headlineOf(exchange, outcome);
  const { users, events } = values;
  const nameOf = (place: number) =>
    events ? sampleEventName(events, events[place]) : sampleUserName(users, users[place]);
  return (
    <section aria-label="What it would be" className="space-y-3 border-line border-t pt-4">
      <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone={tone} hasDot>
          {status}
        </Badge>
        <span className={`font-semibold ${inkTone[tone]}`}>{verdict}</span>
      </p>
      <p className="whitespace-pre-wrap break-words text-sm">{outcome.message}</p>
      <DraftEntryButton endpoint={endpoint} exchange={exchange} outcome={outcome} />
      {listId && (
        <p className="break-words text-sm">
          {listId.ok ? (
            <>
              <code className="font-mono text-syntax-variable text-xs">$list_id</code> would be{" "}
              <code className="break-all font-mono text-xs">{toJson(listId.listId)}</code>, found at{" "}
              <code className="break-all font-mono text-xs">{listId.path}</code>.
            </>
          ) : (
            listId.message
          )}
        </p>
      )}
      {items && outcome.items && (
        <ItemResultsView
          summary={outcome.items}
          isCounted
          noun={isActionKey(endpoint) ? "event" : "user"}
          items={listedItems(items)}
          nameOf={nameOf}
        />
      )}
      <TraceList trace={trace} />
    </section>
  );
}
