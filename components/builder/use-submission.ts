"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, messageOf } from "@/lib/client/api";
import { versionsQuery } from "@/lib/client/queries";
import type { Waiver } from "@/lib/contract";
import { useDraft } from "./draft-provider";

/** One submission: save, freeze, and let the versions be read anew. */
export function useSubmission() {
  const { destinationId, flush } = useDraft();
  const queries = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [version, setVersion] = useState<string>();

  async function submit(releaseNote: string, waivers: Waiver[]): Promise<boolean> {
    setIsBusy(true);
    setProblem(undefined);
    try {
      const revision = await flush();
      const { number } = await api.submitForReview(destinationId, { revision, releaseNote, waivers });
      setVersion(number);
      await queries.invalidateQueries({ queryKey: versionsQuery(destinationId).queryKey });
      return true;
    } catch (error) {
      setProblem(messageOf(error));
      return false;
    } finally {
      setIsBusy(false);
    }
  }
  return { submit, isBusy, problem, version, reset: () => setVersion(undefined) };
}
