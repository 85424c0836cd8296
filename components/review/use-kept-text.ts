"use client";

import { useCallback, useSyncExternalStore } from "react";
import { KeptTexts } from "@/lib/client/kept-texts";

const texts = new KeptTexts(() => (typeof window === "undefined" ? undefined : window.sessionStorage));

/** A text that is being written, by what it is for: kept while its box is closed, and across a reload. */
export function useKeptText(key: string): readonly [text: string, change: (text: string) => void] {
  const text = useSyncExternalStore(
    texts.subscribe,
    () => texts.get(key),
    () => "",
  );
  return [text, useCallback((changed: string) => texts.set(key, changed), [key])];
}

/** Whether somebody has begun to write there. */
export function hasKeptText(key: string): boolean {
  return texts.get(key).trim() !== "";
}
