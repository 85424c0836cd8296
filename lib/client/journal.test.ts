import fc from "fast-check";
import { expect, test } from "vitest";
import { blankListDefinition } from "@/lib/destination/blank-definition";
import { setAtPath } from "@/lib/destination/edit";
import { aBrowserStorage } from "@/lib/testing/browser-storage";
import { Journal, type JournalEntry, type JournalStorage, recover } from "./journal";

const aJournal = (storage: JournalStorage, overrides: { userId?: string; writer?: string } = {}) =>
  new Journal({ storage, userId: "kim", destinationId: "d1", writer: "tab 1", ...overrides });
const blank = blankListDefinition();
const withPayload = (payload: string) => setAtPath(blank, ["endpoints", "addUsers", "payload"], payload);
const edits: Omit<JournalEntry, "writer"> = {
  base: blank,
  baseRevision: 3,
  definition: withPayload("typed"),
  label: "Add users › Payload",
  editedAt: "2026-01-01T10:00:00.000Z",
};

test("what is written is read again, by the same person only", () => {
  const storage = aBrowserStorage();
  expect(aJournal(storage).write(edits)).toBe(true);
  expect(aJournal(storage).readAll()).toEqual([{ ...edits, writer: "tab 1" }]);
  expect(aJournal(storage, { userId: "lee" }).readAll()).toEqual([]);
});

test("a keystroke in a long payload stores that keystroke", () => {
  const storage = aBrowserStorage();
  const base = withPayload("x".repeat(200_000));
  const written: number[] = [];
  const watched: JournalStorage = {
    ...storage,
    setItem: (key, value) => {
      written.push(value.length);
      storage.setItem(key, value);
    },
  };
  const journal = aJournal(watched);
  for (const end of ["a", "ab", "abc"]) {
    journal.write({ ...edits, base, definition: withPayload(`${"x".repeat(200_000)}${end}`) });
  }
  expect(written[0]).toBeGreaterThan(200_000);
  expect(Math.max(...written.slice(1))).toBeLessThan(400);
});

test("every text survives: line ends, byte-order marks, halves of characters, right to left, null", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("\r\n", "\ufeff", "\ud83d", "\ude00", "\u202eabc", "\u0000", "é", "$x", "\u2028"), {
        maxLength: 20,
      }),
      fc.string({ unit: "binary" }),
      (parts, text) => {
        const storage = aBrowserStorage();
        const definition = withPayload(parts.join("") + text);
        aJournal(storage).write({ ...edits, definition });
        expect(aJournal(storage).readAll()[0]?.definition).toEqual(definition);
      },
    ),
  );
});

test("a full storage is said, not thrown, and what was kept before stays", () => {
  const storage = aBrowserStorage(JSON.stringify(blank).length + 1_000);
  const journal = aJournal(storage);
  expect(journal.write(edits)).toBe(true);
  expect(journal.write({ ...edits, definition: withPayload("x".repeat(5_000)) })).toBe(false);
  expect(journal.readAll()[0]?.definition).toEqual(edits.definition);
});

test("storage that is switched off is survived", () => {
  const refuse = () => {
    throw new DOMException("off", "SecurityError");
  };
  const journal = aJournal({ length: 1, key: refuse, getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(journal.write(edits)).toBe(false);
  expect(journal.readAll()).toEqual([]);
  journal.clear();
});

test("pages do not write into each other's entries, and the newest comes first", () => {
  const storage = aBrowserStorage();
  const [one, two] = [aJournal(storage), aJournal(storage, { writer: "tab 2" })];
  one.write({ ...edits, editedAt: "2026-01-01T10:00:01.000Z" });
  two.write({ ...edits, base: withPayload("saved"), baseRevision: 4, definition: withPayload("other") });
  expect(one.readAll().map(({ writer, baseRevision }) => [writer, baseRevision])).toEqual([
    ["tab 1", 3],
    ["tab 2", 4],
  ]);
  one.clear();
  expect(two.readAll().map(({ writer }) => writer)).toEqual(["tab 2"]);
  two.clear();
  expect(storage.length).toBe(0);
});

test("killed between any two writes, what is there is one of the last two states", () => {
  const saved = withPayload("saved");
  const moves = [
    { ...edits, definition: withPayload("a") },
    { ...edits, definition: withPayload("ab") },
    { ...edits, base: saved, baseRevision: 4, definition: withPayload("saved, and more") },
  ];
  for (let killedAt = 0; killedAt < 12; killedAt += 1) {
    const storage = aBrowserStorage();
    let writes = 0;
    const dying = (act: () => void) => {
      writes += 1;
      if (writes > killedAt) throw new Error("killed");
      act();
    };
    const journal = aJournal({
      get length() {
        return storage.length;
      },
      key: storage.key,
      getItem: storage.getItem,
      setItem: (key, value) => dying(() => storage.setItem(key, value)),
      removeItem: (key) => dying(() => storage.removeItem(key)),
    });
    const reached = moves.map((move) => journal.write(move)).lastIndexOf(true);
    const found = aJournal(storage).readAll()[0];
    if (reached >= 0)
      expect(moves.slice(reached).map(({ definition }) => definition)).toContainEqual(found?.definition);
    if (found) expect(moves.map(({ baseRevision }) => baseRevision)).toContain(found.baseRevision);
  }
});

test.each([
  "null",
  "",
  "{",
  "[]",
  '{"changes":[],"baseRevision":1}',
  '{"baseRevision":3,"changes":[{"type":"text","path":["nowhere"],"at":0,"removed":"","inserted":"x"}],"label":"x","editedAt":"2026-01-01T10:00:00Z"}',
])("what can't be read is nothing: %s", (text) => {
  const storage = aBrowserStorage();
  aJournal(storage).write(edits);
  storage.setItem("landfall:draft:kim:d1:tab 1:edits", text);
  expect(aJournal(storage).readAll()).toEqual([]);
});

test("edits of the revision that the server still holds are restored; those of an older one are joined", () => {
  const entry = { ...edits, writer: "tab 1" };
  expect(recover(undefined, { definition: blank, revision: 3 })).toEqual({ kind: "none" });
  expect(recover(entry, { definition: blank, revision: 3 })).toEqual({ kind: "restore", entry });
  expect(recover(entry, { definition: blank, revision: 4 })).toEqual({ kind: "join", entry });
});

test("edits that the server holds already are nothing to restore, whatever the order of keys", () => {
  const entry = { ...edits, writer: "tab 1" };
  const reordered = Object.fromEntries(Object.entries(edits.definition).reverse());
  expect(recover(entry, { definition: { ...edits.definition, ...reordered }, revision: 9 })).toEqual({ kind: "none" });
});
