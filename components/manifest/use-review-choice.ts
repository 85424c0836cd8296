"use client";

import { useCallback, useMemo, useState } from "react";
import { useDefinition } from "@/components/builder/draft-pieces";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type ReviewEntry, type ReviewOutcome, reviewManifest } from "@/lib/destination/manifest/manifest-review";

export interface ReviewChoice {
  review: ReviewOutcome;
  groups: readonly ReviewGroup[];
  isTaken: (entry: ReviewEntry) => boolean;
  /** The ids of what is taken. */
  taken: ReadonlySet<string>;
  choose: (entries: readonly ReviewEntry[], isTaken: boolean) => void;
}

export interface ReviewGroup {
  name: string;
  entries: readonly ReviewEntry[];
}

const whole = (definition: DestinationDefinition) => definition;

/** The differences between the draft as it is at this moment and a file, and which of them are taken. */
export function useReviewChoice(file: DestinationDefinition): ReviewChoice {
  const definition = useDefinition(whole);
  const review = useMemo(() => reviewManifest(definition, file), [definition, file]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const groups = useMemo(() => (review.ok ? grouped(review.entries) : []), [review]);
  const choose = useCallback(
    (which: readonly ReviewEntry[], next: boolean) =>
      setChosen((before) => new Map([...before, ...which.map(({ id }) => [id, next] as const)])),
    [],
  );
  const isTaken = ({ id, isTakenAtFirst }: ReviewEntry) => chosen.get(id) ?? isTakenAtFirst;
  const entries = review.ok ? review.entries : [];
  return {
    review,
    groups,
    isTaken,
    taken: new Set(entries.filter(isTaken).map(({ id }) => id)),
    choose,
  };
}

/** By the parts of the configuration, in the order of the document. */
function grouped(entries: readonly ReviewEntry[]): ReviewGroup[] {
  const groups = new Map<string, ReviewEntry[]>();
  for (const entry of entries) {
    const own = groups.get(entry.group) ?? [];
    own.push(entry);
    groups.set(entry.group, own);
  }
  return [...groups].map(([name, own]) => ({ name, entries: own }));
}
