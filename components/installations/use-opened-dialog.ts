"use client";

import { useState } from "react";

/** A dialog that comes into the page when it is first opened, and then stays in it with what was typed. */
export function useOpenedDialog(load: () => Promise<unknown>) {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const [isLoading, setIsLoading] = useState(false);
  return {
    isOpen,
    wasOpened,
    /** While its code is on the way, so that the press shows. */
    isLoading,
    setIsOpen,
    open: async () => {
      setIsLoading(true);
      await load().catch(() => undefined);
      setIsLoading(false);
      // What could not be loaded fails where it is drawn, with the page's own words for it.
      setWasOpened(true);
      setIsOpen(true);
    },
  };
}
