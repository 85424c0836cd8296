"use client";

import { useEffect } from "react";
import type { DraftStore } from "./draft-store";

/** Sends what is unsaved when the page is hidden or left, and warns only when leaving would really lose something. */
export function useSaveGuards(store: DraftStore): void {
  useEffect(() => {
    const flushQuietly = () => {
      store.keepHistory();
      // A refusal is shown where the save state stands; here is nobody left to tell.
      store.flush().catch(() => undefined);
    };
    const onVisibility = () => {
      if (document.visibilityState === "hidden") flushQuietly();
      else void store.refresh();
    };
    const onOnline = () => store.retry();
    const onLeave = (event: BeforeUnloadEvent) => {
      if (store.wouldLose) event.preventDefault();
    };
    document.addEventListener("visibilitychange", onVisibility);
    window.addEventListener("pagehide", flushQuietly);
    window.addEventListener("online", onOnline);
    window.addEventListener("beforeunload", onLeave);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      window.removeEventListener("pagehide", flushQuietly);
      window.removeEventListener("online", onOnline);
      window.removeEventListener("beforeunload", onLeave);
      flushQuietly();
    };
  }, [store]);
}
