import { expect, test, vi } from "vitest";
import { isSameJson } from "@/lib/destination/same-json";
import { KeyedStore } from "./keyed-store";

const aStore = () => {
  const compute = vi.fn((words: readonly string[], initial: string) =>
    words.filter((word) => word.startsWith(initial)),
  );
  return { compute, store: new KeyedStore<readonly string[], string[]>(["ab", "ba"], compute, isSameJson) };
};

test("a piece is computed once, and again only after an update", () => {
  const { compute, store } = aStore();
  expect(store.get("a")).toBe(store.get("a"));
  expect(compute).toHaveBeenCalledTimes(1);
  store.update(["ab", "ba", "bb"]);
  store.get("a");
  store.get("a");
  expect(compute).toHaveBeenCalledTimes(2);
});

test("a piece that comes out the same stays the same object; another one doesn't", () => {
  const { store } = aStore();
  const [a, b] = [store.get("a"), store.get("b")];
  store.update(["ab", "ba", "bb"]);
  expect(store.get("a")).toBe(a);
  expect(store.get("b")).not.toBe(b);
  expect(store.get("b")).toEqual(["ba", "bb"]);
});

test("listeners hear of updates until they leave", () => {
  const { store } = aStore();
  const listener = vi.fn();
  const leave = store.subscribe(listener);
  store.update(["x"]);
  store.update(store.input);
  leave();
  store.update(["y"]);
  expect(listener).toHaveBeenCalledTimes(1);
});
