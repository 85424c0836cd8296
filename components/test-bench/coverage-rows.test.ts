import { expect, test } from "vitest";
import { blankErrorEntry, blankListDefinition } from "@/lib/destination/blank-definition";
import { setAtPath } from "@/lib/destination/edit";
import { coverageTable } from "./coverage-rows";

test("each endpoint is a column, each likely failure a row, and the counts add up", () => {
  const entry = (status: string) => ({ ...blankErrorEntry(), id: status, status, failureReason: status });
  const definition = setAtPath(
    blankListDefinition(),
    ["endpoints", "addUsers", "errors"],
    [entry("401"), entry("5xx")],
  );
  const { columns, rows, counts } = coverageTable(definition, { addUsers: ["401", "timeout"] });
  const column = columns.findIndex(({ key }) => key === "addUsers");
  const cell = (status: string) => rows.find((row) => row.status === status)?.cells[column];
  expect(cell("401")).toMatchObject({ state: "covered", entryId: "401", isTested: true });
  expect(cell("503")).toMatchObject({ state: "generic", entryId: "5xx", isTested: false });
  expect(cell("timeout")).toMatchObject({ state: "missing", isTested: true });
  expect(counts.all).toBe(rows.length * columns.length);
  expect(counts.covered + counts.generic + counts.missing).toBe(counts.all);
  expect(counts).toMatchObject({ covered: 1, tested: 2 });
});
