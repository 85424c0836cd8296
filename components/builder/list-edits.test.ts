import fc from "fast-check";
import { expect, test } from "vitest";
import { movePart, movePartTo } from "./list-edits";

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

test("a part dropped beside another stands there, and the others keep their order", () => {
  fc.assert(
    fc.property(list, fc.nat(), fc.nat(), fc.constantFrom("before" as const, "after" as const), (parts, a, b, edge) => {
      const id = parts[a % parts.length]?.id ?? "";
      const target = parts[b % parts.length]?.id ?? "";
      const moved = movePartTo(parts, id, target, edge);
      const others = (all: typeof parts) => all.filter((part) => part.id !== id);
      expect(others(moved)).toEqual(others(parts));
      if (id === target) expect(moved).toEqual(parts);
      else {
        const distance = moved.findIndex((part) => part.id === id) - moved.findIndex((part) => part.id === target);
        expect(distance).toBe(edge === "before" ? -1 : 1);
      }
    }),
  );
});

test("a part that is not there moves nowhere, and nothing moves beside one that is not there", () => {
  const parts = [{ id: "a" }, { id: "b" }];
  expect(movePartTo(parts, "x", "a", "before")).toEqual(parts);
  expect(movePartTo(parts, "a", "x", "after")).toEqual(parts);
});
