import { expect, test } from "vitest";
import { destinationDefinition, eventDefinition, fieldTypes, listDefinition } from "@/lib/destination/definition";
import { setupTexts, untranslatedTexts } from "@/lib/destination/translations";
import { everyAction, everyQuestion, longWord } from "./every-question";

const whole = everyQuestion("https://sandbox.example.com", { isUnfinished: true });

test("both can be stored", () => {
  expect(listDefinition.parse(whole)).toEqual(whole);
  expect(eventDefinition.parse(everyAction())).toEqual(everyAction());
  expect(destinationDefinition.safeParse(everyQuestion("")).success).toBe(true);
});

test("no type and no state of a question is left out", () => {
  expect(new Set(whole.fields.map(({ type }) => type))).toEqual(new Set(fieldTypes));
  expect(new Set(whole.mappings.map(({ type }) => type))).toEqual(new Set(fieldTypes));
  for (const has of [
    (field: (typeof whole.fields)[number]) => field.secret,
    ({ required }: (typeof whole.fields)[number]) => !required,
    ({ perSync }: (typeof whole.fields)[number]) => perSync,
    ({ variable }: (typeof whole.fields)[number]) => variable === "",
    ({ type, options }: (typeof whole.fields)[number]) => type === "single_select" && options.length === 0,
    ({ pattern, maxLength, placeholder }: (typeof whole.fields)[number]) =>
      pattern !== "" && maxLength !== null && placeholder !== "",
    ({ defaultValue }: (typeof whole.fields)[number]) => defaultValue === longWord,
    ({ options }: (typeof whole.fields)[number]) => options.some(({ sets }) => sets.length > 0),
  ]) {
    expect(whole.fields.some(has)).toBe(true);
  }
  // A question that an answer brings up brings up another.
  const conditional = whole.fields.filter(({ visibleWhen }) => visibleWhen !== null);
  expect(conditional.some(({ visibleWhen }) => conditional.some((by) => by.variable === visibleWhen?.variable))).toBe(
    true,
  );
});

test("each language has translations, and neither has all", () => {
  for (const definition of [whole, everyAction()]) {
    for (const language of ["de", "ar"]) {
      const { length } = untranslatedTexts(definition, language);
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThan(setupTexts(definition).length);
    }
  }
});
