import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  continueHistory,
  type History,
  type MergeDocuments,
  record,
  recordTheirs,
  redo,
  startHistory,
  undo,
} from "./history";

interface Doc {
  name: string;
  url: string;
  parts: readonly { id: string; text: string }[];
}
const empty: Doc = { name: "", url: "", parts: [] };

/** Member by member; where both changed one, mine stays. */
const merge: MergeDocuments<Doc> = (base, mine, theirs) => ({
  name: mine.name === base.name ? theirs.name : mine.name,
  url: mine.url === base.url ? theirs.url : mine.url,
  parts: mine.parts === base.parts ? theirs.parts : mine.parts,
});

const documents: fc.Arbitrary<Doc> = fc.record({
  name: fc.string({ unit: "binary", maxLength: 6 }),
  url: fc.string({ maxLength: 6 }),
  parts: fc.array(fc.record({ id: fc.constantFrom("a", "b", "c"), text: fc.string({ maxLength: 4 }) }), {
    maxLength: 3,
  }),
});
const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof<fc.MaybeWeightedArbitrary<Deed>[]>(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant<"edit">("edit"),
        after: documents,
        ms: fc.nat(2_000),
        mergeKey: fc.option(fc.constantFrom("name", "url"), { nil: undefined }),
      }),
    },
    { weight: 2, arbitrary: fc.constantFrom<Deed>({ kind: "undo" }, { kind: "redo" }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant<"theirs">("theirs"), after: documents }) },
  ),
  { maxLength: 25 },
);

type Deed =
  | { kind: "edit"; after: Doc; ms: number; mergeKey: string | undefined }
  | { kind: "theirs"; after: Doc }
  | { kind: "undo" }
  | { kind: "redo" };

function play(steps: readonly Deed[]): History<Doc> {
  let at = 0;
  return steps.reduce<History<Doc>>((history, deed) => {
    if (deed.kind === "undo") return undo(history, merge)?.history ?? history;
    if (deed.kind === "redo") return redo(history)?.history ?? history;
    if (deed.kind === "theirs") return recordTheirs(history, { label: "Changes by Kim", after: deed.after, at }, merge);
    at += deed.ms;
    return record(history, { label: "Edit", mergeKey: deed.mergeKey, after: deed.after, at });
  }, startHistory(empty));
}

/** Every document that undoing passes, newest first. */
function undoAll(history: History<Doc>): History<Doc>[] {
  const passed = [history];
  for (let move = undo(history, merge); move; move = undo(move.history, merge)) passed.push(move.history);
  return passed;
}

describe("properties", () => {
  test("any sequence of one's own edits, undone, gives the identical beginning; redone, the identical end", () => {
    const own = deeds.map((list) => list.filter(({ kind }) => kind !== "theirs"));
    fc.assert(
      fc.property(own, (steps) => {
        const history = play(steps);
        const passed = undoAll(history);
        expect(passed.at(-1)?.present).toEqual(empty);
        expect(passed.at(-1)?.past).toEqual([]);
        let back = passed.at(-1) ?? history;
        for (const expected of passed.slice(0, -1).reverse()) {
          back = redo(back)?.history ?? back;
          expect(back.present).toEqual(expected.present);
        }
        expect(back.present).toEqual(history.present);
      }),
    );
  });

  test("with others' changes in between, undo and redo always apply, and nothing of theirs is taken back", () => {
    fc.assert(
      fc.property(deeds, fc.string({ minLength: 1, maxLength: 3 }), (steps, mark) => {
        const before = play(steps);
        // Somebody else writes a name that nobody has had: no undo of ours may take it away.
        const theirs = { ...before.present, name: `${before.present.name}\u2603${mark}` };
        const history = recordTheirs(before, { label: "Changes by Kim", after: theirs, at: 0 }, merge);
        const passed = undoAll(history);
        for (const each of passed) expect(each.present.name).toBe(theirs.name);
        let back = passed.at(-1) ?? history;
        for (let move = redo(back); move; move = redo(back)) back = move.history;
        expect(back.present.name).toBe(theirs.name);
      }),
    );
  });

  test("undoing one place leaves what others changed elsewhere, whatever lies between", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (url, name) => {
        const mine = record(startHistory(empty), { label: "URL", after: { ...empty, url }, at: 0 });
        const both = recordTheirs(mine, { label: "Changes by Kim", after: { ...empty, url, name }, at: 1 }, merge);
        const undone = undo(both, merge);
        expect(undone?.history.present).toEqual({ ...empty, name });
        expect(undone && redo(undone.history)?.history.present).toEqual({ ...empty, url, name });
      }),
    );
  });
});

/** Types a text character by character into the name, as a person does. */
function typeName(history: History<Doc>, text: string, at: number, gapMs = 100): History<Doc> {
  return [...text].reduce(
    (typed, character, index) =>
      record(typed, {
        label: "Change name",
        mergeKey: "name",
        after: { ...typed.present, name: typed.present.name + character },
        at: at + index * gapMs,
      }),
    history,
  );
}
const names = (history: History<Doc>) => undoAll(history).map(({ present }) => present.name);

test("a typed word is one step, the next word the next", () => {
  expect(names(typeName(startHistory(empty), "send to lists", 0))).toEqual(["send to lists", "send to ", "send ", ""]);
});

