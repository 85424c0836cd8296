/** Generators of any definition that can be saved, of each kind. */
import fc from "fast-check";
import {
  authenticationMethods,
  cadences,
  computedModes,
  computedOtherwise,
  contentTypes,
  credentialPlaces,
  type DestinationDefinition,
  type EventDefinition,
  errorMeanings,
  fieldTypes,
  httpMethods,
  itemIdentifications,
  itemMeanings,
  type ListDefinition,
  listIdSources,
  memberCallModes,
  type PropertyDefinition,
  retryClasses,
  valueFormats,
} from "@/lib/destination/definition";
import { nastyText } from "./definitions";

/** Texts as people write them, and every kind that a file format could spoil. */
export const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 20 }) },
  nastyText.map((each) => each.slice(0, 100)),
  fc.constantFrom(
    "401",
    "1e3",
    "0x1f",
    "true",
    "no",
    "null",
    "~",
    "- a",
    "a: b",
    "# no comment",
    "a #b",
    "&a",
    "*a",
    "!tag",
    "%x",
    "@x",
    "`x`",
    "|",
    ">",
    "<<",
    "2026-01-01",
    '{\n  "ids": $items\n}',
    "  indented\n at first",
    "\ttab",
    "line\n",
    "line\n\n\n",
    "trailing \nspaces  ",
    "\r\n",
    "a\rb",
    "\u2028",
    "\u0085",
    "\ufeff",
    "---",
    "...",
    "a\n---\nb",
    "a\n...\nb",
  ),
);
const whole = { minLength: 1, maxLength: 40 };
const unique = <Part extends { id: string }>(part: fc.Arbitrary<Part>) =>
  fc.uniqueArray(part, { maxLength: 3, selector: ({ id }) => id });
const id = fc.oneof(fc.string(whole), fc.constantFrom("a", "b", "1", "true", "__proto__", "constructor"));
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

/** Parts with their texts in other languages, or without. */
const translatable = <Part extends object, Texts extends Record<string, string>>(
  part: fc.Arbitrary<Part>,
  texts: { [Member in keyof Texts]: fc.Arbitrary<Texts[Member]> },
) =>
  fc
    .tuple(
      part,
      fc.option(
        fc.dictionary(fc.constantFrom("de", "pt-BR", "ar"), fc.record(texts, { requiredKeys: [] }), { maxKeys: 2 }),
      ),
    )
    .map(([own, translations]) => (translations === null ? own : { ...own, translations }));

const authentication = fc.record({
  method: fc.constantFrom(...authenticationMethods),
  basic: fc.record({ username: anyText, password: anyText }),
  header: fc.record({ name: anyText, value: anyText }),
  bearer: fc.record({ token: anyText }),
  oauth2: fc.record({
    tokenUrl: anyText,
    method: fc.constantFrom("POST" as const, "GET" as const),
    clientId: anyText,
    clientSecret: anyText,
    scope: anyText,
    credentialsIn: fc.constantFrom(...credentialPlaces),
    parameters: unique(fc.record({ id, name: anyText, value: anyText })),
  }),
});
const header = fc.record({ id, name: anyText, value: anyText });
const option = translatable(
  fc.record({
    id,
    label: anyText,
    value: anyText,
    sets: fc.array(fc.record({ variable: anyText, value: anyText }), { maxLength: 2 }),
  }),
  { label: anyText },
);
const plainField = fc.record({
  id,
  type: fc.constantFrom(...fieldTypes),
  variable: anyText,
  displayName: anyText,
  helpText: anyText,
  placeholder: anyText,
  defaultValue: anyText,
  required: fc.boolean(),
  secret: fc.boolean(),
  pattern: anyText,
  patternMessage: anyText,
  maxLength: orNull(fc.integer({ min: 1, max: 65_536 })),
  hostPatterns: fc.array(anyText, { maxLength: 2 }),
  options: unique(option),
  visibleWhen: orNull(fc.record({ variable: anyText, values: fc.array(anyText, { maxLength: 2 }) })),
  perSync: fc.boolean(),
  credentialOf: orNull(fc.constantFrom(...authenticationMethods)),
});
const field = translatable(plainField, {
  displayName: anyText,
  helpText: anyText,
  placeholder: anyText,
  patternMessage: anyText,
});
const plainMapping = fc.record({
  id,
  displayName: anyText,
  variable: anyText,
  type: fc.constantFrom(...fieldTypes),
  targetName: anyText,
  defaultProperty: anyText,
  required: fc.boolean(),
  format: fc.constantFrom(...valueFormats),
  options: unique(
    translatable(fc.record({ id, label: anyText, value: anyText, itemTemplate: anyText }), { label: anyText }),
  ),
});
const mapping = translatable(plainMapping, { displayName: anyText, targetName: anyText });
const plainError = fc.record({
  id,
  failureReason: anyText,
  status: fc.constantFrom("401", "4xx", "timeout", "", "0401", "1e2"),
  subErrorCode: anyText,
  message: anyText,
  fixUrl: anyText,
  field: anyText,
  retry: fc.constantFrom(...retryClasses),
  meaning: fc.constantFrom(...errorMeanings),
});
const error = translatable(plainError, { failureReason: anyText, message: anyText });
const call = {
  method: fc.constantFrom(...httpMethods),
  url: anyText,
  payload: anyText,
  contentType: fc.constantFrom(...contentTypes),
  headers: unique(header),
  successCodes: fc.array(fc.integer({ min: 100, max: 599 }), { maxLength: 3 }),
  successBody: anyText,
  errors: unique(error),
  authentication: orNull(authentication),
};
const itemOutcome = fc.record({
  id,
  path: anyText,
  identifyBy: fc.constantFrom(...itemIdentifications),
  itemPath: anyText,
  matchPath: anyText,
  caseSensitive: fc.boolean(),
  codePath: anyText,
  codes: fc.array(anyText, { maxLength: 2 }),
  messagePath: anyText,
  onAdd: fc.constantFrom(...itemMeanings),
  onRemove: fc.constantFrom(...itemMeanings),
});
const membersShape = {
  ...call,
  batchSize: fc.oneof(fc.integer(), fc.constantFrom(1, 10_000)),
  bodyBytesMax: orNull(fc.integer({ min: 1 })),
  itemTemplate: anyText,
  itemOutcomes: unique(itemOutcome),
};
const members = fc.record(membersShape);
const memberEndpoints = {
  updateUsers: fc.record({ ...membersShape, mixesDirections: fc.boolean() }),
  addUsers: members,
  removeUsers: members,
};
const orNoCall = orNull(fc.record(call));

