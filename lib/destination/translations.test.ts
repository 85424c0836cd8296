import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyDefinition } from "@/lib/testing/any-definition";
import { sampleDefinition } from "@/lib/testing/definitions";
import { type DestinationDefinition, destinationDefinition } from "./definition";
import { getAtPath } from "./edit";
import { endpointHash } from "./endpoint-hash";
import { endpointsOf } from "./endpoints";
import { isRightToLeft, languageName, ownLanguageName } from "./language-name";
import { renameVariable } from "./rename-variable";
import {
  addLanguage,
  bestLanguage,
  inLanguage,
  languagesOf,
  removeLanguage,
  setupTexts,
  translationOf,
  translationPath,
  untranslatedTexts,
  withTranslation,
} from "./translations";

/** Everything translated, each text told from the original by its mark. */
function translatedInto(definition: DestinationDefinition, language: string): DestinationDefinition {
  return setupTexts(definition).reduce<DestinationDefinition>(
    (changed, text) => withTranslation(changed, text, language, `[${language}] ${text.text}`.slice(0, text.charsMax)),
    addLanguage(definition, language),
  );
}

describe("translations", () => {
  const german = translatedInto(sampleDefinition(), "de");

  test("the definition in a language has every text of the setup modal in it", () => {
    const texts = setupTexts(inLanguage(german, "de"));
    expect(texts.length).toBe(setupTexts(german).length);
    expect(texts.length).toBeGreaterThan(8);
    expect(texts.filter(({ text }) => !text.startsWith("[de] "))).toEqual([]);
    expect(untranslatedTexts(german, "de")).toEqual([]);
  });

  test("a text that isn't translated stays in the original", () => {
    const [first, second] = setupTexts(german);
    if (!first || !second) throw new Error("The sample asks for nothing.");
    const partly = withTranslation(german, first, "de", "");
    expect(translationOf(partly, first, "de")).toBe("");
    expect(setupTexts(inLanguage(partly, "de"))[0]?.text).toBe(first.text);
    expect(setupTexts(inLanguage(partly, "de"))[1]?.text).toBe(`[de] ${second.text}`);
    expect(untranslatedTexts(partly, "de")).toEqual([first]);
  });

  test("a language that isn't declared, and the original's, change nothing", () => {
    expect(inLanguage(german, "fr")).toBe(german);
    expect(inLanguage(german, "en")).toBe(german);
  });

  test("what is sent is the same, so no test goes out of date", () => {
    for (const { key } of endpointsOf(german)) {
      expect(endpointHash(german, key)).toBe(endpointHash(sampleDefinition(), key));
      expect(endpointHash(inLanguage(german, "de"), key)).toBe(endpointHash(german, key));
    }
  });

  test("a variable that is renamed is renamed in translated messages too", () => {
    const definition = sampleDefinition();
    const [field] = definition.fields.filter(({ variable, secret }) => variable !== "" && !secret);
    const text = setupTexts(definition).find(({ places: [{ member }] }) => member === "message");
    if (!field || !text) throw new Error("The sample has no field, or no message.");
    const before = withTranslation(addLanguage(definition, "de"), text, "de", `Prüfen Sie $${field.variable}.`);
    const after = renameVariable(before, field.variable, "renamed_it");
    expect(getAtPath(after, translationPath(text, "de"))).toBe("Prüfen Sie $renamed_it.");
  });
});

describe("of any definition", () => {
  const language = fc.constantFrom("de", "pt-BR", "ar", "ja");

  test("translating, and taking it back, is as before; what comes out can be saved", () => {
    fc.assert(
      fc.property(anyDefinition, language, fc.nat(), (definition, into, choice) => {
        const texts = setupTexts(definition);
        const text = texts[choice % Math.max(1, texts.length)];
        const added = addLanguage(definition, into);
        expect(destinationDefinition.safeParse(added).success).toBe(true);
        if (!text) return;
        const own = translationOf(definition, text, into);
        const changed = withTranslation(added, text, into, "Übersetzt");
        expect(destinationDefinition.parse(changed)).toEqual(changed);
        expect(translationOf(changed, text, into)).toBe("Übersetzt");
        for (const { part, member } of text.places) {
          expect(getAtPath(inLanguage(changed, into), [...part, member])).toBe("Übersetzt");
        }
        expect(translationOf(withTranslation(changed, text, into, own), text, into)).toBe(own);
      }),
    );
  });

  test("a language that is taken away leaves nothing behind, and the others alone", () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const without = removeLanguage(definition, "de");
        expect(JSON.stringify(without)).not.toMatch(/"de":/);
        expect(languagesOf(without).translated).not.toContain("de");
        for (const text of setupTexts(definition)) {
          expect(translationOf(without, text, "ar")).toBe(translationOf(definition, text, "ar"));
        }
      }),
    );
  });

  test("no language changes anything but texts", () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const shown = inLanguage(definition, "ar");
        expect(destinationDefinition.safeParse(shown).success).toBe(true);
        expect(
          shown.fields.map(({ id, variable, options }) => [id, variable, options.map(({ value }) => value)]),
        ).toEqual(
          definition.fields.map(({ id, variable, options }) => [id, variable, options.map(({ value }) => value)]),
        );
        for (const { key } of endpointsOf(definition)) {
          expect(endpointHash(shown, key)).toBe(endpointHash(definition, key));
        }
      }),
    );
  });
});

describe("the language that suits somebody best", () => {
  const spoken = { original: "en", translated: ["de", "pt-BR", "zh-Hant", "ar"] };
  test.each<[preferred: string[], expected: string]>([
    [["de"], "de"],
    [["de-AT", "en"], "de"],
    [["pt"], "pt-BR"],
    [["pt-PT"], "pt-BR"],
    [["zh-Hant-TW"], "zh-Hant"],
    [["en-GB", "de"], "en"],
    [["fr", "ar"], "ar"],
    [["fr-CA", "it"], "en"],
    [["DE-de"], "de"],
    [[], "en"],
    [[""], "en"],
  ])("%j → %s", (preferred, expected) => {
    expect(bestLanguage(spoken, preferred)).toBe(expected);
  });
});

test("languages have names, and directions", () => {
  expect([languageName("de"), languageName("pt-BR"), languageName("qqq"), languageName("nonsense tag")]).toEqual([
    "German",
    "Brazilian Portuguese",
    "qqq",
    "nonsense tag",
  ]);
  expect(ownLanguageName("de")).toBe("Deutsch");
  expect(["ar", "he-IL", "fa", "az-Arab", "ur-PK"].filter((tag) => !isRightToLeft(tag))).toEqual([]);
  expect(["de", "en", "az", "ur-Latn", "ja"].filter(isRightToLeft)).toEqual([]);
});
