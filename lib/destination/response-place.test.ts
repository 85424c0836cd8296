import fc from "fast-check";
import { expect, test } from "vitest";
import { blankItemOutcome } from "./blank-definition";
import { isLosslessNumber, type JsonValue, parseJson, toJson } from "./json";
import { readResponsePath, valuesAt } from "./response-path";
import {
  itemPathsOf,
  type PlaceSteps,
  pathInsideResult,
  pathOfPlace,
  subErrorCodeOf,
  valueAtPlace,
} from "./response-place";
import { matchesSubErrorCode, SearchedBody } from "./sub-error-code";

function parsed(value: unknown): JsonValue {
  const document = parseJson(JSON.stringify(value));
  if (document === undefined) throw new Error("not JSON");
  return document;
}

/** Every place of a document with its value. */
function placesOf(value: JsonValue, steps: PlaceSteps = []): { steps: PlaceSteps; value: JsonValue }[] {
  const own = { steps, value };
  if (value === null || typeof value !== "object" || isLosslessNumber(value)) return [own];
  const members: [string | number, JsonValue | undefined][] = Array.isArray(value)
    ? value.map((element, index) => [index, element])
    : Object.entries(value);
  return [
    own,
    ...members.flatMap(([step, member]) => (member === undefined ? [] : placesOf(member, [...steps, step]))),
  ];
}

test("the path of any place of any document is read back and leads there, and nowhere else", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (json) => {
      const document = parsed(json);
      for (const { steps, value } of placesOf(document)) {
        const read = readResponsePath(pathOfPlace(steps));
        expect(read.ok, pathOfPlace(steps)).toBe(true);
        if (!read.ok) return;
        const found = valuesAt(document, read.steps);
        expect(found.map((each) => toJson(each))).toEqual([toJson(value)]);
      }
    }),
    { numRuns: 500 },
  );
});

test("names with dots, quotes, backslashes and spaces are written so that they can be read back", () => {
  for (const name of [
    "a.b",
    "it's",
    'say "hi"',
    "back\\slash",
    "with space",
    "",
    "日本",
    "a]b",
    "line\nbreak",
    "*",
    "$",
  ]) {
    const document = parsed({ [name]: { x: 1 } });
    const read = readResponsePath(pathOfPlace([name, "x"]));
    expect(read.ok && valuesAt(document, read.steps).map((value) => toJson(value)), name).toEqual(["1"]);
  }
});

test("a sub error code of any scalar is contained in the body that it was made of", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (json) => {
      const body = JSON.stringify(json);
      const document = parsed(json);
      for (const { steps } of placesOf(document)) {
        const code = subErrorCodeOf(document, steps);
        if (code !== undefined) expect(matchesSubErrorCode(code, new SearchedBody(body)), code).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test("a sub error code holds the value with what it stands in, and nothing else", () => {
  const document = parsed({ status: "error", errors: [{ code: 1000, text: "No" }, { code: 2000 }] });
  expect(subErrorCodeOf(document, ["errors", 1, "code"])).toBe('{"errors":[{"code":2000}]}');
  expect(subErrorCodeOf(document, ["errors"])).toBeUndefined();
  const long = parsed({ id: "PLACE" });
  expect(subErrorCodeOf(long, ["id"])).toBe('{"id":"PLACE"}');
  expect(subErrorCodeOf(parseJson('{"id": 12345678901234567890}') ?? null, ["id"])).toBe('{"id":12345678901234567890}');
});

test.each([
  [
    "an identifier in a list of texts",
    { failed: { emails: ["a", "b"] } },
    ["failed", "emails", 1],
    "failed.emails",
    "",
  ],
  ["a member of an element", { results: [{ user: { id: 7 } }] }, ["results", 0, "user", "id"], "results", "user.id"],
  ["a list within a list", { a: [{ b: [{ id: 1 }] }] }, ["a", 0, "b", 0, "id"], "a[*].b", "id"],
  ["an element that is an object", { results: [{ id: 1 }] }, ["results", 0], "results", ""],
  ["the list itself", { results: [{ id: 1 }] }, ["results"], "results", ""],
  ["a list that is the whole response", [{ id: 1 }], [0, "id"], "$", "id"],
  ["a member beside no list", { error: { email: "a" } }, ["error", "email"], "error", "email"],
  ["a list below a name that needs quotes", { "not found": ["a"] }, ["not found", 0], "$['not found']", ""],
] satisfies [string, unknown, PlaceSteps, string, string][])("single results: %s", (_, json, steps, path, itemPath) => {
  expect(itemPathsOf(parsed(json), steps)).toEqual({ path, itemPath });
});

test("a path inside a result is told only for values inside one of the rule's results", () => {
  const document = parsed({ results: [{ error: { code: 4 } }], other: 1, one: { code: 5 } });
  const rule = (path: string) => ({ ...blankItemOutcome(), path });
  expect(pathInsideResult(rule("results"), document, ["results", 0, "error", "code"])).toBe("error.code");
  expect(pathInsideResult(rule("$.results[*]"), document, ["results", 0, "error", "code"])).toBe("error.code");
  expect(pathInsideResult(rule("one"), document, ["one", "code"])).toBe("code");
  expect(pathInsideResult(rule("results"), document, ["other"])).toBeUndefined();
  expect(pathInsideResult(rule("results"), document, ["results", 0])).toBeUndefined();
  expect(pathInsideResult(rule(""), document, ["other"])).toBeUndefined();
});

test("nothing is found at a place that a document doesn't have", () => {
  expect(valueAtPlace(parsed({ a: 1 }), ["a", "b"])).toBeUndefined();
  expect(valueAtPlace(parsed({ a: 1 }), ["constructor"])).toBeUndefined();
});
