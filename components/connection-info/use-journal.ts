"use client";

import { useEffect, useState } from "react";
import { z } from "zod";
import type { ConnectionInfoBody } from "@/lib/contract";

/** Keeps what is typed on disk until it is saved, and brings it back after a reload. */
export function useJournal(
  key: string,
  body: ConnectionInfoBody,
  isDirty: boolean,
  restore: (body: ConnectionInfoBody) => void,
) {
  const [isRestored, setIsRestored] = useState(false);
  useEffect(() => {
    const kept = journalEntry.safeParse(parseText(localStorage.getItem(key)));
    if (kept.success) restore(kept.data);
    setIsRestored(true);
  }, [key, restore]);
  useEffect(() => {
    if (!isRestored) return;
    if (isDirty) localStorage.setItem(key, JSON.stringify(body));
  }, [key, body, isDirty, isRestored]);
}

/** Shape only: half-typed text is kept too. */
export const journalEntry = z.object({
  displayName: z.string(),
  categoryId: z.string().nullable(),
  summary: z.string(),
  fullDescription: z.string(),
  documentation: z.string(),
  support: z.string(),
  versionLabel: z.string(),
  logoId: z.string().nullable(),
});

function parseText(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
