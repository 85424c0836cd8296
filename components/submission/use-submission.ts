"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { messageOf } from "@/lib/client/api";
import { versionsApi, versionsQuery } from "@/lib/client/versions-api";
import type { Purpose, Submission } from "./use-checklist";

/** What was made: shown in place of the checklist. */
export interface MadeVersion {
  purpose: Purpose;
  number: string;
}

/** One submission or release: save, freeze, and let the versions be read anew. */
export function useSubmission() {
  const { destinationId, flush } = useDraft();
  const queries = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [made, setMade] = useState<MadeVersion>();

  async function submit(submission: Submission): Promise<boolean> {
    setIsBusy(true);
    setProblem(undefined);
    try {
      const revision = await flush();
      const { number } =
        submission.purpose === "review"
          ? await versionsApi.submit(destinationId, { ...submission.body, revision })
          : await versionsApi.release(destinationId, { ...submission.body, revision });
      setMade({ purpose: submission.purpose, number });
      return true;
    } catch (error) {
      setProblem(messageOf(error));
      return false;
    } finally {
      // A refusal may mean that somebody else was first: then the page shows that too.
      void queries.invalidateQueries({ queryKey: versionsQuery(destinationId).queryKey });
      setIsBusy(false);
    }
  }
  return { submit, isBusy, problem, made, reset: () => setMade(undefined), forgetProblem: () => setProblem(undefined) };
}
