/** Regular expressions that a partner writes and we run: RE2, so that no pattern can take long (SECURITY T14). */
import { RE2JS } from "re2js";

export type Pattern = { ok: true; matches: (value: string) => boolean } | { ok: false; message: string };

/** A pattern that the whole value must match. What isn't a regular expression of RE2 is told, not thrown. */
export function compilePattern(source: string): Pattern {
  try {
    const compiled = RE2JS.compile(source);
    return { ok: true, matches: (value) => compiled.testExact(value) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it can't be read";
    return { ok: false, message: reason };
  }
}
