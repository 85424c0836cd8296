"use client";

import { Check, CircleAlert, FlaskConical } from "lucide-react";
import { useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { type HostileResult, hostileReport, summarize } from "@/components/preview/hostile-report";
import { withStandIns } from "@/components/preview/stand-ins";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { pluralize } from "@/components/ui/format-number";
import { NativeSelect } from "@/components/ui/native-select";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointName, isCohortDefinition } from "@/lib/destination/endpoints";
import { type HostileSample, hostileSamples } from "@/lib/destination/hostile-samples";
import { maskSecrets } from "@/lib/destination/mask-secrets";
import { useTestBench } from "./test-values-provider";
import { showEndpoint } from "./use-test-bench-commands";

interface RenderWithProps {
  sample: HostileSample | undefined;
  onSample: (sample: HostileSample | undefined) => void;
}

interface Report {
  definition: DestinationDefinition;
  results: HostileResult[];
}

const ownValues = "own";

/** Renders the requests with the values that break other people's code, one of them or all at once. */
export function RenderWith({ sample, onSample }: RenderWithProps) {
  const { definition } = useDraft();
  const { requestValues } = useTestBench();
  const [report, setReport] = useState<Report>();
  const noun = isCohortDefinition(definition) ? "sample user" : "test event";
  const tryAll = () => {
    const valuesOf = (key: EndpointKey) =>
      maskSecrets(definition, withStandIns(definition, key, requestValues(key)).values);
    setReport({ definition, results: hostileReport(definition, valuesOf) });
  };
  return (
    <section aria-label="Render with" className="flex flex-col gap-2 rounded-lg border bg-surface px-4 py-2.5 shadow-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <label htmlFor="render-with" className="font-medium text-sm">
          Render with
        </label>
        <NativeSelect
          id="render-with"
          className="min-w-48 flex-1"
          value={sample?.id ?? ownValues}
          options={[
            { value: ownValues, label: `The ${noun}s' own values` },
            ...hostileSamples.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onSample(hostileSamples.find(({ id }) => id === value));
          }}
        />
        <Button size="sm" icon={<FlaskConical aria-hidden="true" />} onClick={tryAll}>
          Try all {hostileSamples.length}
        </Button>
      </div>
      <div role="status" className="empty:hidden">
        {report && <Summary noun={noun} report={report} isOutdated={report.definition !== definition} />}
      </div>
      {report && (
        <Findings
          definition={definition}
          results={report.results}
          onSee={({ sample: seen, endpoint }) => {
            onSample(seen);
            showEndpoint(endpoint);
          }}
        />
      )}
    </section>
  );
}

function Summary({ noun, report, isOutdated }: { noun: string; report: Report; isOutdated: boolean }) {
  const { total, count } = summarize(report.results);
  const isFine = count.invalid === 0;
  const Icon = isFine ? Check : CircleAlert;
  const sent = count.valid + count.left_out;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-muted text-xs">
      <Icon
        aria-hidden="true"
        className={isFine ? "size-3.5 shrink-0 text-success-ink" : "size-3.5 shrink-0 text-danger-ink"}
      />
      <span className={isFine ? "text-success-ink" : "text-danger-ink"}>
        {isFine ? "Every body is valid" : `${pluralize(count.invalid, "body", "bodies")} not valid`}
      </span>
      <span>
        · {sent} of {total} requests could be sent
      </span>
      {count.left_out > 0 && (
        <span>
          · {count.left_out} without the {noun} that has the value
        </span>
      )}
      {count.not_sent > 0 && <span>· {count.not_sent} would be held back, with a reason</span>}
      {isOutdated && <span className="text-warning-ink">· Changed since: try them again</span>}
    </p>
  );
}

const stateWords: Record<Exclude<HostileResult["state"], "valid">, string> = {
  invalid: "Not valid",
  not_sent: "Held back",
  left_out: "Left out",
};

interface FindingsProps {
  definition: DestinationDefinition;
  results: readonly HostileResult[];
  onSee: (result: HostileResult) => void;
}

function Findings({ definition, results, onSee }: FindingsProps) {
  const others = results.filter(({ state }) => state !== "valid");
  if (others.length === 0) return null;
  return (
    <Disclosure isPlain title="What would be held back, and why" count={others.length}>
      <ul className="max-h-72 divide-y divide-line overflow-y-auto text-xs">
        {others.map((result) => (
          <li key={`${result.endpoint} ${result.sample.id}`} className="flex items-start justify-between gap-3 py-1.5">
            <span className="min-w-0 break-words">
              <span className="font-medium">{result.sample.name}</span>{" "}
              <span className="text-faint">
                {endpointName(definition, result.endpoint)} · {result.state !== "valid" && stateWords[result.state]}
              </span>
              <span className="block text-muted">{result.reason}</span>
            </span>
            <Button
              size="sm"
              variant="ghost"
              aria-label={`See ${result.sample.name} in ${endpointName(definition, result.endpoint)}`}
              onClick={() => onSee(result)}
            >
              See
            </Button>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
