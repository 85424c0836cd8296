/** What is wrong with a text that is neither JSON nor YAML, in words that say what to do. */
import type { ErrorCode, YAMLError } from "yaml";

const words: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "A tab stands in the indentation. YAML is indented with spaces: replace it.",
  BAD_INDENT:
    "The indentation doesn't fit. Lines of one part begin in the same column, and every [ and { needs its end.",
  BLOCK_AS_IMPLICIT_KEY:
    "A name stands where a value was expected. Check the indentation, and put a text that holds a colon and a space in quotes.",
  MULTILINE_IMPLICIT_KEY:
    "This name runs over several lines. A colon is missing after it, or the indentation is wrong.",
  BLOCK_IN_FLOW: "Between { and }, or [ and ], a comma is missing before this.",
  BAD_DQ_ESCAPE:
    "A backslash in a text in double quotes begins an escape, and this is none. Write \\\\ for a backslash.",
  MULTIPLE_DOCS: "The file holds several documents, divided by ---. Keep one of them.",
  KEY_OVER_1024_CHARS: "A name may have at most 1024 characters.",
  RESOURCE_EXHAUSTION: "This is nested too deeply to be read. Flatten it.",
};

/** Whether one error says all there is to say about another one at the same place. */
export function explains(error: YAMLError, other: YAMLError): boolean {
  if (error.pos[0] !== other.pos[0]) return false;
  if (other.code === "MULTILINE_IMPLICIT_KEY") return error.code !== other.code;
  return other.code === "BLOCK_AS_IMPLICIT_KEY" && error.code === "BLOCK_IN_FLOW";
}

/** The error in words. */
export function syntaxProblem({ code, message }: YAMLError): string {
  const known = words[code];
  if (known !== undefined) return known;
  if (code === "MISSING_CHAR" && /quote/.test(message)) return "A quotation mark that was opened isn't closed.";
  if (code === "MISSING_CHAR" && /map values/.test(message)) return "A colon and a value are missing after this name.";
  const end = /must end with a ([\]}])/.exec(message)?.[1];
  if (code === "MISSING_CHAR" && end !== undefined) return `A ${end} is missing before this.`;
  if (code === "BAD_SCALAR_START") {
    return `A value can't begin with ${message.at(-1) === "r" ? "%" : message.at(-1)}. Put the text in quotes.`;
  }
  return `This is neither JSON nor YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}.`;
}
