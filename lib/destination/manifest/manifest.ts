/**
 * A destination as a file (SPEC 17): the definition's own members beside `landfall` and `kind`, without secret values.
 * Paths are those of the definition, so whatever is said about one is said about the other.
 *
 * What a file leaves out is as in a blank destination. An export leaves out the same, and names every part by its `id`;
 * in files written by hand parts need none: they get one from their name, the same each time the file is read.
 */
import { z } from "zod";
import { blankEventDefinition, blankListDefinition, blankPropertyDefinition } from "@/lib/destination/blank-definition";
import { connectionInfoTexts } from "@/lib/destination/connection-info";
import {
  action,
  authentication,
  authenticationMethods,
  callEndpoint,
  computedValue,
  customField,
  type DestinationDefinition,
  definitionSchemaVersion,
  delivery,
  errorEntry,
  fieldOption,
  header,
  itemOutcome,
  listCreationEndpoint,
  listDefinition,
  listIdSources,
  mappingField,
  membersEndpoint,
  oauth2,
  propertyDefinition,
  updateEndpoint,
} from "@/lib/destination/definition";
import { isMembers, type Members } from "@/lib/destination/document-tree";
import { memberKeys } from "@/lib/destination/endpoints";
import { isSameJson } from "@/lib/destination/same-json";
import { parseDefinition } from "@/lib/destination/upgrade";

const id = z.string().min(1).max(40).optional();
const blank = blankListDefinition();
const blankProperty = blankPropertyDefinition();
const { basic, bearer, header: headerMethod } = blank.authentication;

const tokenParameter = oauth2.shape.parameters.unwrap().element.extend({ id });
const manifestOAuth2 = oauth2.extend({ parameters: z.array(tokenParameter).default([]) });

const manifestAuthentication = authentication.extend({
  method: z.enum(authenticationMethods).default(blank.authentication.method),
  basic: authentication.shape.basic.default(basic),
  header: authentication.shape.header.default(headerMethod),
  bearer: authentication.shape.bearer.default(bearer),
  oauth2: manifestOAuth2.default(blank.authentication.oauth2),
});

const manifestHeader = header.extend({ id });

const manifestFieldOption = fieldOption.extend({ id });

const manifestField = customField.extend({ id, options: z.array(manifestFieldOption).default([]) });

const targetTemplate = mappingField.shape.options.unwrap().element;
const manifestTarget = targetTemplate.extend({
  id,
  itemTemplate: targetTemplate.shape.itemTemplate.default(""),
});

const manifestMapping = mappingField.extend({ id, options: z.array(manifestTarget).default([]) });

const manifestError = errorEntry.extend({ id });

const callShape = {
  payload: callEndpoint.shape.payload.default(""),
  headers: z.array(manifestHeader).default([]),
  errors: z.array(manifestError).default([]),
  authentication: manifestAuthentication.nullable().default(null),
};

const manifestCall = callEndpoint.extend(callShape);

const manifestListCreation = listCreationEndpoint.extend({
  ...callShape,
  // A destination without a creation call has nothing to say about it.
  method: listCreationEndpoint.shape.method.default(blank.endpoints.listCreation.method),
  url: listCreationEndpoint.shape.url.default(""),
  listIdFrom: z.enum(listIdSources).default(blank.endpoints.listCreation.listIdFrom),
  listIdPath: listCreationEndpoint.shape.listIdPath.default(""),
  listIdTemplate: listCreationEndpoint.shape.listIdTemplate.default(""),
});

const manifestItemOutcome = itemOutcome.extend({ id });

const itemsShape = {
  ...callShape,
  itemTemplate: membersEndpoint.shape.itemTemplate.default(""),
  itemOutcomes: z.array(manifestItemOutcome).max(50).default([]),
};

const { updateUsers, addUsers, removeUsers } = blank.endpoints;
const usersPerCall = membersEndpoint.shape.batchSize.default(addUsers.batchSize);
const manifestMembers = membersEndpoint.extend({ ...itemsShape, batchSize: usersPerCall });
const manifestUpdate = updateEndpoint.extend({ ...itemsShape, batchSize: usersPerCall });

/** Those that aren't called may be absent; that the others are there is checked where problems get their words. */
const memberEndpoints = {
  updateUsers: manifestUpdate.default(updateUsers),
  addUsers: manifestMembers.default(addUsers),
  removeUsers: manifestMembers.default(removeUsers),
};

const orNoCall = manifestCall.nullable().default(null);

const manifestAction = action.extend({
  id,
  computedValues: z.array(computedValue.extend({ id })).max(50).default([]),
  endpoint: membersEndpoint.extend({ ...itemsShape, batchSize: membersEndpoint.shape.batchSize.default(1) }),
});

