"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { ChangedText } from "@/components/builder/changed-text";
import { useDraft } from "@/components/builder/draft-provider";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { pluralize } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import { Loading, SkeletonText } from "@/components/ui/skeleton";
import { messageOf } from "@/lib/client/api";
import { testRunQuery } from "@/lib/client/test-history-api";
import {
  type ComparedHeader,
  type ComparedText,
  compareExchanges,
  compareFingerprints,
} from "@/lib/destination/compare-exchanges";
import type { JsonDifference } from "@/lib/destination/json-diff";
import { pathOfPlace } from "@/lib/destination/response-place";
import type { RecordedTestRun } from "@/lib/test-history-contract";
import { headlineOfRun } from "./run-history";

/** Two recorded tests of one endpoint: what was sent and answered differently. */
export function CompareRuns({ before, after }: { before: string; after: string }) {
  const { destinationId } = useDraft();
  const [one, other] = [useQuery(testRunQuery(destinationId, before)), useQuery(testRunQuery(destinationId, after))];
  const error = one.error ?? other.error;
  if (error) {
    return (
      <Callout tone="danger" title="These tests could not be read" isLive>
        {messageOf(error)}
      </Callout>
    );
  }
  if (!one.data || !other.data) {
    return (
      <Loading label="Loading the tests">
        <SkeletonText lines={8} />
      </Loading>
    );
  }
  return <Comparison before={one.data} after={other.data} />;
}

function Comparison({ before, after }: { before: RecordedTestRun; after: RecordedTestRun }) {
  const { request, response, isSame } = useMemo(
    () => compareExchanges(before.exchange, after.exchange),
    [before, after],
  );
  const secrets = useSecretWords(before, after);
  return (
    <div className="space-y-5">
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <Side label="Earlier" run={before} />
        <Side label="Later" run={after} />
      </div>
      {isSame && (
        <Callout tone="success" title="Sent and answered the same">
          Method, URL, headers and bodies are the same in both tests.
        </Callout>
      )}
      <Part title="Request">
        <Changed part="Request" text={request.line} />
        <Headers headers={request.headers} />
        {secrets.map((words) => (
          <p key={words} className="text-sm">
            {words}
          </p>
        ))}
        <Changed part="Request" text={request.body} />
      </Part>
      <Part title="Response">
        <Changed part="Response" text={response.status} />
        <Headers headers={response.headers} />
        <Changed part="Response" text={response.body} />
      </Part>
    </div>
  );
}

const secretWords = {
  other: "another secret was used.",
  unknown: "it can't be told whether it was the same secret, because the installation's key was changed.",
};

/** Masked values look the same; their fingerprints tell whether they were. */
function useSecretWords(before: RecordedTestRun, after: RecordedTestRun): string[] {
  const { fields } = useDraft().definition;
  const ids = new Set([...Object.keys(before.fingerprints), ...Object.keys(after.fingerprints)]);
  return [...ids].flatMap((id) => {
    const field = fields.find((each) => each.id === id);
    const name = field ? field.displayName || field.variable : "A secret";
    const compared = compareFingerprints(before.fingerprints[id], after.fingerprints[id]);
    return compared === "same" ? [] : [`${name}: ${secretWords[compared]}`];
  });
}

function Side({ label, run }: { label: string; run: RecordedTestRun }) {
  const { tone, status, verdict } = headlineOfRun(run);
  return (
    <div className="min-w-0 rounded-md border p-3">
      <p className="mb-1 font-medium text-muted text-xs">{label}</p>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone={tone} hasDot>
          {status}
        </Badge>
        <span className="break-words font-medium">{verdict}</span>
      </p>
      <p className="mt-1 text-muted text-xs">
        <RelativeTime at={run.createdAt} /> by {run.by}
      </p>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="space-y-3">
      <h3 className="font-semibold text-base">{title}</h3>
      {children}
    </section>
  );
}

const membersShown = 50;

function Changed({ part, text: { label, before, after, isSame, members } }: { part: string; text: ComparedText }) {
  if (isSame) {
    return (
      <p className="text-muted text-sm">
        {label}: {before === undefined ? "none in both" : "the same"}
      </p>
    );
  }
  return (
    <div className="space-y-2">
      <h4 className="font-medium text-sm">{label}</h4>
      {members && <Members members={members} />}
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        <Text label={`${part}: ${label}, earlier`} text={before} other={after} />
        <Text label={`${part}: ${label}, later`} text={after} other={before} />
      </div>
    </div>
  );
}

function Members({ members }: { members: readonly JsonDifference[] }) {
  return (
    <ul aria-label="Members that differ" className="space-y-1 text-xs">
      {members.slice(0, membersShown).map(({ path, before, after }) => (
        <li key={JSON.stringify(path) + before + after} className="break-words">
          <code className="font-mono font-medium">{pathOfPlace(path)}</code>{" "}
          {before === undefined ? (
            <>
              is new: <Value text={after} />
            </>
          ) : after === undefined ? (
            <>
              is gone: <Value text={before} />
            </>
          ) : (
            <>
              was <Value text={before} />, now <Value text={after} />
            </>
          )}
        </li>
      ))}
      {members.length > membersShown && (
        <li className="text-muted">And {pluralize(members.length - membersShown, "more difference")}.</li>
      )}
    </ul>
  );
}

function Value({ text = "" }: { text?: string }) {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return <code className="break-all rounded-xs bg-sunken px-1 font-mono">{shown}</code>;
}

function Text({ label, text, other }: { label: string; text: string | undefined; other: string | undefined }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="max-h-72 min-w-0 overflow-auto rounded-md border bg-sunken p-2"
    >
      {text === undefined ? (
        <p className="text-muted text-xs">None.</p>
      ) : (
        <ChangedText before={other ?? ""} after={text} />
      )}
    </section>
  );
}

function Headers({ headers }: { headers: readonly ComparedHeader[] }) {
  if (headers.length === 0) return <p className="text-muted text-sm">Headers: the same</p>;
  return (
    <div className="space-y-1.5">
      <h4 className="font-medium text-sm">Headers that differ</h4>
      <dl className="divide-y divide-line overflow-hidden rounded-md border bg-sunken font-mono text-xs leading-5">
        {headers.map(({ name, before, after }) => (
          <div key={name} className="px-3 py-1.5">
            <dt className="text-muted">{name}</dt>
            <dd className="break-all">
              <span className="font-sans text-faint">earlier </span>
              {before ?? <span className="font-sans text-faint">not there</span>}
            </dd>
            <dd className="break-all">
              <span className="font-sans text-faint">later </span>
              {after ?? <span className="font-sans text-faint">not there</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
