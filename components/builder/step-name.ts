"use client";

import type { DocumentPath } from "@/lib/destination/finding";
import { placeName } from "@/lib/destination/place-name";
import { useReadDefinition } from "./draft-pieces";

/** The name of an undo step: the place that was edited, "Add users › URL", or what was done there, "Add users: Add error". */
export function useStepName(): (place: DocumentPath, done?: string) => string {
  const readDefinition = useReadDefinition();
  return (place, done) => {
    if (done === undefined) return placeName(readDefinition(), place);
    return place.length === 0 ? done : `${placeName(readDefinition(), place)}: ${done}`;
  };
}