const languages = fc.record({
  original: fc.constantFrom("en", "fr"),
  translated: fc.subarray(["de", "pt-BR", "ar"]),
});

const common = {
  schemaVersion: fc.constant(1 as const),
  authentication,
  fields: unique(field.map((each) => (each.secret && each.type === "string" ? { ...each, defaultValue: "" } : each))),
  headers: unique(header),
  mappings: unique(mapping),
  slugifyCohortName: fc.boolean(),
  delivery: fc.record({
    cadences: fc.subarray([...cadences]),
    cohortSizeMax: orNull(fc.integer({ min: 1 })),
    listNameLengthMax: orNull(fc.integer({ min: 1 })),
    idempotencyKey: fc.boolean(),
    rateLimit: orNull(
      fc.record({ requests: fc.integer({ min: 1 }), per: fc.constantFrom("second" as const, "minute" as const) }),
    ),
    concurrency: fc.integer({ min: 1, max: 16 }),
    fullRefresh: fc.boolean(),
  }),
};
const ofMembers = {
  memberCalls: fc.constantFrom(...memberCallModes),
  operationWords: fc.record({ add: anyText, remove: anyText }),
};

const withLanguages = <Definition extends object>(definition: fc.Arbitrary<Definition>) =>
  fc
    .tuple(definition, fc.option(languages))
    .map(([own, spoken]) => (spoken === null ? own : { ...own, languages: spoken }));

export const anyListDefinition: fc.Arbitrary<ListDefinition> = withLanguages(
  fc.record({
    ...common,
    ...ofMembers,
    kind: fc.constant("list" as const),
    endpoints: fc.record({
      testConnection: orNoCall,
      listCreation: fc.record({
        ...call,
        listIdFrom: fc.constantFrom(...listIdSources),
        listIdPath: anyText,
        listIdTemplate: anyText,
      }),
      ...memberEndpoints,
      listDeletion: orNoCall,
    }),
  }),
);

export const anyPropertyDefinition: fc.Arbitrary<PropertyDefinition> = withLanguages(
  fc.record({
    ...common,
    ...ofMembers,
    kind: fc.constant("property" as const),
    propertyKey: anyText,
    endpoints: fc.record({ testConnection: orNoCall, propertyCreation: orNoCall, ...memberEndpoints }),
  }),
);

const plainAction = fc.record({
  id,
  name: anyText,
  description: anyText,
  trigger: anyText,
  enabledByDefault: fc.boolean(),
  computedValues: unique(
    fc.record({
      id,
      variable: anyText,
      source: anyText,
      mode: fc.constantFrom(...computedModes),
      condition: anyText,
      template: anyText,
      otherwise: fc.constantFrom(...computedOtherwise),
    }),
  ),
  endpoint: members,
});
const action = translatable(plainAction, { name: anyText, description: anyText });

export const anyEventDefinition: fc.Arbitrary<EventDefinition> = withLanguages(
  fc.record({
    ...common,
    kind: fc.constant("event" as const),
    endpoints: fc.record({ testConnection: orNoCall }),
    actions: unique(action),
  }),
);

/** No secret field has a default value. */
export const anyDefinition: fc.Arbitrary<DestinationDefinition> = fc.oneof(
  anyListDefinition,
  anyPropertyDefinition,
  anyEventDefinition,
);

/** Two of one kind, with some parts in common. */
export const anyTwoDefinitions: fc.Arbitrary<[DestinationDefinition, DestinationDefinition]> = fc.oneof(
  fc.tuple(anyListDefinition, anyListDefinition),
  fc.tuple(anyPropertyDefinition, anyPropertyDefinition),
  fc.tuple(anyEventDefinition, anyEventDefinition),
);
