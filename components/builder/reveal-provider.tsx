"use client";

import { createContext, type FocusEvent, type ReactNode, use, useCallback, useMemo, useState } from "react";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { getAtPath } from "@/lib/destination/edit";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
import { pathKey } from "./document-place";

interface Reveal {
  /** Whether a finding shows at its field. What nobody has come to yet is not scolded for being empty. */
  isRevealed: (finding: Finding) => boolean;
  reveal: (path: DocumentPath) => void;
  revealAll: () => void;
}

const RevealContext = createContext<Reveal | undefined>(undefined);

interface RevealProviderProps {
  findings: readonly Finding[];
  definition: DestinationDefinition;
  children: ReactNode;
}

/**
 * Decides which findings show in place. A wrong text shows at once. A missing one shows when its field was left, when
 * the list of problems was opened, or when the work was begun on another day; until then only the counts tell.
 */
export function RevealProvider({ findings, definition, children }: RevealProviderProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(() => (isBegun(definition) ? keysOf(findings) : new Set()));

  const reveal = useCallback((path: DocumentPath) => {
    setLeft((before) => (before.has(pathKey(path)) ? before : new Set([...before, pathKey(path)])));
  }, []);
  const revealAll = useCallback(() => {
    setLeft((before) => new Set([...before, ...keysOf(findings)]));
  }, [findings]);

  const value = useMemo<Reveal>(
    () => ({
      isRevealed: ({ path }) => left.has(pathKey(path)) || !isEmpty(getAtPath(definition, path)),
      reveal,
      revealAll,
    }),
    [left, definition, reveal, revealAll],
  );
  return <RevealContext value={value}>{children}</RevealContext>;
}

export function useReveal(): Reveal {
  const value = use(RevealContext);
  if (!value) throw new Error("useReveal belongs inside a DraftProvider.");
  return value;
}

/** For the element around a field: from when the focus has left it, what is missing there shows. */
export function useLeave(path: DocumentPath, onLeave?: () => void) {
  const { reveal } = useReveal();
  return {
    onBlur: (event: FocusEvent<HTMLElement>) => {
      const goesTo = event.relatedTarget;
      if (goesTo instanceof Node && event.currentTarget.contains(goesTo)) return;
      reveal(path);
      onLeave?.();
    },
  };
}

function keysOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.map(({ path }) => pathKey(path)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Whether anything that a person has to type is there already. */
export function isBegun(definition: DestinationDefinition): boolean {
  const { fields, headers, mappings, endpoints } = definition;
  return (
    fields.length + headers.length + mappings.length > 0 ||
    [endpoints.listCreation, endpoints.addUsers, endpoints.removeUsers].some(({ url }) => url.trim() !== "")
  );
}
