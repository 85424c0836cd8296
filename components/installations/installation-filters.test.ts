import { expect, test } from "vitest";
import { type InstallationFilters, installationFilters, matchesInstallation } from "./installation-filters";

const production = {
  name: "Production",
  displayName: "Harbor Mail",
  project: { name: "Acme Shop" },
  status: "active",
  newerVersion: null,
};
const all: InstallationFilters = { search: "", state: "" };

test("nonsense in the address narrows nothing", () => {
  expect(installationFilters.parse({})).toEqual(all);
  expect(installationFilters.parse({ state: "gone", search: ["  mail ", "b"] })).toEqual({ search: "mail", state: "" });
});

test.each([
  ["", true],
  ["harbor prod", true],
  ["SHOP", true],
  ["harbor staging", false],
])("the words “%s” are looked for in name, destination and project", (search, isFound) => {
  expect(matchesInstallation(production, { ...all, search })).toBe(isFound);
});

test("by what it does, and by what it could be upgraded to", () => {
  const upgradable = { ...production, status: "paused", newerVersion: { number: "2.0" } };
  const found = (state: InstallationFilters["state"]) =>
    [production, upgradable].map((item) => matchesInstallation(item, { ...all, state }));
  expect(found("active")).toEqual([true, false]);
  expect(found("paused")).toEqual([false, true]);
  expect(found("upgradable")).toEqual([false, true]);
});
