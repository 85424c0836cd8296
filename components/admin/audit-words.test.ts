import { expect, test } from "vitest";
import { auditedElsewhere, auditedRoutes } from "@/lib/testing/audited-routes";
import { auditWords, detailsText } from "./audit-words";

const actions = [...Object.values(auditedRoutes).filter((row) => typeof row !== "string"), auditedElsewhere].flat();

test.each([...new Set(actions)])("%s is said in words", (action) => {
  expect(auditWords(action)).toMatch(/^[a-z][^.]+[^.\s]$/);
});

test("two actions are never said in the same words", () => {
  const all = [...new Set(actions)].map(auditWords);
  expect(new Set(all).size).toBe(all.length);
});

test.each([
  [{ name: "Ann", from: "member", to: "owner" }, "member → owner · name: Ann"],
  [{ displayName: "Acme", secretFields: ["key", "token"] }, "display name: Acme · secret fields: key, token"],
  [{ from: 5, to: 3 }, "5 → 3"],
  [{ comment: { from: "at_once", to: "daily" }, isPaused: true }, "comment: at_once → daily · is paused: yes"],
  [{ from: "0d6d", fromName: "Acme", note: "" }, "from: 0d6d · from name: Acme"],
  [{ deep: { a: { b: 1 } }, none: [] }, 'deep: {"a":{"b":1}} · none: none'],
  [{ from: "", to: "Ann" }, "nothing → Ann"],
  [{}, ""],
  [["a"], '["a"]'],
])("details %j", (details, text) => {
  expect(detailsText(details)).toBe(text);
});
