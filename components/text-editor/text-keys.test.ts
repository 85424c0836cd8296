import { expect, test } from "vitest";
import { textKey } from "./text-keys";

/** `ctrl+shift+F12` as the browser reports it. */
function press(keys: string, isListOpen = false) {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  const has = (name: string) => parts.slice(0, -1).includes(name);
  const pressed = {
    key: key === "Space" ? " " : key,
    code: /^[A-Z]$/.test(key) ? `Key${key}` : key,
    ctrlKey: has("ctrl"),
    metaKey: has("meta"),
    altKey: has("alt"),
    shiftKey: has("shift"),
  };
  return textKey(pressed, isListOpen);
}

test.each([
  ["ctrl+Space", "complete"],
  ["alt+ArrowDown", "complete"],
  ["ctrl+.", "fixes"],
  ["meta+.", "fixes"],
  ["F12", "declaration"],
  ["shift+F12", "uses"],
  ["F2", "rename"],
  ["shift+alt+F", "format"],
  ["Escape", "close"],
])("%s is %s", (keys, meaning) => {
  expect(press(keys)).toBe(meaning);
  expect(press(keys, true)).toBe(meaning);
});

test.each([
  ["ArrowDown", "next"],
  ["ArrowUp", "previous"],
  ["Enter", "take"],
  ["Tab", "take"],
])("%s is %s only while a list is open", (keys, meaning) => {
  expect(press(keys, true)).toBe(meaning);
  expect(press(keys)).toBeUndefined();
});

test.each(["shift+Tab", "ctrl+Enter", "a", "Space", ".", "ctrl+F12", "ArrowLeft"])("%s stays the browser's", (keys) => {
  expect(press(keys, true)).toBeUndefined();
});
