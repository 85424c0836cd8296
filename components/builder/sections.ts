/** The parts of the configuration: their order, their anchors, and which findings belong to which. */
import type { DestinationDefinition, EndpointKey } from "@/lib/destination/definition";
import type { DocumentPath, Finding } from "@/lib/destination/finding";

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

export interface SectionState {
  id: SectionId;
  errors: number;
  warnings: number;
}

export function sectionStates(definition: DestinationDefinition, findings: readonly Finding[]): SectionState[] {
  return sectionIds.map((id) => {
    const own = findings.filter(({ path }) => sectionOf(definition, path) === id);
    return {
      id,
      errors: own.filter(({ severity }) => severity === "error").length,
      warnings: own.filter(({ severity }) => severity === "warning").length,
    };
  });
}
