/** Typed calls about recorded test runs and cases. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { testRun } from "@/lib/contract";
import type { EndpointKey } from "@/lib/destination/endpoints";
import {
  type ChangeTestCaseBody,
  type CreateTestCaseBody,
  type RunTestCaseBody,
  recordedTestRun,
  testCaseList,
  testRunPage,
} from "@/lib/test-history-contract";
import { callApi } from "./api";

const nothing = z.undefined();

export const testHistoryApi = {
  createCase: (destinationId: string, body: CreateTestCaseBody) =>
    callApi(`/destinations/${destinationId}/test-cases`, {
      method: "POST",
      body,
      schema: z.object({ id: z.string() }),
    }),

  changeCase: (destinationId: string, caseId: string, body: ChangeTestCaseBody) =>
    callApi(`/destinations/${destinationId}/test-cases/${caseId}`, { method: "PATCH", body, schema: nothing }),

  deleteCase: (destinationId: string, caseId: string) =>
    callApi(`/destinations/${destinationId}/test-cases/${caseId}`, { method: "DELETE", schema: nothing }),

  /** Aborting the signal also ends the call to the partner. */
  runCase: (destinationId: string, caseId: string, body: RunTestCaseBody, signal?: AbortSignal) =>
    callApi(`/destinations/${destinationId}/test-cases/${caseId}/runs`, {
      method: "POST",
      body,
      schema: testRun,
      signal,
    }),
};

/** The recorded runs of an endpoint, newest first, page by page. */
export function testRunsQuery(destinationId: string, endpoint: EndpointKey) {
  return infiniteQueryOptions({
    queryKey: ["destinations", destinationId, "test-runs", endpoint],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ endpoint, ...(pageParam && { cursor: pageParam }) });
      return callApi(`/destinations/${destinationId}/test-runs?${query}`, { schema: testRunPage, signal });
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });
}

/** A run in full. It never changes. */
export function testRunQuery(destinationId: string, runId: string) {
  return queryOptions({
    queryKey: ["destinations", destinationId, "test-run", runId],
    queryFn: ({ signal }) =>
      callApi(`/destinations/${destinationId}/test-runs/${runId}`, { schema: recordedTestRun, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function testCasesQuery(destinationId: string) {
  return queryOptions({
    queryKey: ["destinations", destinationId, "test-cases"],
    queryFn: async ({ signal }) =>
      (await callApi(`/destinations/${destinationId}/test-cases`, { schema: testCaseList, signal })).cases,
    staleTime: 30_000,
  });
}
