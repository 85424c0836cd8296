import fc from "fast-check";
import { expect, test } from "vitest";
import { type JsonValue, LosslessNumber, toJson } from "@/lib/destination/json";
import { applyFilter, type FilterArgument, filterNames, filters, suggestFilter, valueAt } from "./filters";
import { nearestName } from "./nearest-name";
import { parseTemplate } from "./parse";
import { lookupIn, renderJson } from "./render";
import { cohortSlug, slugify } from "./slugify";

test("every example of a filter is true", () => {
  for (const name of filterNames) {
    const { example } = filters[name] ?? {};
    const result = renderJson(parseTemplate(example?.template ?? "", "json"), lookupIn({ x: example?.value }));
    expect(result.ok ? JSON.parse(result.text) : result.problems).toEqual(example?.result);
  }
});

// `boolean` is ours: answers of the setup modal are text, and some partners want true or false.
test("the filters of SPEC 6 rule 5 are all there", () => {
  expect([...filterNames].sort()).toEqual(
    "base64 boolean date default email first join json lower map md5 number remove_spaces replace sha256 slugify string trim truncate upper url_encode".split(
      " ",
    ),
  );
});

const refused = "refused";
const applied: [name: string, value: JsonValue | undefined, args: FilterArgument[], result: JsonValue | undefined][] = [
  ["boolean", "true", [], true],
  ["boolean", " False ", [], false],
  ["boolean", true, [], true],
  ["boolean", "yes", [], refused],
  ["boolean", 1, [], refused],
  ["lower", 42, [], "42"],
  ["upper", true, [], "TRUE"],
  ["lower", ["a"], [], refused],
  ["lower", { a: 1 }, [], refused],
  ["lower", null, [], null],
  ["lower", undefined, [], undefined],
  ["trim", "\u00a0 a b\n", [], "a b"],
  ["remove_spaces", " a\tb\u00a0c ", [], "abc"],
  ["replace", "a.b.c", [".", "$&"], "a$&b$&c"],
  ["replace", "aaa", ["a", ""], ""],
  ["replace", "a".repeat(60_000), ["a", "b".repeat(1_000)], refused],
  ["truncate", "👋🏽 hello", [1], "👋"],
  ["truncate", "abc", [0], ""],
  ["truncate", "abc", [1.5], refused],
  ["sha256", "", [], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["md5", "", [], "d41d8cd98f00b204e9800998ecf8427e"],
  ["md5", "é", [], "66ddcd97cfdeabb2f6fb8a999b4bc76f"],
  ["base64", "", [], ""],
  ["base64", "a", [], "YQ=="],
  ["base64", "ab", [], "YWI="],
  ["base64", "日本", [], "5pel5pys"],
  ["base64", "\ud800", [], "77+9"],
  ["json", null, [], "null"],
  ["json", undefined, [], undefined],
  ["json", { a: [1, "b"] }, [], '{"a":[1,"b"]}'],
  ["number", " -1.50e3 ", [], new LosslessNumber("-1.50e3")],
  ["number", "12345678901234567890", [], new LosslessNumber("12345678901234567890")],
  ["number", new LosslessNumber("7"), [], new LosslessNumber("7")],
  ["number", "007", [], refused],
  ["number", "", [], refused],
  ["number", true, [], refused],
  ["string", new LosslessNumber("12345678901234567890"), [], "12345678901234567890"],
  ["string", false, [], "false"],
  ["join", ["a", 1, null, { b: true }], ["|"], 'a|1|{"b":true}'],
  ["join", ["a", "b"], [], "a,b"],
  ["join", [], [","], ""],
  ["join", "a", [","], refused],
  ["email", " Ann@EXAMPLE.com\n", [], "ann@example.com"],
  ["first", [], [], undefined],
  ["first", ["a", "b"], [], "a"],
  ["first", "abc", [], refused],
  ["map", [{ a: { b: 1 } }, { a: 2 }, null], ["a.b"], [1, null, null]],
  ["map", [{}], ["constructor"], [null]],
  ["default", undefined, ["x"], "x"],
  ["default", null, [5], 5],
  ["default", "", ["x"], ""],
  ["default", false, ["x"], false],
  ["default", undefined, [null], null],
  ["date", "2026-01-31", ["iso"], "2026-01-31T00:00:00.000Z"],
  ["date", "2026-01-31 10:30", ["iso"], "2026-01-31T10:30:00.000Z"],
  ["date", "2026-01-31T10:30:15.123456+02:00", ["iso"], "2026-01-31T08:30:15.123Z"],
  ["date", "1969-12-31T23:59:59.500Z", ["unix"], new LosslessNumber("-1")],
  ["date", 1_769_860_800, ["iso"], "2026-01-31T12:00:00.000Z"],
  ["date", new LosslessNumber("1769860800000"), ["unix"], new LosslessNumber("1769860800")],
  ["date", "1769860800", ["unix_ms"], new LosslessNumber("1769860800000")],
  ["date", "2026-02-30", ["iso"], refused],
  ["date", "yesterday", ["iso"], refused],
  ["date", "2026-01-31T25:00", ["iso"], refused],
  ["date", 1e300, ["iso"], refused],
  ["url_encode", "a b/é!'()*~", [], "a%20b%2F%C3%A9%21%27%28%29%2A~"],
  ["url_encode", "\ud800a", [], "%EF%BF%BDa"],
  ["constructor", "a", [], refused],
  ["nothing", "a", [], refused],
];

test.each(applied)("%s of %j with %j", (name, value, args, expected) => {
  const result = applyFilter(value, { name, arguments: args });
  if (expected === refused) expect(result.ok).toBe(false);
  else expect(result).toEqual({ ok: true, value: expected });
});

test("a filter that refuses says nothing of the value", () => {
  const result = applyFilter("s3cr3t", { name: "number", arguments: [] });
  expect(result.ok ? "" : result.message).not.toContain("s3cr3t");
});

test("filters never throw and give JSON values", () => {
  const argument = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  fc.assert(
    fc.property(
      fc.constantFrom(...filterNames),
      fc.jsonValue(),
      fc.array(argument, { maxLength: 3 }),
      (name, value, args) => {
        const result = applyFilter(JSON.parse(JSON.stringify(value)), { name, arguments: args });
        if (result.ok && result.value !== undefined)
          expect(() => JSON.parse(toJson(result.value ?? null))).not.toThrow();
      },
    ),
    { numRuns: 1_000 },
  );
});

test("values are found by own properties only", () => {
  expect(valueAt({ a: { b: ["x"] } }, ["a", "b", "0"])).toBe("x");
  expect(valueAt({ a: ["x"] }, ["a", "length"])).toBeUndefined();
  for (const name of ["constructor", "__proto__", "toString"]) {
    expect(valueAt({ a: 1 }, [name])).toBeUndefined();
    expect(lookupIn({})([name])).toBeUndefined();
  }
  expect(valueAt("text", ["length"])).toBeUndefined();
  expect(valueAt(new LosslessNumber("1"), ["value"])).toBeUndefined();
});

test.each([
  ["Saturday's cohort & héllo", "Saturday-s-cohort-he-llo"],
  ["café", "cafe-"],
  ["  Power users!  ", "-Power-users-"],
  ["a_b-c", "a_b-c"],
  ["ﬁne ①", "fine-1"],
  ["日本語", "-"],
  ["", ""],
  [`${"a".repeat(99)} b`, `${"a".repeat(99)}-`],
  ["x".repeat(300), "x".repeat(100)],
])("the slug of %j is %j", (name, slug) => expect(slugify(name)).toBe(slug));

test("a slug holds at most 100 of its characters and no two new hyphens in a row", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
      expect(slugify(name)).toMatch(/^[A-Za-z0-9_-]{0,100}$/);
      expect(slugify(name)).not.toContain("--");
      expect(slugify(slugify(name))).toBe(slugify(name));
    }),
  );
});

test("a cohort without letter or digit is called by its ID", () => {
  expect(cohortSlug("日本語", "7khm89cz")).toEqual({ text: "7khm89cz", isFallback: true });
  expect(cohortSlug("__ !", "7khm89cz")).toEqual({ text: "7khm89cz", isFallback: true });
  expect(cohortSlug("Q1 日本語", "7khm89cz")).toEqual({ text: "Q1-", isFallback: false });
});

const predefined = ["list_id", "items", "item", "amplitude_cohort_name", "api_key", "api_secret"];

test.each([
  ["listId", "list_id"],
  ["list-id", "list_id"],
  ["lits_id", "list_id"],
  ["itmes", "items"],
  ["amplitude_cohort_nmae", "amplitude_cohort_name"],
  ["apikey", "api_key"],
  ["region", undefined],
  ["x", undefined],
  ["", undefined],
])("the name nearest to %j is %j", (name, nearest) => expect(nearestName(name, predefined)).toBe(nearest));

test("near misses of filters are suggested", () => {
  expect(suggestFilter("slugfy")).toBe("slugify");
  expect(suggestFilter("lowercase")).toBeUndefined();
});
