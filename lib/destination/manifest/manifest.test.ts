import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  authenticationMethods,
  blankListDefinition,
  cadences,
  contentTypes,
  customField,
  type DestinationDefinition,
  destinationDefinition,
  fieldTypes,
  httpMethods,
  listIdSources,
  retryClasses,
  valueFormats,
} from "@/lib/destination/definition";
import { destinationTemplates } from "@/lib/destination/example/destination-template";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { check } from "@/lib/destination/rulebook";
import { nastyText, sampleDefinition } from "@/lib/testing/definitions";
import { fromManifest, type ManifestContents, toManifest } from "./manifest";
import { manifestToJson, manifestToYaml, parseManifest } from "./manifest-text";

/** Texts as people write them, and every kind that a file format could spoil. */
const text = fc.oneof(
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
const short = text;
const whole = { minLength: 1, maxLength: 40 };
const unique = <Part extends { id: string }>(part: fc.Arbitrary<Part>) =>
  fc.uniqueArray(part, { maxLength: 3, selector: ({ id }) => id });
const id = fc.oneof(fc.string(whole), fc.constantFrom("a", "b", "1", "true", "__proto__", "constructor"));
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

const authentication = fc.record({
  method: fc.constantFrom(...authenticationMethods),
  basic: fc.record({ username: short, password: short }),
  header: fc.record({ name: short, value: text }),
  bearer: fc.record({ token: short }),
});
const header = fc.record({ id, name: short, value: text });
const option = fc.record({
  id,
  label: short,
  value: text,
  sets: fc.array(fc.record({ variable: short, value: text }), { maxLength: 2 }),
});
const field = fc.record({
  id,
  type: fc.constantFrom(...fieldTypes),
  variable: short,
  displayName: short,
  helpText: text,
  placeholder: short,
  defaultValue: text,
  required: fc.boolean(),
  secret: fc.boolean(),
  pattern: short,
  patternMessage: short,
  maxLength: orNull(fc.integer({ min: 1, max: 65_536 })),
  hostPatterns: fc.array(short, { maxLength: 2 }),
  options: unique(option),
  visibleWhen: orNull(fc.record({ variable: short, values: fc.array(text, { maxLength: 2 }) })),
  perSync: fc.boolean(),
  credentialOf: orNull(fc.constantFrom(...authenticationMethods)),
});
const mapping = fc.record({
  id,
  displayName: short,
  variable: short,
  type: fc.constantFrom(...fieldTypes),
  targetName: short,
  defaultProperty: short,
  required: fc.boolean(),
  format: fc.constantFrom(...valueFormats),
  options: unique(fc.record({ id, label: short, value: text, itemTemplate: text })),
});
const error = fc.record({
  id,
  failureReason: short,
  status: fc.constantFrom("401", "4xx", "timeout", "", "0401", "1e2"),
  subErrorCode: text,
  message: text,
  fixUrl: text,
  field: short,
  retry: fc.constantFrom(...retryClasses),
});
const call = {
  method: fc.constantFrom(...httpMethods),
  url: text,
  payload: text,
  contentType: fc.constantFrom(...contentTypes),
  headers: unique(header),
  successCodes: fc.array(fc.integer({ min: 100, max: 599 }), { maxLength: 3 }),
  errors: unique(error),
  authentication: orNull(authentication),
};
const members = fc.record({
  ...call,
  batchSize: fc.oneof(fc.integer(), fc.constant(10_000)),
  bodyBytesMax: orNull(fc.integer({ min: 1 })),
  itemTemplate: text,
});

/** Any definition that can be saved; no secret field has a default value. */
const anyDefinition: fc.Arbitrary<DestinationDefinition> = fc.record({
  schemaVersion: fc.constant(1 as const),
  kind: fc.constant("list" as const),
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
  }),
  endpoints: fc.record({
    testConnection: orNull(fc.record(call)),
    listCreation: fc.record({
      ...call,
      listIdFrom: fc.constantFrom(...listIdSources),
      listIdPath: short,
      listIdTemplate: text,
    }),
    addUsers: members,
    removeUsers: members,
  }),
});

