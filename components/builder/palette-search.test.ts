import fc from "fast-check";
import { expect, test } from "vitest";
import { matchScore, search } from "./palette-search";

const items = [
  { label: "Save now", keywords: "flush store" },
  { label: "Add users", detail: "Section" },
  { label: "Add custom field" },
  { label: "URL", detail: "Add users" },
  { label: "Remove users", detail: "Section" },
  { label: "$user_id_field", detail: "Mapping" },
  { label: "Crème brûlée" },
];
const found = (query: string) => search(items, query).map(({ label }) => label);

test.each([
  ["save", "Save now"],
  ["store", "Save now"],
  ["add us", "Add users"],
  ["users", "Add users"],
  ["custom", "Add custom field"],
  ["url add", "URL"],
  ["adus", "Add users"],
  ["remusers", "Remove users"],
  ["creme brulee", "Crème brûlée"],
  ["user_id", "$user_id_field"],
  ["FIELD custom", "Add custom field"],
])("%j finds %j first", (query, label) => expect(found(query)[0]).toBe(label));

test("what nothing holds finds nothing", () => {
  expect(found("zzz")).toEqual([]);
  expect(found("save users")).toEqual([]);
});

test("an empty query keeps the order", () => {
  expect(found("  ")).toEqual(items.map(({ label }) => label));
});

test("every label finds itself, and a search never throws", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (label, query) => {
      expect(matchScore({ label }, label)).not.toBeUndefined();
      expect(search([{ label }], query).length).toBeLessThanOrEqual(1);
    }),
  );
});
