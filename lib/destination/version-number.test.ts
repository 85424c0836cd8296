import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareVersionNumbers,
  newestVersionNumber,
  suggestVersionNumber,
  versionNumberProblem,
} from "./version-number";

const number = fc
  .tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 9_999 }))
  .map((parts) => parts.join("."));

test("the first version is 1.0; a small change counts up behind the dot, a breaking one before it", () => {
  expect(suggestVersionNumber({ known: [], isBreaking: false })).toBe("1.0");
  expect(suggestVersionNumber({ known: ["1.0"], current: "1.0", isBreaking: false })).toBe("1.1");
  expect(suggestVersionNumber({ known: ["1.0", "1.1"], current: "1.1", isBreaking: true })).toBe("2.0");
});

test("a whole number up is taken once, however often its submission comes back", () => {
  expect(suggestVersionNumber({ known: ["1.0", "2.0"], current: "1.0", isBreaking: true })).toBe("2.1");
  expect(suggestVersionNumber({ known: ["1.0", "2.0"], current: "1.0", isBreaking: false })).toBe("2.1");
});

test("before anything is approved nothing can break", () => {
  expect(suggestVersionNumber({ known: ["1.0", "1.1"], isBreaking: true })).toBe("1.2");
});

test("whatever is suggested can be used", () => {
  fc.assert(
    fc.property(fc.array(number, { maxLength: 8 }), fc.boolean(), fc.nat(), (known, isBreaking, pick) => {
      const current = known.length === 0 ? undefined : known[pick % known.length];
      const suggested = suggestVersionNumber({ known, current, isBreaking });
      expect(versionNumberProblem(suggested, known)).toBeUndefined();
    }),
  );
});

test("1.10 is newer than 1.9", () => {
  expect(newestVersionNumber(["1.9", "1.10", "1.2", "latest"])).toBe("1.10");
  expect(compareVersionNumbers("1.10", "1.9")).toBeGreaterThan(0);
});

test.each(["", "1", "1.", ".1", "v1.0", "1.0.0", "01.0", "1.00", "-1.0", "1.0 ", "1,0", "123456.0"])(
  "%j is no number of a version",
  (text) => {
    expect(versionNumberProblem(text, [])).toMatch(/^Write two whole numbers/);
  },
);

test("a number is neither used twice nor below one that exists", () => {
  expect(versionNumberProblem("1.1", ["1.0", "1.1"])).toMatch(/never used twice/);
  expect(versionNumberProblem("1.5", ["2.0"])).toBe(
    "Choose a number above 2.0, so that everybody sees which version is newer.",
  );
  expect(versionNumberProblem("2.1", ["2.0", "1.1"])).toBeUndefined();
});
