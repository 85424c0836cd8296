import fc from "fast-check";
import { expect, test } from "vitest";
import { templateCharsMax } from "@/lib/destination/definition";
import { parseTemplate } from "./parse";
import type { Template, TextEdit } from "./template";

const legal: [name: string, text: string, variables: string[]][] = [
  ["empty", "", []],
  ["blank", " \n\t ", []],
  ["the items alone", "$items", ["items"]],
  ["an object of items", '{"userIds": $items}', ["items"]],
  ["a string", '"$email"', ["email"]],
  ["two tokens in a string", '"$first $last"', ["first", "last"]],
  ["tokens side by side in a string", '"$first$last"', ["first", "last"]],
  ["braces", '"${first}_${last}"', ["first", "last"]],
  ["a token in a key", '{"$key": 1}', ["key"]],
  ["part of a key", '{"user.${key}": 1}', ["key"]],
  ["a path", '{"total": ${event.properties.total}}', ["event"]],
  ["a path of digits and hyphens", '{"a": ${user.utm-source.0}}', ["user"]],
  ["blanks in braces", '{"a": ${ name | lower }}', ["name"]],
  ["an optional member", '{"a": ${x?}}', ["x"]],
  ["an optional text", '{"a": "${x?}"}', ["x"]],
  ["a filter", '{"a": "${x | lower}"}', ["x"]],
  ["filters in a row", '{"a": "${x|trim|lower}"}', ["x"]],
  ["arguments", '{"a": "${x | replace: "a", "b"}"}', ["x"]],
  ["an argument with escapes", '{"a": "${x | replace: "\\"", "\\u0041\\n"}"}', ["x"]],
  ["an argument with braces", '{"a": "${x | replace: "}", "{"}"}', ["x"]],
  ["a number as argument", '{"a": "${x | truncate: 5}"}', ["x"]],
  ["null by default", '{"a": ${x | default: null}}', ["x"]],
  ["true by default", '{"a": ${x | default: true}}', ["x"]],
  ["a number by default", '{"a": ${x | default: -1.5e3}}', ["x"]],
  ["joined items in a string", '{"a": "${items | join: ","}"}', ["items"]],
  ["items as JSON in a string", '{"a": "${items | json}"}', ["items"]],
  ["a literal dollar", '{"a": "$$5 and $$name"}', []],
  ["a lone dollar", '{"a": "5 $ or $5 or $"}', []],
  ["a dollar before a quote", '{"price$": "$"}', []],
  ["numbers", "[0, -0, 1.5, -12e+3, 12345678901234567890]", []],
  ["words", "[true, false, null]", []],
  ["escapes", '"\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00e9"', []],
  ["an escaped backslash before a token", '"\\\\$name"', ["name"]],
  ["empty containers", '{"a": {}, "b": [], "c": [{}]}', []],
  ["Windows line ends", '{\r\n  "a": 1,\r\n  "b": "$x"\r\n}\r\n', ["x"]],
  ["dots in keys", '{"a.b": 1}', []],
  ["an upper-case name", '"$_Name9"', ["_Name9"]],
  ["names like those of prototypes", '{"__proto__": "$__proto__", "b": $constructor}', ["__proto__", "constructor"]],
  ["other alphabets", '{"名前": "日本語 $name 🎉"}', ["name"]],
  ["an unpaired surrogate", '"\ud83d"', []],
  ["comment signs in a string", '{"a": "// # /* no comment */ https://x.com"}', []],
  ["64 levels", `${"[".repeat(64)}${"]".repeat(64)}`, []],
  ["equal keys at different levels", '{"a": {"a": 1}}', []],
  ["equal keys with tokens", '{"$a": 1, "$b": 2}', ["a", "b"]],
];

test.each(legal)("a payload may be: %s", (_, text, variables) => {
  const template = parseTemplate(text, "json");
  expect(template.errors).toEqual([]);
  expect(template.tokens.map((token) => token.name)).toEqual(variables);
});

