/** The texts that customers read in a setup modal, and the same in other languages. */
import { activeFields } from "./active-fields";
import type { CustomField, DestinationDefinition, FieldType, Languages } from "./definition";
import { isMembers } from "./document-tree";
import { getAtPath, setAtPath } from "./edit";
import { actionsOf, endpointsOf } from "./endpoints";
import type { DocumentPath } from "./finding";
import { placeName } from "./place-name";

/** Where a text stands: a member of a part. */
interface TextPlace {
  part: DocumentPath;
  member: string;
}

/** A text in the original language. What stands in several places, as one error of many endpoints, is translated once. */
export interface SetupText {
  text: string;
  places: readonly [TextPlace, ...TextPlace[]];
  /** The first place: "Custom field Region › Help text". */
  label: string;
  charsMax: number;
}

const shortCharsMax = 300;
const longCharsMax = 5_000;
const longMembers = new Set(["helpText", "description", "message"]);

/** The languages of a destination; one that says nothing of them is in English. */
export function languagesOf({ languages }: DestinationDefinition): Languages {
  return languages ?? { original: "en", translated: [] };
}

/** Every text that a customer may read, in the order of the setup modal; empty ones aren't there. */
export function setupTexts(definition: DestinationDefinition): SetupText[] {
  const found = new Map<string, SetupText>();
  for (const { text, ...place } of textPlaces(definition)) {
    const charsMax = longMembers.has(place.member) ? longCharsMax : shortCharsMax;
    const key = `${charsMax} ${text}`;
    const known = found.get(key);
    const label = known?.label ?? placeName(definition, [...place.part, place.member]);
    found.set(key, { text, label, charsMax, places: known ? [...known.places, place] : [place] });
  }
  return [...found.values()];
}

function textPlaces(definition: DestinationDefinition): (TextPlace & { text: string })[] {
  const active = new Set(activeFields(definition));
  return [
    ...definition.fields.flatMap((field, index) => (active.has(field) ? fieldTexts(field, ["fields", index]) : [])),
    ...definition.mappings.flatMap(({ displayName, targetName, type, options }, index) => [
      ...textsOf(["mappings", index], { displayName, targetName }),
      ...optionTexts(type, options, ["mappings", index]),
    ]),
    ...actionsOf(definition).flatMap(({ name, description }, index) =>
      textsOf(["actions", index], { name, description }),
    ),
    ...endpointsOf(definition).flatMap(({ endpoint, path }) =>
      endpoint.errors.flatMap(({ failureReason, message }, index) =>
        textsOf([...path, "errors", index], { failureReason, message }),
      ),
    ),
  ];
}

function fieldTexts(field: CustomField, part: DocumentPath) {
  const { displayName, helpText, placeholder, pattern, patternMessage, type, options } = field;
  const texts = { displayName, helpText, placeholder, patternMessage: pattern === "" ? "" : patternMessage };
  return [...textsOf(part, texts), ...optionTexts(type, options, part)];
}

function optionTexts(type: FieldType, options: readonly { label: string }[], part: DocumentPath) {
  return type === "string" ? [] : options.flatMap(({ label }, at) => textsOf([...part, "options", at], { label }));
}

function textsOf(part: DocumentPath, members: Readonly<Record<string, string>>) {
  return Object.entries(members).flatMap(([member, text]) => (text.trim() === "" ? [] : [{ part, member, text }]));
}

/** Where the translation of a text stands: that of its first place. */
export function translationPath({ places: [place] }: Pick<SetupText, "places">, language: string): DocumentPath {
  return pathAt(place, language);
}

function pathAt({ part, member }: TextPlace, language: string): DocumentPath {
  return [...part, "translations", language, member];
}

/** A text in a language; empty where it isn't translated. */
export function translationOf(definition: DestinationDefinition, { places }: SetupText, language: string): string {
  const translations = places.map((place) => getAtPath(definition, pathAt(place, language)));
  const isFilled = (text: unknown): text is string => typeof text === "string" && text !== "";
  return translations.find(isFilled) ?? "";
}

/** The texts that a language lacks, somewhere or everywhere: there they are shown in the original. */
export function untranslatedTexts(definition: DestinationDefinition, language: string): SetupText[] {
  const isThere = (place: TextPlace) => {
    const translation = getAtPath(definition, pathAt(place, language));
    return typeof translation === "string" && translation.trim() !== "";
  };
  return setupTexts(definition).filter(({ places }) => !places.every(isThere));
}

