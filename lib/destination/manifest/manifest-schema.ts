/** The manifest's JSON Schema, for editors and for other people's programs: `docs/manifest.schema.json`. */
import { z } from "zod";
import type {
  Action,
  Authentication,
  CallEndpoint,
  ComputedValue,
  CustomField,
  DestinationDefinition,
  DestinationKind,
  ErrorEntry,
  EventDefinition,
  FieldOption,
  Header,
  ItemOutcome,
  ListCreationEndpoint,
  ListDefinition,
  MappingField,
  MembersEndpoint,
  PropertyDefinition,
  UpdateEndpoint,
} from "@/lib/destination/definition";
import { isMembers, type Members } from "@/lib/destination/document-tree";
import { type DestinationManifest, destinationManifest, type ManifestConnectionInfo, manifestParts } from "./manifest";

/** What a member is for, and what its own members are for. */
interface Description {
  text: string;
  members?: Record<string, Description | string>;
}

/** One text for each member: a new one in the definition doesn't compile without. */
type Texts<Part> = Record<keyof Part & string, Description | string>;

const variableNote = "A variable is named without its $.";

const header: Texts<Header> = {
  id: "Tells the part from others of its list. Made from its name where absent.",
  name: "The header's name.",
  value: "A template.",
};

const authentication: Texts<Authentication> = {
  method:
    "How calls are authenticated: custom (additional headers only), none, basic, header (an API key), bearer, or oauth2 (a token by client credentials).",
  basic: {
    text: "Of the method basic.",
    members: {
      username: `The variable of the user name. ${variableNote}`,
      password: "The variable of the password; empty for an empty password.",
    },
  },
  header: { text: "Of the method header.", members: { name: "The header's name.", value: "A template." } },
  bearer: { text: "Of the method bearer.", members: { token: `The variable of the token. ${variableNote}` } },
  oauth2: {
    text: "Of the method oauth2: the call that gives the access token.",
    members: {
      tokenUrl: "A template.",
      method: "The HTTP method of the token request.",
      clientId: `The variable of the client ID. ${variableNote}`,
      clientSecret: "The variable of the client secret.",
      scope: "The scope that is asked for; empty for none.",
      credentialsIn: "Where the token request carries ID and secret: its body, a Basic header, or the URL's query.",
      parameters: {
        text: "Further parameters of the token request, such as an audience.",
        members: { id: header.id, name: "The parameter's name.", value: "A template." },
      },
    },
  },
};

/** The same texts in other languages, by BCP 47 tag; what is absent is shown in the original. */
function inLanguages(members: Record<string, string>): Description {
  return { text: "The texts in other languages, each under its tag, such as de or pt-BR.", members };
}

const option: Texts<FieldOption> = {
  id: header.id,
  label: "What customers read.",
  value: "What the field's variable stands for when this is chosen.",
  sets: {
    text: "Further variables that this choice sets.",
    members: { variable: variableNote, value: "What it stands for." },
  },
  translations: inLanguages({ label: "What customers read." }),
};

const field: Texts<CustomField> = {
  id: header.id,
  type: "A text, a list to choose from, or a row of buttons.",
  variable: `What templates call the answer. ${variableNote}`,
  displayName: "What customers are asked.",
  helpText: "A sentence below the field.",
  placeholder: "What the empty field shows.",
  defaultValue: "The answer where the customer gives none. Never of a secret field.",
  required: "Whether there must be an answer.",
  secret: "Whether the answer is masked and stored encrypted.",
  pattern: "A regular expression (RE2) that the whole answer must match.",
  patternMessage: "What customers read when it doesn't match.",
  maxLength: "The most characters of an answer.",
  hostPatterns: "Hosts such as *.example.com: only under these may the answer stand in a URL's host.",
  options: { text: "What customers choose from.", members: option },
  visibleWhen: {
    text: "Asked only if another field of options has one of these values.",
    members: { variable: `The other field. ${variableNote}`, values: "Its values." },
  },
  perSync: "Whether it is asked for each sync rather than once.",
  credentialOf: "The authentication method this is a credential of: asked only while that method is in use.",
  translations: inLanguages({
    displayName: "What customers are asked.",
    helpText: "A sentence below the field.",
    placeholder: "What the empty field shows.",
    patternMessage: "What customers read when the pattern doesn't match.",
  }),
};

const mapping: Texts<MappingField> = {
  id: header.id,
  displayName: "The heading above the row in the setup modal.",
  variable: `What item templates call the user's value. ${variableNote}`,
  type: "The customer picks a user property (string), or a target that the options offer.",
  targetName: "The partner's name for the target, such as User ID.",
  defaultProperty: "The user property that is chosen at first; of an event destination, the path in the event.",
  required: "Whether users without a value are left out.",
  format: "What a user's value must look like; who has another one is left out.",
  options: {
    text: "The targets to choose from.",
    members: { ...option, itemTemplate: "The item template with this target; empty for the endpoint's." },
  },
  translations: inLanguages({
    displayName: "The heading above the row in the setup modal.",
    targetName: "The partner's name for the target.",
  }),
};

