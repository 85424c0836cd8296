/** The manifest's JSON Schema, for editors and for other people's programs: `docs/manifest.schema.json`. */
import { z } from "zod";
import type {
  Authentication,
  CallEndpoint,
  CustomField,
  ErrorEntry,
  FieldOption,
  Header,
  ListCreationEndpoint,
  listDefinition,
  MappingField,
  MembersEndpoint,
} from "@/lib/destination/definition";
import { isMembers } from "@/lib/destination/document-tree";
import { destinationManifest, type ManifestConnectionInfo } from "./manifest";

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
  method: "How calls are authenticated: custom (additional headers only), none, basic, header (an API key) or bearer.",
  basic: {
    text: "Of the method basic.",
    members: {
      username: `The variable of the user name. ${variableNote}`,
      password: "The variable of the password; empty for an empty password.",
    },
  },
  header: { text: "Of the method header.", members: { name: "The header's name.", value: "A template." } },
  bearer: { text: "Of the method bearer.", members: { token: `The variable of the token. ${variableNote}` } },
};

const option: Texts<FieldOption> = {
  id: header.id,
  label: "What customers read.",
  value: "What the field's variable stands for when this is chosen.",
  sets: {
    text: "Further variables that this choice sets.",
    members: { variable: variableNote, value: "What it stands for." },
  },
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
};

const mapping: Texts<MappingField> = {
  id: header.id,
  displayName: "The heading above the row in the setup modal.",
  variable: `What item templates call the user's value. ${variableNote}`,
  type: "The customer picks a user property (string), or a target that the options offer.",
  targetName: "The partner's name for the target, such as User ID.",
  defaultProperty: "The user property that is chosen at first.",
  required: "Whether users without a value are left out.",
  format: "What a user's value must look like; who has another one is left out.",
  options: {
    text: "The targets to choose from.",
    members: { ...option, itemTemplate: "The item template with this target; empty for the endpoint's." },
  },
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
};

const call: Texts<CallEndpoint> = {
  method: "The HTTP method.",
  url: "A template.",
  payload: "A template of the body; empty for none.",
  contentType: "The body's content type.",
  headers: { text: "Headers of this call only.", members: header },
  successCodes: "Status codes that mean success; none: any 2xx.",
  errors: { text: "What failures of this call mean.", members: error },
  authentication: { text: "The call's own authentication, in place of the destination's.", members: authentication },
};

const listCreation: Texts<ListCreationEndpoint> = {
  ...call,
  listIdFrom: "Where the list ID comes from: the response, the request, or none: then no call is made.",
  listIdPath: "Where the list ID is in the response: JSONPath (RFC 9535), or a plain path such as data.id.",
  listIdTemplate: "A template: the list ID itself, where it doesn't come from the response.",
};

const members: Texts<MembersEndpoint> = {
  ...call,
  batchSize: "The most users in a call. With 1, the user's own variables may stand in URL and payload.",
  bodyBytesMax: "The most bytes of a body.",
  itemTemplate: "A template: what one user becomes in $items.",
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

type ListDefinition = z.infer<typeof listDefinition>;

const delivery: Texts<ListDefinition["delivery"]> = {
  cadences: "How often customers may sync.",
  cohortSizeMax: "The most users of a cohort.",
  listNameLengthMax: "The most characters of a list's name.",
  idempotencyKey: "Whether calls carry an Idempotency-Key, the same when a call is repeated.",
  rateLimit: {
    text: "The calls that the partner takes.",
    members: { requests: "How many calls.", per: "In which time." },
  },
  concurrency: "How many calls may run at once.",
};

const endpoints: Texts<ListDefinition["endpoints"]> = {
  testConnection: { text: "The call that proves the answers of the setup modal.", members: call },
  listCreation: { text: "The call that creates the list.", members: listCreation },
  addUsers: { text: "The call that adds users to the list.", members },
  removeUsers: { text: "The call that removes users from it.", members },
};

const manifest: Texts<z.input<typeof destinationManifest>> = {
  $schema: "Where this schema is, for editors. Not a part of the destination.",
  landfall: "The version of the format.",
  kind: "The kind of destination.",
  name: "What the file is called by its people. Not a part of the destination.",
  connectionInfo: { text: "What the catalog shows.", members: connectionInfo },
  authentication: { text: "How every call is authenticated.", members: authentication },
  fields: { text: "Custom fields: what customers are asked in the setup modal.", members: field },
  headers: { text: "Headers of every call.", members: header },
  mappings: { text: "Mapping fields: which user property goes where.", members: mapping },
  slugifyCohortName: "Whether the cohort's name is written as a slug.",
  delivery: { text: "What the partner takes, and when.", members: delivery },
  endpoints: { text: "The calls.", members: endpoints },
};

/** As plain data, the same each time. */
export function manifestJsonSchema(): z.core.JSONSchema.JSONSchema {
  const { $schema, ...made } = z.toJSONSchema(destinationManifest, { io: "input" });
  const kinds: readonly unknown[] = made.oneOf ?? [];
  for (const kind of kinds) addTexts(kind, manifest);
  return {
    $schema,
    title: "Landfall destination manifest",
    description: "A destination as a JSON or YAML file, without secret values. See docs/manifest-and-cli.md.",
    ...made,
  };
}

/** Writes the texts to the members of an object, wherever its schema holds them. */
function addTexts(schema: unknown, texts: Record<string, Description | string>): void {
  if (!isMembers(schema)) return;
  const { properties, items, anyOf } = schema;
  addTexts(items, texts);
  for (const option of Array.isArray(anyOf) ? anyOf : []) addTexts(option, texts);
  if (!isMembers(properties)) return;
  for (const [name, member] of Object.entries(properties)) {
    const known = texts[name];
    if (known === undefined || !isMembers(member)) continue;
    Object.assign(member, { description: typeof known === "string" ? known : known.text });
    if (typeof known !== "string" && known.members) addTexts(member, known.members);
  }
}
