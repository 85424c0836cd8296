import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleDefinition } from "@/lib/testing/definitions";
import { authenticationMethods } from "./definition";
import {
  applyFix,
  declareVariable,
  getAtPath,
  looksSecret,
  removeDeclaration,
  setAtPath,
  setAuthenticationMethod,
} from "./edit";
import { parseDefinition } from "./upgrade";
import { declaredVariables } from "./variable";

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

describe("declaring", () => {
  const withUrl = (url: string) => setAtPath(sampleDefinition(), ["endpoints", "addUsers", "url"], url);

  test.each([
    ["$zebra/lists", "single_select"],
    ["https://$zebra.example.com/lists", "single_select"],
    ["https://api.example.com/$zebra", "string"],
    ["https://api.example.com?to=https://$zebra", "string"],
  ])("a variable of %s as %s", (url, type) => {
    const fixed = applyFix(withUrl(url), { type: "declare_field", label: "", variable: "zebra" });
    expect(fixed.fields.at(-1)).toMatchObject({ variable: "zebra", type });
  });

  test("a mapping, and taking back what was declared", () => {
    const definition = sampleDefinition();
    const declared = declareVariable(definition, "email_field", "mapping");
    expect(declared.mappings.at(-1)).toMatchObject({ variable: "email_field", displayName: "Email Field" });
    expect(removeDeclaration(declared, ["mappings", 1, "variable"])).toEqual(definition);
    expect(removeDeclaration(definition, ["fields", 2, "variable"]).fields.map(({ id }) => id)).toEqual([
      "token",
      "region",
    ]);
    expect(removeDeclaration(definition, ["headers", 0, "name"])).toBe(definition);
  });

  test("what options set is taken out of all of them", () => {
    const sets = [{ variable: "host", value: "h" }];
    const region = setAtPath(sampleDefinition(), ["fields", 1, "options", 0, "sets"], sets);
    const both = setAtPath(region, ["fields", 1, "options", 1, "sets"], sets);
    const path = ["fields", 1, "options", 0, "sets", 0, "variable"];
    expect(removeDeclaration(both, path)).toEqual(sampleDefinition());
  });
});
