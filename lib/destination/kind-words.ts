/** What the kinds of destinations are called (SPEC 1). */
import type { DestinationKind } from "./definition";

export const kindNames: Readonly<Record<DestinationKind, string>> = {
  list: "Cohort list",
  property: "User property",
  event: "Events",
};

/** The name of a kind as it is stored; one that is not known stands for itself. */
export function kindName(kind: string): string {
  return Object.entries(kindNames).find(([known]) => known === kind)?.[1] ?? kind;
}
