import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type StoredEditor, StoredText } from "./stored-text";

/** The few parts of an editor that are used, on one line of text. */
function fakeEditor(text: string) {
  const listeners: (() => void)[] = [];
  const editor: StoredEditor & { text: string; edits: number; type: (more: string) => void } = {
    text,
    edits: 0,
    type(more) {
      editor.text += more;
      for (const listener of listeners) listener();
    },
    pushUndoStop: () => true,
    executeEdits(_source, edits) {
      for (const { range, text: inserted } of edits) {
        editor.text = editor.text.slice(0, range.startColumn - 1) + inserted + editor.text.slice(range.endColumn - 1);
      }
      editor.edits += 1;
      for (const listener of listeners) listener();
      return true;
    },
    model: {
      getValue: () => editor.text,
      isDisposed: () => false,
      getPositionAt: (offset: number) => ({ lineNumber: 1, column: offset + 1 }),
      onDidChangeContent: (listener) => listeners.push(listener),
    },
  };
  return editor;
}

function open(text: string) {
  const editor = fakeEditor(text);
  const told: string[] = [];
  const stored = new StoredText(editor, text, (next) => told.push(next));
  return { editor, stored, told };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("what is typed is told at once, and its echo changes nothing", () => {
  const { editor, stored, told } = open("a");
  editor.type("b");
  expect(told).toEqual(["ab"]);
  stored.update("ab");
  expect([editor.text, editor.edits]).toEqual(["ab", 0]);
});

test("an echo that comes late takes no letter back", () => {
  const { editor, stored } = open("");
  editor.type("a");
  editor.type("b");
  editor.type("c");
  stored.update("a");
  stored.update("abc");
  vi.runAllTimers();
  expect([editor.text, editor.edits]).toEqual(["abc", 0]);
});

test("a change from outside is applied and not told back", () => {
  const { editor, stored, told } = open("$region and more");
  stored.update("$area and more");
  expect([editor.text, editor.edits, told]).toEqual(["$area and more", 1, []]);
});

test("an undo to a text typed a moment ago is no echo", () => {
  const { editor, stored } = open("");
  editor.type("a");
  editor.type("b");
  stored.expectChange();
  stored.update("a");
  expect(editor.text).toBe("a");
});

test("a text that stays different in the end wins", () => {
  const { editor, stored } = open("");
  editor.type("a");
  editor.type("b");
  stored.update("a");
  expect(editor.text).toBe("ab");
  vi.runAllTimers();
  expect(editor.text).toBe("a");
});

test("Windows line ends and a byte order mark are no change", () => {
  const { editor, stored } = open("{\n}");
  stored.update("\ufeff{\r\n}");
  expect(editor.edits).toBe(0);
});
