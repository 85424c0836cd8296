import { describe, expect, test } from "vitest";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { type CustomField, customField, type ListDefinition } from "./definition";
import { effectiveSettings, validateSettings } from "./settings";

const values = sampleValues();

function withField(field: Partial<CustomField>): ListDefinition {
  const definition = sampleDefinition();
  const added = customField.parse({ id: "x", type: "string", variable: "extra", displayName: "Extra", ...field });
  return { ...definition, fields: [...definition.fields, added] };
}

function problemsOf(definition: ListDefinition, extra: string): string[] {
  return validateSettings(definition, { ...values.settings, extra }, values.mappings).map(({ message }) => message);
}

describe("validateSettings", () => {
  test("finds nothing wrong with good answers", () => {
    expect(validateSettings(sampleDefinition(), values.settings, values.mappings)).toEqual([]);
  });

  test("names each required answer that is missing, where the definition asks for it", () => {
    const definition = {
      ...sampleDefinition(),
      mappings: sampleDefinition().mappings.map((m) => ({ ...m, defaultProperty: "" })),
    };
    const problems = validateSettings(definition, { bearer_token: "  " }, {});
    expect(problems.map(({ variable, path }) => [variable, path])).toEqual([
      ["bearer_token", ["fields", 0]],
      ["workspace", ["fields", 2]],
      ["user_id_field", ["mappings", 0]],
    ]);
  });

  test("matches the whole value against the pattern and says the partner's own words", () => {
    const definition = withField({ pattern: "[a-z]{2}\\d+", patternMessage: "Two letters and digits, please." });
    expect(problemsOf(definition, "ab12")).toEqual([]);
    expect(problemsOf(definition, "xx ab12")).toEqual(["Two letters and digits, please."]);
  });

  test("takes a pattern that is slow elsewhere in its stride, and doesn't fail on one that can't be read", () => {
    const start = performance.now();
    expect(problemsOf(withField({ pattern: "(a+)+b" }), "a".repeat(5_000))).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(problemsOf(withField({ pattern: "(" }), "anything")).toEqual([]);
  });

  test("counts characters as people do", () => {
    expect(problemsOf(withField({ maxLength: 2 }), "😀😀")).toEqual([]);
    expect(problemsOf(withField({ maxLength: 2 }), "abc")).toEqual([
      "Extra may have at most 2 characters; this has 3.",
    ]);
  });

  test("refuses an option that isn't offered and a host outside the patterns", () => {
    const region = { ...values.settings, region: "https://evil.example" };
    expect(validateSettings(sampleDefinition(), region, values.mappings)[0]?.message).toContain("Choose US or EU.");
    const definition = withField({ hostPatterns: ["*.example.com"] });
    expect(problemsOf(definition, "https://a.example.com/x")).toEqual([]);
    expect(problemsOf(definition, "https://example.com.evil.test")).toEqual(["Extra must lie under *.example.com."]);
    expect(problemsOf(definition, "https://[")).toHaveLength(1);
  });

  test("doesn't ask for what isn't shown, and asks for per-sync fields only when a sync is made", () => {
    const hidden = withField({ visibleWhen: { variable: "region", values: ["https://us.api.example.com"] } });
    expect(problemsOf(hidden, "")).toEqual([]);
    const perSync = withField({ perSync: true });
    const at = (asked: "installation" | "sync") =>
      validateSettings(perSync, values.settings, values.mappings, { asked }).map(({ variable }) => variable);
    expect(at("installation")).toEqual([]);
    expect(at("sync")).toEqual(["extra"]);
  });

  test("knows the project's properties when told", () => {
    const problems = validateSettings(sampleDefinition(), values.settings, values.mappings, { properties: ["email"] });
    expect(problems[0]?.message).toContain("no user property called user_id");
  });
});

describe("effectiveSettings", () => {
  test("fills in defaults and what options set, and forgets hidden answers", () => {
    const definition = withField({
      type: "single_select",
      defaultValue: "eu",
      options: [
        { id: "1", label: "US", value: "us", sets: [{ variable: "track_host", value: "track.example.com" }] },
        { id: "2", label: "EU", value: "eu", sets: [{ variable: "track_host", value: "track-eu.example.com" }] },
      ],
    });
    expect(effectiveSettings(definition, {})).toMatchObject({ extra: "eu", track_host: "track-eu.example.com" });
    const hidden = withField({ visibleWhen: { variable: "region", values: [] } });
    expect(effectiveSettings(hidden, { extra: "typed long ago" })).not.toHaveProperty("extra");
  });

  test("treats a variable called __proto__ like any other", () => {
    const definition = withField({ variable: "__proto__", required: false });
    expect(Object.entries(effectiveSettings(definition, {}))).toContainEqual(["__proto__", ""]);
  });

  test("shows fields that wait for each other", () => {
    const definition = sampleDefinition();
    const option = { type: "button_group" as const, options: [{ id: "1", label: "A", value: "a", sets: [] }] };
    const field = (variable: string, other: string) =>
      customField.parse({
        id: variable,
        variable,
        displayName: variable,
        defaultValue: "a",
        ...option,
        visibleWhen: { variable: other, values: ["a"] },
      });
    const waiting = { ...definition, fields: [field("one", "two"), field("two", "one")] };
    expect(effectiveSettings(waiting, {})).toEqual({ one: "a", two: "a" });
  });
});
