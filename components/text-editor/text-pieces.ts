/** A text cut into the pieces that look alike: what the coloured text behind an input is made of. */
import type { Finding, Severity } from "@/lib/destination/finding";
import type { Range } from "@/lib/destination/template/template";

/** What a piece is: in a template a variable or a filter, in a trigger a word of its language. */
export type TextLook = "text" | "variable" | "filter" | "path" | "string" | "number" | "keyword" | "function" | "sign";

export interface LookRange extends Range {
  look: TextLook;
}

export interface TextPiece extends LookRange {
  /** The gravest finding about it. */
  severity?: Severity;
}

/**
 * The whole text from 0 to its end, in order, without gaps. `looks` come in order and one may lie inside another; what
 * no look covers is text. A finding about a range that lies beyond the text, because it is about the text of a moment
 * ago, is held to it; an empty range marks the character beside it.
 */
export function textPieces(
  { length }: string,
  looks: readonly LookRange[],
  findings: readonly Pick<Finding, "range" | "severity">[],
): TextPiece[] {
  const marks = findings.flatMap(({ range, severity }) =>
    range && length > 0 ? [{ ...visible(range, length), severity }] : [],
  );
  const cuts = new Set([0, length]);
  for (const { start, end } of [...marks, ...looks]) cuts.add(start).add(end);
  const ordered = [...cuts].filter((cut) => cut <= length).sort((left, right) => left - right);

  const sweep = new Sweep(looks);
  return ordered.slice(0, -1).map((start, index) => {
    const end = ordered[index + 1] ?? length;
    const severity = gravest(marks.filter((mark) => mark.start <= start && end <= mark.end));
    return { start, end, look: sweep.lookAt(start), ...(severity ? { severity } : {}) };
  });
}

/** At least one character, and none beyond the text. */
function visible({ start, end }: Range, length: number): Range {
  const from = Math.max(0, Math.min(start, length - 1));
  return { start: from, end: Math.max(from + 1, Math.min(end, length)) };
}

const grave: readonly Severity[] = ["error", "warning", "info"];

function gravest(marks: readonly { severity: Severity }[]): Severity | undefined {
  return grave.find((severity) => marks.some((mark) => mark.severity === severity));
}

/** Looks come in order, and one that lies inside another comes behind it: one walk serves all pieces. */
class Sweep {
  readonly #looks: readonly LookRange[];
  #at = 0;

  constructor(looks: readonly LookRange[]) {
    this.#looks = looks;
  }

  lookAt(offset: number): TextLook {
    let look: TextLook = "text";
    for (let index = this.#at; index < this.#looks.length; index += 1) {
      const next = this.#looks[index];
      if (!next || next.start > offset) break;
      if (offset < next.end) look = next.look;
      // Whatever ends here is behind us, unless something around it goes on.
      else if (look === "text") this.#at = index;
    }
    return look;
  }
}

/** A text in which lines end as in a text area: with a line feed alone. Offsets in the one given move along. */
export function withLineFeeds(text: string): { text: string; moved: (offset: number) => number } {
  if (!text.includes("\r")) return { text, moved: (offset) => offset };
  return {
    text: text.replace(/\r\n?/g, "\n"),
    moved: (offset) => text.slice(0, offset).replace(/\r\n/g, "\n").length,
  };
}

/** What becomes of a paste on one line: breaks at its ends go, breaks inside become spaces. */
export function onOneLine(pasted: string): { text: string; hadBreaks: boolean } {
  const trimmed = pasted.replace(/^[\r\n]+|[\r\n]+$/g, "");
  return { text: trimmed.replace(/[ \t]*[\r\n]+[ \t]*/g, " "), hadBreaks: /[\r\n]/.test(trimmed) };
}
