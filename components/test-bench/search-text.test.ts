import fc from "fast-check";
import { expect, test } from "vitest";
import { searchText } from "./search-text";

test("finds every match in any case", () => {
  expect(searchText("Error: an error", "error")).toEqual({
    pieces: [{ text: "Error", match: 0 }, { text: ": an " }, { text: "error", match: 1 }],
    count: 2,
    isCapped: false,
  });
});

test("the pieces are always the whole text, whatever is searched for", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary", maxLength: 3 }), (text, query) => {
      const { pieces } = searchText(text, query);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    }),
  );
});

test("more matches than can be marked are counted up to the cap, and the rest stays", () => {
  const found = searchText("a".repeat(1_000), "a");
  expect(found).toMatchObject({ count: 500, isCapped: true });
  expect(found.pieces.map((piece) => piece.text).join("")).toHaveLength(1_000);
});
