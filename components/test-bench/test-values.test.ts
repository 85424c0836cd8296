import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blankField, blankListDefinition, blankMapping } from "@/lib/destination/blank-definition";
import type { ListDefinition } from "@/lib/destination/definition";
import { LosslessNumber } from "@/lib/destination/json";
import { parseListId } from "@/lib/destination/list-id";
import { listIdJson, listIdText } from "./list-id";
import { deserializeTestValues, serializeTestValues, valuesToBeginWith, valuesToKeep } from "./stored-test-values";
import { requestValuesOf } from "./test-request-values";
import { plainUser, userColumns, usersOf } from "./test-users";
import { cohortFor, initialTestValues, nextCohort, setupValuesOf, withSetupValues } from "./test-values";

function aDefinition(): ListDefinition {
  return {
    ...blankListDefinition(),
    fields: [
      { ...blankField("string"), id: "f-region", variable: "region", displayName: "Region" },
      { ...blankField("string"), id: "f-key", variable: "app_key", displayName: "App key", secret: true },
    ],
    mappings: [
      { ...blankMapping(), id: "m-user", variable: "user_id_field", targetName: "User ID", defaultProperty: "email" },
    ],
  };
}

const properties = [{ name: "email", type: "string", example: "" }];
const surroundings = {
  project: { id: "p1", name: "Project", properties },
  users: [],
  origin: "https://portal.example.com",
  syncTime: "2026-01-01T00:00:00.000Z",
};

describe("answers", () => {
  test("outlive the rename of their variable", () => {
    const definition = aDefinition();
    const setup = { name: "Test", settings: { region: "eu" }, mappings: { user_id_field: "user_id" }, actions: {} };
    const values = withSetupValues(definition, initialTestValues("p1"), setup);
    const [field, key] = definition.fields;
    if (!field || !key) throw new Error("The definition has two fields.");
    const renamed = { ...definition, fields: [{ ...field, variable: "data_center" }, key] };
    expect(setupValuesOf(definition, values)).toEqual(setup);
    expect(setupValuesOf(renamed, values).settings).toEqual({ data_center: "eu" });
  });

  test("a change made in a form that was drawn earlier leaves alone what came since", () => {
    const definition = aDefinition();
    const shown = setupValuesOf(definition, initialTestValues("p1"));
    const since = { ...initialTestValues("p1"), name: "EU test", settings: { "f-region": "eu" } };
    const typed = { ...shown, settings: { ...shown.settings, app_key: "top-secret" } };
    const values = withSetupValues(definition, since, typed, shown);
    expect(values).toEqual({ ...since, settings: { "f-region": "eu", "f-key": "top-secret" } });
  });

  test("secrets are never written to storage, the rest comes back", () => {
    const definition = aDefinition();
    const values = withSetupValues(definition, initialTestValues("p1"), {
      name: "Test",
      settings: { region: "eu", app_key: "top-secret" },
      mappings: {},
      actions: {},
    });
    const standing = { keptAt: "2026-01-01T00:00:00.000Z", isUnsaved: true };
    const text = serializeTestValues(valuesToKeep(definition, values), standing);
    expect(text).not.toContain("top-secret");
    const back = deserializeTestValues(text);
    expect(back?.standing).toEqual(standing);
    expect(back && setupValuesOf(definition, back.values)).toEqual({
      name: "Test",
      settings: { region: "eu" },
      mappings: {},
      actions: {},
    });
  });

  test("the answers of a field that was removed are not kept, in case it was a secret", () => {
    const definition = aDefinition();
    const values = withSetupValues(definition, initialTestValues("p1"), {
      name: "",
      settings: { app_key: "top-secret" },
      mappings: {},
      actions: {},
    });
    expect(JSON.stringify(valuesToKeep({ ...definition, fields: [] }, values))).not.toContain("top-secret");
  });

  test("users and events that are too many to keep are left out, the answers stay", () => {
    const users = Array.from({ length: 1_000 }, (_, index) => ({
      operation: "add" as const,
      properties: { email: `${index}${"x".repeat(2_500)}` },
    }));
    const values = { ...initialTestValues("p1"), settings: { "f-region": "eu" }, users };
    const kept = valuesToKeep(aDefinition(), values);
    expect(kept.users).toBeUndefined();
    expect(kept.settings).toEqual({ "f-region": "eu" });
    expect(valuesToKeep(aDefinition(), { ...values, users: users.slice(0, 3) }).users).toHaveLength(3);
  });

  test("what storage holds from another time or another hand is ignored", () => {
    expect(deserializeTestValues("{")).toBeUndefined();
    expect(deserializeTestValues('{"projectId": 7}')).toBeUndefined();
    expect(deserializeTestValues(null)).toBeUndefined();
  });
});

