import { describe, expect, test } from "vitest";
import { english } from "./english";
import { ownLanguages, setupWordsIn } from "./setup-words-in";

/** Every text of a language by its place; what takes a name or a number is given recognizable ones. */
function textsOf(value: unknown, place = ""): [place: string, text: string][] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value === "function") return [[place, String(value(...argumentsFor(place)))]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => textsOf(member, place === "" ? name : `${place}.${name}`));
}

function argumentsFor(place: string): unknown[] {
  if (/nameTooLong$/.test(place)) return [61, 72];
  if (/acceptedIn$/.test(place)) return [340];
  if (/slow$/.test(place)) return ["Acme", 61, 72];
  if (/tooLong$/.test(place)) return ["Acme", 61, 72];
  if (/noSuchOption$|otherHost$|chooseTarget$/.test(place)) return ["Acme", ["Ada", "Bea"]];
  return ["Acme", "Ada"];
}

/** The names and numbers in a text, which no translation may lose. */
const valuesIn = (text: string) => (text.match(/Acme|Ada|Bea|61|72|340/g) ?? []).sort();

describe.each(ownLanguages.filter((tag) => tag !== "en"))("our words in %s", (tag) => {
  const words = setupWordsIn(tag);
  const translated = new Map(textsOf(words));

  test("each is there, is no English one left over, and names what the English one names", () => {
    // Words that are spelt alike in several languages.
    const alike =
      /^(language|optional|form\.name|form\.project|actions\.title|secret\.storedSince\.\d|attempt\.failed\.)/;
    for (const [place, original] of textsOf(english)) {
      const text = translated.get(place);
      expect(text, place).toBeDefined();
      if (original.trim() !== "" && !place.startsWith("secret.storedSince")) expect(text?.trim(), place).not.toBe("");
      if (!alike.test(place)) expect(text, place).not.toBe(original);
      expect(valuesIn(text ?? ""), place).toEqual(valuesIn(original));
    }
  });

  test("they end as the English ones end: a sentence with its stop, a label without", () => {
    for (const [place, original] of textsOf(english)) {
      const isSentence = /[.?]$/.test(original.trim());
      expect(/[.。?？؟]$/.test(translated.get(place)?.trim() ?? ""), place).toBe(isSentence);
    }
  });
});

test("a region has the words of its language, and a language that we have none in has English ones", () => {
  expect(setupWordsIn("de-AT").buttons.save).toBe("Speichern");
  expect(setupWordsIn("pt-BR").buttons.save).toBe("Salvar");
  expect(["fi", "zh-Hant", "constructor", ""].map(setupWordsIn)).toEqual([english, english, english, english]);
});

test("amounts and lists are written as the language writes them", () => {
  expect(english.problems.tooLong("Key", 1, 1_200)).toBe("Key may have at most 1 character; this has 1,200.");
  expect(english.problems.otherHost("Host", ["a", "b", "c"])).toBe("Host must lie under a, b or c.");
  expect(setupWordsIn("de").problems.tooLong("Schlüssel", 4_000, 5_000)).toContain("4.000 Zeichen");
  expect(setupWordsIn("fr").problems.otherHost("Hôte", ["a", "b", "c"])).toContain("a, b ou c");
  const lengths = [1, 2, 5, 20, 100].map((max) => setupWordsIn("ar").problems.tooLong("م", max, 7));
  expect(lengths.map((text) => /هو (.*)؛/.exec(text)?.[1])).toEqual([
    "حرف واحد",
    "حرفين",
    "5 أحرف",
    "20 حرفًا",
    "100 حرف",
  ]);
});
