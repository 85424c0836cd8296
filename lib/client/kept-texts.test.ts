import { expect, test } from "vitest";
import { KeptTexts, type TextStorage } from "./kept-texts";

function aStorage() {
  const items = new Map<string, string>();
  const storage: TextStorage = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
  return { items, storage };
}

test("a text is there again after a reload, and an empty one leaves nothing behind", () => {
  const { items, storage } = aStorage();
  const before = new KeptTexts(() => storage);
  before.set("reply:1", "Half a sentence");
  expect(new KeptTexts(() => storage).get("reply:1")).toBe("Half a sentence");
  expect(new KeptTexts(() => storage).get("reply:2")).toBe("");

  before.set("reply:1", "");
  expect(items.size).toBe(0);
});

test("listeners hear of each change until they leave", () => {
  const texts = new KeptTexts(() => aStorage().storage);
  let heard = 0;
  const leave = texts.subscribe(() => {
    heard += 1;
  });
  texts.set("a", "1");
  leave();
  texts.set("a", "2");
  expect(heard).toBe(1);
});

test("without storage, or with a full one, texts last as long as the page", () => {
  const full = new KeptTexts(() => ({
    getItem: () => {
      throw new Error("off");
    },
    setItem: () => {
      throw new Error("full");
    },
    removeItem: () => undefined,
  }));
  for (const texts of [full, new KeptTexts(() => undefined)]) {
    texts.set("a", "words");
    expect(texts.get("a")).toBe("words");
    expect(texts.get("b")).toBe("");
  }
});
