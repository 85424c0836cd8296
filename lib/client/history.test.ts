import fc from "fast-check";
import { expect, test } from "vitest";
import { type History, record, redo, startHistory, undo } from "./history";

const edits = fc.array(
  fc.record({
    after: fc.string(),
    at: fc.nat(500),
    mergeKey: fc.option(fc.constantFrom("name", "url"), { nil: undefined }),
  }),
  { maxLength: 30 },
);

/** Edits as a person makes them: time only goes on. */
function play(steps: { after: string; at: number; mergeKey?: string }[]): History<string> {
  let at = 0;
  return steps.reduce((history, step) => {
    at += step.at * 4;
    return record(history, { label: "Edit", ...step, at });
  }, startHistory(""));
}

const times = <T>(count: number, change: (value: T) => T, start: T) =>
  Array.from({ length: count }).reduce<T>((value) => change(value), start);

test("undoing everything gives the beginning, redoing everything the end", () => {
  fc.assert(
    fc.property(edits, (steps) => {
      const history = play(steps);
      const undone = times(history.past.length, undo, history);
      expect(undone.present).toBe("");
      expect(undone.past).toEqual([]);
      const redone = times(history.past.length, redo, undone);
      expect(redone.present).toBe(history.present);
      expect(redone.future).toEqual([]);
    }),
  );
});

test("typing in one field is one step; a pause, another field or an undo begins the next", () => {
  let history = startHistory("");
  for (const [index, after] of ["h", "he", "hel"].entries()) {
    history = record(history, { label: "Change name", mergeKey: "name", after, at: index * 300 });
  }
  expect(history.past).toHaveLength(1);
  history = record(history, { label: "Change name", mergeKey: "name", after: "hell", at: 5_000 });
  history = record(history, { label: "Change URL", mergeKey: "url", after: "hell!", at: 5_100 });
  expect(history.past.map(({ label }) => label)).toEqual(["Change name", "Change name", "Change URL"]);
  history = record(undo(history), { label: "Change name", mergeKey: "name", after: "x", at: 5_200 });
  expect(history.future).toEqual([]);
  expect(undo(history).present).toBe("hell");
});

test("an edit that changes nothing is no step", () => {
  const history = startHistory("a");
  expect(record(history, { label: "Nothing", after: "a", at: 0 })).toBe(history);
  expect(undo(history)).toBe(history);
  expect(redo(history)).toBe(history);
});
