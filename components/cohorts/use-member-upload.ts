"use client";

import { useEffect, useRef, useState } from "react";
import { messageOf } from "@/lib/client/api";
import { cohortsApi } from "@/lib/client/cohorts-api";
import type { LoadedMembers, LoadMode } from "@/lib/cohort-contract";
import type { ChosenFile } from "./use-chosen-file";

export type UploadState =
  | { step: "idle" }
  | { step: "sending"; sent: number; size: number }
  /** Everything has arrived; what is left can't be stopped any more. */
  | { step: "storing" }
  | { step: "failed"; message: string }
  | { step: "cancelled" };

export interface MemberUpload {
  state: UploadState;
  isBusy: boolean;
  /** Undefined when it failed or was cancelled: then the state says why. */
  start: (
    place: { projectId: string; cohortId: string },
    mode: LoadMode,
    file: ChosenFile,
  ) => Promise<LoadedMembers | undefined>;
  cancel: () => void;
  fail: (message: string) => void;
  reset: () => void;
}

/** One file on its way into a cohort. Leaving the page while it is sent asks first, and then cancels it. */
export function useMemberUpload(): MemberUpload {
  const [state, setState] = useState<UploadState>({ step: "idle" });
  const controller = useRef<AbortController>(undefined);
  const isBusy = state.step === "sending" || state.step === "storing";

  useEffect(() => () => controller.current?.abort(), []);
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isBusy]);

  const start: MemberUpload["start"] = async ({ projectId, cohortId }, mode, { file, look }) => {
    const own = new AbortController();
    controller.current = own;
    setState({ step: "sending", sent: 0, size: file.size });
    const onProgress = (sent: number) => {
      if (own.signal.aborted) return;
      setState(sent >= file.size ? { step: "storing" } : { step: "sending", sent, size: file.size });
    };
    try {
      const { contentType } = look;
      const loaded = await cohortsApi.load(projectId, cohortId, {
        mode,
        file,
        contentType,
        onProgress,
        signal: own.signal,
      });
      setState({ step: "idle" });
      return loaded;
    } catch (error) {
      setState(own.signal.aborted ? { step: "cancelled" } : { step: "failed", message: messageOf(error) });
      return undefined;
    }
  };

  return {
    state,
    isBusy,
    start,
    cancel: () => controller.current?.abort(),
    fail: (message) => setState({ step: "failed", message }),
    reset: () => setState({ step: "idle" }),
  };
}
