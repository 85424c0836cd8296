import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyTextEdits } from "@/lib/destination/edit";
import { lookupIn } from "@/lib/destination/template/evaluate";
import { parseTemplate } from "@/lib/destination/template/parse";
import { renderJson } from "@/lib/destination/template/render";
import type { StringNode, Template, TemplateNode } from "@/lib/destination/template/template";
import { formatEdits, formatTemplate } from "./format";

const format = (text: string) => formatTemplate(text, "json");

test.each([
  ["a list of tokens stays on its line", '{"ids":$items}', '{"ids": $items}'],
  ["a payload may be one token", "  $items  ", "$items"],
  ["an object in an object gets lines", '{"data":{"ids":$items}}', '{\n  "data": {"ids": $items}\n}'],
  ["what had lines keeps them", '{\n"a":1}', '{\n  "a": 1\n}'],
  ["empty ones stay closed", '{"a":{ },"b":[ ]}', '{"a": {}, "b": []}'],
  ["a list of short objects gets a line each", '[{"a":1},{"a":2}]', '[\n  {"a": 1},\n  {"a": 2}\n]'],
  ["one element needs none", '[{"a":1}]', '[{"a": 1}]'],
  [
    "numbers and escapes stay as written",
    '[1.50,1E+2,-0,9007199254740993,"\\u00e9\\/"]',
    '[1.50, 1E+2, -0, 9007199254740993, "\\u00e9\\/"]',
  ],
  [
    "tokens stay as written",
    '{"${a  |  lower}":"x  $$ ${b?}",\n"c":${ d | replace: "  ", " " }}',
    '{\n  "${a  |  lower}": "x  $$ ${b?}",\n  "c": ${ d | replace: "  ", " " }\n}',
  ],
  ["Windows line ends stay", '{\r\n"a":1}', '{\r\n  "a": 1\r\n}'],
  ["a mistake inside a token is no obstacle", '{"a":"${b | lowr}"}', '{"a": "${b | lowr}"}'],
  [
    "a line of more than 80 columns is broken",
    `{"a":"${"x".repeat(40)}","b":"${"y".repeat(40)}"}`,
    `{\n  "a": "${"x".repeat(40)}",\n  "b": "${"y".repeat(40)}"\n}`,
  ],
])("%s", (_, text, expected) => {
  expect(format(text)).toBe(expected);
});

test.each([
  "",
  "  ",
  '{"a": 1,}',
  '{"a": 1 // note\n}',
  '{"a": ',
  '{"a": x y}',
  "{} {}",
  '{"a": "${b}',
  '{"a": "${b | "}',
  "\ufeff{}",
])("%j is not laid out: the layout would be a guess", (text) => expect(format(text)).toBeUndefined());

test("plain text has no layout", () => {
  expect(formatTemplate("a=$b&c=1", "text")).toBeUndefined();
});

/** Legal payloads with tokens everywhere and blanks of any kind between. */
const blank = fc.stringMatching(/^[ \n\t]{0,3}$/);
const token = fc.constantFrom(
  "$a",
  "${a}",
  "${ b | lower }",
  '${a | replace: " }", "{ "}',
  "${c?}",
  "${user.x | json}",
);
const piece = fc.oneof(token, fc.constantFrom("x", "  ", "$$", "\\n", "\\u00e9", "{", "]", ",", "é😀", "//"));
const text = fc.array(piece, { maxLength: 4 }).map((pieces) => `"${pieces.join("")}"`);
const leaf = fc.oneof(text, token, fc.constantFrom("1", "-0.50", "1E5", "true", "null", "12345678901234567890"));
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc
      .tuple(blank, fc.array(fc.tuple(blank, tie("value"), blank), { maxLength: 4 }))
      .map(([inside, elements]) =>
        elements.length === 0 ? `[${inside}]` : `[${elements.map((parts) => parts.join("")).join(",")}]`,
      ),
    fc.array(fc.tuple(blank, text, blank, blank, tie("value"), blank), { maxLength: 4 }).map((members) => {
      const written = members.map(
        ([a, key, b, c, each, d], index) => `${a}"${index}${key.slice(1)}${b}:${c}${each}${d}`,
      );
      return `{${written.join(",")}}`;
    }),
  ),
}));

/** The tree without offsets: what a layout must not change. */
function shapeOf({ source }: Template, node: TemplateNode | StringNode): unknown {
  switch (node.type) {
    case "object":
      return {
        object: node.members.map(({ key, value: member }) => [
          source.slice(key.range.start, key.range.end),
          shapeOf({ ...parseTemplate("", "json"), source }, member),
        ]),
      };
    case "array":
      return { array: node.elements.map((element) => shapeOf({ ...parseTemplate("", "json"), source }, element)) };
    default:
      return source.slice(node.range.start, node.range.end);
  }
}

describe("any legal payload", () => {
  test("has the same tree, tokens and rendering after it, and is not changed by a second one", () => {
    fc.assert(
      fc.property(value, blank, (payload, before) => {
        const source = `${before}${payload}`;
        const original = parseTemplate(source, "json");
        const formatted = format(source);
        if (original.root === undefined || original.errors.length > 0 || formatted === undefined) {
          expect(original.errors).not.toEqual([]);
          return;
        }
        const laidOut = parseTemplate(formatted, "json");
        expect(laidOut.errors).toEqual([]);
        expect(laidOut.root && shapeOf(laidOut, laidOut.root)).toEqual(shapeOf(original, original.root));
        expect(
          laidOut.tokens.map(({ path, filters, optional }) => ({ path, calls: filters.length, optional })),
        ).toEqual(original.tokens.map(({ path, filters, optional }) => ({ path, calls: filters.length, optional })));
        const lookup = lookupIn({ a: "A b", b: 'B"', c: "C", user: { x: [1] } });
        const [one, other] = [renderJson(original, lookup), renderJson(laidOut, lookup)];
        expect(other.ok).toBe(one.ok);
        if (one.ok && other.ok) expect(JSON.parse(other.text)).toEqual(JSON.parse(one.text));
        expect(format(formatted)).toBe(formatted);
      }),
      { numRuns: 400 },
    );
  });

  test("is laid out by edits of white space alone, which give the same text", () => {
    fc.assert(
      fc.property(value, (payload) => {
        const formatted = format(payload);
        const edits = formatEdits(payload, "json");
        expect(edits === undefined).toBe(formatted === undefined);
        if (!edits || formatted === undefined) return;
        expect(applyTextEdits(payload, edits)).toBe(formatted);
        for (const { range, text: blanks } of edits) {
          expect(payload.slice(range.start, range.end).trim()).toBe("");
          expect(blanks.trim()).toBe("");
        }
        expect(formatEdits(formatted, "json")).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
