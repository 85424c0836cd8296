import { describe, expect, test } from "vitest";
import { setAtPath } from "@/lib/destination/edit";
import { variableTable } from "@/lib/destination/variable";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { findVariable, isAvailable, type ScopePlace, variablesInScope } from "./scope";
import { variableRow } from "./variable-row";

const rows = variableTable(sampleDefinition(), sampleValues());
const inPlace = (place: ScopePlace) => variablesInScope(sampleDefinition(), rows, place);
const available = (place: ScopePlace) =>
  inPlace(place)
    .filter(isAvailable)
    .map(({ name }) => name);

describe("what a template may use", () => {
  test("depends on the endpoint and on whether it is one user's", () => {
    expect(available({ endpoint: "testConnection" })).not.toContain("amplitude_cohort_name");
    expect(available({ endpoint: "listCreation" })).not.toContain("list_id");
    expect(available({ endpoint: "addUsers" })).toContain("items");
    expect(available({ endpoint: "addUsers" })).not.toContain("user_id_field");
    expect(available({ endpoint: "addUsers", isItemTemplate: true })).toContain("user_id_field");
    expect(available({ endpoint: "addUsers", isItemTemplate: true })).not.toContain("items");
  });

  test("with a batch size of 1 includes the user's own variables", () => {
    const single = setAtPath(sampleDefinition(), ["endpoints", "addUsers", "batchSize"], 1);
    const names = variablesInScope(single, [], { endpoint: "addUsers" }).filter(isAvailable);
    expect(names.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["user_id_field", "user_id", "item", "items"]),
    );
  });

  test("is followed by what has no value there, with the reason", () => {
    const all = inPlace({ endpoint: "listCreation" });
    const first = all.findIndex((variable) => !isAvailable(variable));
    expect(all.slice(first).every((variable) => !isAvailable(variable))).toBe(true);
    expect(findVariable(all, "items")?.unavailable).toMatch(/^It has no value here: it belongs in the payload/);
  });

  test("has each name once, declared ones in front of ours", () => {
    const twice = setAtPath(sampleDefinition(), ["fields", 2, "variable"], "region");
    const names = variablesInScope(twice, [], { endpoint: "addUsers" }).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.indexOf("region")).toBeLessThan(names.indexOf("list_id"));
  });
});

test("aliases find their variable", () => {
  expect(findVariable(inPlace({ endpoint: "addUsers" }), "listId")?.name).toBe("list_id");
  expect(findVariable(inPlace({ endpoint: "addUsers" }), "nothing")).toBeUndefined();
});

test("a secret carries its mask and nothing to try filters on", () => {
  const token = findVariable(inPlace({ endpoint: "addUsers" }), "bearer_token");
  expect(token).toMatchObject({ type: "secret text", value: "••••••", isSecret: true });
  expect(token?.sample).toBeUndefined();
});

test("a mapping shows the property chosen, and that property's example is what filters are tried on", () => {
  const properties = [{ name: sampleValues().mappings.user_id_field ?? "user_id", type: "string", example: "u-1" }];
  const place = { endpoint: "addUsers", isItemTemplate: true } as const;
  const mapping = findVariable(variablesInScope(sampleDefinition(), rows, place, properties), "user_id_field");
  expect(mapping).toMatchObject({ source: "mapping", value: properties[0]?.name, sample: "u-1" });
});

test("declaration and uses are those of the variable table", () => {
  expect(variableRow(rows, "workspace")?.declaredAt).toEqual(["fields", 2, "variable"]);
  expect(variableRow(rows, "items")?.declaredAt).toBeUndefined();
  expect(variableRow(rows, "workspace")?.uses.map(({ path }) => path)).toEqual([["headers", 0, "value"]]);
  expect(variableRow(rows, "cohort_name")).toBe(variableRow(rows, "amplitude_cohort_name"));
  expect(variableRow(rows, "nothing")).toBeUndefined();
});
