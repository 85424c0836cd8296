import { describe, expect, test } from "vitest";
import { setAtPath } from "@/lib/destination/edit";
import { sampleDefinition } from "@/lib/testing/definitions";
import { checkNewName, freeName } from "./check-new-name";

const definition = setAtPath(sampleDefinition(), ["headers", 0, "value"], "$worksapce $waiting");

describe("a new name", () => {
  test.each([
    ["workspace", "account", { canRename: true }],
    ["workspace", "workspace", { canRename: false }],
    ["workspace", "", { canRename: false, problem: "Type the new name." }],
    ["workspace", "work-space", { canRename: false, offer: "work_space" }],
    ["workspace", "WorkSpace", { canRename: false, offer: "work_space" }],
    ["workspace", "2nd", { canRename: false, offer: "_2nd" }],
    ["workspace", "日本", { canRename: false }],
    ["workspace", "a".repeat(65), { canRename: false, offer: "a".repeat(64) }],
    ["workspace", "api_key", { canRename: true }],
  ])("of $%s may be %j?", (from, typed, expected) => {
    const { canRename, offer, problem } = checkNewName(definition, from, typed);
    expect({ canRename, offer }).toEqual({
      canRename: expected.canRename,
      offer: "offer" in expected ? expected.offer : undefined,
    });
    if ("problem" in expected) expect(problem).toBe(expected.problem);
    // Whatever is refused says why, but for the name it has.
    if (!canRename && typed !== from) expect(problem).not.toBe(undefined);
  });

  test("that another variable has is refused; uses without a declaration may join it", () => {
    expect(checkNewName(definition, "workspace", "region")).toMatchObject({ canRename: false });
    expect(checkNewName(definition, "workspace", "region").problem).toContain("Region");
    expect(checkNewName(definition, "worksapce", "workspace")).toEqual({
      canRename: true,
      note: "These uses will take the value of Workspace.",
    });
  });

  test("that we give a value to is refused for a field, by its aliases too", () => {
    for (const name of ["list_id", "cohort_name", "items"]) {
      expect(checkNewName(definition, "workspace", name).canRename).toBe(false);
      expect(checkNewName(definition, "waiting", name).canRename).toBe(true);
    }
  });

  test("that waits for a declaration is adopted, and said to be", () => {
    expect(checkNewName(definition, "workspace", "waiting")).toEqual({
      canRename: true,
      note: "1 place names $waiting already, without a declaration. They will mean this variable.",
    });
  });

  test("is never offered where it would be refused in turn", () => {
    expect(checkNewName(definition, "workspace", "list-id").offer).toBeUndefined();
  });
});

test("a free name is the stem, or the stem with the first free number", () => {
  expect(freeName(definition, "folder")).toBe("folder");
  expect(freeName(definition, "region")).toBe("region_2");
  expect(freeName(setAtPath(definition, ["fields", 2, "variable"], "region_2"), "region")).toBe("region_3");
  expect(freeName(definition, "list_id")).toBe("list_id_2");
});