describe("request values", () => {
  test("members are sent with the cohort of the list, creation with a fresh one", () => {
    const values = { ...initialTestValues("p1"), cohort: { id: "cohort-old", name: "Test cohort old" } };
    expect(cohortFor(values, "addUsers").id).toBe("cohort-old");
    expect(cohortFor(values, "listCreation")).toEqual(nextCohort(values));
  });

  test("answers of a method that is not in use stay here", () => {
    const definition = aDefinition();
    const [, key] = definition.fields;
    if (!key) throw new Error("The definition has a key.");
    const unused = { ...definition, fields: [{ ...key, credentialOf: "bearer" as const }] };
    const values = withSetupValues(unused, initialTestValues("p1"), {
      name: "",
      settings: { app_key: "top-secret" },
      mappings: {},
      actions: {},
    });
    expect(requestValuesOf(unused, values, "addUsers", surroundings).settings).toEqual({});
  });

  test("a destination that makes no list brings its own list ID", () => {
    const definition = aDefinition();
    const endpoints = {
      ...definition.endpoints,
      listCreation: { ...definition.endpoints.listCreation, listIdFrom: "none" as const, listIdTemplate: "$region" },
    };
    const values = { ...initialTestValues("p1"), settings: { "f-region": "eu" }, listId: "42" };
    expect(requestValuesOf({ ...definition, endpoints }, values, "addUsers", surroundings).listId).toBe("eu");
  });
});

describe("users", () => {
  test("are generated for the property that is mapped, not only the default", () => {
    const definition = aDefinition();
    const values = { ...initialTestValues("p1"), mappings: { "m-user": "plan_id" } };
    const [user] = usersOf(definition, values, properties);
    expect(Object.keys(user?.properties ?? {})).toContain("plan_id");
    expect(userColumns(definition, values, usersOf(definition, values, properties))).toEqual(["plan_id"]);
  });

  test("numbers survive JSON or become text", () => {
    const user = plainUser({
      operation: "add",
      properties: { small: new LosslessNumber("12"), large: new LosslessNumber("12345678901234567890") },
    });
    expect(user.properties).toEqual({ small: 12, large: "12345678901234567890" });
  });
});

describe("list ID", () => {
  test("a number keeps every digit, a text stays a text", () => {
    expect(listIdText("12345678901234567890")).toBe("12345678901234567890");
    expect(listIdJson("12345678901234567890", true)).toBe("12345678901234567890");
    expect(listIdJson("42", false)).toBe('"42"');
    expect(listIdJson("007", true)).toBe('"007"');
    expect(listIdJson("  ", true)).toBe("");
  });

  test("whatever is typed can be read back", () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (typed, isNumber) => {
        const json = listIdJson(typed, isNumber);
        expect(listIdText(json)).toBe(typed.trim());
        expect(parseListId(json) === undefined).toBe(typed.trim() === "");
      }),
    );
  });
});

describe("what to begin with", () => {
  const current = { ...initialTestValues("p1"), cohortName: "Here" };
  const answers = { ...initialTestValues("p1"), cohortName: "There" };
  const updatedAt = "2026-02-02T00:00:00.000Z";
  const kept = { answers, updatedAt };
  const none = { answers: null, updatedAt: null };

  test("a new tab takes what the server keeps", () => {
    const next = valuesToBeginWith({ current, begun: current, remembered: undefined, kept });
    expect(next).toEqual({ values: answers, keptAt: updatedAt, isUnsaved: false });
  });

  test("a tab with nothing unsaved takes what was kept from elsewhere since, and stays where nothing was", () => {
    const older = { keptAt: "2026-01-01T00:00:00.000Z", isUnsaved: false };
    expect(valuesToBeginWith({ current, begun: current, remembered: older, kept }).values).toBe(answers);
    const same = { keptAt: updatedAt, isUnsaved: false };
    const stayed = valuesToBeginWith({ current, begun: current, remembered: same, kept });
    expect(stayed).toEqual({ values: current, keptAt: updatedAt, isUnsaved: false });
  });

  test("what was changed here and isn't on the server is never lost", () => {
    const unsaved = { keptAt: null, isUnsaved: true };
    const fromBefore = valuesToBeginWith({ current, begun: current, remembered: unsaved, kept });
    expect(fromBefore).toEqual({ values: current, keptAt: updatedAt, isUnsaved: true });
    const same = { keptAt: updatedAt, isUnsaved: false };
    const justTyped = valuesToBeginWith({ current, begun: { ...current }, remembered: same, kept });
    expect(justTyped).toEqual({ values: current, keptAt: updatedAt, isUnsaved: true });
  });

  test("a secret typed before the server answered stands, and takes none of the answers that are kept along", () => {
    const begun = initialTestValues("p1");
    const current = { ...begun, settings: { "f-key": "top-secret" } };
    const stored = { ...answers, cohortName: "Power users", settings: { "f-region": "eu" } };
    const next = valuesToBeginWith({ current, begun, remembered: undefined, kept: { answers: stored, updatedAt } });
    expect(next).toEqual({
      values: { ...stored, settings: { "f-region": "eu", "f-key": "top-secret" } },
      keptAt: updatedAt,
      isUnsaved: true,
    });
  });

  test("looking at a destination keeps nothing; what a tab alone remembers is kept", () => {
    expect(valuesToBeginWith({ current, begun: current, remembered: undefined, kept: none }).isUnsaved).toBe(false);
    const alone = { keptAt: null, isUnsaved: false };
    expect(valuesToBeginWith({ current, begun: current, remembered: alone, kept: none }).isUnsaved).toBe(true);
  });
});
