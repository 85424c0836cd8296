/** Rules about the languages of the setup modal. */
import type { DocumentPath } from "@/lib/destination/finding";
import { languageName } from "@/lib/destination/language-name";
import type { Rule } from "@/lib/destination/rule";
import { languagesOf, setupTexts, untranslatedTexts } from "@/lib/destination/translations";

const translated: DocumentPath = ["languages", "translated"];

const untranslated: Rule = {
  id: "LF130",
  severity: "info",
  title: "Texts that aren't translated",
  explanation:
    "A text without a translation is shown in the original language, so customers may read two languages in one setup modal.",
  bad: { text: "German, of which nothing is translated", changes: [{ path: translated, value: ["de"] }] },
  good: { text: "English only", changes: [] },
  check({ definition }) {
    const { original, translated: languages } = languagesOf(definition);
    const count = setupTexts(definition).length;
    return languages.flatMap((language) => {
      const missing = untranslatedTexts(definition, language).length;
      if (missing === 0) return [];
      const texts = count === 1 ? "text" : "texts";
      const message = `${languageName(language)}: ${missing} of ${count} ${texts} aren't translated. Customers read ${missing === 1 ? "it" : "them"} in ${languageName(original)}.`;
      return [{ message, path: translated }];
    });
  },
};

const sameLanguage: Rule = {
  id: "LF131",
  severity: "warning",
  title: "Translation into the original language",
  explanation:
    "Customers who read the original language read the original texts, so these translations are never shown.",
  bad: { text: "English texts, translated into English", changes: [{ path: translated, value: ["en"] }] },
  good: { text: "English texts, translated into nothing", changes: [] },
  check({ definition }) {
    const { original, translated: languages } = languagesOf(definition);
    if (!languages.includes(original)) return [];
    const name = languageName(original);
    return [
      {
        message: `The texts are in ${name} already. Choose another original language, or remove ${name} from the translations.`,
        path: translated,
        fix: {
          label: `Remove ${name}`,
          type: "set",
          path: translated,
          value: languages.filter((each) => each !== original),
        },
      },
    ];
  },
};

export const languageRules: readonly Rule[] = [untranslated, sameLanguage];
