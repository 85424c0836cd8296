import { expect, test } from "vitest";
import { emptyInstallationAnswers } from "@/lib/installation-contract";
import { sampleDefinition } from "@/lib/testing/definitions";
import { toForm, toProblems, toValues } from "./installation-values";

const definition = sampleDefinition();
const nothingDeleted: ReadonlySet<string> = new Set();

test("what is typed is sent by the IDs of the fields, secrets apart, and the name without spaces around it", () => {
  const settings = { bearer_token: "s3cret", workspace: "acme" };
  expect(toForm(definition, { name: "  Production ", settings, mappings: {}, actions: {} }, nothingDeleted)).toEqual({
    name: "Production",
    answers: { settings: { workspace: "acme" }, mappings: {}, actions: {} },
    secrets: { token: "s3cret" },
    deletedSecrets: [],
  });
});

test("a secret that isn't typed stays as it is; one that is typed is not deleted as well", () => {
  const values = { name: "P", settings: { bearer_token: "" }, mappings: {}, actions: {} };
  expect(toForm(definition, values, new Set(["token"]))).toMatchObject({ secrets: {}, deletedSecrets: ["token"] });
  const typed = { ...values, settings: { bearer_token: "new" } };
  expect(toForm(definition, typed, new Set(["token"]))).toMatchObject({
    secrets: { token: "new" },
    deletedSecrets: [],
  });
});

test("a secret typed into a question that is hidden by now is not sent", () => {
  const hidden = structuredClone(definition);
  for (const field of hidden.fields) {
    if (field.id === "token") field.visibleWhen = { variable: "region", values: ["https://eu.api.example.com"] };
  }
  const values = { name: "P", settings: { bearer_token: "s3cret" }, mappings: {}, actions: {} };
  expect(toForm(hidden, values, nothingDeleted).secrets).toEqual({});
  const shown = { ...values, settings: { ...values.settings, region: "https://eu.api.example.com" } };
  expect(toForm(hidden, shown, nothingDeleted).secrets).toEqual({ token: "s3cret" });
});

test("stored answers come back as they were typed", () => {
  const values = { name: "P", settings: { workspace: "acme" }, mappings: { user_id_field: "email" }, actions: {} };
  const { answers } = toForm(definition, values, nothingDeleted);
  expect(toValues(definition, "P", answers)).toEqual(values);
  expect(toValues(definition, "P", emptyInstallationAnswers)).toEqual({ ...values, settings: {}, mappings: {} });
});

test.each([
  ["name", "name"],
  ["secrets.token", "field-bearer_token"],
  ["answers.settings.workspace", "field-workspace"],
  ["answers.mappings.m1", "mapping-user_id_field"],
  ["answers.actions.order", "action-order"],
])("what the server says of %s stands at the row %s", (path, rowId) => {
  expect(toProblems(definition, [{ path, message: "No." }])).toEqual([{ rowId, message: "No." }]);
});

test("what belongs to no row is left to the message", () => {
  expect(toProblems(definition, [{ path: "answers.settings.nope", message: "No." }])).toEqual([]);
  expect(toProblems(definition, undefined)).toEqual([]);
});
