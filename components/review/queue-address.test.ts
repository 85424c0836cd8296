import fc from "fast-check";
import { expect, test } from "vitest";
import { queueFilter } from "@/lib/review-contract";
import { isFiltered, queueAddress } from "./queue-address";

const word = fc.string({ maxLength: 40 }).map((text) => text.trim());
const anyFilter = fc.record({
  tab: fc.constantFrom("waiting" as const, "decided" as const),
  assignee: word,
  kind: fc.constantFrom("" as const, "list" as const, "property" as const, "event" as const),
  category: word,
  organization: word,
  overdue: fc.constantFrom("" as const, "yes" as const),
  search: word,
  page: fc.integer({ min: 1, max: 10_000 }),
});

test("whatever is chosen comes back from the address", () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      const { searchParams } = new URL(queueAddress(filter), "https://portal.example");
      expect(queueFilter.parse(Object.fromEntries(searchParams))).toEqual(filter);
    }),
  );
});

test("without a choice it is the plain address", () => {
  expect(queueAddress(queueFilter.parse({}))).toBe("/reviews");
  expect(isFiltered(queueFilter.parse({ tab: "decided", page: "3" }))).toBe(false);
});

test("what doesn't fit counts as not given", () => {
  const filter = queueFilter.parse({
    tab: "everything",
    kind: "file",
    page: "-1",
    search: ["a", "b"],
    overdue: "maybe",
  });
  expect(filter).toEqual(queueFilter.parse({}));
});