const error: Texts<ErrorEntry> = {
  id: header.id,
  failureReason: "A name for what went wrong.",
  status: 'A status code such as "401", a class such as 4xx, or timeout, network, invalid_response. Always a text.',
  subErrorCode: "JSON text that the response's body must contain.",
  message: "What customers read. May use variables, but no secret ones.",
  fixUrl: "A link to a way out.",
  field: `The variable of the setup field to check. ${variableNote}`,
  retry: "Whether the call is tried again: as usual for its status, always, never, or ignore: it counts as a success.",
  meaning: "What it tells besides: list_gone, that the partner's list is there no longer and has to be made again.",
  translations: inLanguages({ failureReason: "A name for what went wrong.", message: "What customers read." }),
};

const call: Texts<CallEndpoint> = {
  method: "The HTTP method.",
  url: "A template.",
  payload: "A template of the body; empty for none.",
  contentType: "The body's content type.",
  headers: { text: "Headers of this call only.", members: header },
  successCodes: "Status codes that mean success; none: any 2xx.",
  successBody: "JSON text that the body of a success must contain; empty for any body.",
  errors: { text: "What failures of this call mean.", members: error },
  authentication: { text: "The call's own authentication, in place of the destination's.", members: authentication },
};

const listCreation: Texts<ListCreationEndpoint> = {
  ...call,
  listIdFrom: "Where the list ID comes from: the response, the request, or none: then no call is made.",
  listIdPath: "Where the list ID is in the response: JSONPath (RFC 9535), or a plain path such as data.id.",
  listIdTemplate: "A template: the list ID itself, where it doesn't come from the response.",
};

const itemOutcome: Texts<ItemOutcome> = {
  id: header.id,
  path: "Where the response reports single items: JSONPath or a plain path to an array, or to one object.",
  identifyBy:
    "How an element names its item: by its value, by its index in the request, or by its position in the list.",
  itemPath: "Where the value or index is inside an element; empty for the element itself.",
  matchPath: "What of the item sent the value is compared with; empty for the item itself.",
  caseSensitive: "Whether capital letters count in that comparison.",
  codePath: "Where an element holds its code or status.",
  codes: "The codes that count, with * for any text; none: every element counts.",
  messagePath: "Where an element holds the partner's words.",
  onAdd: "What became of a user who was to be added: rejected, done all the same, or to be tried again.",
  onRemove: "The same for a user who was to be removed.",
};

const members: Texts<MembersEndpoint> = {
  ...call,
  batchSize:
    "The most users or events in a call. With 1, the variables of the one may stand in URL, headers and payload.",
  bodyBytesMax: "The most bytes of a body.",
  itemTemplate: "A template: what one user or event becomes in $items.",
  itemOutcomes: { text: "How a response tells what became of single items.", members: itemOutcome },
};

const updateUsers: Texts<UpdateEndpoint> = {
  ...members,
  mixesDirections: "Whether users who enter and users who leave share a request.",
};

const connectionInfo: Texts<ManifestConnectionInfo> = {
  displayName: "What the catalog calls the destination.",
  category: "The name of a category of the catalog.",
  summary: "A sentence on the catalog's tile.",
  fullDescription: "The page in the catalog, in Markdown.",
  documentation: "A link.",
  support: "An e-mail address or a link.",
  versionLabel: "A label of the partner's own.",
};

const delivery: Texts<DestinationDefinition["delivery"]> = {
  cadences: "How often customers may sync.",
  cohortSizeMax: "The most users of a cohort.",
  listNameLengthMax: "The most characters of a list's name.",
  idempotencyKey: "Whether calls carry an Idempotency-Key, the same when a call is repeated.",
  rateLimit: {
    text: "The calls that the partner takes.",
    members: { requests: "How many calls.", per: "In which time." },
  },
  concurrency: "How many calls may run at once.",
  fullRefresh: "Whether every run sends the whole cohort instead of what has changed.",
};

const testConnection = { text: "The call that proves the answers of the setup modal.", members: call };
const memberEndpoints = {
  updateUsers: { text: "The call of both directions, with memberCalls shared.", members: updateUsers },
  addUsers: { text: "The call for users who enter, with memberCalls separate.", members },
  removeUsers: { text: "The call for users who leave, with memberCalls separate.", members },
};

const listEndpoints: Texts<ListDefinition["endpoints"]> = {
  testConnection,
  listCreation: { text: "The call that creates the list.", members: listCreation },
  ...memberEndpoints,
  listDeletion: { text: "The call when a sync is deleted; none where lists stay.", members: call },
};

