import { describe, expect, test } from "vitest";
import type { ListDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import { type VariableRow, variableTable } from "@/lib/destination/variable";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { isInOrder, placeOfRowProblem, rowFixes, statusOf } from "./variable-status";

const header: DocumentPath = ["headers", 0, "value"];
const workspace: DocumentPath = ["fields", 2, "variable"];
const changed = (path: DocumentPath, value: unknown) => setAtPath(sampleDefinition(), path, value);

function rowOf(definition: ListDefinition, name: string): VariableRow {
  const row = variableTable(definition).find((each) => each.name === name);
  if (!row) throw new Error(`There is no row of ${name}.`);
  return row;
}

/** The definition after the first fix of a variable. */
function fixed(definition: ListDefinition, name: string): ListDefinition {
  const [fix] = rowFixes(definition, rowOf(definition, name));
  if (fix?.type !== "edit") throw new Error("There is no edit.");
  return asList(fix.apply(definition));
}

test("what is in order says so and needs nothing", () => {
  const definition = sampleDefinition();
  for (const row of variableTable(definition)) {
    expect(statusOf(row)).toEqual({ tone: "success", word: "In order" });
    expect(rowFixes(definition, row)).toEqual([]);
  }
});

describe("with one press", () => {
  test.each<[string, DocumentPath, unknown, string, string, string[]]>([
    ["a near miss", header, "$worksapce", "worksapce", "Not declared", ["Change to $workspace", "Add a custom field"]],
    ["an unknown", header, "$workspace $zebra", "zebra", "Not declared", ["Add a custom field"]],
    ["a base URL", ["endpoints", "addUsers", "url"], "$zebra/x", "zebra", "Not declared", ["Add a field with options"]],
    ["a user's", ["endpoints", "addUsers", "itemTemplate"], "$zebra", "zebra", "Not declared", ["Add a mapping field"]],
    ["an unused field", header, "x", "workspace", "Never used", ["Delete the custom field"]],
    ["a hyphen", workspace, "work-space", "work-space", "Not a name", ["Change to $work_space"]],
    ["a duplicate", workspace, "region", "region", "Declared twice", ["Rename the second to $region_2"]],
  ])("%s is put right", (_, path, value, name, word, labels) => {
    const definition = changed(path, value);
    const row = rowOf(definition, name);
    expect(statusOf(row).word).toBe(word);
    expect(statusOf(row).problem).toBeTruthy();
    expect(rowFixes(definition, row).map(({ label }) => label)).toEqual(labels);
    const after = variableTable(fixed(definition, name));
    expect(after.filter((each) => each.name === name && !isInOrder(each))).toEqual([]);
  });

  test("a name of ours gives way to one that is free", () => {
    const definition = changed(workspace, "list_id");
    expect(rowFixes(definition, rowOf(definition, "list_id"))).toEqual([
      { type: "rename", label: "Rename it", proposed: "workspace_2" },
    ]);
  });

  test("what has no value where it stands is shown, and nothing is declared for it", () => {
    const path = ["endpoints", "listCreation", "payload"];
    const definition = changed(path, '{"ids": $items}');
    const row = rowOf(definition, "items");
    expect(statusOf(row)).toMatchObject({ tone: "danger", word: "No value there" });
    expect(rowFixes(definition, row)).toEqual([]);
    expect(placeOfRowProblem(definition, row)).toEqual({ path, range: { start: 8, end: 14 } });
  });

  test("a credential that nothing asks for can be declared", () => {
    const definition = changed(header, "$workspace $access_token");
    const row = rowOf(definition, "access_token");
    expect(statusOf(row).word).toBe("Not declared");
    expect(fixed(definition, "access_token").fields.at(-1)).toMatchObject({ variable: "access_token", secret: true });
  });
});
