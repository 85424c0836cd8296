import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { blankDefinition } from "@/lib/destination/blank-definition";
import { destinationKinds } from "@/lib/destination/definition";
import { isMembers } from "@/lib/destination/document-tree";
import { setAtPath } from "@/lib/destination/edit";
import { destinationTemplates } from "@/lib/destination/example/destination-template";
import { gallery } from "@/lib/destination/gallery/gallery";
import { anyDefinition } from "@/lib/testing/any-definition";
import { sampleDefinition } from "@/lib/testing/definitions";
import { toManifest } from "./manifest";
import { manifestJsonSchema } from "./manifest-schema";

const schema = manifestJsonSchema();
/** The schema as others read it, not the one it was made from. */
const published = z.fromJSONSchema(schema);

/** The names of all members that the schema describes, with their paths. */
function membersOf(value: unknown, path: string): [path: string, member: unknown][] {
  if (Array.isArray(value)) return value.flatMap((each) => membersOf(each, path));
  if (!isMembers(value)) return [];
  const properties = isMembers(value.properties) ? Object.entries(value.properties) : [];
  return [
    ...properties.flatMap(([name, member]): [string, unknown][] => [
      [`${path}.${name}`, member],
      ...membersOf(member, `${path}.${name}`),
    ]),
    ...["items", "oneOf", "anyOf"].flatMap((name) => membersOf(value[name], path)),
    ...Object.entries(isMembers(value.$defs) ? value.$defs : {}).flatMap(([name, part]) => membersOf(part, `$${name}`)),
  ];
}

describe("the published JSON Schema", () => {
  test("is the file in docs; if it isn't, run `npm run docs`", () => {
    expect(readFileSync("docs/manifest.schema.json", "utf8")).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  test("says of every member what it is for", () => {
    const members = membersOf(schema, "");
    expect(members.length).toBeGreaterThan(150);
    const silent = members.filter(([, member]) => !isMembers(member) || typeof member.description !== "string");
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test.each([
    ...destinationTemplates,
    ...gallery,
    { name: "the complete example", build: sampleDefinition },
    ...destinationKinds.map((kind) => ({ name: `a blank ${kind} destination`, build: () => blankDefinition(kind) })),
  ])("takes the manifest of $name", ({ build }) => {
    expect(published.safeParse(toManifest({ definition: build() })).error).toBeUndefined();
  });

  test("takes the manifest of any destination of any kind", () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        expect(published.safeParse(toManifest({ definition })).error).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    [["landfall"], 2],
    [["kind"], "event"],
    [["endpoints", "addUsers", "batchSize"], "100"],
    [["endpoints", "addUsers", "method"], undefined],
    [["endpoints", "listCreation", "errors", 0, "status"], 401],
    [["fields", 0], { type: "string", variable: "a", displayName: "A", typ: "string" }],
    [["authentication"], { method: "none", colour: "red" }],
  ] satisfies [(string | number)[], unknown][])("refuses %j as %j", (path, value) => {
    const manifest = toManifest({ definition: sampleDefinition() });
    expect(published.safeParse(setAtPath(manifest, path, value)).success).toBe(false);
  });
});
