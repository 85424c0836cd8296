"use client";

import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from "react";
import { noNotes, type SubmissionNotes, SubmissionNotesStore } from "@/lib/client/submission-notes";

const SubmissionNotesContext = createContext<SubmissionNotesStore | undefined>(undefined);

interface SubmissionNotesProviderProps {
  userId: string;
  destinationId: string;
  children: ReactNode;
}

/** The reasons and the release note for the next submission: one for the list of problems and the submit dialog. */
export function SubmissionNotesProvider({ userId, destinationId, children }: SubmissionNotesProviderProps) {
  const [store] = useState(() => new SubmissionNotesStore({ userId, destinationId }));
  useEffect(() => {
    store.open(localStorageIfAny());
    // Another tab of the same person: a null key means that all was cleared.
    const onStorage = ({ key }: StorageEvent) => {
      if (key === store.key || key === null) store.reread();
    };
    window.addEventListener("storage", onStorage);
    return () => window.removeEventListener("storage", onStorage);
  }, [store]);
  return <SubmissionNotesContext value={store}>{children}</SubmissionNotesContext>;
}

export function useSubmissionNotesStore(): SubmissionNotesStore {
  const store = use(SubmissionNotesContext);
  if (!store) throw new Error("useSubmissionNotesStore belongs inside a SubmissionNotesProvider.");
  return store;
}

export function useSubmissionNotes(): SubmissionNotes {
  const store = useSubmissionNotesStore();
  return useSyncExternalStore(store.subscribe, store.getSnapshot, () => noNotes);
}

function localStorageIfAny(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
