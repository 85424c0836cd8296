import fc from "fast-check";
import { expect, test } from "vitest";
import { type JsonValue, LosslessNumber } from "@/lib/destination/json";
import { parseTemplate } from "./parse";
import { lookupIn, type Rendered, renderHeaderValue, renderJson, renderText } from "./render";

type Values = Record<string, JsonValue | undefined>;

const json = (text: string, values: Values, items?: string[]) =>
  renderJson(parseTemplate(text, "json"), lookupIn(values), items && { items });
const plain = (text: string, values: Values) => renderText(parseTemplate(text, "text"), lookupIn(values));
const header = (text: string, values: Values) => renderHeaderValue(parseTemplate(text, "text"), lookupIn(values));

/** The text, or the codes of the problems. */
const outcome = (result: Rendered) => (result.ok ? result.text : result.problems.map(({ code }) => code));

const id = new LosslessNumber("12345678901234567890");
const values: Values = {
  email: 'a"b\\c\n@x.com',
  name: "Ann",
  dollar: "$api_key $& $$ ${name}",
  id,
  yes: true,
  nothing: null,
  list: ["a", 1],
  object: { a: { b: "c" } },
  lone: "\ud800",
  api_key: "s3cr3t",
  __proto__key: "x",
};

const renderedJson: [template: string, text: string | string[]][] = [
  ["", ""],
  ["  \n", ""],
  ['{"a": "$email"}', '{"a": "a\\"b\\\\c\\n@x.com"}'],
  ['{"a": $email}', '{"a": "a\\"b\\\\c\\n@x.com"}'],
  ['{"$name": 1}', '{"Ann": 1}'],
  ['{ "a" : 1.50 ,\r\n "b":-0 }', '{ "a" : 1.50 ,\r\n "b":-0 }'],
  ['"$dollar"', '"$api_key $& $$ ${name}"'],
  ['"$$name costs $$5 and $5"', '"$name costs $5 and $5"'],
  ['{"a": $id, "b": "$id"}', '{"a": 12345678901234567890, "b": "12345678901234567890"}'],
  ["[$yes, $nothing, $list, $object]", '[true, null, ["a",1], {"a":{"b":"c"}}]'],
  ['"$list and $yes"', '"[\\"a\\",1] and true"'],
  ["${object.a.b}", '"c"'],
  ["${object.a.constructor}", ["missing-value"]],
  ['"$lone"', '"\\ud800"'],
  ['"$missing"', ["missing-value"]],
  ["$constructor", ["missing-value"]],
  ["$__proto__", ["missing-value"]],
  ['"$nothing"', ["missing-value"]],
  ['{"a": ${x?}, "b": 1}', '{ "b": 1}'],
  ['{"a": 1, "b": ${x?}}', '{"a": 1}'],
  ['{"a": 1, "b": ${x?}, "c": 3}', '{"a": 1, "c": 3}'],
  ['{"a": ${x?}}', "{}"],
  ['{\n  "a": 1,\n  "b": "${x?}"\n}', '{\n  "a": 1\n}'],
  ["[${x?}, 1, ${x?}, ${name?}, ${x?}]", '[ 1, "Ann"]'],
  ['{"a": "x ${x?} y", "b": "${nothing?}"}', "{}"],
  ['{"${x?}": 1, "b": ${nothing?}}', '{ "b": null}'],
  ['{"a": {"b": ${x?}}}', '{"a": {}}'],
  ['{"a": "$missing ${x?}"}', "{}"],
  ["${x?}", ["missing-value"]],
  ['"${x?}"', ["missing-value"]],
  ["${x | default: null}", "null"],
  ['"${x | lower | default: "none"}"', '"none"'],
  ['"${nothing | default: "none"}"', '"none"'],
  ['{"a": ${name | number}}', ["filter-refused"]],
  ['{"a": ${name? | number}}', ["filter-refused"]],
  ["${id | string}", '"12345678901234567890"'],
  ["${list | json}", '"[\\"a\\",1]"'],
  ['{"$name": 1, "Ann": 2}', ["duplicate-key"]],
  ['{"$name": 1, "${name}": ${x?}}', '{"Ann": 1}'],
  ['{"\\u0041nn": 1, "$name": 2}', ["duplicate-key"]],
  ['{"a": 1,}', ["trailing-comma"]],
];

