import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleDefinition, variableName } from "@/lib/testing/definitions";
import { authenticationMethods, customField, type DestinationDefinition } from "./definition";
import { applyFix, getAtPath, looksSecret, renameVariable, setAtPath, setAuthenticationMethod } from "./edit";
import { parseDefinition } from "./upgrade";
import { declaredVariables, variableTable } from "./variable";

function definitionWithAll(): DestinationDefinition {
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
    const statuses = (definition: DestinationDefinition) =>
      variableTable(definition).map(({ status, uses }) => [status, uses.length]);
    const definition = sampleDefinition();
    expect(statuses(renameVariable(definition, "region", "zone"))).toEqual(statuses(definition));
  });
});

describe("setAuthenticationMethod", () => {
  test("adds the credentials once and keeps what was typed", () => {
    const basic = setAuthenticationMethod(sampleDefinition(), "basic");
    expect(basic.fields.map(({ variable }) => variable)).toEqual([
      "api_key",
      "api_secret",
      "bearer_token",
      "region",
      "workspace",
    ]);
    const again = setAuthenticationMethod(setAuthenticationMethod(basic, "bearer"), "basic");
    expect(again).toEqual(basic);
    expect(declaredVariables(again).map(({ name }) => name)).not.toContain("bearer_token");
  });

  test("any walk of methods gives a document that can be saved, without duplicate variables", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...authenticationMethods)), (methods) => {
        const definition = methods.reduce((each, method) => setAuthenticationMethod(each, method), sampleDefinition());
        expect(parseDefinition(definition)).toEqual(definition);
        const names = declaredVariables(definition).map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  test("of one endpoint leaves the destination's alone", () => {
    const definition = setAuthenticationMethod(sampleDefinition(), "header", "addUsers");
    expect(definition.authentication.method).toBe("bearer");
    expect(definition.endpoints.addUsers.authentication?.method).toBe("header");
    expect(declaredVariables(definition).map(({ name }) => name)).toContain("api_key");
  });
});

describe("paths", () => {
  test("what is set can be got, and all else is the same object", () => {
    const definition = sampleDefinition();
    const changed = setAtPath(definition, ["endpoints", "addUsers", "url"], "https://x.example");
    expect(getAtPath(changed, ["endpoints", "addUsers", "url"])).toBe("https://x.example");
    expect(changed.fields).toBe(definition.fields);
    expect(changed.endpoints.removeUsers).toBe(definition.endpoints.removeUsers);
    expect(getAtPath(definition, ["endpoints", "addUsers", "url"])).toBe("$region/lists/$list_id/add");
  });

  test("that lead nowhere change nothing", () => {
    const definition = sampleDefinition();
    for (const path of [
      ["nowhere"],
      ["fields", 99, "variable"],
      ["endpoints", "testConnection", "url"],
      ["fields", "0"],
    ]) {
      expect(setAtPath(definition, path, "x")).toBe(definition);
      expect(getAtPath(definition, path)).toBeUndefined();
    }
    expect(getAtPath({}, ["__proto__"])).toBeUndefined();
  });
});

test("a fix declares a field, secret if it sounds so", () => {
  const fixed = applyFix(sampleDefinition(), { type: "declare_field", label: "", variable: "app_api_key" });
  expect(fixed.fields.at(-1)).toMatchObject({ variable: "app_api_key", displayName: "App API Key", secret: true });
  expect(["api_key", "apiKey", "password", "access_token", "clientSecret"].every(looksSecret)).toBe(true);
  expect(["workspace", "key_name", "keyboard", "user_id_field", "monkey", "public_key"].some(looksSecret)).toBe(false);
});
