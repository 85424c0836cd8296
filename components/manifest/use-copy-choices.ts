"use client";

import { useEffect, useState } from "react";
import { z } from "zod";
import { callApi, messageOf } from "@/lib/client/api";
import { versionsApi } from "@/lib/client/versions-api";
import type { VersionSummary } from "@/lib/submission-contract";

const connectionInfoList = z.object({
  connectionInfos: z.array(z.object({ id: z.string(), displayName: z.string(), versionLabel: z.string() })),
});

export interface CopyChoices {
  versions: readonly VersionSummary[];
  connectionInfos: z.infer<typeof connectionInfoList>["connectionInfos"];
}

/** What a copy can be made of and listed under, read when the dialog opens. */
export function useCopyChoices(destinationId: string, isOpen: boolean) {
  const [choices, setChoices] = useState<CopyChoices>();
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (!isOpen) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    setProblem("");
    Promise.all([
      versionsApi.list(destinationId, signal),
      callApi("/connection-infos", { schema: connectionInfoList, signal }),
    ]).then(
      ([{ versions }, { connectionInfos }]) => setChoices({ versions, connectionInfos }),
      (error: unknown) => {
        if (!signal.aborted) setProblem(messageOf(error));
      },
    );
    return () => leaving.abort();
  }, [destinationId, isOpen]);
  return { choices, problem };
}
