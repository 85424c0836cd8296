/** The parts of the configuration: which a kind has, in which order, and which of them edits a place. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import {
  type ActionKey,
  actionKey,
  actionsOf,
  type EndpointKey,
  endpointKeyOfPath,
  endpointName,
  type FixedEndpointKey,
  isFixedKey,
  memberKeys,
} from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";

export const fixedSectionIds = [
  "authentication",
  "fields",
  "headers",
  "mappings",
  "cohort-name",
  "property",
  "connection-test",
  "property-creation",
  "list-creation",
  "members",
  "update-users",
  "add-users",
  "remove-users",
  "list-deletion",
  "actions",
  "delivery",
  "languages",
] as const;
export type FixedSectionId = (typeof fixedSectionIds)[number];
/** One action, by its ID: it may be moved and renamed while somebody has a link to it. */
export type ActionSectionId = `action-${string}`;
export type SectionId = FixedSectionId | ActionSectionId;

export function isFixedSectionId(text: string): text is FixedSectionId {
  return fixedSectionIds.some((id) => id === text);
}

export function isActionSectionId(text: string): text is ActionSectionId {
  return /^action-[A-Za-z0-9_-]{1,40}$/.test(text);
}

export function isSectionId(text: string): text is SectionId {
  return isFixedSectionId(text) || isActionSectionId(text);
}

const fixedNames: Record<FixedSectionId, string> = {
  authentication: "Authentication",
  fields: "Custom fields",
  headers: "Additional headers",
  mappings: "Mapping fields",
  "cohort-name": "Cohort name",
  property: "Property",
  "connection-test": "Connection test",
  "property-creation": "Property creation",
  "list-creation": "List creation",
  members: "Members",
  "update-users": "Update users",
  "add-users": "Add users",
  "remove-users": "Remove users",
  "list-deletion": "List deletion",
  actions: "Actions",
  delivery: "Delivery",
  languages: "Languages",
};

/** What a section is called: an action by its own name. One that this definition doesn't have has a name all the same. */
export function sectionName(definition: DestinationDefinition, id: SectionId): string {
  if (!isFixedSectionId(id)) return endpointName(definition, actionKeyOf(id));
  if (id === "mappings" && definition.kind === "event") return "Event mappings";
  return fixedNames[id];
}

export interface Section {
  id: SectionId;
  name: string;
  /** The section that it is part of. */
  parent?: FixedSectionId;
}

/** The sections of a definition in the order of the page. */
export function sectionsOf(definition: DestinationDefinition): Section[] {
  return fixedIdsOf(definition).flatMap((id): Section[] => {
    const section = { id, name: sectionName(definition, id) };
    return id === "actions" ? [section, ...actionSections(definition)] : [section];
  });
}

function actionSections(definition: DestinationDefinition): Section[] {
  return actionsOf(definition).map((action) => {
    const id = sectionOfEndpoint(actionKey(action));
    return { id, name: sectionName(definition, id), parent: "actions" };
  });
}

const first: readonly FixedSectionId[] = ["authentication", "fields", "headers", "mappings"];
const last: readonly FixedSectionId[] = ["delivery", "languages"];

function fixedIdsOf(definition: DestinationDefinition): FixedSectionId[] {
  const members = memberKeys(definition).map((key) => endpointSections[key]);
  switch (definition.kind) {
    case "list":
      return [
        ...first,
        "cohort-name",
        "connection-test",
        "list-creation",
        "members",
        ...members,
        "list-deletion",
        ...last,
      ];
    case "property":
      return [...first, "property", "connection-test", "property-creation", "members", ...members, ...last];
    case "event":
      return [...first, "connection-test", "actions", ...last];
  }
}

const endpointSections: Record<FixedEndpointKey, FixedSectionId> = {
  testConnection: "connection-test",
  listCreation: "list-creation",
  propertyCreation: "property-creation",
  updateUsers: "update-users",
  addUsers: "add-users",
  removeUsers: "remove-users",
  listDeletion: "list-deletion",
};

/** The section that edits an endpoint. */
export function sectionOfEndpoint(key: EndpointKey): SectionId {
  return isFixedKey(key) ? endpointSections[key] : `action-${key.slice("action:".length)}`;
}

function actionKeyOf(id: ActionSectionId): ActionKey {
  return `action:${id.slice("action-".length)}`;
}

/** The endpoint that a section edits; undefined for one that edits something else. */
export function endpointOfSection(id: SectionId): EndpointKey | undefined {
  if (!isFixedSectionId(id)) return actionKeyOf(id);
  const found = Object.entries(endpointSections).find(([, section]) => section === id)?.[0];
  return found !== undefined && isFixedKey(found) ? found : undefined;
}

/** The section that edits a place; undefined for what concerns the destination as a whole. */
export function sectionOf(definition: DestinationDefinition, path: DocumentPath): SectionId | undefined {
  const [start, second] = path;
  // Translations stand in the parts whose texts they are, and are edited together.
  if (path.includes("translations")) return "languages";
  switch (start) {
    case "authentication":
    case "headers":
    case "mappings":
    case "delivery":
    case "languages":
      return start;
    case "fields": {
      // A credential is edited beside the method that asks for it.
      const field = typeof second === "number" ? definition.fields[second] : undefined;
      return field?.credentialOf ? "authentication" : "fields";
    }
    case "propertyKey":
      return "property";
    case "slugifyCohortName":
      return definition.kind === "property" ? "property" : "cohort-name";
    case "memberCalls":
    case "operationWords":
      return "members";
    case "endpoints":
    case "actions": {
      const key = endpointKeyOfPath(definition, path);
      return key ? sectionOfEndpoint(key) : restOf(definition);
    }
    default:
      return undefined;
  }
}

/** Where the calls of a kind as a whole are edited. */
function restOf(definition: DestinationDefinition): FixedSectionId {
  return definition.kind === "event" ? "actions" : "members";
}
