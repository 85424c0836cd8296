"use client";

import { useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { useTestBench } from "@/components/test-bench/test-values-provider";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Loading, SkeletonText } from "@/components/ui/skeleton";
import { simulationWords } from "@/lib/delivery/simulation-words";
import { isCohortDefinition } from "@/lib/destination/endpoints";
import { FaultList } from "./fault-list";
import { itemBytesOf } from "./item-bytes";
import { SimulationAnswer } from "./simulation-answer";
import { SimulationForm } from "./simulation-form";
import { initialTexts, type Problems, readTexts, rememberedTexts, type SimulationTexts } from "./simulation-texts";
import { useSimulation } from "./use-simulation";

const noProblems: Problems = {};

/** A sync of up to ten million users, played before it happens. */
export function SimulationTab() {
  const { definition, destinationId } = useDraft();
  const { requestValues } = useTestBench();
  const [texts, setTexts] = useRememberedTexts(destinationId);
  const change = useCallback(
    (next: Partial<SimulationTexts>) => setTexts((before) => ({ ...before, ...next })),
    [setTexts],
  );
  const changeFaults = useCallback((faults: SimulationTexts["faults"]) => change({ faults }), [change]);
  const read = useMemo(() => readTexts(texts), [texts]);
  const bytes = useMemo(() => itemBytesOf(definition, requestValues), [definition, requestValues]);
  const input = useMemo(() => (read.ok ? { ...read.input, definition, bytes } : undefined), [read, definition, bytes]);
  const { simulated, isStale, hasFailed, retry } = useSimulation(input);
  const problems = read.ok ? noProblems : read.problems;
  // Neither the sentences of the faults nor the answer need keep pace with the keys.
  const [readFaults, faultProblems] = [useDeferredValue(read.faults), useDeferredValue(problems)];
  const cadence = isCohortDefinition(definition) ? texts.cadence : undefined;

  return (
    <div className="@container space-y-4">
      <Card
        title="Simulate sync"
        description="With the limits of this draft, and the retries and pace of delivery. Nothing is sent."
      >
        <SimulationForm definition={definition} texts={texts} problems={problems} onChange={change} />
      </Card>
      <Card
        title="What goes wrong"
        description="Each rule counts the calls that fit it; the first whose turn it is decides."
      >
        <FaultList
          definition={definition}
          faults={texts.faults}
          read={readFaults}
          problems={faultProblems}
          onChange={changeFaults}
        />
      </Card>
      <Card title="Answer">
        {hasFailed && (
          <Callout
            tone="danger"
            isLive
            title="The simulation could not be loaded"
            actions={<Button onClick={retry}>Try again</Button>}
          >
            The connection may be gone for a moment.
          </Callout>
        )}
        {!read.ok && (
          <Callout tone="warning" title="Some numbers can't be read" className="mb-4">
            {simulated ? "What follows is the answer to the last ones that could." : "They are marked above."}
          </Callout>
        )}
        {simulated && (
          <div aria-busy={isStale} className={cn(isStale && "opacity-60")}>
            <SimulationAnswer {...simulated} cadence={cadence} />
          </div>
        )}
        {!simulated && !hasFailed && read.ok && (
          <Loading label="Simulating">
            <SkeletonText lines={4} />
          </Loading>
        )}
        <p role="status" className="sr-only">
          {simulated &&
            !isStale &&
            simulationWords(simulated.input.definition, simulated.simulation, simulated.input.size, cadence).headline}
        </p>
      </Card>
    </div>
  );
}

type SetTexts = (change: (texts: SimulationTexts) => SimulationTexts) => void;

/** What was typed outlives a change of the tab and a reload, in this tab of the browser. */
function useRememberedTexts(destinationId: string): [SimulationTexts, SetTexts] {
  const key = `landfall:simulation:${destinationId}`;
  const [texts, setTexts] = useState(initialTexts);
  useEffect(() => {
    try {
      setTexts(rememberedTexts(window.sessionStorage.getItem(key)));
    } catch {
      // Storage is switched off: the form begins anew.
    }
  }, [key]);
  useEffect(() => {
    // What the server's page begins with is nothing to remember.
    if (texts === initialTexts) return;
    try {
      window.sessionStorage.setItem(key, JSON.stringify(texts));
    } catch {
      // Storage is full or switched off: what is typed lasts as long as the page.
    }
  }, [key, texts]);
  return [texts, setTexts];
}
