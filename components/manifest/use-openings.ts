"use client";

import { useState } from "react";

/** How often a dialog was opened: a key for what begins anew each time, and stays while it closes. */
export function useOpenings(isOpen: boolean): number {
  const [seen, setSeen] = useState({ isOpen: false, count: 0 });
  if (seen.isOpen === isOpen) return seen.count;
  const count = seen.count + (isOpen ? 1 : 0);
  setSeen({ isOpen, count });
  return count;
}
