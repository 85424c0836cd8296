import { expect, test } from "vitest";
import { blankErrorEntry, blankItemOutcome, blankListDefinition } from "@/lib/destination/blank-definition";
import { destinationDefinition, type ListDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { classify } from "@/lib/destination/error-catalog";
import type { Exchange } from "@/lib/destination/exchange";
import { parseJson } from "@/lib/destination/json";
import { readListId } from "@/lib/destination/response";
import type { PlaceSteps } from "@/lib/destination/response-place";
import { valueActions } from "./value-actions";

function answered(status: number, body: string): Exchange {
  return {
    request: { method: "POST", url: "https://partner.example/lists", headers: [] },
    response: { status, headers: [], body, bodyBytes: body.length, isTruncated: false },
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 5,
  };
}

function actionsFor(
  body: string,
  steps: PlaceSteps,
  {
    endpoint = "listCreation",
    status = 200,
    definition = blankListDefinition(),
  }: Partial<{
    endpoint: EndpointKey;
    status: number;
    definition: ListDefinition;
  }> = {},
) {
  const exchange = answered(status, body);
  const document = parseJson(body) ?? null;
  const actions = valueActions({ definition, endpoint, exchange, document, steps });
  return {
    actions,
    ids: actions.map(({ id }) => id),
    take: (id: string): ListDefinition => {
      const after = actions.find((action) => action.id === id)?.apply(definition);
      const parsed = destinationDefinition.parse(after);
      if (parsed.kind !== "list") throw new Error("another kind");
      return parsed;
    },
    exchange,
  };
}

test("a value becomes the list ID, and is then read there", () => {
  const body = '{"data": {"list-id": 12345678901234567890}}';
  const { take, actions } = actionsFor(body, ["data", "list-id"], {
    definition: setAtPath(blankListDefinition(), ["endpoints", "listCreation", "listIdFrom"], "none"),
  });
  const { listCreation } = take("list-id").endpoints;
  expect(listCreation.listIdFrom).toBe("response");
  expect(readListId(listCreation, body)).toMatchObject({ ok: true, path: "$.data['list-id']" });
  expect(actions[0]?.place).toEqual(["endpoints", "listCreation", "listIdPath"]);
});

test("a list ID is a text or a number, and is made by one endpoint only", () => {
  expect(actionsFor('{"list": {"id": 1}}', ["list"]).ids).not.toContain("list-id");
  expect(actionsFor('{"ok": true}', ["ok"]).ids).not.toContain("list-id");
  expect(actionsFor('{"id": 1}', ["id"], { endpoint: "addUsers" }).ids).not.toContain("list-id");
  expect(actionsFor('{"id": 1}', ["id"], { status: 422 }).ids).not.toContain("list-id");
});

test("a value becomes the sub error code of a new error, which then matches the response", () => {
  const body = '{"errors": [{"code": 4000, "text": "x"}]}';
  const { take, exchange } = actionsFor(body, ["errors", 0, "code"], { endpoint: "addUsers", status: 400 });
  const { addUsers } = take("new-error").endpoints;
  expect(addUsers.errors.at(-1)).toMatchObject({ status: "400", subErrorCode: '{"errors":[{"code":4000}]}' });
  expect(classify(exchange, addUsers, "addUsers").outcome.entryId).toBe(addUsers.errors.at(-1)?.id);
});

test("only entries for this status are offered, and only the chosen one is changed", () => {
  const entry = (id: string, status: string) => ({ ...blankErrorEntry(), id, status, failureReason: id });
  const errors = [entry("exact", "400"), entry("other", "401"), entry("class", "4xx")];
  const definition = setAtPath(blankListDefinition(), ["endpoints", "addUsers", "errors"], errors);
  const { ids, take } = actionsFor('{"code": "A"}', ["code"], { endpoint: "addUsers", status: 400, definition });
  expect(ids.filter((id) => id.startsWith("error-"))).toEqual(["error-exact", "error-class"]);
  expect(take("error-class").endpoints.addUsers.errors.map(({ subErrorCode }) => subErrorCode)).toEqual([
    "",
    "",
    '{"code":"A"}',
  ]);
});

test("a value names where single results are; an index by its name", () => {
  const body = '{"failed": [{"email": "a@example.com", "index": 3}]}';
  const rule = (steps: PlaceSteps) =>
    actionsFor(body, steps, { endpoint: "addUsers" }).take("new-rule").endpoints.addUsers.itemOutcomes.at(-1);
  expect(rule(["failed", 0, "email"])).toMatchObject({ path: "failed", itemPath: "email", identifyBy: "value" });
  expect(rule(["failed", 0, "index"])).toMatchObject({ path: "failed", itemPath: "index", identifyBy: "index" });
  expect(rule(["failed"])).toMatchObject({ path: "failed", itemPath: "" });
  expect(actionsFor(body, ["failed", 0, "email"], { endpoint: "listCreation" }).ids).not.toContain("new-rule");
});

test("a value inside a rule's results becomes its code or its message", () => {
  const outcome = { ...blankItemOutcome(), id: "r1", path: "failed" };
  const definition = setAtPath(blankListDefinition(), ["endpoints", "addUsers", "itemOutcomes"], [outcome]);
  const { take } = actionsFor('{"failed": [{"error": {"code": 7}}]}', ["failed", 0, "error", "code"], {
    endpoint: "addUsers",
    definition,
  });
  expect(take("r1-codePath").endpoints.addUsers.itemOutcomes[0]?.codePath).toBe("error.code");
  expect(take("r1-messagePath").endpoints.addUsers.itemOutcomes[0]?.messagePath).toBe("error.code");
});
