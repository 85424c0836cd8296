/** Two drafts that began as one, compared section by section. */
import { isSameJson } from "@/lib/client/same-json";
import { type DestinationDefinition, endpointKeys, endpointNames } from "@/lib/destination/definition";
import { getAtPath, setAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";

export type Side = "mine" | "theirs";

export interface ConflictPart {
  id: string;
  label: string;
  path: DocumentPath;
  changedBy: Side | "both";
}

const parts: readonly { label: string; path: DocumentPath }[] = [
  { label: "Authentication", path: ["authentication"] },
  { label: "Custom fields", path: ["fields"] },
  { label: "Additional headers", path: ["headers"] },
  { label: "Mapping fields", path: ["mappings"] },
  { label: "Cohort name", path: ["slugifyCohortName"] },
  ...endpointKeys.map((key) => ({ label: endpointNames[key], path: ["endpoints", key] })),
  { label: "Delivery", path: ["delivery"] },
];

/** The sections in which the two differ, and who changed them since `base`. */
export function compareDrafts(
  base: DestinationDefinition,
  mine: DestinationDefinition,
  theirs: DestinationDefinition,
): ConflictPart[] {
  return parts.flatMap(({ label, path }) => {
    const [before, ours, others] = [base, mine, theirs].map((document) => getAtPath(document, path));
    if (isSameJson(ours, others)) return [];
    const changedBy = isSameJson(before, ours) ? "theirs" : isSameJson(before, others) ? "mine" : "both";
    return [{ id: path.join("."), label, path, changedBy }];
  });
}

/** Mine, with the sections for which theirs was chosen. */
export function joinDrafts(
  mine: DestinationDefinition,
  theirs: DestinationDefinition,
  differing: readonly ConflictPart[],
  sideOf: (part: ConflictPart) => Side,
): DestinationDefinition {
  return differing
    .filter((part) => sideOf(part) === "theirs")
    .reduce((document, { path }) => setAtPath(document, path, getAtPath(theirs, path)), mine);
}
