import { expect, test } from "vitest";
import { parseJson } from "@/lib/destination/json";
import { jsonRows, keyOf, type OpenState } from "./json-rows";

const untouched: OpenState = { toggled: new Set(), shown: new Map() };

function rowsOf(text: string, state = untouched) {
  return jsonRows(parseJson(text) ?? null, state);
}

test("each value is a row, with its level and its place among its siblings", () => {
  const rows = rowsOf('{"list": {"id": 12345678901234567890, "tags": []}, "ok": true}');
  expect(
    rows.map(({ name, text, level, position, siblings, isOpen }) => [name, text, level, position, siblings, isOpen]),
  ).toEqual([
    ["", "2 members", 1, 1, 1, true],
    ["list", "2 members", 2, 1, 2, true],
    ["id", "12345678901234567890", 3, 1, 2, undefined],
    ["tags", "[]", 3, 2, 2, undefined],
    ["ok", "true", 2, 2, 2, undefined],
  ]);
});

test("what is folded shows nothing below it, and what lies deep is folded at first", () => {
  const text = '{"a": {"b": {"c": {"d": 1}}}}';
  expect(rowsOf(text).map(({ name }) => name)).toEqual(["", "a", "b", "c"]);
  const opened = { ...untouched, toggled: new Set([keyOf(["a", "b", "c"])]) };
  expect(rowsOf(text, opened).map(({ name }) => name)).toEqual(["", "a", "b", "c", "d"]);
  const folded = { ...untouched, toggled: new Set([keyOf([])]) };
  expect(rowsOf(text, folded).map(({ name }) => name)).toEqual([""]);
});

test("of many parts the first hundred are shown, and a row that shows more", () => {
  const text = JSON.stringify(Array.from({ length: 250 }, (_, index) => index));
  expect(rowsOf(text)).toHaveLength(102);
  expect(rowsOf(text).at(-1)).toMatchObject({ more: 150, position: 101, siblings: 101 });
  const more = { ...untouched, shown: new Map([[keyOf([]), 300]]) };
  expect(rowsOf(text, more)).toHaveLength(251);
});

test("a text is cut for the screen, and a name that looks like another place is another row", () => {
  expect(rowsOf(JSON.stringify("x".repeat(5_000)))[0]?.text).toHaveLength(301);
  const keys = rowsOf('{"a.b": 1, "a": {"b": 2}}').map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
