"use client";

import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { DescriptionList } from "@/components/ui/description-list";
import { Disclosure } from "@/components/ui/disclosure";
import { formatBytes, formatDuration } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import { inkTone } from "@/components/ui/tone";
import type { ClassificationStep, Outcome } from "@/lib/destination/error-catalog";
import type { Exchange, PartnerResponse } from "@/lib/destination/exchange";
import { BodyView } from "./body-view";
import { headerOf, headlineOf, notesOf } from "./describe-exchange";
import { HeaderList } from "./header-list";
import { TraceList } from "./trace-list";

interface ExchangeViewProps {
  /** What was called, where several exchanges stand on one page: "List creation". */
  name?: string;
  /** Masked: whatever is in here is shown. */
  exchange: Exchange;
  outcome: Outcome;
  trace?: readonly ClassificationStep[];
  /** What else is worth saying right below the verdict: the list ID, skipped users. */
  children?: ReactNode;
  /** Buttons that belong to the outcome. */
  actions?: ReactNode;
  /** What a delivery would do; without it only whether it would try again is said. */
  followUp?: ReactNode;
}

/** One call in full: what came of it, what came back, what was sent. Everything from the partner is shown as text. */
export function ExchangeView({ name, exchange, outcome, trace, children, actions, followUp }: ExchangeViewProps) {
  const labelOf = (part: string) => (name ? `${name} ${part}` : `${part.charAt(0).toUpperCase()}${part.slice(1)}`);
  const { response, request } = exchange;
  return (
    <div className="min-w-0 space-y-3">
      <Verdict exchange={exchange} outcome={outcome} actions={actions} followUp={followUp} />
      {notesOf(exchange).map((note) => (
        <Callout key={note.title} tone={note.tone} title={note.title}>
          {note.text}
          {note.rule && (
            <span className="mt-1 block text-muted text-xs">
              Rule: {note.rule}.{note.why && ` ${note.why}`}
            </span>
          )}
        </Callout>
      ))}
      {children}
      {response && <ResponseBody response={response} label={labelOf("response body")} />}
      <div className="divide-y divide-line border-line border-t">
        {response && (
          <Disclosure isPlain title="Response headers" count={response.headers.length}>
            <HeaderList headers={response.headers} label={labelOf("response headers")} />
          </Disclosure>
        )}
        <Disclosure
          isPlain
          title={exchange.failure?.kind === "refused" ? "Request that was not sent" : "Request as it was sent"}
        >
          <div className="space-y-2">
            <p className="break-all font-mono text-xs">
              <span className="font-semibold">{request.method}</span> {request.url}
            </p>
            <HeaderList headers={request.headers} label={labelOf("request headers")} />
            {request.body ? (
              <CodeBlock
                code={request.body}
                label={labelOf("request body")}
                language="json"
                isWrapped
                maxHeight={320}
              />
            ) : (
              <p className="text-muted text-xs">No body.</p>
            )}
          </div>
        </Disclosure>
        {trace && (
          <Disclosure isPlain title="How it was classified" count={trace.length}>
            <TraceList trace={trace} />
          </Disclosure>
        )}
        <Disclosure isPlain title="Connection">
          <DescriptionList items={connectionFacts(exchange)} />
        </Disclosure>
      </div>
    </div>
  );
}

type VerdictProps = Pick<ExchangeViewProps, "exchange" | "outcome" | "actions" | "followUp">;

function Verdict({ exchange, outcome, actions, followUp }: VerdictProps) {
  const { tone, status, verdict } = headlineOf(exchange, outcome);
  const isOrdinary = outcome.type === "success";
  const isOurs = exchange.failure?.kind === "refused" || exchange.failure?.kind === "cancelled";
  // A failure of the call is told once, in the note below, unless an entry has words of its own for it.
  const hasMessage = !isOrdinary && (exchange.failure === undefined || outcome.entryId !== undefined);
  return (
    <div className="space-y-1.5">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
        <Badge tone={tone} hasDot>
          {status}
        </Badge>
        <span className={`font-semibold ${inkTone[tone]}`}>{verdict}</span>
        <span className="text-muted text-xs">
          {formatDuration(exchange.durationMs)}
          {exchange.response && ` · ${formatBytes(exchange.response.bodyBytes)}`}
          {" · "}
          <RelativeTime key={exchange.startedAt} at={exchange.startedAt} />
        </span>
      </p>
      {hasMessage && <p className="whitespace-pre-wrap break-words text-ink text-sm">{outcome.message}</p>}
      {!isOrdinary && !isOurs && (
        <p className="flex empty:hidden flex-wrap items-center gap-x-3 gap-y-1 text-muted text-xs">
          {!followUp && (
            <span>
              {outcome.retry ? "A delivery would try this call again." : "A delivery would not try this call again."}
            </span>
          )}
          {outcome.field && (
            <span>
              Field to correct: <code className="font-mono">${outcome.field}</code>
            </span>
          )}
          {outcome.fixUrl && <FixLink url={outcome.fixUrl} />}
        </p>
      )}
      {followUp}
      {actions && <div className="flex flex-wrap gap-2 pt-1 empty:hidden">{actions}</div>}
    </div>
  );
}

/** The partner typed this link, so only what is plainly a web address becomes one. */
function FixLink({ url }: { url: string }) {
  if (!/^https?:\/\//i.test(url)) return <span className="break-all">How to fix: {url}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" className="link">
      How to fix
    </a>
  );
}

function ResponseBody({ response, label }: { response: PartnerResponse; label: string }) {
  if (response.body === "") {
    return <p className="text-muted text-sm">The response has no body.</p>;
  }
  const type = headerOf(response, "content-type");
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span className="font-medium">Response body</span>
        {type && <span className="break-all font-mono text-faint text-xs">{type}</span>}
      </p>
      <BodyView body={response.body} label={label} />
      {response.isTruncated && (
        <p className="text-muted text-xs">
          Only the beginning is kept. {formatBytes(response.bodyBytes)} were read; we stop at 1 MB and show the first 64
          KB.
        </p>
      )}
    </div>
  );
}

function connectionFacts({ request, remoteAddress, tls, startedAt, durationMs }: Exchange) {
  const isHttps = request.url.toLowerCase().startsWith("https:");
  return [
    {
      term: "Address",
      value: remoteAddress ? <code className="font-mono text-xs">{remoteAddress}</code> : "Not connected",
    },
    {
      term: "TLS",
      value: tls
        ? `${tls.protocol}, ${tls.cipher}${tls.certificateSubject ? `, certificate for ${tls.certificateSubject}` : ""}`
        : isHttps
          ? "Not established"
          : "None: the call went over http",
    },
    { term: "Started", value: <code className="font-mono text-xs">{startedAt}</code> },
    { term: "Duration", value: formatDuration(durationMs) },
  ];
}
