import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeText } from "./merge-text";
import { diffSequences, markChanges } from "./text-diff";

const lines = (text: string) => text.split("|").join("\n");

/** Base, mine, theirs, the joined text; lines are separated by a bar. Undefined: they overlap. */
const table: [string, string, string, string, string | undefined][] = [
  ["only mine", "a|b|c", "a|B|c", "a|b|c", "a|B|c"],
  ["only theirs", "a|b|c", "a|b|c", "a|b|C", "a|b|C"],
  ["the same change", "a|b|c", "a|B|c", "a|B|c", "a|B|c"],
  ["different lines", "a|b|c|d", "A|b|c|d", "a|b|c|D", "A|b|c|D"],
  ["neighbouring lines", "a|b|c", "a|B|c", "a|b|C", "a|B|C"],
  ["the same line", "a|b|c", "a|X|c", "a|Y|c", undefined],
  ["one line of two", "a|b|c|d", "a|X|Z|d", "a|b|Y|d", undefined],
  ["a common line and one more", "a|b|c|d", "a|X|Y|d", "a|X|c|d", "a|X|Y|d"],
  ["insertions at different places", "a|b|c", "a|1|b|c", "a|b|2|c", "a|1|b|2|c"],
  ["insertions at one place", "a|b", "a|1|b", "a|2|b", undefined],
  ["the same insertion", "a|b", "a|1|b", "a|1|b", "a|1|b"],
  ["an insertion before a changed line", "a|b|c", "a|1|b|c", "a|B|c", "a|1|B|c"],
  ["an insertion after a changed line", "a|b|c", "a|b|1|c", "a|B|c", "a|B|1|c"],
  ["an insertion where the other's change grows", "a|b|c", "a|b|1|c", "a|B|B2|c", undefined],
  ["different lines deleted", "a|b|c|d", "a|c|d", "a|b|c", "a|c"],
  ["neighbouring lines deleted", "a|b|c|d", "a|c|d", "a|b|d", "a|d"],
  ["a line deleted by both", "a|b|c", "a|c", "a|c", "a|c"],
  ["deleted and changed", "a|b|c", "a|c", "a|B|c", undefined],
  ["an insertion into what was deleted", "a|b|c|d", "a|d", "a|b|1|c|d", undefined],
  ["an end and a beginning", "a", "0|a", "a|1", "0|a|1"],
  ["from nothing, alike", "", "a|b", "a|b", "a|b"],
  ["from nothing, differently", "", "a", "b", undefined],
  ["Windows line ends stay", "a\r|b\r|c", "A\r|b\r|c", "a\r|b\r|C", "A\r|b\r|C"],
];

test.each(table)("%s", (_, base, mine, theirs, expected) => {
  const joined = mergeText(lines(base), lines(mine), lines(theirs));
  if (expected === undefined) expect(joined.isOverlapping).toBe(true);
  else expect(joined).toEqual({ text: lines(expected), isOverlapping: false });
  const swapped = mergeText(lines(base), lines(theirs), lines(mine), "theirs");
  expect(swapped).toEqual(joined);
});

test("where they overlap the preferred side's lines stand, and the other's lines elsewhere", () => {
  const [base, mine, theirs] = [lines("a|b|c|d"), lines("a|X|c|d"), lines("a|Y|c|D")];
  expect(mergeText(base, mine, theirs)).toEqual({ text: lines("a|X|c|D"), isOverlapping: true });
  expect(mergeText(base, mine, theirs, "theirs")).toEqual({ text: lines("a|Y|c|D"), isOverlapping: true });
});

const someLines = fc.array(fc.constantFrom("a", "b", "c", "{", "}", ""), { maxLength: 14 });
const someText = someLines.map((all) => all.join("\n"));

test("a change against nothing is that change, and the same change twice is one", () => {
  fc.assert(
    fc.property(someText, someText, (base, edited) => {
      expect(mergeText(base, edited, base)).toEqual({ text: edited, isOverlapping: false });
      expect(mergeText(base, base, edited)).toEqual({ text: edited, isOverlapping: false });
      expect(mergeText(base, edited, edited)).toEqual({ text: edited, isOverlapping: false });
    }),
  );
});

test("neither side is favoured, and what overlaps is one side's or the other's", () => {
  fc.assert(
    fc.property(someText, someText, someText, (base, mine, theirs) => {
      const joined = mergeText(base, mine, theirs);
      expect(mergeText(base, theirs, mine, "theirs")).toEqual(joined);
      const known = new Set([...base.split("\n"), ...mine.split("\n"), ...theirs.split("\n")]);
      expect(joined.text.split("\n").filter((line) => !known.has(line))).toEqual([]);
    }),
  );
});

test("changes of different lines both survive", () => {
  const changes = fc.uniqueArray(fc.record({ line: fc.nat(19), isMine: fc.boolean() }), {
    selector: ({ line }) => line,
    minLength: 1,
  });
  fc.assert(
    fc.property(changes, (edits) => {
      const base = Array.from({ length: 20 }, (_, index) => `line ${index}`);
      const edited = (isWanted: (edit: { isMine: boolean }) => boolean) =>
        edits.filter(isWanted).reduce((all, { line }) => all.with(line, `changed ${line}`), base);
      const joined = mergeText(
        base.join("\n"),
        edited(({ isMine }) => isMine).join("\n"),
        edited(({ isMine }) => !isMine).join("\n"),
      );
      expect(joined).toEqual({ text: edited(() => true).join("\n"), isOverlapping: false });
    }),
  );
});

test("the changes of a sequence lead from the one to the other, and are the fewest", () => {
  fc.assert(
    fc.property(someLines, someLines, (before, after) => {
      const hunks = diffSequences(before, after);
      let rebuilt: string[] = [];
      let position = 0;
      for (const hunk of hunks) {
        rebuilt = [...rebuilt, ...before.slice(position, hunk.start), ...after.slice(hunk.from, hunk.to)];
        position = hunk.end;
      }
      expect([...rebuilt, ...before.slice(position)]).toEqual(after);
      const changes = hunks.reduce((sum, { start, end, from, to }) => sum + end - start + to - from, 0);
      expect(changes).toBe(before.length + after.length - 2 * longestCommon(before, after));
    }),
  );
});

/** By the textbook, slowly. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const left of one) {
    const next = [0];
    other.forEach((right, index) => {
      const best = left === right ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0);
      next.push(best);
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}

test("marks show the new text whole, and mark words rather than lines", () => {
  expect(markChanges("one two three\nfour", "one 2 three\nfour")).toEqual([
    { text: "one ", isChanged: false },
    { text: "2", isChanged: true },
    { text: " three\nfour", isChanged: false },
  ]);
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const marked = markChanges(before, after);
      expect(marked.map(({ text }) => text).join("")).toBe(after);
      if (before === after) expect(marked.every(({ isChanged }) => !isChanged)).toBe(true);
    }),
  );
});

test("two large texts without a common line take no time", () => {
  const text = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`).join("\n");
  const startedAt = performance.now();
  expect(mergeText(text("a"), text("b"), text("a")).text).toBe(text("b"));
  expect(mergeText(text("a"), text("b"), text("c")).isOverlapping).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});
