"use client";

import { startTransition, useEffect, useRef, useState } from "react";
import type { Simulation, SimulationInput } from "@/lib/delivery/simulation";
import type { SimulationReply, SimulationRequest } from "./simulation.worker";

/** The newest answer, and the input that it answers. */
export interface Simulated {
  input: SimulationInput;
  simulation: Simulation;
}

export interface RunningSimulation {
  simulated: Simulated | undefined;
  /** What is shown belongs to an earlier input: the new one is being simulated. */
  isStale: boolean;
  /** The worker could not be loaded. */
  hasFailed: boolean;
  retry: () => void;
}

/** Longer than a keystroke, shorter than a pause. */
const settleMs = 150;

/** Simulates an input whenever it changes, in a worker; a simulation nobody waits for any more is ended. */
export function useSimulation(input: SimulationInput | undefined): RunningSimulation {
  const [simulated, setSimulated] = useState<Simulated>();
  const [failures, setFailures] = useState(0);
  const [hasFailed, setHasFailed] = useState(false);
  const shelf = useRef<Worker | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry is another attempt at the same input.
  useEffect(() => {
    if (!input) return;
    let isCurrent = true;
    let isBusy = false;
    const timer = setTimeout(() => {
      const worker =
        shelf.current ?? new Worker(new URL("./simulation.worker.ts", import.meta.url), { type: "module" });
      shelf.current = worker;
      isBusy = true;
      worker.onmessage = ({ data }: MessageEvent<SimulationReply>) => {
        isBusy = false;
        setHasFailed(false);
        // Typing comes before drawing the answer.
        if (isCurrent) startTransition(() => setSimulated({ input, simulation: data.simulation }));
      };
      worker.onerror = () => {
        shelf.current = undefined;
        if (isCurrent) setHasFailed(true);
      };
      worker.postMessage({ input } satisfies SimulationRequest);
    }, settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      // A worker that is still counting can't be asked anything else: the next input gets another one.
      if (isBusy) endWorker(shelf);
    };
  }, [input, failures]);
  useEffect(() => () => endWorker(shelf), []);
  const isStale = input !== undefined && simulated?.input !== input && !hasFailed;
  return { simulated, isStale, hasFailed, retry: () => setFailures((count) => count + 1) };
}

function endWorker(shelf: { current: Worker | undefined }): void {
  shelf.current?.terminate();
  shelf.current = undefined;
}
