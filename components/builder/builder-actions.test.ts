import { parseKeybinding } from "tinykeys";
import { describe, expect, test } from "vitest";
import { actionTable, type BuilderAction } from "./builder-actions";
import { isSingleCharacter, toBinding } from "./shortcut-keys";

const actions: readonly Omit<BuilderAction, "run">[] = actionTable;
const withKeys = actions.flatMap(({ id, keys }) => (keys ? [{ id, keys }] : []));

/** What browsers keep for themselves, on either kind of keyboard, and the first keys of screen readers. */
const taken = [
  ..."nwtlrpfdghjo0123456789+-".split("").map((key) => `mod+${key}`),
  ...["n", "w", "t", "i", "j", "c", "k", "b", "o", "p", "a", "m", "e", "u", "y", "h", "r", "q"].map(
    (key) => `mod+shift+${key}`,
  ),
  ...["f4", "f5", "f11", "f12", "mod+tab", "mod+pageup", "mod+pagedown", "alt+left", "alt+right", "mod+alt+n"],
];

describe("the table of actions", () => {
  test("names each action once", () => {
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
    expect(new Set(actions.map(({ label }) => label)).size).toBe(actions.length);
  });

  test("gives each combination to one action", () => {
    expect(new Set(withKeys.map(({ keys }) => keys)).size).toBe(withKeys.length);
  });

  test.each(withKeys)("$keys of $id is free, and can be listened for", ({ keys }) => {
    expect(taken).not.toContain(keys);
    const [press, ...more] = parseKeybinding(toBinding(keys));
    expect(more).toEqual([]);
    expect(press?.[2]).not.toBe("");
  });

  test.each(withKeys)(
    "$keys of $id needs a modifier or a function key, or is the one that can be switched off",
    ({ keys }) => {
      expect(/^(mod|alt)\+|^(shift\+)?f\d+$/.test(keys) || isSingleCharacter(keys)).toBe(true);
    },
  );
});
