import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { blankField, blankListDefinition } from "./blank-definition";
import {
  applyChanges,
  ChangeMismatch,
  changesBetween,
  type DocumentChange,
  documentChange,
  invertChanges,
  placeOfChanges,
} from "./document-change";
import { setAtPath } from "./edit";

const names = fc.oneof(fc.constantFrom("__proto__", "constructor", "id", "toString", "a", "b", ""), fc.string());
const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom("a", "\r\n", "\ufeff", "\ud83d", "\ude00", "😀", "\u202e", "\u0000", "é"), { maxLength: 12 })
    .map((parts) => parts.join("")),
);
/** Documents as JSON can hold them, hostile names and texts included. */
const documents = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    texts,
    fc.constantFrom(null, true, false, 0, -1.5, 1e21),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.array(fc.tuple(names, tie("value")), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

const throughStorage = (changes: DocumentChange[]) =>
  z.array(documentChange).parse(JSON.parse(JSON.stringify(changes)));

describe("properties", () => {
  test("applying what is between two documents to the first gives the second, and backwards the first", () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        const changes = changesBetween(before, after);
        expect(applyChanges(before, changes)).toEqual(after);
        expect(applyChanges(after, invertChanges(changes))).toEqual(before);
        expect(invertChanges(invertChanges(changes))).toEqual(changes);
      }),
      { numRuns: 1_000 },
    );
  });

  test("the changes of several edits in a row are taken back from the last to the first", () => {
    fc.assert(
      fc.property(documents, documents, documents, (first, second, third) => {
        const changes = [...changesBetween(first, second), ...changesBetween(second, third)];
        expect(applyChanges(first, changes)).toEqual(third);
        expect(applyChanges(third, invertChanges(changes))).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });

  test("changes survive being stored as text", () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        expect(applyChanges(before, throughStorage(changesBetween(before, after)))).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });

  test("any sequence of edits, undone one by one, gives every document in between, and redone too", () => {
    fc.assert(
      fc.property(fc.array(documents, { minLength: 1, maxLength: 8 }), (states) => {
        const steps = states.slice(1).map((after, index) => changesBetween(states[index], after));
        let present = states.at(-1);
        for (const [index, step] of [...steps.entries()].reverse()) {
          present = applyChanges(present, invertChanges(step));
          expect(present).toEqual(states[index]);
        }
        for (const [index, step] of steps.entries()) {
          present = applyChanges(present, step);
          expect(present).toEqual(states[index + 1]);
        }
      }),
    );
  });

  test("a document that is not the one a change was made from is never changed in the wrong place", () => {
    fc.assert(
      fc.property(documents, documents, documents, (before, after, other) => {
        const changes = changesBetween(before, after);
        try {
          const result = applyChanges(other, changes);
          expect(applyChanges(result, invertChanges(changes))).toEqual(other);
        } catch (error) {
          expect(error).toBeInstanceOf(ChangeMismatch);
        }
      }),
    );
  });

  test("nothing changes the prototype of anything", () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":1},"a":1}');
    const changes = throughStorage(changesBetween({ a: 1 }, hostile));
    const after = applyChanges<unknown>({ a: 1 }, changes);
    expect(JSON.stringify(after)).toBe('{"a":1,"__proto__":{"polluted":1}}');
    expect("polluted" in {}).toBe(false);
    expect(Object.getPrototypeOf(after)).toBe(Object.prototype);
    expect(applyChanges(after, invertChanges(changes))).toEqual({ a: 1 });
  });
});

const blank = blankListDefinition();
const path = ["endpoints", "addUsers", "payload"];

test("a keystroke in a long text is stored as that keystroke", () => {
  const long = "x".repeat(200_000);
  const before = setAtPath(blank, path, `${long}${long.slice(0, 20_000)}`);
  const after = setAtPath(blank, path, `${long}é${long.slice(0, 20_000)}`);
  const changes = changesBetween(before, after);
  expect(changes).toHaveLength(1);
  expect(changes[0]).toMatchObject({ type: "text", path, removed: "" });
  expect(JSON.stringify(changes).length).toBeLessThan(150);
});

test("parts of a list are added, moved and changed without storing the others", () => {
  const fields = ["a", "b", "c"].map((variable) => ({ ...blankField("string"), variable }));
  const [first, second, third] = fields;
  if (!first || !second || !third) throw new Error("three fields");
  const insert = changesBetween({ fields: [first, third] }, { fields });
  expect(insert).toEqual([{ type: "list", path: ["fields"], at: 1, removed: [], inserted: [second] }]);
  expect(placeOfChanges(insert)).toEqual(["fields", 1]);
  expect(placeOfChanges(invertChanges(insert))).toEqual(["fields"]);
  const rename = changesBetween({ fields }, { fields: [first, { ...second, variable: "bb" }, third] });
  expect(rename).toEqual([{ type: "text", path: ["fields", 1, "variable"], at: 1, removed: "", inserted: "b" }]);
  const swap = changesBetween({ fields }, { fields: [second, first, third] });
  expect(swap).toHaveLength(1);
  expect(applyChanges({ fields }, swap)).toEqual({ fields: [second, first, third] });
});

test("parts that did not change stay the same objects", () => {
  const after = setAtPath(blank, path, "{}");
  const applied = applyChanges(blank, changesBetween(blank, after));
  expect(applied.endpoints.removeUsers).toBe(blank.endpoints.removeUsers);
  expect(applied.fields).toBe(blank.fields);
});

test.each<[string, DocumentChange]>([
  ["a text that is another", { type: "text", path, at: 0, removed: "x", inserted: "y" }],
  ["an offset beyond the text", { type: "text", path, at: 9, removed: "", inserted: "y" }],
  ["a part that is not there", { type: "text", path: ["fields", 3, "variable"], at: 0, removed: "", inserted: "y" }],
  ["a place that is not there", { type: "value", path: ["nowhere", "at", "all"], before: 1, after: 2 }],
  ["a name that every object inherits", { type: "value", path: ["__proto__", "x"], after: 2 }],
  ["a list that is none", { type: "list", path, at: 0, removed: [], inserted: [1] }],
  ["other parts", { type: "list", path: ["fields"], at: 0, removed: [{ id: "z" }], inserted: [] }],
])("refuses %s", (_, change) => {
  expect(() => applyChanges(blank, [change])).toThrow(ChangeMismatch);
});
