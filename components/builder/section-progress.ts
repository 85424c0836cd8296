/** How far each section is, and the destination as a whole. */
import { blankDefinition } from "@/lib/destination/blank-definition";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointAt, isCohortDefinition, listCreationOf } from "@/lib/destination/endpoints";
import type { Finding } from "@/lib/destination/finding";
import { isSameJson } from "@/lib/destination/same-json";
import { languagesOf } from "@/lib/destination/translations";
import {
  endpointOfSection,
  type FixedSectionId,
  isFixedSectionId,
  type Section,
  type SectionId,
  sectionOf,
  sectionsOf,
} from "./sections";

/** Sections that most destinations do without, or can leave as they are. */
const optionalSections: ReadonlySet<SectionId> = new Set<FixedSectionId>([
  "fields",
  "headers",
  "cohort-name",
  "property",
  "connection-test",
  "property-creation",
  "members",
  "list-deletion",
  "delivery",
  "languages",
]);

/** `optional`: nothing is there, and nothing has to be. */
export type SectionProgress = "optional" | "not_started" | "in_progress" | "complete";

export const progressWords: Record<SectionProgress, string> = {
  optional: "optional",
  not_started: "not started",
  in_progress: "in progress",
  complete: "complete",
};

export interface SectionState extends Section {
  errors: number;
  warnings: number;
  progress: SectionProgress;
}

export function sectionStates(definition: DestinationDefinition, findings: readonly Finding[]): SectionState[] {
  const sections = sectionsOf(definition);
  const counts = new Map<SectionId, { errors: number; warnings: number }>(
    sections.map(({ id }) => [id, { errors: 0, warnings: 0 }]),
  );
  for (const { path, severity } of findings) {
    const section = sectionOf(definition, path);
    const count = section && counts.get(section);
    if (!count) continue;
    if (severity === "error") count.errors += 1;
    if (severity === "warning") count.warnings += 1;
  }
  return sections.map((section) => {
    const { errors, warnings } = counts.get(section.id) ?? { errors: 0, warnings: 0 };
    return { ...section, errors, warnings, progress: progressOf(definition, section.id, errors) };
  });
}

function progressOf(definition: DestinationDefinition, id: SectionId, errors: number): SectionProgress {
  if (!isStarted(definition, id)) return isOptional(definition, id) && errors === 0 ? "optional" : "not_started";
  return errors === 0 ? "complete" : "in_progress";
}

/** An event knows its user by itself; only those who ask customers for a path have mappings. */
function isOptional({ kind }: DestinationDefinition, id: SectionId): boolean {
  return optionalSections.has(id) || (id === "mappings" && kind === "event");
}

/** Whether somebody has entered or chosen anything there. */
function isStarted(definition: DestinationDefinition, id: SectionId): boolean {
  if (!isFixedSectionId(id)) return true;
  const { authentication, fields, headers, mappings } = definition;
  switch (id) {
    case "authentication":
      // The start is "Custom headers": it has been chosen when something for it is there.
      return authentication.method !== "custom" || headers.length > 0;
    case "fields":
      return fields.some(({ credentialOf }) => credentialOf === null);
    case "headers":
      return headers.length > 0;
    case "mappings":
      return mappings.length > 0;
    case "cohort-name":
      return definition.slugifyCohortName;
    case "property":
      return definition.slugifyCohortName || differs(definition, "propertyKey");
    case "members":
      return differs(definition, "memberCalls") || differs(definition, "operationWords");
    case "delivery":
      return differs(definition, "delivery");
    case "languages":
      return languagesOf(definition).translated.length > 0;
    case "actions":
      return definition.kind === "event" && definition.actions.length > 0;
    default:
      return isEndpointStarted(definition, id);
  }
}

function isEndpointStarted(definition: DestinationDefinition, id: FixedSectionId): boolean {
  const key = endpointOfSection(id);
  const endpoint = key && endpointAt(definition, key);
  if (!endpoint) return false;
  // An optional call is there because somebody has added it.
  if (optionalSections.has(id)) return true;
  if (id === "list-creation" && listCreationOf(definition)?.listIdFrom === "none") return true;
  const texts = [endpoint.url, endpoint.payload, "itemTemplate" in endpoint ? endpoint.itemTemplate : ""];
  return texts.some((text) => text.trim() !== "");
}

/** Whether a part is not as it is in an empty destination of the kind. */
function differs(
  definition: DestinationDefinition,
  part: "propertyKey" | "memberCalls" | "operationWords" | "delivery",
) {
  const blank = blankDefinition(definition.kind);
  if (part === "delivery") return !isSameJson(definition.delivery, blank.delivery);
  if (!isCohortDefinition(definition) || !isCohortDefinition(blank)) return false;
  if (part !== "propertyKey") return !isSameJson(definition[part], blank[part]);
  return definition.kind === "property" && blank.kind === "property" && definition.propertyKey !== blank.propertyKey;
}

export interface DestinationProgress {
  complete: number;
  /** Of the sections that are needed or in use. */
  total: number;
  /** The first of them that is not complete. */
  next: Section | undefined;
}

/** How far the destination is: what is optional and unused doesn't count for or against it. */
export function progressOfAll(states: readonly SectionState[]): DestinationProgress {
  const counted = states.filter(({ progress }) => progress !== "optional");
  return {
    complete: counted.filter(({ progress }) => progress === "complete").length,
    total: counted.length,
    next: counted.find(({ progress }) => progress !== "complete"),
  };
}

/** Whether nothing at all has been entered or chosen yet. */
export function isEmptyDefinition(definition: DestinationDefinition): boolean {
  return sectionsOf(definition).every(({ id }) => !isStarted(definition, id));
}
