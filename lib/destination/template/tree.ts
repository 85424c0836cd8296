/**
 * The tree of a payload. Most parses, one a keystroke, only want errors and tokens, so the parser merely notes the nodes
 * down, three numbers each in source order; the tree itself is made when somebody asks for it.
 */
import type { StringNode, TemplateNode, TemplatePart, Token } from "./template";

/** What a note is about. `open`: a string without its closing quote. `bare`: a text without any. */
export const note = { object: 0, list: 1, end: 2, quoted: 3, open: 4, bare: 5, literal: 6, gap: 7, token: 8 } as const;

type Note = (typeof note)[keyof typeof note];

/** Words of other languages, with what JSON calls them. */
export const foreignWords: ReadonlyMap<string, string> = new Map([
  ["True", "true"],
  ["TRUE", "true"],
  ["False", "false"],
  ["FALSE", "false"],
  ["None", "null"],
  ["Null", "null"],
  ["NULL", "null"],
  ["nil", "null"],
  ["undefined", "null"],
  ["NaN", "null"],
]);

/**
 * Notes being taken. A container is noted as its beginning, what is in it, and its `end`; the members of an object as
 * key, value, key, value. One parse follows the other, so all of them write into the same memory, which only grows.
 */
export class NoteTaker {
  length = 0;

  add(about: Note, start: number, end: number): void {
    const { length } = this;
    if (length + 3 > paper.length) paper = larger(paper);
    paper[length] = about;
    paper[length + 1] = start;
    paper[length + 2] = end;
    this.length = length + 3;
  }

  /** Whether there is one leaf so far, and it is a string. */
  get isOneString(): boolean {
    const about = paper[0];
    return this.length === 3 && (about === note.quoted || about === note.open || about === note.bare);
  }

  /** The notes as they are now, in memory of their own. */
  copy(): Int32Array {
    return paper.slice(0, this.length);
  }
}

let paper = new Int32Array(3_000);

function larger(full: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(full.length * 2);
  more.set(full);
  return more;
}

/** The tree that the notes describe; undefined where there are none. `tokens` are all tokens of the text, in order. */
export function treeOf(source: string, notes: Int32Array, tokens: readonly Token[]): TemplateNode | undefined {
  return notes.length === 0 ? undefined : new TreeBuilder(source, notes, tokens).node();
}

class TreeBuilder {
  private next = 0;
  private readonly parts: PartReader;

  constructor(
    private readonly source: string,
    private readonly notes: Int32Array,
    tokens: readonly Token[],
  ) {
    this.parts = new PartReader(source, tokens);
  }

  private number(ahead: number): number {
    return this.notes[this.next + ahead] ?? 0;
  }

  node(): TemplateNode {
    const about = this.number(0);
    if (about === note.object || about === note.list) return this.container(about);
    const start = this.number(1);
    const end = this.number(2);
    if (about === note.literal || about === note.gap) {
      this.next += 3;
      const text = about === note.gap ? "" : this.source.slice(start, end);
      return { type: "literal", range: { start, end }, text: foreignWords.get(text) ?? text };
    }
    if (about !== note.token) return this.string();
    this.next += 3;
    const [part] = this.parts.read(start, end);
    if (part?.type !== "token") throw new Error("A noted token is missing.");
    return { type: "token", range: part.token.range, token: part.token };
  }

  private container(about: number): TemplateNode {
    const start = this.number(1);
    this.next += 3;
    const members: Extract<TemplateNode, { type: "object" }>["members"] = [];
    const elements: TemplateNode[] = [];
    while (this.number(0) !== note.end) {
      if (about === note.list) elements.push(this.node());
      else {
        const key = this.string();
        const value = this.node();
        members.push({ key, value, range: { start: key.range.start, end: value.range.end } });
      }
    }
    const range = { start, end: this.number(2) };
    this.next += 3;
    return about === note.list ? { type: "array", range, elements } : { type: "object", range, members };
  }

  private string(): StringNode {
    const about = this.number(0);
    const start = this.number(1);
    const end = this.number(2);
    this.next += 3;
    const from = about === note.bare ? start : start + 1;
    return {
      type: "string",
      range: { start, end },
      parts: this.parts.read(from, about === note.quoted ? end - 1 : end),
    };
  }
}

/** Texts with the tokens in them, each further on in the source than the one before. */
export class PartReader {
  private nextToken = 0;

  constructor(
    private readonly source: string,
    private readonly tokens: readonly Token[],
  ) {}

  read(start: number, end: number): TemplatePart[] {
    const parts: TemplatePart[] = [];
    let from = start;
    for (; ; this.nextToken++) {
      const token = this.tokens[this.nextToken];
      if (token === undefined || token.range.start >= end) break;
      if (token.range.start < start) continue;
      this.addText(parts, from, token.range.start);
      parts.push({ type: "token", token });
      from = token.range.end;
    }
    this.addText(parts, from, end);
    return parts;
  }

  private addText(parts: TemplatePart[], start: number, end: number): void {
    if (end <= start) return;
    const text = this.source.slice(start, end);
    // Two dollars are one; a dollar alone is itself.
    parts.push({ type: "text", text: text.includes("$$") ? text.replaceAll("$$", "$") : text, range: { start, end } });
  }
}
