import { expect, test } from "vitest";
import { sampleDefinition } from "@/lib/testing/definitions";
import { blankListDefinition } from "./blank-definition";
import { parseDefinition } from "./upgrade";

test("what was saved is read back as it was", () => {
  for (const definition of [sampleDefinition(), blankListDefinition()]) {
    expect(parseDefinition(JSON.parse(JSON.stringify(definition)))).toEqual(definition);
  }
});

test("what nobody could have saved is a bug, and says where", () => {
  expect(() => parseDefinition({ ...sampleDefinition(), schemaVersion: 99 })).toThrow();
  expect(() => parseDefinition({ ...sampleDefinition(), surprise: 1 })).toThrow(/surprise/);
  expect(() => parseDefinition(null)).toThrow();
});
