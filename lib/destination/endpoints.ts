/**
 * The calls of a destination: how each is addressed, where it stands in the document and what people call it.
 * Kinds differ in the calls they have; everything that works on "an endpoint" goes through here.
 */
import { z } from "zod";
import type {
  Action,
  CohortDefinition,
  DestinationDefinition,
  Endpoint,
  ListCreationEndpoint,
  MembersEndpoint,
  UpdateEndpoint,
} from "./definition";
import type { DocumentPath } from "./finding";

export const fixedEndpointKeys = [
  "testConnection",
  "listCreation",
  "propertyCreation",
  "updateUsers",
  "addUsers",
  "removeUsers",
  "listDeletion",
] as const;
export type FixedEndpointKey = (typeof fixedEndpointKeys)[number];
export type ActionKey = `action:${string}`;
/** An endpoint of the definition, or the one of an action, which is known by the action's ID. */
export type EndpointKey = FixedEndpointKey | ActionKey;
export type MembersKey = "updateUsers" | "addUsers" | "removeUsers";

export const endpointKey = z.union([
  z.enum(fixedEndpointKeys),
  z.templateLiteral(["action:", z.string().min(1).max(40)]),
]);

/** The words a person sees for an endpoint that isn't an action's. */
export const fixedEndpointNames: Record<FixedEndpointKey, string> = {
  testConnection: "Connection test",
  listCreation: "List creation",
  propertyCreation: "Property creation",
  updateUsers: "Update users",
  addUsers: "Add users",
  removeUsers: "Remove users",
  listDeletion: "List deletion",
};

/** An endpoint with everything that tells it from the others. */
export interface NamedEndpoint {
  key: EndpointKey;
  endpoint: Endpoint;
  name: string;
  path: DocumentPath;
}

export function isFixedKey(key: string): key is FixedEndpointKey {
  return fixedEndpointKeys.some((each) => each === key);
}

export function isMembersKey(key: EndpointKey): key is MembersKey {
  return key === "updateUsers" || key === "addUsers" || key === "removeUsers";
}

export function isActionKey(key: string): key is ActionKey {
  return key.startsWith("action:");
}

export function actionKey({ id }: Pick<Action, "id">): ActionKey {
  return `action:${id}`;
}

/** Whether a destination's users are sent to it; the other kind receives events. */
export function isCohortDefinition(definition: DestinationDefinition): definition is CohortDefinition {
  return definition.kind !== "event";
}

export function actionsOf(definition: DestinationDefinition): readonly Action[] {
  return definition.kind === "event" ? definition.actions : [];
}

export function actionAt(definition: DestinationDefinition, key: EndpointKey): Action | undefined {
  return isActionKey(key) ? actionsOf(definition).find((action) => actionKey(action) === key) : undefined;
}

/** An endpoint whether or not it is called today; undefined where this definition has none of that key. */
export function endpointAt(definition: DestinationDefinition, key: EndpointKey): Endpoint | undefined {
  if (!isFixedKey(key)) return actionAt(definition, key)?.endpoint;
  const endpoints: Partial<Record<FixedEndpointKey, Endpoint | null>> = definition.endpoints;
  return endpoints[key] ?? undefined;
}

/** An endpoint that sends users or events in batches; undefined for one that makes a single call. */
export function batchedEndpointAt(
  definition: DestinationDefinition,
  key: EndpointKey,
): MembersEndpoint | UpdateEndpoint | undefined {
  const endpoint = endpointAt(definition, key);
  return endpoint && "batchSize" in endpoint ? endpoint : undefined;
}

/** The creation of a list; undefined for the kinds that have no lists. */
export function listCreationOf(definition: DestinationDefinition): ListCreationEndpoint | undefined {
  return definition.kind === "list" ? definition.endpoints.listCreation : undefined;
}

/** Where an endpoint stands in the document. An action that isn't there any more stands nowhere: the list of actions. */
export function endpointPath(definition: DestinationDefinition, key: EndpointKey): DocumentPath {
  if (!isActionKey(key)) return ["endpoints", key];
  const index = actionsOf(definition).findIndex((action) => actionKey(action) === key);
  return index < 0 ? ["actions"] : ["actions", index, "endpoint"];
}

/** The endpoint that a place belongs to; of an action everything, its trigger and computed values too. */
export function endpointKeyOfPath(definition: DestinationDefinition, path: DocumentPath): EndpointKey | undefined {
  const [list, step] = path;
  if (list === "endpoints" && typeof step === "string") return isFixedKey(step) ? step : undefined;
  if (list !== "actions" || typeof step !== "number") return undefined;
  const action = actionsOf(definition)[step];
  return action && actionKey(action);
}

/** "Add users", or what an action is called. */
export function endpointName(definition: DestinationDefinition, key: EndpointKey): string {
  if (isFixedKey(key)) return fixedEndpointNames[key];
  const index = actionsOf(definition).findIndex((action) => actionKey(action) === key);
  return actionsOf(definition)[index]?.name.trim() || (index < 0 ? "Action" : `Action ${index + 1}`);
}

/** Every endpoint a definition holds, whether or not it is called, in the order of the calls. */
export function allEndpoints(definition: DestinationDefinition): NamedEndpoint[] {
  const keys: EndpointKey[] = [...fixedEndpointKeys, ...actionsOf(definition).map(actionKey)];
  return keys.flatMap((key) => {
    const endpoint = endpointAt(definition, key);
    if (!endpoint) return [];
    return [{ key, endpoint, name: endpointName(definition, key), path: endpointPath(definition, key) }];
  });
}

/**
 * The endpoints that are called, in that order. Left out are a creation that makes no call, and of the endpoints for
 * members those that the destination doesn't use.
 */
export function endpointsOf(definition: DestinationDefinition): NamedEndpoint[] {
  return allEndpoints(definition).filter(({ key }) => isCalled(definition, key));
}

function isCalled(definition: DestinationDefinition, key: EndpointKey): boolean {
  if (definition.kind === "event") return true;
  if (key === "listCreation") return listCreationOf(definition)?.listIdFrom !== "none";
  return !isMembersKey(key) || memberKeys(definition).includes(key);
}

const shared: readonly MembersKey[] = ["updateUsers"];
const separate: readonly MembersKey[] = ["addUsers", "removeUsers"];
const noKeys: readonly MembersKey[] = [];

/** The endpoints that change members: one for both directions, or one for each. */
export function memberKeys(definition: DestinationDefinition): readonly MembersKey[] {
  if (!isCohortDefinition(definition)) return noKeys;
  return definition.memberCalls === "shared" ? shared : separate;
}

/** The endpoint through which users of a direction are sent. */
export function memberKeyFor(definition: CohortDefinition, operation: "add" | "remove"): MembersKey {
  if (definition.memberCalls === "shared") return "updateUsers";
  return operation === "add" ? "addUsers" : "removeUsers";
}

/** Whether users who enter and users who leave share a request of this endpoint. */
export function mixesDirections(definition: DestinationDefinition, key: EndpointKey): boolean {
  return key === "updateUsers" && isCohortDefinition(definition) && definition.endpoints.updateUsers.mixesDirections;
}

/** Whether an endpoint is called once per user or event, so that its variables are known outside the item template. */
export function isSingleItem(definition: DestinationDefinition, key: EndpointKey): boolean {
  return batchedEndpointAt(definition, key)?.batchSize === 1;
}