/** The definition with a text translated wherever it stands, or with an empty `translation` no longer so. */
export function withTranslation<Definition extends DestinationDefinition>(
  definition: Definition,
  { places }: Pick<SetupText, "places">,
  language: string,
  translation: string,
): Definition {
  return places.reduce((changed, place) => withTranslationAt(changed, place, language, translation), definition);
}

function withTranslationAt<Definition extends DestinationDefinition>(
  definition: Definition,
  { part, member }: TextPlace,
  language: string,
  translation: string,
): Definition {
  const before = getAtPath(definition, part);
  if (!isMembers(before)) return definition;
  const { translations: all, ...rest } = before;
  const { [language]: own, ...others } = isMembers(all) ? all : {};
  const { [member]: _, ...texts } = isMembers(own) ? own : {};
  const changed = translation === "" ? texts : { ...texts, [member]: translation };
  const translations = { ...others, ...(Object.keys(changed).length > 0 && { [language]: changed }) };
  return setAtPath(definition, part, { ...rest, ...(Object.keys(translations).length > 0 && { translations }) });
}

export function addLanguage<Definition extends DestinationDefinition>(definition: Definition, language: string) {
  const { original, translated } = languagesOf(definition);
  if (language === original || translated.includes(language)) return definition;
  return { ...definition, languages: { original, translated: [...translated, language] } };
}

/** Takes a language away, with everything that was translated into it. */
export function removeLanguage<Definition extends DestinationDefinition>(definition: Definition, language: string) {
  const { original, translated } = languagesOf(definition);
  const without = allParts(definition).reduce<Definition>(
    (changed, part) => withoutLanguage(changed, part, language),
    definition,
  );
  return { ...without, languages: { original, translated: translated.filter((each) => each !== language) } };
}

function withoutLanguage<Definition extends DestinationDefinition>(
  definition: Definition,
  part: DocumentPath,
  language: string,
) {
  const before = getAtPath(definition, part);
  if (!isMembers(before) || !isMembers(before.translations) || !Object.hasOwn(before.translations, language))
    return definition;
  const { translations, ...rest } = before;
  const { [language]: _, ...others } = isMembers(translations) ? translations : {};
  return setAtPath(definition, part, { ...rest, ...(Object.keys(others).length > 0 && { translations: others }) });
}

/** Every part that has translations, in use or not. */
function allParts(document: unknown, path: DocumentPath = []): DocumentPath[] {
  if (Array.isArray(document)) return document.flatMap((each, index) => allParts(each, [...path, index]));
  if (!isMembers(document)) return [];
  const inside = Object.entries(document).flatMap(([name, member]) =>
    name === "translations" ? [] : allParts(member, [...path, name]),
  );
  return isMembers(document.translations) ? [path, ...inside] : inside;
}

/**
 * The definition as customers read it in a language: each text that is translated stands in place of the original. For a
 * language that it isn't translated into, and for the original's, it is the definition itself.
 */
export function inLanguage<Definition extends DestinationDefinition>(
  definition: Definition,
  language: string,
): Definition {
  if (!languagesOf(definition).translated.includes(language)) return definition;
  return allParts(definition).reduce<Definition>((translated, part) => {
    const own = getAtPath(translated, part);
    const texts = getAtPath(definition, [...part, "translations", language]);
    if (!isMembers(own) || !isMembers(texts)) return translated;
    const filled = Object.entries(texts).filter(([, text]) => typeof text === "string" && text.trim() !== "");
    return setAtPath(translated, part, { ...own, ...Object.fromEntries(filled) });
  }, definition);
}

/**
 * The language of the destination that suits somebody best (RFC 4647 section 3.4, lookup): for each that they prefer, in
 * order, the tag itself or the nearest wider one; a wider tag also finds the first that is narrower. The original's where
 * none suits.
 */
export function bestLanguage({ original, translated }: Languages, preferred: readonly string[]): string {
  const known = [original, ...translated];
  for (const wanted of preferred) {
    const subtags = wanted.split("-");
    for (let count = subtags.length; count > 0; count -= 1) {
      const range = subtags.slice(0, count).join("-").toLowerCase();
      const exact = known.find((tag) => tag.toLowerCase() === range);
      const found = exact ?? (count === 1 ? known.find((tag) => tag.toLowerCase().startsWith(`${range}-`)) : undefined);
      if (found !== undefined) return found;
    }
  }
  return original;
}
