"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { messageOf } from "@/lib/client/api";
import { sandboxStateApi } from "@/lib/client/sandbox-state-api";
import { type ExpectedAtSandbox, expectedAtSandbox, type SandboxCall } from "@/lib/sandbox-expectation";
import type { ComparedTarget } from "@/lib/sandbox-state-contract";
import type { TestRuns } from "./use-test-runs";

export interface SandboxState {
  expected: ExpectedAtSandbox;
  /** In the order of the expectations; undefined until the sandbox has answered. */
  results: readonly ComparedTarget[] | undefined;
  /** Why it could not be asked. */
  problem: string | undefined;
  isAsking: boolean;
  ask: () => void;
}

interface Answer {
  /** What was expected when it was asked. */
  expected: ExpectedAtSandbox;
  results?: readonly ComparedTarget[];
  problem?: string;
}

/** What the tests of this page should have done at the sandbox, and what it holds: asked after each of them. */
export function useSandboxState(runs: TestRuns): SandboxState | undefined {
  const { destinationId } = useDraft();
  const { sandboxCalls, isBusy } = runs;
  const [answer, setAnswer] = useState<Answer>();
  const [isAsking, setAsking] = useState(false);
  const [question, setQuestion] = useState(0);

  const ask = useEffectEvent(async (calls: readonly SandboxCall[], signal: AbortSignal) => {
    const expected = expectedAtSandbox(calls);
    const endpoint = calls.at(-1)?.endpoint;
    if (!expected || !endpoint || expected.expectations.length === 0) {
      setAnswer(undefined);
      return;
    }
    setAsking(true);
    const answered = await askSandbox(expected, () => runs.answersFor(endpoint), destinationId, signal);
    if (signal.aborted) return;
    setAsking(false);
    setAnswer(answered);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press of the button is a question of its own.
  useEffect(() => {
    if (isBusy) return;
    const stop = new AbortController();
    void ask(sandboxCalls, stop.signal);
    return () => stop.abort();
  }, [sandboxCalls, isBusy, question]);

  if (!answer || sandboxCalls.length === 0) return undefined;
  const { expected, results, problem } = answer;
  return { expected, results, problem, isAsking, ask: () => setQuestion((before) => before + 1) };
}

async function askSandbox(
  expected: ExpectedAtSandbox,
  answers: () => ReturnType<TestRuns["answersFor"]>,
  destinationId: string,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const targets = expected.expectations.map(({ target }) => target);
    const body = { run: await answers(), url: expected.url, expected: targets };
    const { results, problem } = await sandboxStateApi.read(destinationId, body, signal);
    return problem === undefined ? { expected, results } : { expected, problem };
  } catch (error) {
    return { expected, problem: messageOf(error) };
  }
}
