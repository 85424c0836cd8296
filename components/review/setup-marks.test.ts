import { expect, test } from "vitest";
import { credentialFields } from "@/lib/destination/blank-definition";
import { customField, type ListDefinition } from "@/lib/destination/definition";
import { renameVariable } from "@/lib/destination/rename-variable";
import type { ConnectionTexts } from "@/lib/destination/version-change";
import { diffVersions } from "@/lib/destination/version-diff";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { setupMarks } from "./setup-marks";

const connectionInfo: ConnectionTexts = {
  ...{ displayName: "Harbour", category: "", summary: "", fullDescription: "", documentation: "", support: "" },
  ...{ versionLabel: "", logoId: null },
};

function marksOf(edit: (definition: ListDefinition) => ListDefinition) {
  const before = asList(sampleDefinition());
  const copy = asList(structuredClone(sampleDefinition()));
  const after = edit(copy);
  const changes = diffVersions({ definition: before, connectionInfo }, { definition: after, connectionInfo });
  return setupMarks(changes, before, after);
}

test("what is new stands on one side, what is gone on the other", () => {
  const marks = marksOf((it) => {
    it.fields = it.fields.filter(({ id }) => id !== "workspace");
    it.fields.push(customField.parse({ id: "f", type: "string", variable: "folder", displayName: "Folder" }));
    return it;
  });
  expect([...marks.before]).toEqual([
    ["field-workspace", { word: "Removed", tone: "neutral", isAsked: false, titles: [] }],
  ]);
  expect([...marks.after]).toEqual([["field-folder", { word: "New", tone: "info", isAsked: true, titles: [] }]]);
  expect(marks.count).toBe(2);
});

test("what changed is told once, at the row it has now", () => {
  const marks = marksOf((it) => {
    const renamed = asList(renameVariable(it, "workspace", "account"));
    for (const field of renamed.fields) if (field.id === "workspace") field.maxLength = 5;
    return renamed;
  });
  expect(marks.before.get("field-workspace")).toMatchObject({ word: "Changed", titles: [] });
  expect(marks.after.get("field-account")).toMatchObject({
    word: "Changed",
    isAsked: true,
    titles: ["“Workspace” may have at most 5 characters instead of any number"],
  });
});

test("what no customer sees isn't marked", () => {
  const marks = marksOf((it) => asList(renameVariable(it, "workspace", "account")));
  expect(marks).toMatchObject({ count: 0 });
});

test("with another way to authenticate its questions come, and those of the one before go", () => {
  const withKey = (definition: ListDefinition): ListDefinition => ({
    ...definition,
    fields: [...definition.fields, ...credentialFields("header").map((field) => ({ ...field, id: "key" }))],
  });
  const before = withKey(asList(sampleDefinition()));
  const after = structuredClone(before);
  after.authentication.method = "header";
  const changes = diffVersions({ definition: before, connectionInfo }, { definition: after, connectionInfo });
  const marks = setupMarks(changes, before, after);
  expect([...marks.before].map(([row, { word }]) => [row, word])).toEqual([["field-bearer_token", "Removed"]]);
  expect([...marks.after]).toEqual([["field-api_key", { word: "New", tone: "info", isAsked: true, titles: [] }]]);
  expect(marks.count).toBe(2);
});

test("a question that neither version asks isn't marked", () => {
  const marks = marksOf((it) => ({
    ...it,
    fields: [...it.fields, ...credentialFields("basic")],
  }));
  expect(marks).toMatchObject({ count: 0 });
});
