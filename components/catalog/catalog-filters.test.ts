import { expect, test } from "vitest";
import { catalogFilters, isNarrowed, matchesFilters } from "./catalog-filters";

const iterable = {
  displayName: "Iterable",
  summary: "Send cohorts to static lists.",
  category: "Messaging",
  kind: "list",
  installed: 2,
  upgradable: 1,
};
const northwind = {
  ...iterable,
  displayName: "Northwind",
  category: "CDP",
  kind: "property",
  installed: 0,
  upgradable: 0,
};

const found = (query: Record<string, unknown>) =>
  [iterable, northwind]
    .filter((item) => matchesFilters(item, catalogFilters.parse(query)))
    .map((item) => item.displayName);

test.each([
  [{}, ["Iterable", "Northwind"]],
  [{ search: "  LISTS   iter " }, ["Iterable"]],
  [{ search: "lists cdp" }, ["Northwind"]],
  [{ search: "nothing" }, []],
  [{ category: "Messaging" }, ["Iterable"]],
  [{ kind: "property" }, ["Northwind"]],
  [{ state: "installed" }, ["Iterable"]],
  [{ state: "not_installed" }, ["Northwind"]],
  [{ state: "upgradable" }, ["Iterable"]],
  [{ search: ["iterable", "northwind"] }, ["Iterable"]],
])("%o finds %o", (query, names) => {
  expect(found(query)).toEqual(names);
});

test("nonsense in an address narrows nothing down", () => {
  const filters = catalogFilters.parse({ kind: "toaster", state: "broken" });
  expect(isNarrowed(filters)).toBe(false);
  expect(isNarrowed(catalogFilters.parse({ kind: "list" }))).toBe(true);
});