/** `fixed`: what the text is after all fixes, and then it is legal; null where an error has none. */
const illegal: [name: string, text: string, codes: string[], fixed: string | null][] = [
  ["a trailing comma in an object", '{"a": 1,}', ["trailing-comma"], '{"a": 1}'],
  ["a trailing comma in a list", "[1, 2 , ]", ["trailing-comma"], "[1, 2  ]"],
  ["a line comment", '{"a": 1 // one\n}', ["comment"], '{"a": 1 \n}'],
  ["a block comment", '{/* all */"a": 1}', ["comment"], '{"a": 1}'],
  ["an endless comment", '{"a": 1} /* all', ["comment"], '{"a": 1} '],
  ["a hash comment", '# hello\n{"a": 1}', ["comment"], '\n{"a": 1}'],
  ["a comment and a trailing comma", "[1, // one\n]", ["trailing-comma", "comment"], "[1 \n]"],
  ["a missing comma in an object", '{"a": 1 "b": 2}', ["missing-comma"], '{"a": 1, "b": 2}'],
  ["a missing comma in a list", "[$a $b]", ["missing-comma"], "[$a, $b]"],
  ["a missing comma at a line's end", '{"a": "$x"\n"b": 2}', ["missing-comma"], '{"a": "$x",\n"b": 2}'],
  ["a semicolon", '{"a": 1; "b": 2}', ["missing-comma"], '{"a": 1, "b": 2}'],
  ["two commas", "[1,,2]", ["extra-comma"], "[1,2]"],
  ["a comma first", "[,1]", ["extra-comma"], "[1]"],
  ["a missing colon", '{"a" 1}', ["missing-colon"], '{"a": 1}'],
  ["an equals sign", '{"a" = 1}', ["missing-colon"], '{"a" : 1}'],
  ["an arrow", '{"a" => 1}', ["missing-colon"], '{"a" : 1}'],
  ["a missing value", '{"a": }', ["missing-value"], null],
  ["a key without colon and value", '{"a"}', ["missing-value"], null],
  ["two colons", '{"a":: 1}', ["unexpected-colon"], '{"a": 1}'],
  ["a list with keys", '["a": 1]', ["unexpected-colon"], '["a", 1]'],
  ["single quotes", "{'a': 'it\"s'}", ["single-quotes", "single-quotes"], '{"a": "it\\"s"}'],
  ["an escaped apostrophe", "['it\\'s']", ["single-quotes"], `["it's"]`],
  ["curly quotes", "{“a”: “$x”}", ["curly-quotes", "curly-quotes"], '{"a": "$x"}'],
  ["a curly and a straight quote", '["a", “b"]', ["curly-quotes"], '["a", "b"]'],
  ["an unquoted key", "{a: 1, $b: 2}", ["unquoted-key", "unquoted-key"], '{"a": 1, "$b": 2}'],
  ["an unquoted text", '{"a": hello world, "b": 1}', ["unquoted-text"], '{"a": "hello world", "b": 1}'],
  ["an unquoted address", '{"a": https://x.com/$id}', ["unquoted-text"], '{"a": "https://x.com/$id"}'],
  ["text beside a token", '{"a": user-$id}', ["unquoted-text"], '{"a": "user-$id"}'],
  ["text after a token", '{"a": $id-user}', ["unquoted-text"], '{"a": "$id-user"}'],
  ["two bare tokens", '{"a": $a$b}', ["unquoted-text"], '{"a": "$a$b"}'],
  ["a bare dollar", '{"a": $}', ["unquoted-text"], '{"a": "$"}'],
  ["a bare price", '{"a": $5}', ["unquoted-text"], '{"a": "$5"}'],
  ["an unquoted path", '{"a": C:\\x}', ["unquoted-text"], '{"a": "C:\\\\x"}'],
  ["Python's words", "[True, None]", ["unknown-word", "unknown-word"], "[true, null]"],
  ["undefined", '{"a": undefined}', ["unknown-word"], '{"a": null}'],
  ["a leading zero", "[007]", ["bad-number"], "[7]"],
  ["a leading point", "[-.5]", ["bad-number"], "[-0.5]"],
  ["a trailing point", "[1.]", ["bad-number"], "[1]"],
  ["a plus", "[+1]", ["bad-number"], "[1]"],
  ["hexadecimal", "[0x1F]", ["bad-number"], '["0x1F"]'],
  ["a version", "[1.2.3]", ["bad-number"], '["1.2.3"]'],
  ["a date", "[2026-01-31]", ["bad-number"], '["2026-01-31"]'],
  ["a string without end", '{"a": "x,\n"b": 1}', ["unterminated-string"], '{"a": "x",\n"b": 1}'],
  ["a string without end, last", '{"a": "$x}', ["unterminated-string"], '{"a": "$x"}'],
  ["a braced token in a string without end", '{"a": "${x}}', ["unterminated-string"], '{"a": "${x}"}'],
  ["a key without end", '{"a: 1}', ["unterminated-string"], '{"a": 1}'],
  ["a key without beginning", '{a": 1}', ["missing-quote"], '{"a": 1}'],
  ["a value without beginning", '{"a": x y", "b": 1}', ["missing-quote"], '{"a": "x y", "b": 1}'],
  ["a tab in a string", '"a\tb"', ["control-character"], '"a\\tb"'],
  ["a control character in a string", '"a\u0001b"', ["control-character"], '"a\\u0001b"'],
  ["a bad escape", '"C:\\x"', ["bad-escape"], '"C:\\\\x"'],
  ["half a unicode escape", '"\\u12"', ["bad-escape"], '"\\\\u12"'],
  ["an escaped dollar", '"\\$name"', ["bad-escape"], '"$$name"'],
  ["an object without end", '{"a": {"b": 1}', ["unbalanced"], '{"a": {"b": 1}}'],
  ["a list without end", '{"a": [1, "b"}', ["unbalanced"], '{"a": [1, "b"]}'],
  ["the wrong bracket", "[1, 2}", ["unbalanced", "unbalanced"], "[1, 2]"],
  ["a bracket too many", '{"a": 1}}', ["unbalanced"], '{"a": 1}'],
  ["brackets only", "}", ["missing-value", "unbalanced"], null],
  ["two values", '{"a": 1} {"b": $x}', ["text-after-value"], null],
  ["text after the value", "$items please, $b", ["text-after-value"], null],
  ["a member without braces", '"a": $x', ["text-after-value"], '{"a": $x}'],
  ["a list in place of a key", '{["a"]: 1}', ["missing-key"], null],
  ["a byte order mark", '\ufeff{"a": 1}', ["byte-order-mark"], '{"a": 1}'],
  ["a no-break space", '{"a":\u00a0\u00a01}', ["odd-space"], '{"a": 1}'],
  ["equal keys", '{"a": 1, "\\u0061": 2}', ["duplicate-key"], null],
  ["65 levels", `${"[".repeat(65)}${"]".repeat(65)}`, ["too-deep"], null],
  ["quoted items", '{"a": "$items"}', ["items-place"], '{"a": $items}'],
  ["items inside a text", '{"a": "ids: $items"}', ["items-place"], '{"a": "ids: ${items | join: ","}"}'],
  ["items in a key", '{"$items": 1}', ["items-place"], '{"${items | join: ","}": 1}'],
  ["a field of items", '{"a": ${items.id}}', ["items-place"], null],
  ["repeated items", '{"a": ${items[]}}', ["spread-in-payload"], '{"a": ${items}}'],
  ["an unknown filter", '"${x | lowr}"', ["unknown-filter"], '"${x | lower}"'],
  ["a filter nobody knows", '"${x | frobnicate}"', ["unknown-filter"], null],
  ["a filter of the prototype", '"${x | constructor}"', ["unknown-filter"], null],
  ["too few arguments", '"${x | replace: "a"}"', ["filter-arguments"], null],
  ["too many arguments", '"${x | lower: "a"}"', ["filter-arguments"], null],
  ["a wrong kind of argument", '"${x | truncate: "5"}"', ["filter-arguments"], null],
  ["an unknown date format", '"${x | date: "us"}"', ["filter-arguments"], null],
  ["an empty search", '"${x | replace: "", "b"}"', ["filter-arguments"], null],
  ["an unquoted argument", '"${x | default: none}"', ["unquoted-argument"], '"${x | default: "none"}"'],
  ["a single-quoted argument", `"\${x | join: ','}"`, ["single-quotes"], '"${x | join: ","}"'],
  ["a curly-quoted argument", '"${x | join: “,”}"', ["curly-quotes"], '"${x | join: ","}"'],
  ["an escaped argument", '"${x | join: \\",\\"}"', ["escaped-quote"], '"${x | join: ","}"'],
  ["a missing argument", '"${x | default: }"', ["missing-argument"], null],
  ["a missing filter", '"${x | }"', ["missing-filter"], '"${x }"'],
  ["a number that loses digits", "${x | default: 12345678901234567890}", ["long-number"], null],
  ["an argument without end", '"${x | join: ",}', ["unterminated-string", "unterminated-argument"], null],
  ["a token without end", '{"a": "${name", "b": 1}', ["unterminated-token"], '{"a": "${name}", "b": 1}'],
  ["a bare token without end", '{"a": ${name, "b": 1}', ["unterminated-token"], '{"a": ${name}, "b": 1}'],
  ["a word inside a token", '"${name lower}"', ["unexpected-in-token"], '"${name}"'],
  ["an empty token", '"${}"', ["missing-name"], '"$${}"'],
  ["a token of digits", '"${1a}"', ["missing-name"], '"$${1a}"'],
  ["a hyphen in a name", '"${api-key}"', ["hyphen-in-name"], '"${api_key}"'],
  ["a dot too many", '"${a..b}"', ["missing-step"], '"${a.b}"'],
];