const manifestConnectionInfo = z.strictObject({
  displayName: connectionInfoTexts.displayName,
  category: z.string().trim().max(100, "Shorten the category to 100 characters at most.").default(""),
  summary: connectionInfoTexts.summary.default(""),
  fullDescription: connectionInfoTexts.fullDescription.default(""),
  documentation: connectionInfoTexts.documentation.default(""),
  support: connectionInfoTexts.support.default(""),
  versionLabel: connectionInfoTexts.versionLabel.default(""),
});
export type ManifestConnectionInfo = z.infer<typeof manifestConnectionInfo>;

/** What every kind has. The first member only tells an editor where the JSON Schema is. */
const common = {
  $schema: z.string().max(2_000).optional(),
  landfall: z.literal(definitionSchemaVersion),
  name: z.string().max(300).optional(),
  connectionInfo: manifestConnectionInfo.optional(),
  authentication: manifestAuthentication.prefault({}),
  fields: z.array(manifestField).max(200).default([]),
  headers: z.array(manifestHeader).max(100).default([]),
  mappings: z.array(manifestMapping).max(50).default([]),
  slugifyCohortName: z.boolean().default(blank.slugifyCohortName),
  delivery: delivery.prefault({}),
  languages: listDefinition.shape.languages,
};

const listManifest = z.strictObject({
  ...common,
  kind: z.literal("list"),
  memberCalls: listDefinition.shape.memberCalls,
  operationWords: listDefinition.shape.operationWords,
  endpoints: z.strictObject({
    testConnection: orNoCall,
    listCreation: manifestListCreation,
    ...memberEndpoints,
    listDeletion: orNoCall,
  }),
});

const propertyManifest = z.strictObject({
  ...common,
  kind: z.literal("property"),
  propertyKey: propertyDefinition.shape.propertyKey.default(blankProperty.propertyKey),
  memberCalls: propertyDefinition.shape.memberCalls,
  operationWords: propertyDefinition.shape.operationWords,
  endpoints: z.strictObject({ testConnection: orNoCall, propertyCreation: orNoCall, ...memberEndpoints }),
});

const eventManifest = z.strictObject({
  ...common,
  kind: z.literal("event"),
  endpoints: z.strictObject({ testConnection: orNoCall }).default(blankEventDefinition().endpoints),
  actions: z.array(manifestAction).max(100).default([]),
});

/** One member for each kind of definition. */
export const destinationManifest = z.discriminatedUnion("kind", [listManifest, propertyManifest, eventManifest]);
/** The parts that are there more than once, by the names that the JSON Schema gives them. */
export const manifestParts = {
  authentication: manifestAuthentication,
  call: manifestCall,
  connectionInfo: manifestConnectionInfo,
  delivery,
  error: manifestError,
  field: manifestField,
  header: manifestHeader,
  itemOutcome: manifestItemOutcome,
  mapping: manifestMapping,
  members: manifestMembers,
  updateUsers: manifestUpdate,
};

/** A manifest as it is written: what is as in a blank destination may be absent. */
export type DestinationManifest = z.input<typeof destinationManifest>;

export const manifestKinds: readonly string[] = destinationManifest.options.map((option) => option.shape.kind.value);

/** What a manifest holds. */
export interface ManifestContents {
  definition: DestinationDefinition;
  /** What whoever wrote the file calls it. */
  name?: string;
  connectionInfo?: ManifestConnectionInfo;
}

/** The destination as a manifest. The default values of secret fields stay behind. */
export function toManifest({ definition, name, connectionInfo }: ManifestContents): DestinationManifest {
  const { schemaVersion, kind, ...parts } = withoutSecrets(definition);
  const whole = { landfall: schemaVersion, kind, name, connectionInfo, ...parts };
  // A call that is made is said even if nothing is in it yet.
  const manifest = written(destinationManifest, whole, [...statedNames, ...memberKeys(definition)]);
  if (isManifest(manifest)) return manifest;
  throw new Error("A definition that is well-formed has a manifest that is not.");
}

/** What a manifest holds, complete: what it leaves out is filled in. Throws a `ZodError` for anything else. */
export function fromManifest(manifest: DestinationManifest): ManifestContents {
  const { landfall, $schema, name, connectionInfo, ...parts } = destinationManifest.parse(manifest);
  const definition = parseDefinition(withIds(destinationManifest, { schemaVersion: landfall, ...parts }));
  return { definition, ...(name !== undefined && { name }), ...(connectionInfo && { connectionInfo }) };
}

