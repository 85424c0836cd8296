import fc from "fast-check";
import { expect, test } from "vitest";
import { movePart } from "./list-edits";

const list = fc
  .uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 })
  .map((ids) => ids.map((id, index) => ({ id, isHidden: index % 3 === 0 })));

test("a part that moves and comes back leaves the list as it was, unless it stood at the end", () => {
  fc.assert(
    fc.property(list, fc.nat(), (parts, pick) => {
      const index = pick % parts.length;
      const id = parts[index]?.id ?? "";
      const moved = movePart(parts, id, 1);
      expect(new Set(moved)).toEqual(new Set(parts));
      if (index === parts.length - 1) expect(moved).toEqual(parts);
      else expect(movePart(moved, id, -1)).toEqual(parts);
    }),
  );
});

test("hidden parts are stepped over", () => {
  const parts = [
    { id: "a", isHidden: false },
    { id: "credential", isHidden: true },
    { id: "b", isHidden: false },
  ];
  const shown = ({ isHidden }: { isHidden: boolean }) => !isHidden;
  expect(movePart(parts, "b", -1, shown).map(({ id }) => id)).toEqual(["b", "a", "credential"]);
  expect(movePart(parts, "a", 1, shown).map(({ id }) => id)).toEqual(["credential", "b", "a"]);
});