test.each(illegal)("a payload with %s is reported", (_, text, codes, fixed) => {
  const template = parseTemplate(text, "json");
  expect(template.errors.map((error) => error.code)).toEqual(codes);
  for (const { message } of template.errors) expect(message).toMatch(/[.!?:]$|\.\)$|[”"}]\.$/);
  expectSoundRanges(template);
  if (fixed === null) return;
  expect(template.errors.every((error) => error.fix)).toBe(true);
  expect(allFixed(template)).toBe(fixed);
  expect(parseTemplate(fixed, "json").errors).toEqual([]);
});

const texts: [text: string, codes: string[], variables: string[]][] = [
  ["", [], []],
  ["https://api.example.com/lists/$list_id/add", [], ["list_id"]],
  ["$endpoint/users", [], ["endpoint"]],
  ["Bearer $bearer_token", [], ["bearer_token"]],
  ["?ids=${items[]}", [], ["items"]],
  ['?ids=${items | join: ","}', [], ["items"]],
  ["$$100, $ and $5 for $$name", [], []],
  ['He said "hi" // not a comment', [], []],
  ["ids=$items", ["items-place"], ["items"]],
  ["${email?}", ["optional-in-text"], ["email"]],
  ["https://x.com/${id/add/$more", ["unterminated-token"], ["id", "more"]],
  ["${name | slugfy}", ["unknown-filter"], ["name"]],
  ["\ufeff$a", ["byte-order-mark"], ["a"]],
  ['${a | default: "x/y"}/$b', [], ["a", "b"]],
];

test.each(texts)("the text %j", (text, codes, variables) => {
  const template = parseTemplate(text, "text");
  expect(template.errors.map((error) => error.code)).toEqual(codes);
  expect(template.tokens.map((token) => token.name)).toEqual(variables);
});

test("a missing value in a text has a fix that says what to send instead", () => {
  const template = parseTemplate("a=${email? | lower}", "text");
  expect(allFixed(template)).toBe('a=${email | default: "" | lower}');
});

test("a token knows its place, path, filters and exact ranges", () => {
  const source = '{"${a}": "x ${b.c? | replace: "a", "b"}", "d": $e}';
  const { tokens } = parseTemplate(source, "json");
  expect(tokens.map(({ place }) => place)).toEqual(["key", "string", "value"]);
  const [, token] = tokens;
  expect(token?.path).toEqual(["b", "c"]);
  expect(token?.optional).toBe(true);
  expect(source.slice(token?.range.start, token?.range.end)).toBe('${b.c? | replace: "a", "b"}');
  expect(source.slice(token?.nameRange.start, token?.nameRange.end)).toBe("b");
  const filter = token?.filters[0];
  expect(filter?.arguments).toEqual(["a", "b"]);
  expect(source.slice(filter?.range.start, filter?.range.end)).toBe('| replace: "a", "b"');
  expect(source.slice(filter?.nameRange.start, filter?.nameRange.end)).toBe("replace");
});

test("the longest name counts", () => {
  expect(parseTemplate('"$user_id9-x"', "json").tokens[0]?.name).toBe("user_id9");
});

test("tokens in broken regions are found", () => {
  const { tokens } = parseTemplate('{"a": $a "b" "$b", [ $c }} $d "${e}" {', "json");
  expect(tokens.map(({ name }) => name)).toEqual(["a", "b", "c", "d", "e"]);
});

test("text over the limit is one error", () => {
  const template = parseTemplate("$a".repeat(templateCharsMax), "json");
  expect(template.errors.map(({ code }) => code)).toEqual(["too-long"]);
});

test.each([
  "[",
  '{"a":',
  "[{",
  "{[",
  '"',
  "${a|b:'",
  '${a | b: \\"',
  '{"a":\\"',
  "“",
  "'a:",
  "]",
  "$a ",
  "/*",
  "${a b",
])("thousands of %j neither throw nor take long", (piece) => {
  const start = performance.now();
  for (const language of ["json", "text"] as const) {
    const template = parseTemplate(piece.repeat(Math.floor(200_000 / piece.length)), language);
    expect(template.errors.length).toBeLessThanOrEqual(100);
  }
  // Many times what it takes, and far less than anything quadratic would.
  expect(performance.now() - start).toBeLessThan(15_000);
});

const pieces = fc.constantFrom(
  ..."{}[]:,\"'\\$|?. \n\t\r/*#“”=;abz019-".split(""),
  "$$",
  "${",
  "$name",
  "${a.b",
  "${items",
  "[]}",
  " | lower",
  ' | join: "',
  "null",
  '"key": ',
  "\ufeff",
  "\ud800",
);
const soup = fc.array(pieces, { maxLength: 60 }).map((all) => all.join(""));
const mutated = fc
  .tuple(
    fc.constantFrom(...legal.map(([, text]) => text), ...illegal.map(([, text]) => text)),
    fc.nat(),
    fc.nat(8),
    soup,
  )
  .map(([text, at, length, insert]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + insert.slice(0, 5) + text.slice(from + length);
  });

test("no text makes the parser throw, and all ranges are sound", () => {
  const anyText = fc.oneof(fc.string({ unit: "binary" }), soup, mutated);
  fc.assert(
    fc.property(anyText, fc.constantFrom("json" as const, "text" as const), (text, language) => {
      const template = parseTemplate(text, language);
      expect(template.source).toBe(text);
      expectSoundRanges(template);
    }),
    { numRuns: 3_000 },
  );
});

test("what the parser calls legal is JSON once the tokens are values", () => {
  fc.assert(
    fc.property(fc.oneof(soup, mutated), (text) => {
      const template = parseTemplate(text, "json");
      if (template.errors.length > 0 || template.root === undefined) return;
      expect(() => JSON.parse(withoutTokens(template))).not.toThrow();
    }),
    { numRuns: 3_000 },
  );
});

test("what is JSON without a dollar is legal, unless a key stands twice", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 1, 2), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), undefined, indent).replaceAll("$", "$$$$");
      expect(parseTemplate(text, "json").errors).toEqual([]);
    }),
  );
});

