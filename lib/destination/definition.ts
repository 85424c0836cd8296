/**
 * The destination document: its schema, its type and a blank one.
 *
 * The schema is strict about shape and lenient about emptiness, so that half-finished work can be saved;
 * what is missing or wrong in meaning is the rulebook's business.
 */
import { z } from "zod";
import { newId } from "./id";

/** The version of this schema. `upgrade.ts` turns every older stored document into it. */
export const definitionSchemaVersion = 1;

/** Template texts are capped so that no parse can take long (SECURITY T14). */
export const templateCharsMax = 262_144;

const id = z.string().min(1).max(40);
const template = z.string().max(templateCharsMax);
const shortText = z.string().max(300);
const longText = z.string().max(5_000);
/** A variable name without its dollar. Any text may be saved; the rulebook says which names are legal. */
const variableName = z.string().max(200);

export const destinationKinds = ["list", "property", "event"] as const;
export type DestinationKind = (typeof destinationKinds)[number];

export const authenticationMethods = ["custom", "none", "basic", "header", "bearer"] as const;
export type AuthenticationMethod = (typeof authenticationMethods)[number];

/**
 * All methods keep their settings side by side, so that changing the method loses nothing typed.
 * Variables are named without the dollar; `basic.password` may be empty: then the password is empty.
 */
export const authentication = z.strictObject({
  method: z.enum(authenticationMethods),
  basic: z.strictObject({ username: variableName, password: variableName }),
  header: z.strictObject({ name: shortText, value: template }),
  bearer: z.strictObject({ token: variableName }),
});
export type Authentication = z.infer<typeof authentication>;

export const fieldTypes = ["string", "single_select", "button_group"] as const;
export type FieldType = (typeof fieldTypes)[number];

export const fieldOption = z.strictObject({
  id,
  label: shortText,
  value: z.string().max(2_000),
  /** Further variables this choice sets: one region, two hosts. */
  sets: z.array(z.strictObject({ variable: variableName, value: z.string().max(2_000) })).default([]),
});
export type FieldOption = z.infer<typeof fieldOption>;

export const customField = z.strictObject({
  id,
  type: z.enum(fieldTypes),
  variable: variableName,
  displayName: shortText,
  helpText: longText.default(""),
  placeholder: shortText.default(""),
  defaultValue: z.string().max(2_000).default(""),
  required: z.boolean().default(true),
  secret: z.boolean().default(false),
  /** A regular expression (RE2: linear time) that the whole value must match; empty for none. */
  pattern: shortText.default(""),
  patternMessage: shortText.default(""),
  maxLength: z.number().int().positive().max(65_536).nullable().default(null),
  /** Host patterns such as `*.example.com`; a value may only then stand in a URL's authority. */
  hostPatterns: z.array(shortText).default([]),
  options: z.array(fieldOption).default([]),
  /** Shown only when the option field named here has one of these values. */
  visibleWhen: z
    .strictObject({ variable: variableName, values: z.array(z.string()) })
    .nullable()
    .default(null),
  /** Asked when a sync is created rather than at installation. */
  perSync: z.boolean().default(false),
  /** Created by an authentication method: asked only while that method is in use. */
  credentialOf: z.enum(authenticationMethods).nullable().default(null),
});
export type CustomField = z.infer<typeof customField>;

export const header = z.strictObject({ id, name: shortText, value: template });
export type Header = z.infer<typeof header>;

export const valueFormats = ["any", "email", "phone", "uuid", "number"] as const;
export type ValueFormat = (typeof valueFormats)[number];