test.each(renderedJson)("the payload %j", (template, expected) => {
  expect(outcome(json(template, values))).toEqual(expected);
});

const items = ['{"id": 12345678901234567890}', '"a,b"', '"$name"', "7"];

test.each<[string, string | string[]]>([
  ["$items", `[${items.join(",")}]`],
  ['{"users": ${items}}', `{"users": [${items.join(",")}]}`],
  ['"${items | join: ";"}"', '"{\\"id\\":12345678901234567890};a,b;$name;7"'],
  ["${items | first}", '{"id":12345678901234567890}'],
  ['${items | map: "id"}', "[12345678901234567890,null,null,null]"],
  ['{"a": ${items?}}', `{"a": [${items.join(",")}]}`],
])("the items in %j", (template, expected) => {
  expect(outcome(json(template, {}, items))).toEqual(expected);
});

test("no items are an empty list, and items nobody gave are missing", () => {
  expect(outcome(json("$items", {}, []))).toBe("[]");
  expect(outcome(json("$items", {}))).toEqual(["missing-value"]);
});

test("a problem names the variable and the place", () => {
  const result = json('{"users": [{"a.b": {"x": "hi $email"}}]}', {});
  expect(result.ok ? "" : result.problems[0]?.message).toBe('$email has no value. It is needed at "users[0].a.b.x".');
  const text = plain("a/$list_id", {});
  expect(text.ok ? "" : text.problems[0]?.message).toBe("$list_id has no value. It is needed at character 3.");
});

test("a list inside a text is flagged", () => {
  const result = json('{"a": "$list"}', values);
  expect(result.ok && result.warnings.map(({ code }) => code)).toEqual(["structure-in-text"]);
});

test.each<[string, string | string[]]>([
  ["Bearer $api_key", "Bearer s3cr3t"],
  ["$dollar", "$api_key $& $$ ${name}"],
  ["$list", '["a",1]'],
  ["$missing", ["missing-value"]],
  ["$nothing", ["missing-value"]],
  ["${list[]}", ["spread-place"]],
  ["", ""],
])("the text %j", (template, expected) => {
  expect(outcome(plain(template, values))).toEqual(expected);
});

test("headers refuse every control character, in values and in the template", () => {
  for (const code of [...Array(32).keys(), 127, 128, 159]) {
    const character = String.fromCharCode(code);
    expect(outcome(header("App $key", { key: `a${character}b` }))).toEqual(["control-character"]);
    expect(outcome(header(`App${character}`, {}))).toEqual(["control-character"]);
  }
  expect(outcome(header("App $key", { key: "é~ ÿ" }))).toBe("App é~ ÿ");
});

test("a character outside Latin-1 in a header is a warning", () => {
  const result = header("App $key", { key: "日本" });
  expect(result.ok && result.warnings.map(({ code }) => code)).toEqual(["header-character"]);
});

test("a template of the other language is refused", () => {
  expect(outcome(renderJson(parseTemplate("a", "text"), lookupIn({})))).toEqual(["wrong-language"]);
  expect(outcome(renderText(parseTemplate("1", "json"), lookupIn({})))).toEqual(["wrong-language"]);
});