const connectionInfo = fc
  .record({
    displayName: fc.stringMatching(/^[A-Za-z0-9: #-]{2,60}$/).filter((name) => name.trim().length >= 2),
    category: fc.constantFrom("", "Messaging"),
    summary: fc.constantFrom("", "Sends cohorts: now."),
    fullDescription: text,
    documentation: fc.constantFrom("", "https://docs.example.com/a?b=c#d"),
    support: fc.constantFrom("", "support@example.com"),
    versionLabel: fc.constantFrom("", "1.0", "1.10"),
  })
  .map((info) => ({ ...info, displayName: info.displayName.trim() }));

const anyContents: fc.Arbitrary<ManifestContents> = fc.record(
  { definition: anyDefinition, name: short, connectionInfo },
  { requiredKeys: ["definition"] },
);

function contentsOf(source: string): ManifestContents {
  const parsed = parseManifest(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { ok, manifest, position, ...contents } = parsed;
  return contents;
}

describe("any destination", () => {
  test("is a definition, so that what follows is about all of them", () => {
    fc.assert(fc.property(anyDefinition, (each) => destinationDefinition.safeParse(each).success));
  });

  test("is the same after it was a manifest, ids and all", () => {
    fc.assert(
      fc.property(anyContents, (contents) => {
        expect(fromManifest(toManifest(contents))).toEqual(contents);
      }),
    );
  });

  test("is the same after it was a JSON text", () => {
    fc.assert(
      fc.property(anyContents, (contents) => {
        expect(contentsOf(manifestToJson(toManifest(contents)))).toEqual(contents);
      }),
    );
  });

  test("is the same after it was a YAML text, down to the last control character", () => {
    fc.assert(
      fc.property(anyContents, (contents) => {
        expect(contentsOf(manifestToYaml(toManifest(contents)))).toEqual(contents);
      }),
      { numRuns: 50 },
    );
  });

  test("has one manifest: what was exported, read and exported again is the same text", () => {
    fc.assert(
      fc.property(anyContents, (contents) => {
        const manifest = toManifest(contents);
        expect(toManifest(fromManifest(manifest))).toEqual(manifest);
        const yaml = manifestToYaml(manifest);
        expect(manifestToYaml(toManifest(contentsOf(yaml)))).toBe(yaml);
        const parsed = parseManifest(yaml);
        expect(parsed.ok && parsed.manifest).toEqual(manifest);
      }),
    );
  });
});

describe.each([
  ...destinationTemplates.map(({ name, build }) => [name, build] as const),
  ["the sandbox example", () => sandboxDestination("https://sandbox.example.com", "acme")] as const,
  ["the complete example", sampleDefinition] as const,
  ["a blank destination", blankListDefinition] as const,
])("%s", (_name, build) => {
  test("is exported, imported and judged the same", () => {
    const definition = build();
    for (const write of [manifestToJson, manifestToYaml]) {
      const read = contentsOf(write(toManifest({ definition })));
      expect(read.definition).toEqual(definition);
      expect(check(read.definition)).toEqual(check(definition));
    }
  });
});

describe("toManifest", () => {
  const secretField = { id: "k", type: "string" as const, variable: "api_key", displayName: "API key", secret: true };

  test("leaves the default value of a secret field behind, and nothing else", () => {
    const definition = {
      ...sampleDefinition(),
      fields: [
        customField.parse({ ...secretField, defaultValue: "sk_live_123456" }),
        customField.parse({ ...secretField, id: "c", secret: false, defaultValue: "shown" }),
      ],
    };
    const manifest = toManifest({ definition });
    for (const write of [manifestToJson, manifestToYaml]) expect(write(manifest)).not.toContain("sk_live");
    expect(fromManifest(manifest).definition.fields.map(({ defaultValue }) => defaultValue)).toEqual(["", "shown"]);
  });

  test("says nothing that is as in a blank destination", () => {
    expect(toManifest({ definition: blankListDefinition() })).toEqual({
      landfall: 1,
      kind: "list",
      authentication: { method: "custom" },
      endpoints: {
        listCreation: { method: "POST" },
        addUsers: { method: "POST", url: "", batchSize: 10_000 },
        removeUsers: { method: "POST", url: "", batchSize: 10_000 },
      },
    });
  });

  test("writes templates of several lines as they look", () => {
    const { endpoints, ...rest } = sampleDefinition();
    const addUsers = { ...endpoints.addUsers, payload: '{\n  "ids": $items\n}' };
    const yaml = manifestToYaml(toManifest({ definition: { ...rest, endpoints: { ...endpoints, addUsers } } }));
    expect(yaml).toContain('    payload: |-\n      {\n        "ids": $items\n      }\n');
  });
});

const byHand = `
landfall: 1
kind: list
authentication: { method: bearer }
fields:
  - { type: string, variable: bearer_token, displayName: Token, secret: true, credentialOf: bearer }
  - type: single_select
    variable: region
    displayName: Region
    options:
      - { label: US, value: "https://us.example.com" }
      - { label: US, value: "https://eu.example.com", id: us-2 }
      - { label: US, value: "https://au.example.com" }
mappings:
  - { displayName: ID, variable: user_id_field, type: string, targetName: ID, defaultProperty: user_id }
endpoints:
  listCreation: { url: "$region/lists", payload: '{"name": "$cohort_name"}', listIdPath: id }
  addUsers: &members
    method: POST
    url: $region/lists/$list_id/members
    payload: '{"ids": $items}'
    itemTemplate: '"$user_id_field"'
    errors:
      - { status: "401", failureReason: API key, message: The token was not accepted. }
      - { status: 4xx, failureReason: Refused, message: The call was refused. }
  removeUsers: *members
`;

describe("a manifest written by hand", () => {
  const { definition } = contentsOf(byHand);

  test("gets what it leaves out, and the same part in two places by an alias", () => {
    expect(definition.endpoints.listCreation).toMatchObject({ method: "POST", listIdFrom: "response" });
    expect(definition.endpoints.addUsers).toMatchObject({ batchSize: 10_000, contentType: "application/json" });
    expect(definition.endpoints.removeUsers).toEqual(definition.endpoints.addUsers);
    expect(definition.delivery.concurrency).toBe(4);
    expect(check(definition).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("gets ids from names, none twice in a list, and the same each time it is read", () => {
    expect(definition.fields.map((each) => each.id)).toEqual(["bearer_token", "region"]);
    expect(definition.fields[1]?.options.map((each) => each.id)).toEqual(["us", "us-2", "us-3"]);
    expect(definition.endpoints.addUsers.errors.map((each) => each.id)).toEqual(["401-api-key", "4xx-refused"]);
    expect(contentsOf(byHand)).toEqual({ definition });
  });

  test("may tell an editor where the schema is", () => {
    expect(contentsOf(`$schema: ./manifest.schema.json\n${byHand.trim()}`)).toEqual({ definition });
  });

  test("keeps its ids when it is exported", () => {
    expect(contentsOf(manifestToYaml(toManifest({ definition })))).toEqual({ definition });
  });
});
