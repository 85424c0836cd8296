import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blankDefinition } from "@/lib/destination/blank-definition";
import { customField, destinationDefinition, destinationKinds, listDefinition } from "@/lib/destination/definition";
import { completeDestinationOf } from "@/lib/destination/example/complete-destination";
import { destinationTemplates } from "@/lib/destination/example/destination-template";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { sandboxEventDestination } from "@/lib/destination/example/sandbox-event-destination";
import { sandboxPropertyDestination } from "@/lib/destination/example/sandbox-property-destination";
import { gallery } from "@/lib/destination/gallery/gallery";
import { check } from "@/lib/destination/rulebook";
import { anyDefinition, anyText as text } from "@/lib/testing/any-definition";
import { sampleDefinition } from "@/lib/testing/definitions";
import { fromManifest, type ManifestContents, toManifest } from "./manifest";
import { manifestToJson, manifestToYaml, parseManifest } from "./manifest-text";

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
  { definition: anyDefinition, name: text, connectionInfo },
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
  ...gallery.map(({ name, build }) => [name, build] as const),
  ["the sandbox's property example", () => sandboxPropertyDestination("https://sandbox.example.com", "acme")] as const,
  ["the sandbox's event example", () => sandboxEventDestination("https://sandbox.example.com", "acme")] as const,
  ...destinationKinds.map((kind) => [`the complete ${kind} example`, () => completeDestinationOf(kind)] as const),
  ...destinationKinds.map((kind) => [`a blank ${kind} destination`, () => blankDefinition(kind)] as const),
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
    expect(toManifest({ definition: blankDefinition("list") })).toEqual({
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
  const contents = contentsOf(byHand);
  const definition = listDefinition.parse(contents.definition);

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
