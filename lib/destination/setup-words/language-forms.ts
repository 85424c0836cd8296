/** Numbers, amounts and lists as a language writes them. */

/** One form of a word for each category of amounts that a language tells apart (Unicode CLDR); `#` is the number. */
type AmountForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

export interface LanguageForms {
  number: (value: number) => string;
  amount: (value: number, forms: AmountForms) => string;
  /** "a", "a or b", "a, b or c". */
  oneOf: (choices: readonly string[]) => string;
  /** "340 ms", "1.2 s". */
  duration: (milliseconds: number) => string;
}

/** The forms of a language, by its tag. */
export function languageForms(tag: string): LanguageForms {
  const numbers = new Intl.NumberFormat(tag);
  const amounts = new Intl.PluralRules(tag);
  const lists = new Intl.ListFormat(tag, { type: "disjunction" });
  const unit = (name: string) =>
    new Intl.NumberFormat(tag, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: 1 });
  const [inMilliseconds, inSeconds] = [unit("millisecond"), unit("second")];
  return {
    number: (value) => numbers.format(value),
    amount: (value, forms) => (forms[amounts.select(value)] ?? forms.other).replace("#", numbers.format(value)),
    oneOf: (choices) => lists.format(choices),
    duration: (milliseconds) =>
      milliseconds < 1_000 ? inMilliseconds.format(Math.round(milliseconds)) : inSeconds.format(milliseconds / 1_000),
  };
}
