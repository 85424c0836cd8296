import { beforeEach, expect, test } from "vitest";
import { noNotes, SubmissionNotesStore } from "./submission-notes";

let kept: Map<string, string>;
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};
beforeEach(() => {
  kept = new Map();
});

function opened(userId = "ada", destinationId = "d1"): SubmissionNotesStore {
  const store = new SubmissionNotesStore({ userId, destinationId });
  store.open(storage);
  return store;
}

test("each key is kept at once, and the next page begins with it", () => {
  const store = opened();
  store.setNote("First vers");
  store.setReason("LF053-a", "The part");
  expect(opened().getSnapshot()).toEqual({ note: "First vers", reasons: { "LF053-a": "The part" } });
});

test("each person and destination has its own", () => {
  opened().setNote("mine");
  expect(opened("grace").getSnapshot()).toEqual(noNotes);
  expect(opened("ada", "d2").getSnapshot()).toEqual(noNotes);
});

test("an emptied reason is forgotten, and with the last text its place in the storage", () => {
  const store = opened();
  store.setReason("a", "because");
  store.setReason("b", "so");
  store.setReason("a", "");
  expect(store.getSnapshot().reasons).toEqual({ b: "so" });
  store.setReason("b", "");
  expect(kept.size).toBe(0);
});

test("after a submission the note is gone, and so are reasons for what is no longer there", () => {
  const store = opened();
  store.setNote("First version");
  store.setReason("still", "It is meant so.");
  store.setReason("gone", "It was meant so.");
  store.afterSubmission(["still", "never explained"]);
  expect(store.getSnapshot()).toEqual({ note: "", reasons: { still: "It is meant so." } });
  expect(opened().getSnapshot()).toEqual(store.getSnapshot());
});

test("what is typed over a suggestion is kept until it is given back; the number is that version's only", () => {
  const store = opened();
  store.setText("number", "2.");
  store.setText("contact", "Pat, pat@example.com");
  store.setText("accountNote", "Lists are deleted every night.");
  expect(opened().getSnapshot()).toMatchObject({ number: "2.", contact: "Pat, pat@example.com" });
  store.afterSubmission([]);
  expect(store.getSnapshot()).toEqual({
    note: "",
    reasons: {},
    contact: "Pat, pat@example.com",
    accountNote: "Lists are deleted every night.",
  });
  store.setText("contact", undefined);
  store.setText("accountNote", undefined);
  expect(store.getSnapshot()).toEqual(noNotes);
  expect(kept.size).toBe(0);
});

test("what another tab writes is taken over", () => {
  const [one, other] = [opened(), opened()];
  let calls = 0;
  other.subscribe(() => {
    calls += 1;
  });
  one.setReason("a", "because");
  other.reread();
  expect([calls, other.getSnapshot().reasons]).toEqual([1, { a: "because" }]);
});

test.each(["no JSON", "[]", '{"note": 5, "reasons": {}}', "null"])("what isn't ours is nothing: %s", (text) => {
  kept.set("landfall:submission:ada:d1", text);
  expect(opened().getSnapshot().note).toBe("");
});

test("without a storage, or with one that refuses, the notes last as long as the page", () => {
  const refuse = () => {
    throw new Error("QuotaExceededError");
  };
  for (const broken of [undefined, { getItem: refuse, setItem: refuse, removeItem: refuse }]) {
    const store = new SubmissionNotesStore({ userId: "ada", destinationId: "d1" });
    store.open(broken);
    store.setReason("a", "because");
    expect(store.getSnapshot().reasons).toEqual({ a: "because" });
  }
});
