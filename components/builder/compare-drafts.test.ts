import { expect, test } from "vitest";
import { blankHeader, blankListDefinition, type DestinationDefinition } from "@/lib/destination/definition";
import { compareDrafts, joinDrafts } from "./compare-drafts";

const base = blankListDefinition();
const slugified = (definition: DestinationDefinition) => ({ ...definition, slugifyCohortName: true });
const withHeader = (definition: DestinationDefinition, name: string) => ({
  ...definition,
  headers: [{ ...blankHeader(), id: "h", name }],
});

test("each section that differs says who changed it", () => {
  const mine = withHeader(slugified(base), "X-Mine");
  const theirs = withHeader({ ...base, delivery: { ...base.delivery, concurrency: 2 } }, "X-Theirs");
  const parts = compareDrafts(base, mine, theirs).map(({ label, changedBy }) => [label, changedBy]);
  expect(parts).toEqual([
    ["Additional headers", "both"],
    ["Cohort name", "mine"],
    ["Delivery", "theirs"],
  ]);
});

test("what both changed alike is no difference, whatever the order of keys", () => {
  const theirs = { ...base, delivery: Object.fromEntries(Object.entries(base.delivery).reverse()) };
  expect(compareDrafts(base, base, { ...base, ...theirs, delivery: { ...base.delivery, ...theirs.delivery } })).toEqual(
    [],
  );
  expect(compareDrafts(base, slugified(base), slugified(base))).toEqual([]);
});

test("the joined draft has each section of the side that was chosen", () => {
  const mine = withHeader(slugified(base), "X-Mine");
  const theirs = withHeader(base, "X-Theirs");
  const parts = compareDrafts(base, mine, theirs);
  const joined = joinDrafts(mine, theirs, parts, ({ id }) => (id === "headers" ? "theirs" : "mine"));
  expect(joined).toEqual(slugified(theirs));
  expect(joinDrafts(mine, theirs, parts, () => "theirs")).toEqual(theirs);
  expect(joinDrafts(mine, theirs, parts, () => "mine")).toBe(mine);
});