function isManifest(value: unknown): value is DestinationManifest {
  return destinationManifest.safeParse(value).success;
}

/** The definition without the default values of secret fields, which are all the secrets that it can hold. */
export function withoutSecrets(definition: DestinationDefinition): DestinationDefinition {
  const fields = definition.fields.map((field) => (isSecretDefault(field) ? { ...field, defaultValue: "" } : field));
  return { ...definition, fields };
}

/** Whether a field carries a secret value: of all that a definition holds, only this can. */
export function isSecretDefault(field: { type: string; secret: boolean; defaultValue: string }): boolean {
  return field.type === "string" && field.secret && field.defaultValue !== "";
}

type Schema = z.core.$ZodType;

/** A schema without what says that its value may be absent or null; of a union the member for this value. */
export function innerSchema(schema: Schema, value: unknown): Schema {
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = schema.def;
    const options: readonly Schema[] = schema.options;
    const own = isMembers(value) ? value[discriminator] : undefined;
    const fitting = options.find((option) => {
      const literal = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
      return literal instanceof z.ZodLiteral && [...literal.values].some((value) => value === own);
    });
    return fitting ?? options[0] ?? schema;
  }
  const isWrapped =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable;
  return isWrapped ? innerSchema(schema.unwrap(), value) : schema;
}

/** A value as a file says it: members in the order people read them, without those that are as in a blank. */
function written(schema: Schema, value: unknown, stated: readonly string[]): unknown {
  const inner = innerSchema(schema, value);
  if (inner instanceof z.ZodArray && Array.isArray(value))
    return value.map((each) => written(inner.element, each, stated));
  if (!(inner instanceof z.ZodObject) || !isMembers(value)) return value;
  const between = Object.keys(inner.shape).filter((name) => !firstNames.includes(name) && !lastNames.includes(name));
  const ordered = [...firstNames, ...between, ...lastNames];
  return Object.fromEntries(
    ordered.flatMap((name): [string, unknown][] => {
      const member = ownMember(inner, name);
      if (!member || value[name] === undefined) return [];
      if (isAsDefault(member, value[name]) && (!stated.includes(name) || value[name] === "")) return [];
      const content = written(member, value[name], stated);
      return member instanceof z.ZodPrefault && isSameJson(content, {}) ? [] : [[name, content]];
    }),
  );
}

/** The schema of a member; a name such as `constructor` has none. */
export function ownMember(schema: z.ZodObject, name: string): Schema | undefined {
  return Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
}

/** What a reader wants to know first. */
const firstNames: readonly string[] = ["landfall", "kind", "name"];
/** What is long, and what says little. */
const lastNames: readonly string[] = ["errors", "id"];
/** What is said even if it is as in a blank: nobody should have to look it up. */
const statedNames: readonly string[] = ["method", "url", "batchSize"];

function isAsDefault(schema: Schema, value: unknown): boolean {
  return schema instanceof z.ZodDefault && isSameJson(value, schema.def.defaultValue);
}

/** The value with an id for every part that has none. Ids are unique within their list, as everywhere. */
function withIds(schema: Schema, value: unknown): unknown {
  const inner = innerSchema(schema, value);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const list = value.map((part) => withIds(inner.element, part));
    return hasIds(inner.element) ? identified(list) : list;
  }
  if (!(inner instanceof z.ZodObject) || !isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const ofMember = ownMember(inner, name);
      return [name, ofMember ? withIds(ofMember, member) : member];
    }),
  );
}

/** Whether the parts of a list are known by their ids. */
export function hasIds(element: Schema): boolean {
  return element instanceof z.ZodObject && "id" in element.shape;
}

function identified(list: readonly unknown[]): unknown[] {
  const taken = new Set(list.flatMap((part) => (isMembers(part) && typeof part.id === "string" ? [part.id] : [])));
  return list.map((part) => {
    if (!isMembers(part) || part.id !== undefined) return part;
    const stem = stemOf(part);
    let made = stem;
    for (let number = 2; taken.has(made); number += 1) made = `${stem}-${number}`;
    taken.add(made);
    return { id: made, ...withoutId(part) };
  });
}

function withoutId({ id: _, ...rest }: Members): Members {
  return rest;
}

/** What an id is made of: the name that stays the same while the rest of the part changes. */
function stemOf({ variable, name, label, value, status, failureReason, path }: Members): string {
  const names = [variable, name, label, value, `${status ?? ""} ${failureReason ?? ""}`, path];
  for (const text of names) {
    if (typeof text !== "string") continue;
    const stem = text
      .toLowerCase()
      .replaceAll(/[^a-z0-9_]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 34);
    if (stem !== "") return stem;
  }
  return "part";
}
