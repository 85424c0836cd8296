/** The parts of the configuration: their order, their anchors, and which findings belong to which. */

import { blankListDefinition, type DestinationDefinition, type EndpointKey } from "@/lib/destination/definition";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
import { isSameJson } from "@/lib/destination/same-json";

export const sectionIds = [
  "authentication",
  "fields",
  "headers",
  "mappings",
  "cohort-name",
  "connection-test",
  "list-creation",
  "add-users",
  "remove-users",
  "delivery",
] as const;
export type SectionId = (typeof sectionIds)[number];

export function isSectionId(text: string): text is SectionId {
  return sectionIds.some((id) => id === text);
}

export const sectionNames: Record<SectionId, string> = {
  authentication: "Authentication",
  fields: "Custom fields",
  headers: "Additional headers",
  mappings: "Mapping fields",
  "cohort-name": "Cohort name",
  "connection-test": "Connection test",
  "list-creation": "List creation",
  "add-users": "Add users",
  "remove-users": "Remove users",
  delivery: "Delivery",
};

export const sectionOfEndpoint: Record<EndpointKey, SectionId> = {
  testConnection: "connection-test",
  listCreation: "list-creation",
  addUsers: "add-users",
  removeUsers: "remove-users",
};

/** The section that edits a place; undefined for what concerns the destination as a whole. */
export function sectionOf(definition: DestinationDefinition, path: DocumentPath): SectionId | undefined {
  const [first, second] = path;
  switch (first) {
    case "authentication":
    case "headers":
    case "mappings":
    case "delivery":
      return first;
    case "fields": {
      // A credential is edited beside the method that asks for it.
      const field = typeof second === "number" ? definition.fields[second] : undefined;
      return field?.credentialOf ? "authentication" : "fields";
    }
    case "slugifyCohortName":
      return "cohort-name";
    case "endpoints":
      return isEndpointKey(second) ? sectionOfEndpoint[second] : "list-creation";
    default:
      return undefined;
  }
}

function isEndpointKey(step: string | number | undefined): step is EndpointKey {
  return typeof step === "string" && step in sectionOfEndpoint;
}

/** Sections that most destinations do without, or can leave as they are. */
const optionalSections: ReadonlySet<SectionId> = new Set([
  "fields",
  "headers",
  "cohort-name",
  "connection-test",
  "delivery",
]);

/** `optional`: nothing is there, and nothing has to be. */
export type SectionProgress = "optional" | "not_started" | "in_progress" | "complete";

export const progressWords: Record<SectionProgress, string> = {
  optional: "optional",
  not_started: "not started",
  in_progress: "in progress",
  complete: "complete",
};

export interface SectionState {
  id: SectionId;
  errors: number;
  warnings: number;
  progress: SectionProgress;
}

export function sectionStates(definition: DestinationDefinition, findings: readonly Finding[]): SectionState[] {
  const counts = new Map(sectionIds.map((id) => [id, { errors: 0, warnings: 0 }]));
  for (const { path, severity } of findings) {
    const section = sectionOf(definition, path);
    const count = section && counts.get(section);
    if (!count) continue;
    if (severity === "error") count.errors += 1;
    if (severity === "warning") count.warnings += 1;
  }
  return sectionIds.map((id) => {
    const { errors, warnings } = counts.get(id) ?? { errors: 0, warnings: 0 };
    return { id, errors, warnings, progress: progressOf(definition, id, errors) };
  });
}

function progressOf(definition: DestinationDefinition, id: SectionId, errors: number): SectionProgress {
  if (!isStarted(definition, id)) return optionalSections.has(id) && errors === 0 ? "optional" : "not_started";
  return errors === 0 ? "complete" : "in_progress";
}

/** Whether somebody has entered or chosen anything there. */
function isStarted(definition: DestinationDefinition, id: SectionId): boolean {
  const { authentication, fields, headers, mappings, endpoints } = definition;
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
    case "connection-test":
      return endpoints.testConnection !== null;
    case "list-creation": {
      const { listIdFrom, url, payload } = endpoints.listCreation;
      return listIdFrom === "none" || isWritten(url, payload);
    }
    case "add-users":
      return isWritten(endpoints.addUsers.url, endpoints.addUsers.payload, endpoints.addUsers.itemTemplate);
    case "remove-users":
      return isWritten(endpoints.removeUsers.url, endpoints.removeUsers.payload, endpoints.removeUsers.itemTemplate);
    case "delivery":
      return !isSameJson(definition.delivery, blankListDefinition().delivery);
  }
}

function isWritten(...texts: string[]): boolean {
  return texts.some((text) => text.trim() !== "");
}

export interface DestinationProgress {
  complete: number;
  /** Of the sections that are needed or in use. */
  total: number;
  /** The first of them that is not complete. */
  next: SectionId | undefined;
}

/** How far the destination is: what is optional and unused doesn't count for or against it. */
export function progressOfAll(states: readonly SectionState[]): DestinationProgress {
  const counted = states.filter(({ progress }) => progress !== "optional");
  return {
    complete: counted.filter(({ progress }) => progress === "complete").length,
    total: counted.length,
    next: counted.find(({ progress }) => progress !== "complete")?.id,
  };
}

/** Whether nothing at all has been entered or chosen yet. */
export function isEmptyDefinition(definition: DestinationDefinition): boolean {
  return sectionIds.every((id) => !isStarted(definition, id));
}
