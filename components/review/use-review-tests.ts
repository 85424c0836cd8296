"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { SetupValues } from "@/components/preview/setup-values";
import { messageOf } from "@/lib/client/api";
import { reviewApi, reviewRunsQuery } from "@/lib/client/review-api";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { AppError } from "@/lib/errors";
import type { LentAccount, ReviewAccount, ReviewRun } from "@/lib/review-contract";

export interface Refused {
  endpoint: EndpointKey;
  message: string;
  /** Single reasons, each with what it is about. */
  reasons: { place: string; message: string }[];
}

interface Subject {
  versionId: string;
  runs: ReviewRun[];
  account: LentAccount | null;
}

/** A reviewer's tests of a version: one at a time, with their own answers or with the account that was lent. */
export function useReviewTests({ versionId, runs: initialData, account: lent }: Subject, setup: SetupValues) {
  const queries = useQueryClient();
  const query = reviewRunsQuery(versionId);
  const { data: runs } = useQuery({ ...query, initialData });
  const [account, setAccount] = useState<ReviewAccount>(lent ? "vault" : "own");
  const [busy, setBusy] = useState<EndpointKey>();
  const [refused, setRefused] = useState<Refused>();
  const underWay = useRef<AbortController | undefined>(undefined);

  async function test(endpoint: EndpointKey) {
    const controller = new AbortController();
    underWay.current = controller;
    setBusy(endpoint);
    setRefused(undefined);
    const { settings, mappings } = setup;
    try {
      const body = { endpoint, account, settings, mappings, listId: newestListId(runs, account) };
      const run = await reviewApi.test(versionId, body, controller.signal);
      queries.setQueryData(query.queryKey, (known: ReviewRun[] = []) => [run, ...known]);
    } catch (error) {
      if (!controller.signal.aborted) setRefused(refusalOf(endpoint, error));
    } finally {
      setBusy(undefined);
    }
  }

  return { runs, account, setAccount, busy, refused, test, cancel: () => underWay.current?.abort() };
}

export type ReviewTesting = ReturnType<typeof useReviewTests>;

/** The list that the newest test of its creation made with the same account. */
function newestListId(runs: readonly ReviewRun[], account: ReviewAccount): string {
  const creation = runs.find((run) => run.account === account && run.details?.listId?.value !== undefined);
  return creation?.details?.listId?.value ?? "";
}

function refusalOf(endpoint: EndpointKey, error: unknown): Refused {
  const issues = error instanceof AppError ? (error.details.issues ?? []) : [];
  return {
    endpoint,
    message: messageOf(error),
    reasons: issues.map(({ path, message }) => ({ place: path, message })),
  };
}
