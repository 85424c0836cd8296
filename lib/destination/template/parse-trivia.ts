/** What stands between the values of a payload: white space, and what people paste or write that JSON does not allow. */
import { edit, isLineEnd, quickFix, type Reader, unit } from "./reader";

/**
 * Moves past white space, comments and look-alikes of spaces; all but white space is reported. Gives the unit that
 * follows; NaN at the end.
 */
export function skipTrivia(reader: Reader): number {
  for (;;) {
    const code = reader.skipSpace();
    if (code === quote) return code;
    if (code === hash || (code === slash && isComment(reader.peek(1)))) skipComment(reader);
    else if (isOddSpace(code)) skipOddSpaces(reader);
    else return code;
  }
}

const { quote, hash, slash } = unit;

function isComment(afterSlash: number): boolean {
  return afterSlash === unit.slash || afterSlash === unit.asterisk;
}

function skipComment(reader: Reader): void {
  const start = reader.position;
  if (reader.peek(1) === unit.asterisk && reader.peek() === unit.slash) {
    const close = reader.source.indexOf("*/", start + 2);
    reader.position = close < 0 ? reader.source.length : close + 2;
  } else {
    while (!isLineEnd(reader.peek())) reader.position++;
  }
  reader.report(
    "comment",
    "JSON has no comments; the partner could not read this payload.",
    start,
    reader.position,
    quickFix("Remove the comment", edit(start, reader.position, "")),
  );
}

function skipOddSpaces(reader: Reader): void {
  const start = reader.position;
  while (isOddSpace(reader.peek())) reader.position++;
  reader.report(
    "odd-space",
    "This is no plain space but an invisible character that JSON does not allow. It was probably pasted along.",
    start,
    reader.position,
    quickFix("Replace it by a space", edit(start, reader.position, " ")),
  );
}

/** White space and invisible characters of Unicode that are not JSON's white space. */
function isOddSpace(code: number): boolean {
  if (code < 0xa0) return code === 0x0b || code === 0x0c || code === 0x85;
  if (code >= 0x2000 && code <= 0x200f) return true;
  return [0xa0, 0xad, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x2060, 0x3000, 0xfeff].includes(code);
}
