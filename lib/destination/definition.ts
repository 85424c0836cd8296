/**
 * The destination document: its schema, its type and a blank one.
 *
 * The schema is strict about shape and lenient about emptiness, so that half-finished work can be saved;
 * what is missing or wrong in meaning is the rulebook's business.
 */
import { z } from "zod";

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

/** A language as BCP 47 writes it, in its usual case: `de`, `pt-BR`, `zh-Hant`. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/);

/** The texts of a part that customers read, in other languages; absent, and empty, is the original's. */
function inLanguages<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.record(languageTag, z.strictObject(shape).partial()).optional();
}

export const destinationKinds = ["list", "property", "event"] as const;
export type DestinationKind = (typeof destinationKinds)[number];

export const authenticationMethods = ["custom", "none", "basic", "header", "bearer", "oauth2"] as const;
export type AuthenticationMethod = (typeof authenticationMethods)[number];

/** Where the token request carries the client ID and secret (RFC 6749 section 2.3.1; the query is what some partners want). */
export const credentialPlaces = ["body", "header", "query"] as const;

/** A token by client credentials (RFC 6749 section 4.4): `$access_token`, sent as a bearer token. */
export const oauth2 = z.strictObject({
  tokenUrl: template.default(""),
  method: z.enum(["POST", "GET"]).default("POST"),
  clientId: variableName.default("client_id"),
  clientSecret: variableName.default("client_secret"),
  scope: shortText.default(""),
  credentialsIn: z.enum(credentialPlaces).default("body"),
  /** Further parameters of the token request, such as an audience. */
  parameters: z.array(z.strictObject({ id, name: shortText, value: template })).default([]),
});
export type OAuth2 = z.infer<typeof oauth2>;

/**
 * All methods keep their settings side by side, so that changing the method loses nothing typed.
 * Variables are named without the dollar; `basic.password` may be empty: then the password is empty.
 */
export const authentication = z.strictObject({
  method: z.enum(authenticationMethods),
  basic: z.strictObject({ username: variableName, password: variableName }),
  header: z.strictObject({ name: shortText, value: template }),
  bearer: z.strictObject({ token: variableName }),
  oauth2: oauth2.prefault({}),
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
  translations: inLanguages({ label: shortText }),
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
  translations: inLanguages({
    displayName: shortText,
    helpText: longText,
    placeholder: shortText,
    patternMessage: shortText,
  }),
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
    .array(
      z.strictObject({
        id,
        label: shortText,
        value: z.string().max(2_000),
        itemTemplate: template,
        translations: inLanguages({ label: shortText }),
      }),
    )
    .default([]),
  translations: inLanguages({ displayName: shortText, targetName: shortText }),
});
export type MappingField = z.infer<typeof mappingField>;

export const retryClasses = ["default", "retry", "fail", "ignore"] as const;
export type RetryClass = (typeof retryClasses)[number];

/** What an error tells besides its message: that the partner's list no longer exists, so that it has to be made again. */
export const errorMeanings = ["none", "list_gone"] as const;
export type ErrorMeaning = (typeof errorMeanings)[number];

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
  meaning: z.enum(errorMeanings).default("none"),
  translations: inLanguages({ failureReason: shortText, message: longText }),
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
  /** JSON text that the body of a success must contain, as a sub error code is contained; empty: any body. */
  successBody: z.string().max(10_000).default(""),
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

export const itemIdentifications = ["value", "index", "position"] as const;
export const itemMeanings = ["rejected", "done", "retry"] as const;
export type ItemMeaning = (typeof itemMeanings)[number];

/** How a response tells what became of single items, whatever its status (SPEC 5.6). */
export const itemOutcome = z.strictObject({
  id,
  /** JSONPath or dotted path to the array of reported items; one object counts as an array of one. */
  path: shortText.default(""),
  /** `value`: the identifier. `index`: the item's place in the request, from 0. `position`: the nth result is the nth item. */
  identifyBy: z.enum(itemIdentifications).default("value"),
  /** The identifier or index inside an element; empty: the element itself. */
  itemPath: shortText.default(""),
  /** What of the rendered item the identifier is compared with; empty: the item itself. */
  matchPath: shortText.default(""),
  caseSensitive: z.boolean().default(true),
  /** A code or status inside an element, and those that count (with `*`); no codes: every element counts. */
  codePath: shortText.default(""),
  codes: z.array(shortText).max(100).default([]),
  messagePath: shortText.default(""),
  onAdd: z.enum(itemMeanings).default("rejected"),
  onRemove: z.enum(itemMeanings).default("rejected"),
});
export type ItemOutcome = z.infer<typeof itemOutcome>;

export const membersEndpoint = z.strictObject({
  ...endpointShape,
  batchSize: z.number().int(),
  bodyBytesMax: z.number().int().positive().nullable().default(null),
  itemTemplate: template,
  itemOutcomes: z.array(itemOutcome).max(50).default([]),
});
export type MembersEndpoint = z.infer<typeof membersEndpoint>;

/** The one endpoint of both directions. */
export const updateEndpoint = membersEndpoint.extend({
  /** Whether users who enter and users who leave share a request; otherwise each request has one direction. */
  mixesDirections: z.boolean().default(true),
});
export type UpdateEndpoint = z.infer<typeof updateEndpoint>;

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
  /** Whether every run sends the whole cohort instead of what has changed. */
  fullRefresh: z.boolean().default(false),
});

