"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { testCasesQuery, testHistoryApi, testRunsQuery } from "@/lib/client/test-history-api";
import { metFailure } from "@/lib/destination/error-coverage";
import type { RunTestCaseBody, TestCase } from "@/lib/test-history-contract";
import { type Refusal, refusalFromError } from "./refusal";
import { answersToSend } from "./stored-secrets";
import { useTestBench } from "./test-values-provider";

export interface TestCases {
  cases: readonly TestCase[] | undefined;
  error: unknown;
  reload: () => void;
  /** The case whose call is under way. */
  runningId: string | undefined;
  isRunningAll: boolean;
  /** Why a case could not be run, by its ID. */
  refusals: Readonly<Record<string, Refusal>>;
  run: (testCase: TestCase) => Promise<void>;
  runAll: (cases: readonly TestCase[]) => Promise<void>;
  cancel: () => void;
}

/** The cases of the destination, and running them: with what each holds, and this person's secrets. */
export function useTestCases(): TestCases {
  const { definition, destinationId, flush, recordTest } = useDraft();
  const { project, values, requestValuesWith, storedFields, kept } = useTestBench();
  const queries = useQueryClient();
  const query = useQuery(testCasesQuery(destinationId));
  const [runningId, setRunningId] = useState<string>();
  const [isRunningAll, setIsRunningAll] = useState(false);
  const [refusals, setRefusals] = useState<TestCases["refusals"]>({});
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  async function bodyFor({ endpoint }: TestCase): Promise<RunTestCaseBody> {
    const revision = await flush();
    const { settings, mappings } = requestValuesWith(definition, values, endpoint);
    const answers = answersToSend(settings, storedFields(definition, values));
    return { revision, projectId: project?.id ?? "", ...answers, mappings };
  }

  async function perform(testCase: TestCase, signal: AbortSignal): Promise<void> {
    const { id, endpoint } = testCase;
    setRunningId(id);
    setRefusals(({ [id]: _, ...others }) => others);
    let isSaved = false;
    try {
      const body = await bodyFor(testCase);
      isSaved = true;
      signal.throwIfAborted();
      const run = await testHistoryApi.runCase(destinationId, id, body, signal);
      recordTest(endpoint, run.endpointHash, metFailure(run.outcome));
      await queries.invalidateQueries(testCasesQuery(destinationId));
      void queries.invalidateQueries({ queryKey: testRunsQuery(destinationId, endpoint).queryKey });
    } catch (error) {
      if (signal.aborted) return;
      kept.refreshSecrets();
      const refusal = refusalFromError(definition, error, { isSaved, now: Date.now() });
      setRefusals((known) => ({ ...known, [id]: refusal }));
    }
  }

  async function runAll(cases: readonly TestCase[]): Promise<void> {
    const controller = new AbortController();
    abort.current = controller;
    for (const testCase of cases) {
      if (controller.signal.aborted) break;
      await perform(testCase, controller.signal);
    }
    setRunningId(undefined);
  }

  return {
    cases: query.data,
    error: query.error,
    reload: () => void query.refetch(),
    runningId,
    isRunningAll,
    refusals,
    run: (testCase) => runAll([testCase]),
    runAll: async (cases) => {
      setIsRunningAll(true);
      await runAll(cases);
      setIsRunningAll(false);
    },
    cancel: () => abort.current?.abort(),
  };
}
