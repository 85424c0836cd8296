"use client";

import { memo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { ButtonGroup } from "@/components/ui/button-group";
import { DescriptionList } from "@/components/ui/description-list";
import { formatNumber } from "@/components/ui/format-number";
import type { Tone } from "@/components/ui/tone";
import type { Simulation, SimulationInput } from "@/lib/delivery/simulation";
import { type Cadence, durationWords, simulationWords } from "@/lib/delivery/simulation-words";
import { isCohortDefinition } from "@/lib/destination/endpoints";
import { FailureTable } from "./failure-table";
import { TimelineChart } from "./timeline-chart";
import { TimelineTable } from "./timeline-table";

interface SimulationAnswerProps {
  input: SimulationInput;
  simulation: Simulation;
  cadence: Cadence | undefined;
}

const ends: Record<Simulation["end"], { word: string; tone: Tone }> = {
  succeeded: { word: "succeeds", tone: "success" },
  partial: { word: "partial", tone: "warning" },
  failed: { word: "fails", tone: "danger" },
  nothing: { word: "nothing to do", tone: "neutral" },
};

/** What a simulation came to: in words, in figures, over time and by reason. Drawn again for a new answer only. */
export const SimulationAnswer = memo(function SimulationAnswer({ input, simulation, cadence }: SimulationAnswerProps) {
  const [view, setView] = useState("chart");
  const { definition, size } = input;
  const { headline, notes } = simulationWords(definition, simulation, size, cadence);
  const { word, tone } = ends[simulation.end];
  return (
    <div className="space-y-5">
      <div className="space-y-2">
        <p className="text-balance font-medium text-lg text-ink leading-snug">
          {headline} <Badge tone={tone}>{word}</Badge>
        </p>
        {notes.length > 0 && (
          <ul className="list-disc space-y-1 ps-5 text-muted text-sm">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </div>
      {simulation.calls > 0 && (
        <>
          <section aria-label="Course of the run">
            <div className="mb-2 flex items-center justify-between gap-3">
              <h3 className="font-semibold text-sm">Course of the run</h3>
              <ButtonGroup
                aria-label="Show the course as"
                size="sm"
                value={view}
                onValueChange={setView}
                options={[
                  { value: "chart", label: "Chart" },
                  { value: "table", label: "Table" },
                ]}
              />
            </div>
            {view === "chart" ? (
              <TimelineChart
                timeline={simulation.timeline}
                durationMs={simulation.durationMs}
                declaredPerSecond={declaredPerSecond(simulation)}
              />
            ) : (
              <TimelineTable timeline={simulation.timeline} />
            )}
          </section>
          {simulation.failures.length > 0 && <FailureTable definition={definition} failures={simulation.failures} />}
          <section>
            <h3 className="mb-2 font-semibold text-sm">In figures</h3>
            <DescriptionList isNarrow items={figures(simulation, isCohortDefinition(definition))} />
          </section>
        </>
      )}
    </div>
  );
});

function declaredPerSecond({ rate: { declared } }: Simulation): number | undefined {
  return declared && declared.calls / (declared.windowMs / 1_000);
}

const windowNames: Record<number, string> = { 1000: "second", 60000: "minute", 3600000: "hour" };

function figures(simulation: Simulation, isOfUsers: boolean): { term: string; value: string }[] {
  const { users, batches, batchesPlanned, rate, waits, concurrency, change } = simulation;
  const perWindow = `${formatNumber(rate.peak)} in a ${windowNames[rate.peakWindowMs] ?? "second"}`;
  const of = rate.declared ? ` of ${formatNumber(rate.declared.calls)} declared` : "";
  const some = (term: string, value: number) => (value > 0 ? [{ term, value: formatNumber(value) }] : []);
  const lane = (milliseconds: number) => durationWords(milliseconds / concurrency);
  return [
    { term: "Calls", value: `${formatNumber(simulation.calls)}, ${formatNumber(simulation.retries)} of them retries` },
    { term: "Batches delivered", value: `${formatNumber(batches.delivered)} of ${formatNumber(batchesPlanned)}` },
    { term: isOfUsers ? "Users added" : "Events delivered", value: formatNumber(users.added) },
    ...(isOfUsers ? [{ term: "Users removed", value: formatNumber(users.removed) }] : []),
    ...some("Skipped", change.skipped + change.overLimit + simulation.tooLarge),
    ...some("Rejected one by one", users.rejected),
    ...some("In failed batches", users.failed),
    ...some("Not sent", users.notSent),
    { term: "Most at once", value: `${perWindow}${of}` },
    { term: "Waiting for answers", value: lane(waits.answers) },
    ...(waits.rate > 0 ? [{ term: "Waiting for the rate", value: lane(waits.rate) }] : []),
    ...(waits.retries + waits.pauses > 0
      ? [{ term: "Waiting for retries", value: lane(waits.retries + waits.pauses) }]
      : []),
  ];
}
