"use client";

import { createContext, type FocusEvent, use, useSyncExternalStore } from "react";
import { KeyedStore } from "@/lib/client/keyed-store";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointKey } from "@/lib/destination/endpoints";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
import { type ScopePlace, type ScopeVariable, variablesInScope } from "@/lib/destination/language/scope";
import { isSameJson } from "@/lib/destination/same-json";
import type { Derived } from "./derived-draft";
import type { FindingCount } from "./document-place";
import type { DraftStore, HistoryMove } from "./draft-store";
import { type Reach, ShownFindings } from "./shown-findings";

/**
 * The draft and what follows from it, a piece at a time. A form that takes its piece from here is drawn again when
 * that piece changes, and not at every keystroke elsewhere.
 */
export class DraftPieces {
  readonly store: DraftStore;
  readonly findings: ShownFindings;
  readonly suggestions: KeyedStore<Derived, readonly ScopeVariable[]>;

  constructor(store: DraftStore, derived: Derived) {
    this.store = store;
    this.findings = new ShownFindings(derived.findings, derived.definition);
    this.suggestions = new KeyedStore(derived, suggestionsOf, isSameJson);
  }

  update(derived: Derived): void {
    this.findings.update(derived.findings, derived.definition);
    this.suggestions.update(derived);
  }
}

export const PiecesContext = createContext<DraftPieces | undefined>(undefined);

function usePieces(): DraftPieces {
  const pieces = use(PiecesContext);
  if (!pieces) throw new Error("This belongs inside a DraftProvider.");
  return pieces;
}

/** The store itself, for what neither draws nor derives: presence, and what colleagues save. */
export function useDraftStore(): DraftStore {
  return usePieces().store;
}

/** A part of the definition as it is this moment. `select` must pick, not make: what it gives is compared by identity. */
export function useDefinition<Part>(select: (definition: DestinationDefinition) => Part): Part {
  const { store } = usePieces();
  const part = () => select(store.getSnapshot().history.present);
  return useSyncExternalStore(store.subscribe, part, part);
}

/** What the last undo or redo did. */
export function useHistoryMove(): HistoryMove | undefined {
  const { store } = usePieces();
  const moved = () => store.getSnapshot().moved;
  return useSyncExternalStore(store.subscribe, moved, moved);
}

/** The definition at the moment of a press, for whoever needs it then only. */
export function useReadDefinition(): () => DestinationDefinition {
  return usePieces().store.readDefinition;
}

/** The findings of a place that may be shown now. */
export function useShownFindings(path: DocumentPath, reach: Reach = "here"): readonly Finding[] {
  const { findings } = usePieces();
  const shown = () => findings.shown(path, reach);
  return useSyncExternalStore(findings.subscribe, shown, shown);
}

/** How many findings are at or below a place. */
export function useFindingCount(path: DocumentPath): FindingCount {
  const { findings } = usePieces();
  const count = () => findings.count(path);
  return useSyncExternalStore(findings.subscribe, count, count);
}

export function useRevealAll(): () => void {
  return usePieces().findings.revealAll;
}

/** For the element around a field: from when the focus has left it, what is missing there shows. */
export function useLeave(path: DocumentPath, onLeave?: () => void) {
  const { findings } = usePieces();
  return {
    onBlur: (event: FocusEvent<HTMLElement>) => {
      const goesTo = event.relatedTarget;
      if (goesTo instanceof Node && event.currentTarget.contains(goesTo)) return;
      findings.reveal(path);
      onLeave?.();
    },
  };
}

/** The variables that have a value in a template there. */
export function useSuggestions({ endpoint, isItemTemplate = false, part }: ScopePlace): readonly ScopeVariable[] {
  const { suggestions } = usePieces();
  const own = () => suggestions.get(`${endpoint ?? ""}:${part ?? (isItemTemplate ? "item" : "")}`);
  return useSyncExternalStore(suggestions.subscribe, own, own);
}

/** How many places use a variable; 0 too while it has no name. */
export function useUsesCount(name: string): number {
  const { suggestions } = usePieces();
  const count = () => suggestions.get(":").find((variable) => variable.name === name)?.usesCount ?? 0;
  return useSyncExternalStore(suggestions.subscribe, count, count);
}

function suggestionsOf(
  { definition, variables, userProperties, testValues }: Derived,
  key: string,
): readonly ScopeVariable[] {
  // The key of an action holds a colon itself.
  const at = key.lastIndexOf(":");
  const [endpoint, part] = [key.slice(0, at), key.slice(at + 1)];
  const place = { endpoint: endpointOf(endpoint), isItemTemplate: part === "item", part: partOf(part) };
  return variablesInScope(definition, variables, place, userProperties, testValues?.events);
}

function partOf(text: string): ScopePlace["part"] {
  return text === "computed" || text === "token" || text === "property_key" ? text : undefined;
}

function endpointOf(text: string | undefined): EndpointKey | undefined {
  const read = endpointKey.safeParse(text);
  return read.success ? read.data : undefined;
}
