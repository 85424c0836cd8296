import { expect, test } from "vitest";
import { blankComputedValue } from "./blank-definition";
import { computedWords } from "./computed-words";
import type { ComputedValue } from "./definition";

test.each<[Partial<ComputedValue>, string]>([
  [
    { source: "properties.products" },
    "A list with an element for each line of properties.products; missing where there is none.",
  ],
  [
    { source: "properties.products", condition: "line.price > 0", otherwise: "null" },
    "A list with an element for each line of properties.products that fits the condition; null where there is none.",
  ],
  [
    { source: "properties.products", condition: "properties.total > 0" },
    "A list with an element for each line of properties.products, if the condition holds; missing where there is none.",
  ],
  [{ mode: "once", source: " " }, "One value, made of the event; missing where there is none."],
  [
    { mode: "once", source: "traits.address", condition: "not (traits.country = null)" },
    "One value, made of traits.address, if the condition holds; missing where there is none.",
  ],
])("%j", (parts, words) => {
  expect(computedWords({ ...blankComputedValue(), ...parts })).toBe(words);
});