/** The language that the texts of a destination are written in, and those that they are translated into. */
export const languages = z.strictObject({
  original: languageTag.default("en"),
  translated: z.array(languageTag).max(50).default([]),
});
export type Languages = z.infer<typeof languages>;

const common = {
  schemaVersion: z.literal(definitionSchemaVersion),
  authentication,
  fields: z.array(customField).max(200),
  headers: z.array(header).max(100),
  mappings: z.array(mappingField).max(50),
  slugifyCohortName: z.boolean(),
  delivery,
  /** Absent: English, and no other. */
  languages: languages.optional(),
};

/** How members are changed: one endpoint for each direction, or one for both. */
export const memberCallModes = ["separate", "shared"] as const;
export type MemberCalls = (typeof memberCallModes)[number];

/** The words that `$operation` stands for. */
export const operationWords = z.strictObject({ add: shortText, remove: shortText });
export type OperationWords = z.infer<typeof operationWords>;

const memberEndpoints = {
  updateUsers: updateEndpoint.default(() => blankUpdate()),
  addUsers: membersEndpoint,
  removeUsers: membersEndpoint,
};

const membersShape = {
  operationWords: operationWords.default({ add: "add", remove: "remove" }),
};

export const listDefinition = z.strictObject({
  ...common,
  ...membersShape,
  kind: z.literal("list"),
  memberCalls: z.enum(memberCallModes).default("separate"),
  endpoints: z.strictObject({
    testConnection: callEndpoint.nullable().default(null),
    listCreation: listCreationEndpoint,
    ...memberEndpoints,
    /** Called when a sync is deleted. */
    listDeletion: callEndpoint.nullable().default(null),
  }),
});
export type ListDefinition = z.infer<typeof listDefinition>;

export const propertyDefinition = z.strictObject({
  ...common,
  ...membersShape,
  kind: z.literal("property"),
  memberCalls: z.enum(memberCallModes).default("shared"),
  /** What the property is called: rendered at the first sync and then frozen, so that renaming a cohort orphans nobody. */
  propertyKey: template,
  endpoints: z.strictObject({
    testConnection: callEndpoint.nullable().default(null),
    /** Called once, before the first users are sent. */
    propertyCreation: callEndpoint.nullable().default(null),
    ...memberEndpoints,
  }),
});
export type PropertyDefinition = z.infer<typeof propertyDefinition>;

export const computedModes = ["each_line", "once"] as const;
export const computedOtherwise = ["absent", "null"] as const;

/** A value made of an event: the lines of an array, each in a shape of its own, or one value under a condition. */
export const computedValue = z.strictObject({
  id,
  variable: variableName.default(""),
  /** A path in the event, such as `properties.products`; empty: the event itself. */
  source: shortText.default(""),
  /** `each_line`: an array with an element for each line; a single object counts as one line. */
  mode: z.enum(computedModes).default("each_line"),
  /** A trigger; empty: always. */
  condition: z.string().max(5_000).default(""),
  /** JSON with `$line` and `$event`. */
  template: template.default(""),
  otherwise: z.enum(computedOtherwise).default("absent"),
});
export type ComputedValue = z.infer<typeof computedValue>;

export const action = z.strictObject({
  id,
  name: shortText,
  description: longText.default(""),
  /** In the trigger language; empty: no event matches. */
  trigger: z.string().max(5_000).default(""),
  enabledByDefault: z.boolean().default(true),
  computedValues: z.array(computedValue).max(50).default([]),
  endpoint: membersEndpoint,
  translations: inLanguages({ name: shortText, description: longText }),
});
export type Action = z.infer<typeof action>;

export const eventDefinition = z.strictObject({
  ...common,
  kind: z.literal("event"),
  endpoints: z.strictObject({ testConnection: callEndpoint.nullable().default(null) }),
  actions: z.array(action).max(100),
});
export type EventDefinition = z.infer<typeof eventDefinition>;

export const destinationDefinition = z.discriminatedUnion("kind", [
  listDefinition,
  propertyDefinition,
  eventDefinition,
]);
export type DestinationDefinition = z.infer<typeof destinationDefinition>;
/** The kinds that hold cohorts: they have mapping fields of users, and members to add and remove. */
export type CohortDefinition = ListDefinition | PropertyDefinition;

export type Endpoint = CallEndpoint | ListCreationEndpoint | MembersEndpoint | UpdateEndpoint;

/** An endpoint with everything still to say. */
export function blankCall(): CallEndpoint {
  return {
    method: "POST",
    url: "",
    payload: "",
    contentType: "application/json",
    headers: [],
    successCodes: [],
    successBody: "",
    errors: [],
    authentication: null,
  };
}

/** An endpoint that sends users or events, with everything still to say. */
export function blankMembers(batchSize = 10_000): MembersEndpoint {
  return { ...blankCall(), batchSize, bodyBytesMax: null, itemTemplate: "", itemOutcomes: [] };
}

/** The endpoint of both directions, with everything still to say. */
export function blankUpdate(): UpdateEndpoint {
  return { ...blankMembers(), mixesDirections: true };
}