/** The template with 1 for every bare token and nothing for the others. */
function withoutTokens({ source, tokens }: Template): string {
  let text = "";
  let from = 0;
  for (const { range, place } of tokens) {
    text += source.slice(from, range.start) + (place === "value" ? "1" : "");
    from = range.end;
  }
  return text + source.slice(from);
}

function expectSoundRanges({ source, tokens, errors }: Template): void {
  let last = 0;
  for (const { range, nameRange, name } of tokens) {
    expect(source[range.start]).toBe("$");
    expect(range.start).toBeGreaterThanOrEqual(last);
    expect(range.end).toBeGreaterThan(range.start + 1);
    expect(range.end).toBeLessThanOrEqual(source.length);
    expect(source.slice(nameRange.start, nameRange.end).replaceAll("-", "_")).toBe(name);
    last = range.end;
  }
  for (const { range, fix } of errors) {
    for (const { start, end } of [range, ...(fix?.edits.map((edit) => edit.range) ?? [])]) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(source.length);
    }
  }
}

function allFixed({ source, errors }: Template): string {
  const edits = errors.flatMap<TextEdit>(({ fix }) => fix?.edits ?? []);
  return edits
    .sort((left, right) => right.range.start - left.range.start || right.range.end - left.range.end)
    .reduce((text, { range, text: put }) => text.slice(0, range.start) + put + text.slice(range.end), source);
}
