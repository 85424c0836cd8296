import fc from "fast-check";
import { expect, test } from "vitest";
import { compareExchanges, compareFingerprints } from "./compare-exchanges";
import type { Exchange } from "./exchange";
import { type JsonValue, parseJson, toJson } from "./json";
import { inOrderOf, jsonDifferences } from "./json-diff";

function anExchange(parts: { request?: Partial<Exchange["request"]>; response?: Partial<Exchange["response"]> } = {}) {
  return {
    request: { method: "POST", url: "https://partner.example/lists", headers: [], body: "{}", ...parts.request },
    response: { status: 200, headers: [], body: "{}", bodyBytes: 2, isTruncated: false, ...parts.response },
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 10,
  } satisfies Exchange;
}

function json(text: string): JsonValue {
  return parseJson(text) ?? null;
}

const paths = (before: string, after: string) =>
  jsonDifferences(json(before), json(after)).map(({ path, before, after }) => [path.join("."), before, after]);

test("members are compared whatever their order", () => {
  expect(paths('{"a": 1, "b": {"c": [1], "d": 2}}', '{"b": {"d": 2, "c": [1]}, "a": 1}')).toEqual([]);
});

test("what was added, removed or changed is named by its path, with the digits that were written", () => {
  expect(paths('{"a": 1, "b": [1, 2], "gone": "x"}', '{"a": 12345678901234567890, "b": [1, 3], "new": null}')).toEqual([
    ["a", "1", "12345678901234567890"],
    ["b.1", "2", "3"],
    ["gone", '"x"', undefined],
    ["new", undefined, "null"],
  ]);
});

test("an element that was put in front of a list is one difference", () => {
  expect(paths('[{"id": 1}, {"id": 2}]', '[{"id": 0}, {"id": 1}, {"id": 2}]')).toEqual([["0", undefined, '{"id":0}']]);
});

test("a key named like something that every object has is a key", () => {
  expect(paths('{"a": 1}', '{"a": 1, "constructor": 2, "__proto__": 3}')).toHaveLength(2);
});

test("two values differ exactly when their texts with sorted keys do, and each differs not from itself", () => {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(([key, member]): [string, unknown] => [key, sorted(member)]);
    return { members: members.sort(([one], [other]) => (one < other ? -1 : 1)) };
  };
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(value, value, (one, other) => {
      const [left, right] = [json(JSON.stringify(one)), json(JSON.stringify(other))];
      const isSame =
        JSON.stringify(sorted(JSON.parse(toJson(left)))) === JSON.stringify(sorted(JSON.parse(toJson(right))));
      expect(jsonDifferences(left, right).length === 0).toBe(isSame);
      expect(jsonDifferences(left, left)).toEqual([]);
      expect(jsonDifferences(right, inOrderOf(right, left))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("the same call twice is the same, whatever the case of a header's name", () => {
  const before = anExchange({ request: { headers: [{ name: "Content-Type", value: "a" }] } });
  const after = anExchange({ request: { headers: [{ name: "content-type", value: "a" }], body: "{ }" } });
  expect(compareExchanges(before, after).isSame).toBe(true);
});

test("each part that differs is told", () => {
  const before = anExchange({ response: { headers: [{ name: "x-a", value: "1" }] } });
  const after = anExchange({
    request: { method: "PUT", body: '{"name": "x"}', headers: [{ name: "x-b", value: "2" }] },
    response: { status: 404, body: "<p>Not here" },
  });
  const { request, response, isSame } = compareExchanges(before, after);
  expect(isSame).toBe(false);
  expect(request.line).toMatchObject({ before: "POST https://partner.example/lists", isSame: false });
  expect(request.body.members).toEqual([{ path: ["name"], after: '"x"' }]);
  expect(request.headers).toEqual([{ name: "x-b", before: undefined, after: "2" }]);
  expect(response.status).toMatchObject({ before: "200", after: "404" });
  expect(response.headers).toEqual([{ name: "x-a", before: "1", after: undefined }]);
  expect(response.body).toMatchObject({ before: "{}", after: "<p>Not here", isSame: false });
  expect(response.body.members).toBeUndefined();
});

test("a call without a response is compared by why there is none", () => {
  const { response: _, ...call } = anExchange();
  const failed = { ...call, failure: { kind: "timeout" as const, detail: "Nothing came in 15 seconds." } };
  expect(compareExchanges(anExchange(), failed).response.status).toMatchObject({
    before: "200",
    after: "Nothing came in 15 seconds.",
  });
});

test("fingerprints tell the same secret from another, and say so when they can't", () => {
  expect(compareFingerprints("f1.keykeyke.aaaa", "f1.keykeyke.aaaa")).toBe("same");
  expect(compareFingerprints("f1.keykeyke.aaaa", "f1.keykeyke.bbbb")).toBe("other");
  expect(compareFingerprints("f1.keykeyke.aaaa", "f1.otherkey.bbbb")).toBe("unknown");
  expect(compareFingerprints(undefined, "f1.keykeyke.bbbb")).toBe("other");
});
