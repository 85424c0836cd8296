/** The patterns of `match`: `*` stands for anything, also for nothing; `\*` is a star and `\\` a backslash. */

/** The literal texts between the stars of a pattern, one more than there are stars. */
export function patternPieces(pattern: string): string[] {
  const pieces = [""];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === "*") pieces.push("");
    else {
      const isEscape = character === "\\" && at + 1 < pattern.length && "*\\".includes(pattern.charAt(at + 1));
      if (isEscape) at++;
      pieces[pieces.length - 1] += pattern.charAt(at);
    }
  }
  return pieces;
}

/** A text as the part of a pattern that only it fits. */
export function literalPattern(text: string): string {
  return text.replace(/[*\\]/g, "\\$&");
}
