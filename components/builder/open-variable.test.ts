import { expect, test } from "vitest";
import { completeVariable, openVariableAt } from "./open-variable";

test.each([
  ["https://x/$", { start: 10, typed: "", isBraced: false }],
  ["https://x/$li", { start: 10, typed: "li", isBraced: false }],
  ["${us", { start: 0, typed: "us", isBraced: true }],
  ["$$$a", { start: 2, typed: "a", isBraced: false }],
  ["$$a", undefined],
  ["$a-b", undefined],
  ["$a/", undefined],
  ["", undefined],
])("before the caret in %s", (text, open) => {
  expect(openVariableAt(text, text.length)).toEqual(open);
});

test.each([
  ["/lists/$li|", "/lists/$list_id|"],
  ["/lists/$|/add", "/lists/$list_id|/add"],
  ["/lists/$li|st_x/add", "/lists/$list_id|/add"],
  ["/lists/${li|", "/lists/${list_id}|"],
  ["/lists/${li|}/add", "/lists/${list_id}|/add"],
])("completing %s", (marked, expected) => {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const open = openVariableAt(text, caret);
  if (!open) throw new Error("nothing is open");
  const completed = completeVariable(text, caret, open, "list_id");
  expect(`${completed.text.slice(0, completed.caret)}|${completed.text.slice(completed.caret)}`).toBe(expected);
});
