import { expect, test } from "vitest";
import type { VersionChange } from "@/lib/destination/version-change";
import type { VersionImpact } from "@/lib/destination/version-impact";
import { countWords } from "./change-kinds";
import { askedWords, countOf } from "./impact-words";

const change: VersionChange = {
  ...{ id: "1", kind: "breaking", section: "Custom fields", path: ["fields", 0], version: "after", title: "New" },
  asks: { source: "field", fieldId: "region" },
};
const impact: VersionImpact = {
  ...{ installations: 1_200, unaffected: 0, needAnswers: 12, broken: 0, breaks: [], isPartial: false },
  ...{ depends: 0, countsAnswers: true },
  asked: [{ source: "field", id: "region", label: "Region", reason: "new", count: 12 }],
  dropped: [{ source: "mapping", id: "m", count: 3 }],
};

test("a question says how many have no value, or that all have one", () => {
  expect(countOf(change, impact)).toEqual({ words: "12 installations have no value", isNone: false });
  const other = { ...change, asks: { source: "mapping" as const, fieldId: "region" } };
  expect(countOf(other, impact)).toEqual({ words: "All 1,200 installations have a value", isNone: true });
});

test("what is gone says how many had answered it", () => {
  const dropping = { ...change, asks: undefined, drops: { source: "mapping" as const, fieldId: "m" } };
  expect(countOf(dropping, impact)).toEqual({ words: "3 installations answered it", isNone: false });
  expect(countOf({ ...dropping, drops: { source: "field", fieldId: "m" } }, impact)).toBeUndefined();
});

test("a partner, for whom answers aren't looked at, is told how many it may concern", () => {
  const [asked] = impact.asked;
  const unseen: VersionImpact = {
    ...impact,
    countsAnswers: false,
    asked: asked ? [{ ...asked, isUpTo: true }] : [],
    dropped: [{ source: "mapping", id: "m", count: 1, isUpTo: true }],
  };
  expect(countOf(change, unseen)).toEqual({ words: "May concern 12 installations", isNone: false });
  const other = { ...change, asks: { source: "mapping" as const, fieldId: "region" } };
  expect(countOf(other, unseen)).toBeUndefined();
  const dropping = { ...change, asks: undefined, drops: { source: "mapping" as const, fieldId: "m" } };
  expect(countOf(dropping, unseen)).toEqual({ words: "1 installation was asked it", isNone: false });
  expect(askedWords({ count: 1, reason: "no_longer_fits", isUpTo: true })).toBe(
    "up to 1 installation may have to answer, depending on what they answered",
  );
});

test("nothing is said of other changes, nor where nothing is installed", () => {
  expect(countOf({ ...change, asks: undefined }, impact)).toBeUndefined();
  expect(countOf(change, { ...impact, installations: 0 })).toBeUndefined();
});

test("numbers agree with their words", () => {
  expect(askedWords({ count: 1, reason: "now_required" })).toBe("1 installation has no value");
  expect(askedWords({ count: 2, reason: "no_longer_fits" })).toBe("2 installations have an answer that no longer fits");
  expect(countWords([change, { ...change, kind: "minor" }, { ...change, kind: "minor" }])).toBe(
    "1 breaking and 2 minor",
  );
  expect(countWords([change])).toBe("1 breaking");
});
