import { describe, expect, test } from "vitest";
import { blankField } from "@/lib/destination/blank-definition";
import { mask } from "@/lib/destination/mask-secrets";
import { buildRequest } from "@/lib/destination/request";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { withStandIns } from "./stand-ins";

describe("stand-ins for what is not answered yet", () => {
  const definition = sampleDefinition();

  test("make every request of a complete definition visible, and name what is made up", () => {
    const { values, missing } = withStandIns(definition, "addUsers", sampleValues({ settings: {}, listId: undefined }));
    expect(buildRequest(definition, "addUsers", values).ok).toBe(true);
    expect(missing).toContain("List ID");
    expect(values.settings.bearer_token).toBe(mask);
  });

  test("leave answers alone, and the list ID of calls that have none", () => {
    const values = sampleValues();
    expect(withStandIns(definition, "addUsers", values)).toEqual({ values, missing: [] });
    const creation = withStandIns(definition, "listCreation", sampleValues({ listId: undefined }));
    expect(creation.values.listId).toBeUndefined();
  });

  test("stand in for an access token, which nobody is asked for", () => {
    const authentication = { ...definition.authentication, method: "oauth2" as const };
    const { values, missing } = withStandIns({ ...definition, authentication }, "addUsers", sampleValues());
    expect(values.accessToken).toBe(mask);
    expect(missing).toEqual([]);
  });

  test("don't answer what is optional", () => {
    const optional = { ...blankField("string"), variable: "note", displayName: "Note", required: false };
    const { missing } = withStandIns(
      { ...definition, fields: [...definition.fields, optional] },
      "addUsers",
      sampleValues(),
    );
    expect(missing).toEqual([]);
  });
});
