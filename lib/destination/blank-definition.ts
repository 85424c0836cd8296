/** Blank destinations and blank parts: well-formed, and with everything still to say. */
import {
  type Action,
  type Authentication,
  type AuthenticationMethod,
  action,
  blankCall,
  blankMembers,
  blankUpdate,
  type CallEndpoint,
  type ComputedValue,
  type CustomField,
  computedValue,
  customField,
  type DestinationDefinition,
  type DestinationKind,
  definitionSchemaVersion,
  delivery,
  type ErrorEntry,
  type EventDefinition,
  errorEntry,
  type FieldType,
  type Header,
  type ItemOutcome,
  itemOutcome,
  type ListDefinition,
  type MappingField,
  mappingField,
  oauth2,
  type PropertyDefinition,
} from "./definition";
import { newId } from "./id";

export function blankAuthentication(): Authentication {
  return {
    method: "custom",
    basic: { username: "api_key", password: "api_secret" },
    header: { name: "X-API-Key", value: "$api_key" },
    bearer: { token: "bearer_token" },
    oauth2: oauth2.parse({}),
  };
}

export function blankConnectionTest(): CallEndpoint {
  return { ...blankCall(), method: "GET" };
}

/** A call that may be left out: the creation of a property, the deletion of a list. */
export function blankOptionalCall(method: "POST" | "DELETE"): CallEndpoint {
  return { ...blankCall(), method };
}

/** What the endpoints for members begin as, for each kind of cohort destination. */
function blankMemberEndpoints() {
  return {
    operationWords: { add: "add", remove: "remove" },
    endpoints: { updateUsers: blankUpdate(), addUsers: blankMembers(), removeUsers: blankMembers() },
  };
}

/** An empty list destination: well-formed, and with everything still to say. */
export function blankListDefinition(): ListDefinition {
  const { operationWords, endpoints } = blankMemberEndpoints();
  return {
    ...blankCommonParts(),
    kind: "list",
    memberCalls: "separate",
    operationWords,
    endpoints: {
      testConnection: null,
      listCreation: { ...blankCall(), listIdFrom: "response", listIdPath: "", listIdTemplate: "" },
      ...endpoints,
      listDeletion: null,
    },
  };
}

/** The property that a cohort becomes where nothing else is written: it holds the cohort's name and ID. */
export const usualPropertyKey = "[Amplitude] $amplitude_cohort_name: $amplitude_cohort_id";

/** An empty property destination: one endpoint for both directions, as most property APIs have. */
export function blankPropertyDefinition(): PropertyDefinition {
  const { operationWords, endpoints } = blankMemberEndpoints();
  return {
    ...blankCommonParts(),
    kind: "property",
    memberCalls: "shared",
    operationWords,
    propertyKey: usualPropertyKey,
    endpoints: { testConnection: null, propertyCreation: null, ...endpoints },
  };
}

/** An empty event destination: no action yet. */
export function blankEventDefinition(): EventDefinition {
  return { ...blankCommonParts(), kind: "event", endpoints: { testConnection: null }, actions: [] };
}

function blankCommonParts(): Pick<
  DestinationDefinition,
  "schemaVersion" | "authentication" | "fields" | "headers" | "mappings" | "slugifyCohortName" | "delivery"
> {
  return {
    schemaVersion: definitionSchemaVersion,
    authentication: blankAuthentication(),
    fields: [],
    headers: [],
    mappings: [],
    slugifyCohortName: false,
    delivery: delivery.parse({}),
  };
}

/** An empty destination of a kind. */
export function blankDefinition(kind: DestinationKind): DestinationDefinition {
  switch (kind) {
    case "list":
      return blankListDefinition();
    case "property":
      return blankPropertyDefinition();
    case "event":
      return blankEventDefinition();
  }
}

/** A blank field of a type; the caller names it. */
export function blankField(type: FieldType): CustomField {
  return customField.parse({ id: newId(), type, variable: "", displayName: "" });
}

export function blankMapping(): MappingField {
  return mappingField.parse({ id: newId(), displayName: "", variable: "", type: "string", targetName: "" });
}

export function blankErrorEntry(): ErrorEntry {
  return errorEntry.parse({ id: newId(), failureReason: "", status: "", message: "" });
}

export function blankHeader(): Header {
  return { id: newId(), name: "", value: "" };
}

/** An action that no event matches yet; one event a call, as most event APIs take them. */
export function blankAction(): Action {
  return action.parse({ id: newId(), name: "", endpoint: blankMembers(1) });
}

export function blankComputedValue(): ComputedValue {
  return computedValue.parse({ id: newId() });
}

export function blankItemOutcome(): ItemOutcome {
  return itemOutcome.parse({ id: newId() });
}

/** The credentials a method asks for when it is chosen (SPEC 5.1). */
export function credentialFields(method: AuthenticationMethod): CustomField[] {
  const text = (variable: string, displayName: string): CustomField => ({
    ...blankField("string"),
    variable,
    displayName,
    credentialOf: method,
  });
  const secret = (variable: string, displayName: string, required = true): CustomField => ({
    ...text(variable, displayName),
    secret: true,
    required,
  });
  switch (method) {
    case "basic":
      return [secret("api_key", "API Key"), secret("api_secret", "API Secret", false)];
    case "header":
      return [secret("api_key", "API Key")];
    case "bearer":
      return [secret("bearer_token", "Bearer Token")];
    case "oauth2":
      return [text("client_id", "Client ID"), secret("client_secret", "Client Secret")];
    case "custom":
    case "none":
      return [];
  }
}
