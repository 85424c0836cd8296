const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * A name to be put into a sentence that runs from left to right. One that is written from right to left is set apart with
 * the marks made for it, so that a number or a word beside it stays where it belongs; any other name stays as it is.
 */
export function isolated(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
}

/** Whether a text as a whole runs from right to left: its first letter decides. */
export function isRightToLeft(text: string): boolean {
  const [letter = ""] = /\p{L}/u.exec(text) ?? [];
  return rightToLeft.test(letter);
}
