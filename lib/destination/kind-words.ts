/** What the kinds of destinations are called (SPEC 1). */
import type { DestinationKind } from "./definition";

export const kindNames: Readonly<Record<DestinationKind, string>> = {
  list: "Cohort list",
  property: "User property",
  event: "Events",
};