export const mappingField = z.strictObject({
  id,
  /** The heading above the row in the setup modal, such as "User ID Mapping". */
  displayName: shortText,
  variable: variableName,
  type: z.enum(fieldTypes),
  /** The partner's name for the target, such as "User ID". */
  targetName: shortText,
  defaultProperty: shortText.default(""),
  required: z.boolean().default(true),
  format: z.enum(valueFormats).default("any"),
  /** For the option types: target keys, each with its own item template (empty: the endpoint's). */
  options: z
    .array(z.strictObject({ id, label: shortText, value: z.string().max(2_000), itemTemplate: template }))
    .default([]),
});
export type MappingField = z.infer<typeof mappingField>;

export const retryClasses = ["default", "retry", "fail", "ignore"] as const;
export type RetryClass = (typeof retryClasses)[number];

export const errorEntry = z.strictObject({
  id,
  failureReason: shortText,
  /** A number, `4xx`, `5xx`, `timeout`, `network` or `invalid_response`. */
  status: z.string().max(20),
  /** JSON text that the response body must contain, or empty. */
  subErrorCode: z.string().max(10_000).default(""),
  message: longText,
  fixUrl: z.string().max(2_000).default(""),
  /** The variable of the setup field to blame, or empty. */
  field: variableName.default(""),
  retry: z.enum(retryClasses).default("default"),
});
export type ErrorEntry = z.infer<typeof errorEntry>;

export const httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type HttpMethod = (typeof httpMethods)[number];

export const contentTypes = ["application/json", "application/x-www-form-urlencoded", "none"] as const;

const endpointShape = {
  method: z.enum(httpMethods),
  url: template,
  payload: template,
  contentType: z.enum(contentTypes).default("application/json"),
  headers: z.array(header).default([]),
  /** Status codes that mean success; empty: any 2xx. */
  successCodes: z.array(z.number().int().min(100).max(599)).default([]),
  errors: z.array(errorEntry).default([]),
  /** An endpoint's own authentication, in place of the destination's. */
  authentication: authentication.nullable().default(null),
};

export const callEndpoint = z.strictObject(endpointShape);
export type CallEndpoint = z.infer<typeof callEndpoint>;

export const listIdSources = ["response", "request", "none"] as const;

export const listCreationEndpoint = z.strictObject({
  ...endpointShape,
  /** Where the list ID comes from: the response, the request (then a template), or no creation call at all. */
  listIdFrom: z.enum(listIdSources),
  /** RFC 9535 JSONPath or a plain dotted path, read from the response. */
  listIdPath: shortText,
  /** With `request`: the list ID itself. With `none`: the list ID, or empty where there is none. */
  listIdTemplate: template,
});
export type ListCreationEndpoint = z.infer<typeof listCreationEndpoint>;

export const membersEndpoint = z.strictObject({
  ...endpointShape,
  batchSize: z.number().int(),
  bodyBytesMax: z.number().int().positive().nullable().default(null),
  itemTemplate: template,
});
export type MembersEndpoint = z.infer<typeof membersEndpoint>;

export const rateLimit = z.strictObject({
  requests: z.number().int().positive(),
  per: z.enum(["second", "minute", "hour"]),
});

export const cadences = ["one_time", "hourly", "daily", "real_time"] as const;

export const delivery = z.strictObject({
  cadences: z.array(z.enum(cadences)).default([...cadences]),
  cohortSizeMax: z.number().int().positive().nullable().default(null),
  listNameLengthMax: z.number().int().positive().nullable().default(null),
  idempotencyKey: z.boolean().default(true),
  rateLimit: rateLimit.nullable().default(null),
  concurrency: z.number().int().min(1).max(16).default(4),
});

const common = {
  schemaVersion: z.literal(definitionSchemaVersion),
  authentication,
  fields: z.array(customField).max(200),
  headers: z.array(header).max(100),
  mappings: z.array(mappingField).max(50),
  slugifyCohortName: z.boolean(),
  delivery,
};

export const listDefinition = z.strictObject({
  ...common,
  kind: z.literal("list"),
  endpoints: z.strictObject({
    testConnection: callEndpoint.nullable().default(null),
    listCreation: listCreationEndpoint,
    addUsers: membersEndpoint,
    removeUsers: membersEndpoint,
  }),
});

