import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleDefinition, variableName } from "@/lib/testing/definitions";
import { customField, type ListDefinition } from "./definition";
import { setAtPath } from "./edit";
import { renameVariable, variablePlaces } from "./rename-variable";
import { declaredVariables, variableTable } from "./variable";

function definitionWithAll(): ListDefinition {
  const definition = sampleDefinition();
  const field = customField.parse({
    id: "late",
    type: "button_group",
    variable: "mode",
    displayName: "Mode",
    options: [{ id: "o", label: "A", value: "a", sets: [{ variable: "host", value: "h" }] }],
    visibleWhen: { variable: "region", values: [] },
  });
  const { addUsers } = definition.endpoints;
  return {
    ...definition,
    fields: [...definition.fields, field],
    endpoints: {
      ...definition.endpoints,
      addUsers: {
        ...addUsers,
        payload: '{"$workspace": "${workspace | upper}$$workspace", "broken": $workspace,, "host": "$host"',
        authentication: { ...definition.authentication, basic: { username: "workspace", password: "host" } },
        errors: addUsers.errors.map((entry) => ({
          ...entry,
          field: "workspace",
          message: "Check $workspace, not $workspaces.",
        })),
      },
    },
  };
}

describe("renameVariable", () => {
  test("renames every use through the parse tree, and nothing that only looks like one", () => {
    const { fields, headers, endpoints } = renameVariable(definitionWithAll(), "workspace", "account");
    expect(fields[2]?.variable).toBe("account");
    expect(headers[0]?.value).toBe("$account");
    expect(endpoints.addUsers.payload).toBe(
      '{"$account": "${account | upper}$$workspace", "broken": $account,, "host": "$host"',
    );
    expect(endpoints.addUsers.errors[0]).toMatchObject({
      field: "account",
      message: "Check $account, not $workspaces.",
    });
    expect(endpoints.addUsers.authentication?.basic.username).toBe("account");
    expect(renameVariable(definitionWithAll(), "region", "r").fields.at(-1)?.visibleWhen?.variable).toBe("r");
    expect(renameVariable(definitionWithAll(), "host", "h").fields.at(-1)?.options[0]?.sets[0]?.variable).toBe("h");
  });

  test("to a name nobody uses and back is nothing", () => {
    const definition = definitionWithAll();
    const names = declaredVariables(definition).map(({ name }) => name);
    const before = new Set(variableTable(definition).map(({ name }) => name));
    fc.assert(
      fc.property(fc.constantFrom(...names), variableName, (from, to) => {
        fc.pre(!before.has(to) && to !== "workspaces");
        expect(renameVariable(renameVariable(definition, from, to), to, from)).toEqual(definition);
      }),
    );
  });

  test("leaves the definition alone where the new name can't be one", () => {
    const definition = definitionWithAll();
    for (const to of ["", "api-key", "1a", "a b"]) expect(renameVariable(definition, "workspace", to)).toBe(definition);
  });

  test("leaves no use behind: what was declared and used stays so", () => {
    const statuses = (definition: ListDefinition) =>
      variableTable(definition).map(({ status, uses }) => [status, uses.length]);
    const definition = sampleDefinition();
    expect(statuses(renameVariable(definition, "region", "zone"))).toEqual(statuses(definition));
  });
});

const names = ["a", "ab", "a_b", "region", "workspace", "user_id_field", "cohort_name", "list_id"];
const anyName = fc.constantFrom(...names);
const templateText = fc
  .array(
    fc.oneof(
      anyName.map((name) => `$${name}`),
      anyName.map((name) => `\${${name}}`),
      anyName.map((name) => `\${${name} | default: "$a" | upper}`),
      anyName.map((name) => `"$${name}"`),
      fc.constantFrom(
        "$$a",
        "$",
        "${",
        "}",
        "{",
        '"',
        ",",
        ":",
        "a",
        "_",
        "-",
        "\\",
        "[",
        "]",
        " ",
        "\n",
        "\ud800",
        "é",
      ),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

/** Definitions that name variables in every place that can, legal or not, with texts whole and broken. */
const anyDefinition: fc.Arbitrary<ListDefinition> = fc
  .record({
    texts: fc.array(templateText, { minLength: 9, maxLength: 9 }),
    names: fc.array(anyName, { minLength: 8, maxLength: 8 }),
  })
  .map(({ texts, names: [first, second, third, fourth, fifth, sixth, seventh, eighth] }) => {
    const changes: [path: (string | number)[], value: unknown][] = [
      [["authentication", "basic"], { username: first, password: second }],
      [["authentication", "bearer", "token"], third],
      [["authentication", "header", "value"], texts[0]],
      [["fields", 1, "variable"], fourth],
      [["fields", 1, "options", 0, "sets"], [{ variable: fifth, value: "x" }]],
      [["fields", 2, "visibleWhen"], { variable: sixth, values: [] }],
      [["headers", 0, "value"], texts[1]],
      [["mappings", 0, "variable"], seventh],
      [["endpoints", "listCreation", "url"], texts[2]],
      [["endpoints", "listCreation", "payload"], texts[3]],
      [["endpoints", "listCreation", "listIdTemplate"], texts[4]],
      [["endpoints", "addUsers", "itemTemplate"], texts[5]],
      [["endpoints", "addUsers", "headers"], [{ id: "h", name: "X", value: texts[6] }]],
      [["endpoints", "addUsers", "errors", 0, "message"], texts[7]],
      [["endpoints", "addUsers", "errors", 0, "field"], eighth],
      [["endpoints", "removeUsers", "contentType"], "application/x-www-form-urlencoded"],
      [["endpoints", "removeUsers", "payload"], texts[8]],
    ];
    return changes.reduce((definition, [path, value]) => setAtPath(definition, path, value), sampleDefinition());
  });

describe("in any definition", () => {
  const fresh = "brand_new";

  test("there and back is the same document", () => {
    fc.assert(
      fc.property(anyDefinition, anyName, (definition, from) => {
        const there = renameVariable(definition, from, fresh);
        expect(renameVariable(there, fresh, from)).toEqual(definition);
      }),
      { numRuns: 500 },
    );
  });

  test("every place moves over, and no other name's place does", () => {
    fc.assert(
      fc.property(anyDefinition, anyName, (definition, from) => {
        const count = (document: ListDefinition, name: string) => variablePlaces(document, name).length;
        const there = renameVariable(definition, from, fresh);
        expect(count(there, from)).toBe(0);
        expect(count(there, fresh)).toBe(count(definition, from));
        for (const other of names) {
          if (other !== from) expect(count(there, other)).toBe(count(definition, other));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a place says where the name stands", () => {
    fc.assert(
      fc.property(anyDefinition, anyName, (definition, name) => {
        for (const { path, nameRange, label } of variablePlaces(definition, name)) {
          const value = path.reduce<unknown>((part, step) => Reflect.get(Object(part), step), definition);
          const text = typeof value === "string" ? value : "";
          expect(nameRange ? text.slice(nameRange.start, nameRange.end) : text).toBe(name);
          expect(label).not.toBe("");
        }
      }),
    );
  });
});
