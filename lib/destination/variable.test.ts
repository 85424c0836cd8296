import { describe, expect, test } from "vitest";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { blankListDefinition } from "./blank-definition";
import { customField, type ListDefinition, mappingField } from "./definition";
import { setAtPath } from "./edit";
import { canonicalName, predefinedVariables, templatesOf, variableNamePattern, variableTable } from "./variable";
import { legalName, suggestVariable } from "./variable-use";

const rowOf = (definition: ListDefinition, name: string) =>
  variableTable(definition, sampleValues()).find((row) => row.name === name);

test("names and aliases mean the same variable, and no two variables share one", () => {
  expect(canonicalName("cohort_name")).toBe("amplitude_cohort_name");
  expect(canonicalName("listId")).toBe("list_id");
  expect(canonicalName("anything")).toBe("anything");
  const all = predefinedVariables.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(new Set(all).size).toBe(all.length);
});

test("what may be a variable name, and what is made of one that may not", () => {
  expect(["a", "_", "api_key2"].every((name) => variableNamePattern.test(name))).toBe(true);
  expect(["", "api-key", "Api", "1a", "é", "a".repeat(65)].some((name) => variableNamePattern.test(name))).toBe(false);
  expect(legalName("api-key")).toBe("api_key");
  expect(legalName("$apiKey")).toBe("api_key");
  expect(legalName("2nd key")).toBe("_2nd_key");
  expect(legalName("日本")).toBeUndefined();
});

test("suggestions", () => {
  expect(suggestVariable("api-key", ["api_key", "app"])).toBe("api_key");
  expect(suggestVariable("item", ["items"])).toBe("items");
  expect(suggestVariable("zebra", ["items"])).toBeUndefined();
});

describe("the variable table", () => {
  test("has declared, used and predefined for each variable of a complete destination", () => {
    const rows = variableTable(sampleDefinition());
    expect(rows.map(({ name, isDeclared, isPredefined, status }) => [name, isDeclared, isPredefined, status])).toEqual([
      ["bearer_token", true, true, "ok"],
      ["region", true, false, "ok"],
      ["workspace", true, false, "ok"],
      ["user_id_field", true, false, "ok"],
      ["amplitude_cohort_name", false, true, "ok"],
      ["list_id", false, true, "ok"],
      ["items", false, true, "ok"],
    ]);
    expect(rows.find(({ name }) => name === "region")?.uses).toHaveLength(3);
    expect(rows[0]?.uses[0]).toMatchObject({
      path: ["authentication", "bearer", "token"],
      label: "Authentication › Token",
    });
  });

  test("shows test values, and never a secret one", () => {
    expect(rowOf(sampleDefinition(), "bearer_token")).toMatchObject({ value: "••••••", secret: true });
    expect(rowOf(sampleDefinition(), "workspace")?.value).toBe("acme");
    expect(rowOf(sampleDefinition(), "user_id_field")?.value).toBe("user_id");
    expect(rowOf(sampleDefinition(), "list_id")?.value).toBe("list-1");
    const values = sampleValues();
    const pasted = { ...values, settings: { ...values.settings, workspace: "s3cret-token" } };
    expect(JSON.stringify(variableTable(sampleDefinition(), pasted))).not.toContain("s3cret");
  });

  test.each([
    ["undeclared", ["headers", 0, "value"], "$worksapce", "worksapce"],
    ["unused", ["headers", 0, "value"], "fixed", "workspace"],
    ["shadowed", ["fields", 2, "variable"], "list_id", "list_id"],
    ["duplicate", ["fields", 2, "variable"], "region", "region"],
    ["undeclared", ["endpoints", "listCreation", "payload"], '{"ids": $items}', "items"],
    ["undeclared", ["endpoints", "listCreation", "url"], "$region/$list_id", "list_id"],
    ["undeclared", ["endpoints", "addUsers", "payload"], '{"id": "$user_id_field", "ids": $items}', "user_id_field"],
  ] as const)("says %s", (status, path, text, name) => {
    const row = rowOf(setAtPath(sampleDefinition(), path, text), name);
    expect(row?.status).toBe(status);
    expect(row?.problem).toMatch(/\.|\?$/);
  });

  test("offers the name that was meant", () => {
    expect(rowOf(setAtPath(sampleDefinition(), ["headers", 0, "value"], "$worksapce"), "worksapce")?.suggestion).toBe(
      "workspace",
    );
  });

  test("with a batch size of 1 a user's variables are known in the whole call", () => {
    const single = setAtPath(sampleDefinition(), ["endpoints", "addUsers", "batchSize"], 1);
    const definition = setAtPath(single, ["endpoints", "addUsers", "url"], "$region/$list_id/$user_id_field");
    expect(rowOf(definition, "user_id_field")?.status).toBe("ok");
  });

  test("an option's further variables are declared once, and credentials of a method not in use not at all", () => {
    const option = (value: string) => ({ id: value, label: value, value, sets: [{ variable: "host", value }] });
    const field = customField.parse({
      id: "f",
      type: "single_select",
      variable: "dc",
      displayName: "DC",
      options: [option("a"), option("b")],
    });
    const definition = { ...sampleDefinition(), fields: [...sampleDefinition().fields, field] };
    expect(rowOf(definition, "host")?.status).toBe("unused");
    const custom = setAtPath(definition, ["authentication", "method"], "custom");
    expect(rowOf(custom, "bearer_token")).toBeUndefined();
  });

  test("the chosen target of a mapping is known everywhere", () => {
    const mapping = mappingField.parse({
      id: "m",
      type: "button_group",
      variable: "identifier",
      displayName: "I",
      targetName: "I",
    });
    const definition = setAtPath(
      { ...sampleDefinition(), mappings: [mapping] },
      ["endpoints", "addUsers", "url"],
      "$region/a?id_type=${identifier.target}",
    );
    expect(rowOf(definition, "identifier")?.status).toBe("ok");
  });
});

test("templates that have no effect aren't templates of the destination", () => {
  const labels = templatesOf(sampleDefinition()).map(({ label }) => label);
  expect(labels).not.toContain("Authentication › Header value");
  expect(labels).not.toContain("List creation › List ID");
  const none = setAtPath(sampleDefinition(), ["endpoints", "listCreation", "listIdFrom"], "none");
  expect(templatesOf(none).some(({ role, endpoint }) => endpoint === "listCreation" && role === "url")).toBe(false);
  expect(templatesOf(none).some(({ role }) => role === "list_id")).toBe(true);
  expect(variableTable(blankListDefinition())).toEqual([]);
});