/** One member today; `property` and `event` join this union without touching `list`. */
export const destinationDefinition = z.discriminatedUnion("kind", [listDefinition]);
export type DestinationDefinition = z.infer<typeof destinationDefinition>;

export const endpointKeys = ["testConnection", "listCreation", "addUsers", "removeUsers"] as const;
export type EndpointKey = (typeof endpointKeys)[number];
export type Endpoint = CallEndpoint | ListCreationEndpoint | MembersEndpoint;

/** The words a person sees for an endpoint. */
export const endpointNames: Record<EndpointKey, string> = {
  testConnection: "Connection test",
  listCreation: "List creation",
  addUsers: "Add users",
  removeUsers: "Remove users",
};

export function blankAuthentication(): Authentication {
  return {
    method: "custom",
    basic: { username: "api_key", password: "api_secret" },
    header: { name: "X-API-Key", value: "$api_key" },
    bearer: { token: "bearer_token" },
  };
}

function blankCall(): CallEndpoint {
  return {
    method: "POST",
    url: "",
    payload: "",
    contentType: "application/json",
    headers: [],
    successCodes: [],
    errors: [],
    authentication: null,
  };
}

export function blankConnectionTest(): CallEndpoint {
  return { ...blankCall(), method: "GET" };
}

/** An empty list destination: well-formed, and with everything still to say. */
export function blankListDefinition(): DestinationDefinition {
  const members: MembersEndpoint = {
    ...blankCall(),
    batchSize: 10_000,
    bodyBytesMax: null,
    itemTemplate: "",
  };
  return {
    schemaVersion: definitionSchemaVersion,
    kind: "list",
    authentication: blankAuthentication(),
    fields: [],
    headers: [],
    mappings: [],
    slugifyCohortName: false,
    delivery: delivery.parse({}),
    endpoints: {
      testConnection: null,
      listCreation: { ...blankCall(), listIdFrom: "response", listIdPath: "", listIdTemplate: "" },
      addUsers: { ...members },
      removeUsers: { ...members },
    },
  };
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

/** The credentials a method asks for when it is chosen (SPEC 5.1). */
export function credentialFields(method: AuthenticationMethod): CustomField[] {
  const secret = (variable: string, displayName: string, required = true): CustomField => ({
    ...blankField("string"),
    variable,
    displayName,
    secret: true,
    required,
    credentialOf: method,
  });
  switch (method) {
    case "basic":
      return [secret("api_key", "API Key"), secret("api_secret", "API Secret", false)];
    case "header":
      return [secret("api_key", "API Key")];
    case "bearer":
      return [secret("bearer_token", "Bearer Token")];
    case "custom":
    case "none":
      return [];
  }
}

/** The authentication methods in use: the destination's, and those of endpoints that override it. */
function methodsInUse(definition: DestinationDefinition): Set<AuthenticationMethod> {
  const overrides = endpointsOf(definition).flatMap(({ endpoint }) => endpoint.authentication?.method ?? []);
  return new Set([definition.authentication.method, ...overrides]);
}

/** The fields the setup modal asks for: credentials of a method that is not in use are kept, but not asked. */
export function activeFields(definition: DestinationDefinition): CustomField[] {
  const methods = methodsInUse(definition);
  return definition.fields.filter((field) => field.credentialOf === null || methods.has(field.credentialOf));
}

/** The endpoints a definition has, in the order they are called. A creation that makes no call is left out. */
export function endpointsOf(definition: DestinationDefinition): { key: EndpointKey; endpoint: Endpoint }[] {
  return endpointKeys.flatMap((key) => {
    const endpoint = definition.endpoints[key];
    if (!endpoint) return [];
    if (key === "listCreation" && definition.endpoints.listCreation.listIdFrom === "none") return [];
    return [{ key, endpoint }];
  });
}
