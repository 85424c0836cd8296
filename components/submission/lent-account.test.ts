import { expect, test } from "vitest";
import { emptySetupValues } from "@/components/preview/setup-values";
import { customField } from "@/lib/destination/definition";
import { vaultBody } from "@/lib/review-vault-contract";
import { sampleDefinition } from "@/lib/testing/definitions";
import { lentBody, secretSources } from "./lent-account";

/** Two secrets, `token` ($bearer_token) and `second` ($second_key), beside plain fields. */
function definition() {
  const sample = sampleDefinition();
  const second = customField.parse({
    id: "second",
    type: "string",
    variable: "second_key",
    displayName: "Second key",
    secret: true,
  });
  return { ...sample, fields: [...sample.fields, second] };
}

const early = "2026-01-01T00:00:00.000Z";
const late = "2026-02-01T00:00:00.000Z";

test("what was lent before goes before what is stored for tests; what is being forgotten is not there", () => {
  const tests = { token: { storedAt: late, phase: "idle" }, second: { storedAt: late, phase: "idle" } };
  expect(secretSources(definition(), [{ fieldId: "token", storedAt: early }], tests)).toEqual(
    new Map([
      ["token", { from: "vault", storedAt: early }],
      ["second", { from: "tests", storedAt: late }],
    ]),
  );
  const forgetting = { token: { storedAt: late, phase: "forgetting" }, workspace: { storedAt: late, phase: "idle" } };
  expect(secretSources(definition(), [], forgetting).size).toBe(0);
});

test("a typed secret takes the place of a stored one, and stands among no other answers", () => {
  const values = {
    ...emptySetupValues,
    settings: { bearer_token: "typed", second_key: "", workspace: "review" },
    mappings: { user_id_field: "user_id" },
  };
  const sources = new Map([
    ["token", { from: "vault" as const, storedAt: early }],
    ["second", { from: "tests" as const, storedAt: late }],
  ]);
  const body = lentBody(definition(), values, { sources, note: "A note.", days: 14 });
  expect(body).toEqual({
    answers: { settings: { workspace: "review" }, mappings: { m1: "user_id" }, actions: {} },
    secrets: { token: "typed" },
    storedSecrets: ["second"],
    keptSecrets: [],
    note: "A note.",
    days: 14,
  });
  expect(vaultBody.safeParse(body).success).toBe(true);
});

test("without anything typed each comes from where it is", () => {
  const sources = new Map([
    ["token", { from: "vault" as const, storedAt: early }],
    ["second", { from: "tests" as const, storedAt: late }],
  ]);
  const body = lentBody(definition(), emptySetupValues, { sources, note: "", days: 30 });
  expect(body).toMatchObject({ secrets: {}, storedSecrets: ["second"], keptSecrets: ["token"] });
});
