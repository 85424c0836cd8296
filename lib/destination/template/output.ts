/** The text being rendered, with the origin of every piece of it. */
import type { RenderProblem } from "./evaluate";
import { lineOf } from "./place";
import type { Template, TemplateLanguage, Token } from "./template";

/** A piece of the rendered text, in UTF-16 units; one without a token stood in the template as it is. */
export interface Fragment {
  start: number;
  end: number;
  token?: Token;
}

/**
 * `fragments` cover the text without gaps, in order. `warnings` are about values that could be sent but are most
 * likely not meant so.
 */
export type Rendered =
  | { ok: true; text: string; fragments: Fragment[]; warnings: RenderProblem[] }
  | { ok: false; problems: RenderProblem[] };

/** The longest text that is rendered, in UTF-16 units. */
export const renderedCharsMax = 134_217_728;

export interface OutputMark {
  text: string;
  fragments: number;
  lastEnd: number;
}

export class Output {
  text = "";
  readonly fragments: Fragment[] = [];
  isTooLong = false;

  add(text: string, token?: Token): void {
    if (this.isTooLong || this.text.length + text.length > renderedCharsMax) {
      this.isTooLong = true;
      return;
    }
    const start = this.text.length;
    this.text += text;
    const last = this.fragments.at(-1);
    if (token === undefined) {
      if (text === "") return;
      if (last && last.token === undefined) {
        last.end = this.text.length;
        return;
      }
      this.fragments.push({ start, end: this.text.length });
    } else this.fragments.push({ start, end: this.text.length, token });
  }

  /** A place to go back to, should what follows be dropped. */
  mark(): OutputMark {
    return { text: this.text, fragments: this.fragments.length, lastEnd: this.fragments.at(-1)?.end ?? 0 };
  }

  restore(mark: OutputMark): void {
    this.text = mark.text;
    this.fragments.length = mark.fragments;
    const last = this.fragments.at(-1);
    // The last fragment may have grown since.
    if (last) last.end = mark.lastEnd;
  }
}

/** Why a template cannot be rendered at all: its own errors, or the wrong language for the renderer. */
export function templateProblems(template: Template, language: TemplateLanguage): RenderProblem[] {
  if (template.language !== language) {
    return [{ code: "wrong-language", message: "This text was not parsed for the place it is rendered for." }];
  }
  return template.errors.map(({ code, message, range }) => ({
    code,
    message: template.source.includes("\n") ? `${message} (${lineOf(template.source, range.start)})` : message,
  }));
}

/** The result: the text, unless something went wrong. */
export function rendered(output: Output, problems: RenderProblem[], warnings: RenderProblem[]): Rendered {
  if (output.isTooLong) {
    problems.push({ code: "too-long", message: "The rendered text would be longer than 128 million characters." });
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, text: output.text, fragments: output.fragments, warnings };
}
