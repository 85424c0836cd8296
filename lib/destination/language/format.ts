/** Layout of `$`-JSON: two spaces a level, and everything that means something exactly as it was written. */
import { parseTemplate } from "@/lib/destination/template/parse";
import type {
  StringNode,
  Template,
  TemplateError,
  TemplateLanguage,
  TemplateNode,
  TextEdit,
} from "@/lib/destination/template/template";

/** Lists and objects that stood on one line stay there up to this many columns. */
const columnsMax = 80;

/**
 * The text laid out anew: the same tree, the same tokens, the same rendering but for white space. Undefined where there
 * is nothing to lay out (plain text, an empty payload) and where a mistake in the text's structure would make the
 * layout a guess. Laying out twice changes nothing more.
 */
export function formatTemplate(text: string, language: TemplateLanguage): string | undefined {
  if (language !== "json") return undefined;
  const template = parseTemplate(text, language);
  if (!template.root || template.errors.some((error) => !isHarmless(error, template))) return undefined;
  const printer = new Printer(text, text.includes("\r\n") ? "\r\n" : "\n");
  return printer.print(template.root);
}

/**
 * The same layout as edits of white space only, in source order, so that carets, selections and marks stay where they
 * are; undefined as with `formatTemplate`, empty where the text is laid out already.
 */
export function formatEdits(text: string, language: TemplateLanguage): TextEdit[] | undefined {
  const formatted = formatTemplate(text, language);
  if (formatted === undefined) return undefined;
  const edits: TextEdit[] = [];
  let to = 0;
  for (let from = 0; from < text.length || to < formatted.length; ) {
    const start = from;
    const fromEnd = blanksEnd(text, from);
    const toEnd = blanksEnd(formatted, to);
    const blanks = formatted.slice(to, toEnd);
    if (text.slice(start, fromEnd) !== blanks) edits.push({ range: { start, end: fromEnd }, text: blanks });
    // Past everything that is no white space: it is the same on both sides.
    from = fromEnd;
    to = toEnd;
    if (from >= text.length) break;
    while (from < text.length && !isBlank(text, from)) {
      from++;
      to++;
      // Blanks may be missing on either side, so every step looks for them anew.
      if (isBlank(formatted, to)) break;
    }
  }
  return edits;
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function blanksEnd(text: string, from: number): number {
  let at = from;
  while (isBlank(text, at)) at++;
  return at;
}

/** What is wrong inside a token, or with a key that stands twice, is printed as it is and harms nothing. */
function isHarmless({ code, range }: TemplateError, { tokens }: Template): boolean {
  if (code === "duplicate-key" || code === "items-place") return true;
  const holds = tokens.some((token) => token.range.start <= range.start && range.end <= token.range.end);
  return holds && code !== "unterminated-token" && code !== "unquoted-text";
}

class Printer {
  constructor(
    private readonly source: string,
    private readonly lineEnd: string,
  ) {}

  print(root: TemplateNode): string {
    return this.node(root, "", 0);
  }

  /** `column` is where the node begins; `suffix` room for a comma is the caller's. */
  private node(node: TemplateNode, indent: string, column: number): string {
    if (node.type !== "object" && node.type !== "array") return this.written(node);
    const isEmpty = node.type === "object" ? node.members.length === 0 : node.elements.length === 0;
    if (isEmpty) return node.type === "object" ? "{}" : "[]";
    const onOneLine = this.stoodOnOneLine(node) ? this.inline(node) : undefined;
    if (onOneLine !== undefined && column + onOneLine.length + 1 <= columnsMax) return onOneLine;
    const deeper = `${indent}  `;
    const items =
      node.type === "object"
        ? node.members.map(({ key, value }) => {
            const head = `${this.written(key)}: `;
            return head + this.node(value, deeper, deeper.length + head.length);
          })
        : node.elements.map((element) => this.node(element, deeper, deeper.length));
    const [open, close] = node.type === "object" ? "{}" : "[]";
    const lines = items.map((item) => `${this.lineEnd}${deeper}${item}`).join(",");
    return `${open}${lines}${this.lineEnd}${indent}${close}`;
  }

  /** On one line, or undefined where that would hide an object in an object. */
  private inline(node: TemplateNode): string | undefined {
    if (node.type === "object") {
      if (node.members.some(({ value }) => isFilled(value))) return undefined;
      const members = node.members.map(({ key, value }) => `${this.written(key)}: ${this.inline(value)}`);
      return `{${members.join(", ")}}`;
    }
    if (node.type === "array") {
      if (node.elements.length > 1 && node.elements.some(isFilled)) return undefined;
      const elements = node.elements.map((element) => this.inline(element));
      return elements.includes(undefined) ? undefined : `[${elements.join(", ")}]`;
    }
    return this.written(node);
  }

  private stoodOnOneLine({ range }: TemplateNode): boolean {
    const end = this.source.indexOf("\n", range.start);
    return end < 0 || end >= range.end;
  }

  private written({ range }: TemplateNode | StringNode): string {
    return this.source.slice(range.start, range.end);
  }
}

/** A list or an object with something in it. */
function isFilled(node: TemplateNode): boolean {
  if (node.type === "object") return node.members.length > 0;
  return node.type === "array" && node.elements.length > 0;
}