const propertyEndpoints: Texts<PropertyDefinition["endpoints"]> = {
  testConnection,
  propertyCreation: { text: "A call before the first users are sent; none where it isn't needed.", members: call },
  ...memberEndpoints,
};

const eventEndpoints: Texts<EventDefinition["endpoints"]> = { testConnection };

const computedValue: Texts<ComputedValue> = {
  id: header.id,
  variable: `What templates call the value. ${variableNote}`,
  source: "A path in the event, such as properties.products; empty for the event itself.",
  mode: "each_line: an array with an element for each line of the source; once: one value.",
  condition: "In the trigger language: only then there is a value; empty for always.",
  template: "JSON with $line and $event: what a line becomes.",
  otherwise: "What stands in the payload where there is no value: the key is left out, or null.",
};

const action: Texts<Action> = {
  id: header.id,
  name: "What customers call the action.",
  description: "A sentence below its name.",
  trigger: "Which events make the call, in the trigger language; empty for none.",
  enabledByDefault: "Whether it is switched on at first.",
  computedValues: { text: "Values made of the event, for the templates.", members: computedValue },
  endpoint: { text: "The call.", members },
  translations: inLanguages({ name: "What customers call the action.", description: "A sentence below its name." }),
};

const common = {
  $schema: "Where this schema is, for editors. Not a part of the destination.",
  landfall: "The version of the format.",
  kind: "The kind of destination: list, property or event.",
  name: "What the file is called by its people. Not a part of the destination.",
  connectionInfo: { text: "What the catalog shows.", members: connectionInfo },
  authentication: { text: "How every call is authenticated.", members: authentication },
  fields: { text: "Custom fields: what customers are asked in the setup modal.", members: field },
  headers: { text: "Headers of every call.", members: header },
  mappings: { text: "Mapping fields: which property goes where.", members: mapping },
  slugifyCohortName: "Whether the cohort's name is written as a slug.",
  delivery: { text: "What the partner takes, and when.", members: delivery },
  languages: {
    text: "The languages of the texts that customers read. Absent: English, and no other.",
    members: { original: "The language they are written in.", translated: "Those they are translated into." },
  },
};

const ofMembers = {
  memberCalls: "Whether users who enter and who leave have an endpoint each (separate) or one together (shared).",
  operationWords: {
    text: "What $operation stands for.",
    members: { add: "For users who enter.", remove: "For users who leave." },
  },
};

const manifests: { [Kind in DestinationKind]: Texts<Extract<DestinationManifest, { kind: Kind }>> } = {
  list: { ...common, ...ofMembers, endpoints: { text: "The calls.", members: listEndpoints } },
  property: {
    ...common,
    ...ofMembers,
    propertyKey: "A template: what the property is called. Rendered at the first sync and kept from then on.",
    endpoints: { text: "The calls.", members: propertyEndpoints },
  },
  event: {
    ...common,
    endpoints: { text: "The calls that no event makes.", members: eventEndpoints },
    actions: { text: "What events do: each with its trigger and its call.", members: action },
  },
};

/** As plain data, the same each time. Parts that are there more than once stand under `$defs`. */
export function manifestJsonSchema(): z.core.JSONSchema.JSONSchema {
  const parts = z.registry<{ id: string }>();
  for (const [id, part] of Object.entries(manifestParts)) parts.add(part, { id });
  const { $schema, ...made } = z.toJSONSchema(destinationManifest, { io: "input", metadata: parts });
  const schemas: readonly unknown[] = made.oneOf ?? [];
  for (const [index, { shape }] of destinationManifest.options.entries()) {
    addTexts(schemas[index], manifests[shape.kind.value], made.$defs ?? {});
  }
  return {
    $schema,
    title: "Landfall destination manifest",
    description: "A destination as a JSON or YAML file, without secret values. See docs/manifest-and-cli.md.",
    ...made,
  };
}

/** Writes the texts to the members of an object, wherever its schema holds them. */
function addTexts(schema: unknown, texts: Record<string, Description | string>, parts: Members): void {
  if (!isMembers(schema)) return;
  const { properties, items, anyOf, additionalProperties, $ref } = schema;
  if (typeof $ref === "string") addTexts(parts[$ref.slice("#/$defs/".length)], texts, parts);
  addTexts(items, texts, parts);
  addTexts(additionalProperties, texts, parts);
  for (const option of Array.isArray(anyOf) ? anyOf : []) addTexts(option, texts, parts);
  if (!isMembers(properties)) return;
  for (const [name, member] of Object.entries(properties)) {
    const known = texts[name];
    if (known === undefined || !isMembers(member)) continue;
    Object.assign(member, { description: typeof known === "string" ? known : known.text });
    if (typeof known !== "string" && known.members) addTexts(member, known.members, parts);
  }
}
