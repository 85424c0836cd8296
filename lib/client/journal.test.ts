import { expect, test } from "vitest";
import { blankListDefinition } from "@/lib/destination/definition";
import { Journal, type JournalStorage, recover } from "./journal";

function aStorage(bytesMax = 1_000_000): JournalStorage & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > bytesMax) throw new DOMException("full", "QuotaExceededError");
      entries.set(key, value);
    },
    removeItem: (key) => entries.delete(key),
  };
}

const aJournal = (storage: JournalStorage, overrides: { userId?: string; writer?: string } = {}) =>
  new Journal({ storage, userId: "kim", destinationId: "d1", writer: "tab 1", ...overrides });
const blank = blankListDefinition();
const edited = { ...blank, slugifyCohortName: true };
const entry = { definition: edited, baseRevision: 3, editedAt: "2026-01-01T10:00:00.000Z" };

test("what is written is read again, by the same person only", () => {
  const storage = aStorage();
  expect(aJournal(storage).write(entry)).toBe(true);
  expect(aJournal(storage).read()).toEqual(entry);
  expect(aJournal(storage, { userId: "lee" }).read()).toBeUndefined();
});

test("a full storage is said, not thrown, and leaves no older edit behind", () => {
  const storage = aStorage(JSON.stringify({ ...entry, writer: "tab 1" }).length);
  const journal = aJournal(storage);
  expect(journal.write(entry)).toBe(true);
  const longer = { ...blank, headers: [{ id: "h1", name: "X-Long", value: "x".repeat(500) }] };
  expect(journal.write({ ...entry, definition: longer })).toBe(false);
  expect(journal.read()).toBeUndefined();
});

test("storage that is switched off is survived", () => {
  const refuse = () => {
    throw new DOMException("off", "SecurityError");
  };
  const journal = aJournal({ getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(journal.write(entry)).toBe(false);
  expect(journal.read()).toBeUndefined();
  journal.clear();
  journal.discard();
});

test("a tab clears only what it wrote itself", () => {
  const storage = aStorage();
  aJournal(storage, { writer: "tab 2" }).write(entry);
  aJournal(storage).clear();
  expect(storage.entries.size).toBe(1);
  aJournal(storage, { writer: "tab 2" }).clear();
  expect(storage.entries.size).toBe(0);
});

test.each([
  "null",
  "",
  "{",
  "[]",
  `{"definition":{},"baseRevision":1}`,
  `{"definition":{"schemaVersion":99},"baseRevision":1,"editedAt":"2026-01-01T10:00:00Z","writer":"x"}`,
])("what can't be read is nothing: %s", (text) => {
  const storage = aStorage();
  storage.setItem("landfall:draft:kim:d1", text);
  expect(aJournal(storage).read()).toBeUndefined();
});

test("edits of the revision that the server still holds are restored; of an older one, offered", () => {
  expect(recover(undefined, { definition: blank, revision: 3 })).toEqual({ kind: "none" });
  expect(recover(entry, { definition: blank, revision: 3 })).toEqual({ kind: "restore", entry });
  expect(recover(entry, { definition: blank, revision: 4 })).toEqual({ kind: "offer", entry });
});

test("edits that the server holds already are not offered, whatever the order of keys", () => {
  const reordered = Object.fromEntries(Object.entries(edited).reverse());
  const definition = { ...edited, ...reordered };
  expect(recover(entry, { definition, revision: 9 })).toEqual({ kind: "none" });
});