test("thousands of missing values are told in time", () => {
  const template = `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}": $x`).join(",")}}`;
  const start = performance.now();
  expect(outcome(json(template, {})).length).toBeLessThanOrEqual(100);
  expect(performance.now() - start).toBeLessThan(15_000);
});

/** A template's structure, from which both its text and the value it must render to are made. */
type Shape = { text: string; value: (values: Values) => unknown };

const names = ["a", "b", "c", "__proto__", "constructor"] as const;
const holes = fc.constantFrom(...names);
const key = fc.constantFrom("k", "k2", "__proto__", "a.b", 'q"');

const shape: fc.Arbitrary<Shape> = fc.letrec<{ node: Shape }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    holes.map((name): Shape => ({ text: `$${name}`, value: (given) => plainValue(given[name]) })),
    fc.tuple(fc.constantFrom("", "x ", "$$", "\\n"), holes, fc.constantFrom("", " y", "$$z")).map(
      ([before, name, after]): Shape => ({
        text: `"${before}\${${name}}${after}"`,
        value: (given) => literal(before) + asText(given[name]) + literal(after),
      }),
    ),
    fc
      .json({ maxDepth: 1 })
      .map((text): Shape => ({ text: text.replaceAll("$", "$$$$"), value: () => JSON.parse(text) })),
    fc.array(tie("node"), { maxLength: 3 }).map(
      (nodes): Shape => ({
        text: `[ ${nodes.map(({ text }) => text).join(" , ")}]`,
        value: (given) => nodes.map(({ value }) => value(given)),
      }),
    ),
    fc.uniqueArray(fc.tuple(key, tie("node")), { maxLength: 3, selector: ([name]) => name }).map(
      (members): Shape => ({
        text: `{${members.map(([name, { text }]) => `${JSON.stringify(name)}: ${text}`).join(",\n")}}`,
        value: (given) =>
          JSON.parse(
            `{${members.map(([name, { value }]) => `${JSON.stringify(name)}:${JSON.stringify(value(given))}`).join(",")}}`,
          ),
      }),
    ),
  ),
})).node;

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "$api_key",
    "${a}",
    "$&",
    "$$",
    '","admin":true,"x":"',
    '"}',
    "\\",
    "\u2028",
    "\ud800",
    "undefined",
    "]",
  ),
  fc.integer(),
  fc.boolean(),
  fc.json({ maxDepth: 2 }).map((text): JsonValue => JSON.parse(text)),
  fc.bigInt().map((big) => new LosslessNumber(String(big))),
);

const given: fc.Arbitrary<Values> = fc
  .tuple(...names.map(() => hostile.filter((value) => value !== null)))
  .map((all) => Object.fromEntries(names.map((name, index) => [name, all[index]])));

test("no value changes the shape of a payload, and none is read again", () => {
  fc.assert(
    fc.property(shape, given, ({ text, value }, all) => {
      const result = json(text, { ...all, api_key: "s3cr3t" });
      if (!result.ok) throw new Error(`${text}: ${result.problems[0]?.message}`);
      expect(JSON.stringify(JSON.parse(result.text))).toBe(JSON.stringify(value(all)));
      expect(result.text).not.toContain("s3cr3t");
    }),
    { numRuns: 2_000 },
  );
});

test("fragments cover the text without gaps and name their tokens", () => {
  fc.assert(
    fc.property(shape, given, ({ text }, all) => {
      const result = json(text, all);
      if (!result.ok) return;
      let end = 0;
      for (const fragment of result.fragments) {
        expect(fragment.start).toBe(end);
        end = fragment.end;
      }
      expect(end).toBe(result.text.length);
      const tokens = parseTemplate(text, "json").tokens.length;
      expect(result.fragments.filter(({ token }) => token)).toHaveLength(tokens);
    }),
  );
});

test("whatever is missing, what is rendered is JSON", () => {
  const optional = fc.array(fc.constantFrom("${a?}", '"${b?} $c"', '{"k": ${c?}, "l": "${a?}"}', "1", "[${b?}]"));
  fc.assert(
    fc.property(optional, fc.subarray(["a", "b", "c"]), (elements, present) => {
      const all = Object.fromEntries(present.map((name) => [name, name]));
      const result = json(`{"x": [${elements.join(" , ")}]}`, { c: "c", ...all });
      expect(result.ok && JSON.parse(result.text)).toBeTruthy();
    }),
  );
});

function plainValue(value: JsonValue | undefined): unknown {
  return value instanceof LosslessNumber ? Number(value.value) : value;
}

function asText(value: JsonValue | undefined): string {
  if (typeof value === "string") return value;
  return value instanceof LosslessNumber ? value.value : JSON.stringify(value);
}

/** A literal part of a string as the reader of the payload sees it. */
function literal(text: string): string {
  return text.replace("$$", "$").replace("\\n", "\n");
}
