import { expect, test } from "vitest";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { requestText } from "./request-text";

test("reads as the request is sent", () => {
  expect(requestText(sampleDefinition(), "addUsers")).toBe(`POST $region/lists/$list_id/add
Content-Type: application/json
Authorization: Bearer $bearer_token
X-Workspace: $workspace

{"ids": $items}

Each user in $items:
{"id": "$user_id_field"}`);
});

test("an endpoint's own authentication stands in place of the destination's, and without a payload there is no type", () => {
  const definition = asList(sampleDefinition());
  definition.endpoints.listCreation = {
    ...definition.endpoints.listCreation,
    method: "GET",
    payload: "",
    authentication: { ...definition.authentication, method: "basic" },
  };
  expect(requestText(definition, "listCreation")).toBe(`GET $region/lists
Authorization: Basic base64($api_key:$api_secret)
X-Workspace: $workspace`);
  expect(requestText(definition, "listDeletion")).toBe("");
});
