import { arabic } from "./arabic";
import { dutch } from "./dutch";
import { english } from "./english";
import { french } from "./french";
import { german } from "./german";
import { italian } from "./italian";
import { japanese } from "./japanese";
import { portuguese } from "./portuguese";
import type { SetupWords } from "./setup-words";
import { spanish } from "./spanish";

const all: readonly SetupWords[] = [english, arabic, dutch, french, german, italian, japanese, portuguese, spanish];

/** The languages that we have our own words in, by their tags. */
export const ownLanguages: readonly string[] = all.map(({ language }) => language);

/** Our words for a setup modal in a language (BCP 47), whatever its region; English ones where there are none in it. */
export function setupWordsIn(tag: string): SetupWords {
  const [language] = tag.split("-");
  return all.find((words) => words.language === language) ?? english;
}