test("correcting what was just typed belongs to its step; going elsewhere in the text does not", () => {
  const begun = record(startHistory(empty), { label: "Paste", after: { ...empty, name: "the " }, at: 0 });
  const type = (history: History<Doc>, texts: string[], at: number) =>
    texts.reduce(
      (typed, name, index) =>
        record(typed, { label: "Name", mergeKey: "name", after: { ...empty, name }, at: at + index * 50 }),
      history,
    );
  const corrected = type(begun, ["the l", "the ls", "the l", "the li", "the lis", "the list"], 100);
  expect(names(corrected)).toEqual(["the list", "the ", ""]);
  expect(names(type(corrected, ["xthe list"], 500))).toEqual(["xthe list", "the list", "the ", ""]);
});

test("what is typed and erased again at once is no step", () => {
  const typed = typeName(typeName(startHistory(empty), "a", 0), "b", 5_000);
  const erased = record(typed, { label: "Change name", mergeKey: "name", after: { ...empty, name: "a" }, at: 5_100 });
  expect(names(erased)).toEqual(["a", ""]);
});

test("a part that is renamed as one types keeps the name of the step's beginning", () => {
  let history = startHistory(empty);
  for (const [index, name] of ["R", "Re", "Re ", "Re g"].entries()) {
    history = record(history, { label: `${name}: Name`, mergeKey: "name", after: { ...empty, name }, at: index * 50 });
  }
  expect(history.past.map(({ label }) => label)).toEqual(["R: Name", "R: Name"]);
});

test("a pasted piece is a step of its own", () => {
  let history = typeName(startHistory(empty), "a", 0);
  history = record(history, { label: "Change name", mergeKey: "name", after: { ...empty, name: "a pasted" }, at: 50 });
  history = typeName(history, "!", 100);
  expect(names(history)).toEqual(["a pasted!", "a pasted", "a", ""]);
});

test("erasing is one step, apart from the typing before it", () => {
  let history = record(startHistory(empty), { label: "Paste", after: { ...empty, name: "abcdef" }, at: 0 });
  for (const [index, name] of ["abcde", "abcd", "abc"].entries()) {
    history = record(history, {
      label: "Change name",
      mergeKey: "name",
      after: { ...empty, name },
      at: 100 + index * 50,
    });
  }
  expect(names(history)).toEqual(["abc", "abcdef", ""]);
});

test("a pause, another field, an undo and a redo each begin a new step", () => {
  let history = typeName(startHistory(empty), "he", 0);
  history = typeName(history, "l", 5_000);
  history = record(history, { label: "URL", mergeKey: "url", after: { ...history.present, url: "h" }, at: 5_050 });
  expect(history.past.map(({ label }) => label)).toEqual(["Change name", "Change name", "URL"]);
  const undone = undo(history, merge)?.history ?? history;
  expect(typeName(undone, "p", 5_060).past).toHaveLength(3);
  expect(typeName(undone, "p", 5_060).future).toEqual([]);
  const redone = redo(undone)?.history ?? history;
  expect(typeName(redone, "p", 5_070).past).toHaveLength(4);
});

test("a session takes whatever is done in it, however long", () => {
  let history = startHistory(empty);
  for (const [index, url] of ["https://a.example", "b", "c d e"].entries()) {
    history = record(history, {
      label: "Rename",
      mergeKey: "s1",
      mergeMs: Number.POSITIVE_INFINITY,
      after: { ...empty, url },
      at: index * 60_000,
    });
  }
  expect(history.past).toHaveLength(1);
});

test("an edit that changes nothing is no step", () => {
  const history = startHistory(empty);
  expect(record(history, { label: "Nothing", after: empty, at: 0 })).toBe(history);
  expect(record(history, { label: "Nothing", after: { ...empty }, at: 0 }).past).toEqual([]);
  expect(undo(history, merge)).toBeUndefined();
  expect(redo(history)).toBeUndefined();
});

test("a step whose place others have since written anew leaves theirs and is gone", () => {
  const mine = record(startHistory(empty), { label: "URL", after: { ...empty, url: "mine" }, at: 0 });
  const both = recordTheirs(mine, { label: "Changes by Kim", after: { ...empty, url: "kim's" }, at: 1 }, merge);
  const move = undo(both, merge);
  expect(move).toMatchObject({
    changes: [],
    step: { label: "URL" },
    history: { present: { url: "kim's" }, future: [] },
  });
  expect(move && undo(move.history, merge)).toBeUndefined();
});

test("five hundred steps are kept, and a keystroke of a long text takes a few bytes", () => {
  let history: History<Doc> = startHistory({ ...empty, name: "x".repeat(200_000) });
  for (let index = 0; index < 600; index += 1) {
    history = record(history, {
      label: "Edit",
      after: { ...history.present, name: `${history.present.name}y` },
      at: index,
    });
  }
  expect(history.past).toHaveLength(500);
  expect(JSON.stringify(history.past).length).toBeLessThan(100_000);
});

test("an earlier page's steps lie under those of this one", () => {
  const earlier = undo(typeName(startHistory(empty), "one two ", 0), merge)?.history ?? startHistory(empty);
  const idle = continueHistory(earlier, startHistory(earlier.present));
  expect(idle.future).toHaveLength(1);
  const typed = continueHistory(earlier, typeName(startHistory(earlier.present), "more", 9_000));
  expect(names(typed)).toEqual(["one more", "one ", ""]);
  expect(typed.future).toEqual([]);
});
