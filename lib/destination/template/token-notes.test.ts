import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTemplate } from "./parse";
import type { Token } from "./template";

const piece = fc.constantFrom(
  "$a",
  "$items",
  "${a}",
  "${b.c}",
  "${b.c | lower}",
  "${b | lower}",
  '${a | replace: "}", "x"}',
  "${a | lower | truncate: 3}",
  "${a | lower | truncate: 4}",
  "${ a | lower }",
  "${a | no_filter}",
  "${a | lower",
  "${a-b}",
  "${b.}",
  "$$",
  '"',
  " ",
  "\n",
  "é",
  ", ",
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));

const pathOf = ({ path }: Token) => path.join(".");
const filtersOf = (token: Token) =>
  `${pathOf(token)} ${JSON.stringify(token.filters.map((each) => [each.name, each.arguments]))}`;

function firstBy(tokens: readonly Token[], key: (token: Token) => string): Token[] {
  return [...new Map(tokens.toReversed().map((token) => [key(token), token])).values()].sort(
    (left, right) => left.range.start - right.range.start,
  );
}

test("the names of a text are those of its tokens, asked for before or after them", () => {
  fc.assert(
    fc.property(text, fc.constantFrom("json" as const, "text" as const), fc.boolean(), (source, language, isFirst) => {
      const template = parseTemplate(source, language);
      const { names } = isFirst ? template : { names: template.tokens && template.names };
      const { tokens } = template;
      expect([...names.keys()]).toEqual([...new Set(tokens.map(({ name }) => name))]);
      for (const [name, group] of names) {
        const own = tokens.filter((token) => token.name === name);
        expect(group.count).toBe(own.length);
        expect(group.all).toEqual(own);
        expect(group.ranges).toEqual(own.map(({ range }) => range));
        expect(group.distinct).toEqual(firstBy(own, pathOf));
        const kinds = new Set(group.filtered.map(filtersOf));
        expect(kinds).toEqual(new Set(own.filter(({ filters }) => filters.length > 0).map(filtersOf)));
        expect(group.filtered.every((token) => token.filters.length > 0)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("filters that are written again mean the same again, wherever they stand", () => {
  fc.assert(
    fc.property(text, piece, (source, repeated) => {
      const alone = parseTemplate(repeated, "text");
      const token = alone.tokens[0];
      if (!token || alone.errors.length > 0) return;
      const before = `${source}\n`;
      const last = parseTemplate(`${before}${repeated} ${repeated}`, "text").tokens.at(-1);
      const shift = before.length + repeated.length + 1;
      expect(last?.range).toEqual({ start: token.range.start + shift, end: token.range.end + shift });
      expect(last?.filters.map((each) => each.range)).toEqual(
        token.filters.map(({ range }) => ({ start: range.start + shift, end: range.end + shift })),
      );
      expect(last?.filters.map(({ name, arguments: values }) => [name, values])).toEqual(
        token.filters.map(({ name, arguments: values }) => [name, values]),
      );
    }),
    { numRuns: 500 },
  );
});

test("a mistake in filters is reported each time", () => {
  const source = '${a | no_filter} ${a | no_filter} ${a | truncate: "x"} ${a | truncate: "x"}';
  const codes = parseTemplate(source, "text").errors.map(({ code }) => code);
  expect(codes).toEqual(["unknown-filter", "unknown-filter", "filter-arguments", "filter-arguments"]);
});

test("a text is read alike however it lies in memory", () => {
  for (const filler of [
    "x".repeat(10_000),
    "é".repeat(10_000),
    `${"x".repeat(9_000)}😀`,
    "\uffff\u0000".repeat(3_000),
  ]) {
    const { tokens, names } = parseTemplate(`${filler}\${a | lower}$b ${filler}$a`, "text");
    expect(tokens.map(({ range }) => range.start)).toEqual([filler.length, filler.length + 12, 2 * filler.length + 15]);
    expect([...names.keys()]).toEqual(["a", "b"]);
  }
});
