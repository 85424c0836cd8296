/** What languages are called, and which way they are written. */

const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

/** The English name of a language by its BCP 47 tag: `de` → "German". A tag that names none stays as it is. */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The name in the language itself: `de` → "Deutsch". For those who choose their own. */
export function ownLanguageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language", fallback: "code" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Scripts that are written from right to left, and the languages that are usually written in one (Unicode CLDR). */
const rightToLeftScripts = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"]);
const rightToLeftLanguages = new Set([..."ar arc ckb dv fa glk he ks mzn nqo pnb ps rhg sd syr ug ur yi".split(" ")]);

export function isRightToLeft(tag: string): boolean {
  const [language = "", ...subtags] = tag.split("-");
  const script = subtags.find((subtag) => subtag.length === 4);
  return script === undefined ? rightToLeftLanguages.has(language) : rightToLeftScripts.has(script);
}
