import { expect, test } from "vitest";
import { testRunsQuery } from "./test-history-contract";

const id = "0b9f4c1e-6a5d-4f3e-8c7b-2a1d0e9f8c7b";

test("a cursor is a moment that there is and the ID of a run", () => {
  const read = (cursor: string) => testRunsQuery.safeParse({ endpoint: "addUsers", cursor }).success;
  expect(read(`2026-02-28T12:00:00.000Z_${id}`)).toBe(true);
  for (const wrong of [
    `9999-99-99T99:99:99.999Z_${id}`,
    `2026-02-30T12:00:00.000Z_${id}`,
    "2026-02-28T12:00:00.000Z_------------------------------------",
    `2026-02-28T12:00:00.000Z_${id}_`,
    `2026-02-28T12:00:00.000Z`,
    `2026-02-28_${id}`,
    `_${id}`,
    "",
  ]) {
    expect(read(wrong)).toBe(false);
  }
});
