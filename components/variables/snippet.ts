/** A piece of a text around a token, for lists of the places where a variable stands. */
import type { Range } from "@/lib/destination/template/template";

export interface Snippet {
  before: string;
  token: string;
  after: string;
  /** From 1; only where the text has several lines. */
  line?: number;
}

/**
 * What stands around `range` on its line, cut to about `reach` characters at either side. Runs of blanks become one,
 * and no character of two units is cut in half. A range that reaches beyond the text is held to it.
 */
export function snippetAt(text: string, range: Range, reach = 32): Snippet {
  const start = Math.min(range.start, text.length);
  const end = Math.min(Math.max(range.end, start), text.length);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineBreak = text.indexOf("\n", end);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  // Indentation says nothing here.
  const before = text.slice(lineStart, start).replace(/\s+/g, " ").trimStart();
  const after = text.slice(end, lineEnd).replace(/\s+/g, " ").trimEnd();
  return {
    before: before.length > reach ? `…${wholeCharacters(before.slice(-reach))}` : before,
    token: text.slice(start, end),
    after: after.length > reach ? `${wholeCharacters(after.slice(0, reach))}…` : after,
    ...(text.includes("\n") ? { line: text.slice(0, start).split("\n").length } : {}),
  };
}

/** Without the half of a pair that a cut has left at an end. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, "").replace(/[\ud800-\udbff]$/, "");
}
