"use client";

import { useEffect, useState } from "react";
import { z } from "zod";
import { type SetupState, setupStates } from "./setup-states";

const setupLook = z.object({
  state: z.enum(setupStates),
  isNarrow: z.boolean(),
  isDark: z.boolean(),
  isRightToLeft: z.boolean(),
  /** Absent: the original language. */
  language: z.string().optional(),
});
/** In which state and surroundings the setup modal is shown. */
export type SetupLook = z.infer<typeof setupLook> & { state: SetupState };

const storageKey = "landfall:setup-look";
const plainLook: SetupLook = { state: "yours", isNarrow: false, isDark: false, isRightToLeft: false };

/** The look, as this tab last had it. */
export function useSetupLook(): [SetupLook, (change: Partial<SetupLook>) => void] {
  const [look, setLook] = useState(plainLook);
  useEffect(() => {
    const remembered = readLook();
    if (remembered) setLook(remembered);
  }, []);
  const change = (part: Partial<SetupLook>) => {
    const next = { ...look, ...part };
    setLook(next);
    try {
      window.sessionStorage.setItem(storageKey, JSON.stringify(next));
    } catch {
      // Storage is full or switched off: the look lasts as long as the page.
    }
  };
  return [look, change];
}

function readLook(): SetupLook | undefined {
  try {
    const read = setupLook.safeParse(JSON.parse(window.sessionStorage.getItem(storageKey) ?? ""));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
