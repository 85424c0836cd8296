import { expect, test } from "vitest";
import { setAtPath } from "@/lib/destination/edit";
import { variableTable } from "@/lib/destination/variable";
import { sampleDefinition } from "@/lib/testing/definitions";
import { countRows, filterRows } from "./filter-rows";

const rows = variableTable(setAtPath(sampleDefinition(), ["headers", 0, "value"], "$worksapce"));
const shown = (search: string, onlyProblems = false) =>
  filterRows(rows, { search, onlyProblems }).map(({ name }) => name);

test("the filter looks at names, display names and places", () => {
  expect(shown("")).toHaveLength(rows.length);
  expect(shown(" $REGION ")).toEqual(["region"]);
  expect(shown("${list_")).toEqual(["list_id"]);
  expect(shown("workspace")).toEqual(["workspace", "worksapce"]);
  expect(shown("Remove users › URL")).toEqual(["region", "list_id"]);
  expect(shown("remove users url")).toEqual(["region", "list_id"]);
  expect(shown("nothing of the kind")).toEqual([]);
});

test("only problems, and how many there are", () => {
  expect(shown("", true)).toEqual(["workspace", "worksapce"]);
  expect(shown("worksa", true)).toEqual(["worksapce"]);
  expect(countRows(rows)).toEqual({ all: 8, declared: 4, used: 7, predefined: 4, problems: 2 });
});
