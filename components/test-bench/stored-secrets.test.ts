import { describe, expect, test } from "vitest";
import type { KeptSecretState } from "@/components/preview/secret-keeping";
import { blankField, blankListDefinition } from "@/lib/destination/blank-definition";
import type { ListDefinition } from "@/lib/destination/definition";
import { answersToSend, storedFields, testSetupProblems, withStoredStandIns } from "./stored-secrets";
import { initialTestValues } from "./test-values";

function aDefinition(change: Partial<ListDefinition["fields"][number]> = {}): ListDefinition {
  return {
    ...blankListDefinition(),
    fields: [
      { ...blankField("string"), id: "f-key", variable: "app_key", displayName: "App key", secret: true, ...change },
      { ...blankField("string"), id: "f-region", variable: "region", displayName: "Region" },
    ],
  };
}
const stored: KeptSecretState = { storedAt: "2026-01-01T00:00:00.000Z", phase: "idle" };
const values = initialTestValues("p1");

describe("stored secrets", () => {
  const idsOf = (...parts: Parameters<typeof storedFields>) => storedFields(...parts).map(({ id }) => id);

  test("answer their field in a test, until another one is typed or they are forgotten", () => {
    expect(idsOf(aDefinition(), values, { "f-key": stored })).toEqual(["f-key"]);
    expect(idsOf(aDefinition(), { ...values, settings: { "f-key": "" } }, { "f-key": stored })).toEqual(["f-key"]);
    expect(idsOf(aDefinition(), { ...values, settings: { "f-key": "typed" } }, { "f-key": stored })).toEqual([]);
    expect(idsOf(aDefinition(), values, { "f-key": { ...stored, phase: "forgetting" } })).toEqual([]);
    expect(idsOf(aDefinition(), values, { "f-key": { phase: "storing" } })).toEqual([]);
    expect(idsOf(aDefinition(), values, {})).toEqual([]);
  });

  test("are not used for a field that isn't secret any more, has no variable, or isn't asked", () => {
    expect(idsOf(aDefinition({ secret: false }), values, { "f-key": stored })).toEqual([]);
    expect(idsOf(aDefinition({ variable: "" }), values, { "f-key": stored })).toEqual([]);
    expect(idsOf(aDefinition({ credentialOf: "basic" }), values, { "f-key": stored })).toEqual([]);
  });

  test("are sent by their ID, never as an answer", () => {
    const definition = aDefinition();
    const fields = storedFields(definition, values, { "f-key": stored });
    const shown = withStoredStandIns(definition, { region: "eu", app_key: "" }, fields);
    expect(shown.app_key).not.toBe("");
    expect(answersToSend(shown, fields)).toEqual({ settings: { region: "eu" }, storedSecrets: ["f-key"] });
    expect(answersToSend({ region: "eu" }, [])).toEqual({ settings: { region: "eu" }, storedSecrets: [] });
  });

  test("stand for a value of the right form, and are no missing answer", () => {
    const definition = aDefinition({ required: true, hostPatterns: ["*.example.com"] });
    const fields = storedFields(definition, values, { "f-key": stored });
    expect(withStoredStandIns(definition, {}, fields).app_key).toMatch(/\.example\.com$/);
    expect(testSetupProblems(definition, values, { stored: [] }).map(({ rowId }) => rowId)).toContain("field-app_key");
    expect(testSetupProblems(definition, values, { stored: fields }).map(({ rowId }) => rowId)).not.toContain(
      "field-app_key",
    );
  });
});
