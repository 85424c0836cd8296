import { expect, test } from "vitest";
import { faultPresets, newFault } from "./fault-presets";
import { initialTexts, parsePercent, readTexts, rememberedTexts } from "./simulation-texts";

test("the form begins with something that can be simulated", () => {
  expect(readTexts(initialTexts)).toMatchObject({
    ok: true,
    input: { size: { users: 1_000_000, run: "first" }, latency: { medianMs: 300, p95Ms: 900 } },
  });
});

test("every ready-made fault can be read", () => {
  const faults = faultPresets.map(({ texts }) => newFault(texts));
  const read = readTexts({ ...initialTexts, faults });
  expect(read.ok).toBe(true);
  expect(read.faults.map(({ effect }) => effect.type)).toEqual(faults.map(({ type }) => type));
});

test("what can't be read says what to do, by its place; the other faults stay readable", () => {
  const [good, bad] = [newFault(), newFault({ from: "0", status: "99", times: "x" })];
  const read = readTexts({ ...initialTexts, users: "many", removed: "120", p95: "20", faults: [good, bad] });
  expect(read.faults.map(({ id }) => id)).toEqual([good.id]);
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual([
    "users",
    "removed",
    "p95",
    `${bad.id}.from`,
    `${bad.id}.times`,
    `${bad.id}.status`,
  ]);
});

test("shares in percent", () => {
  expect(["2", "2.5", "2,5 %", " 100% ", "0"].map(parsePercent)).toEqual(
    [2, 2.5, 2.5, 100, 0].map((value) => ({ ok: true, value })),
  );
  expect(["", "-1", "101", "1e1", "two", "."].every((text) => !parsePercent(text).ok)).toBe(true);
});

test("what a tab remembered comes back, and anything else is forgotten", () => {
  const typed = { ...initialTexts, users: "12", faults: [newFault({ type: "cut" })] };
  expect(rememberedTexts(JSON.stringify(typed))).toEqual(typed);
  for (const other of [null, "", "{", "null", '{"users":5}', JSON.stringify({ ...typed, run: "third" })]) {
    expect(rememberedTexts(other)).toEqual(initialTexts);
  }
});
