import { headers } from "next/headers";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { isRightToLeft } from "@/lib/destination/language-name";
import { bestLanguage, inLanguage, languagesOf } from "@/lib/destination/translations";
import { acceptedLanguages } from "./accepted-languages";

/**
 * A definition as whoever asks for the page reads it: in the language of the destination that suits their browser best,
 * with the attributes of the element that shows it.
 */
export async function inReaderLanguage<Definition extends DestinationDefinition>(definition: Definition) {
  const language = bestLanguage(languagesOf(definition), acceptedLanguages(await headers()));
  const dir = isRightToLeft(language) ? "rtl" : undefined;
  return { language, definition: inLanguage(definition, language), attributes: { lang: language, dir } as const };
}
