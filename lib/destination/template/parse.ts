/** Template text → tree with positions: the one parser of payloads, item templates, URLs, headers and messages. */
import { templateCharsMax } from "@/lib/destination/definition";
import { readJson } from "./parse-json";
import { readDollar } from "./parse-token";
import { edit, quickFix, Reader } from "./reader";
import { RecentTemplates } from "./recent-templates";
import type {
  NamedTokens,
  Template,
  TemplateError,
  TemplateLanguage,
  TemplateNode,
  TemplatePart,
  Token,
} from "./template";
import type { TokenNotes } from "./token-notes";
import { PartReader, treeOf } from "./tree";

/** Of a text over the limit no more than this is read for its variables. */
const readCharsMax = 4 * templateCharsMax;

const recent = { json: new RecentTemplates(), text: new RecentTemplates() };

/**
 * Parses a template in one pass. Never throws and never stops at the first mistake: all of them are in `errors`, in
 * source order (at most 100), and `tokens` holds every variable, also those in broken regions. A template with
 * errors does not render. Text over `templateCharsMax` has that one error, and its variables. What was parsed lately is
 * not parsed again: the same text gives the same object.
 */
export function parseTemplate(text: string, language: TemplateLanguage): Template {
  return recent[language].get(text) ?? recent[language].add(parse(text, language));
}

function parse(text: string, language: TemplateLanguage): Template {
  const isTooLong = text.length > templateCharsMax;
  const reader = new Reader(isTooLong ? text.slice(0, readCharsMax) : text, language);
  reader.isMuted = isTooLong;
  skipByteOrderMark(reader);
  const start = reader.position;
  if (language === "json") readJson(reader);
  else readText(reader);
  if (isTooLong) return new ParsedTemplate(language, text, reader.tokens.copy(), [tooLong(text)]);
  if (reader.errors.length > 1) reader.errors.sort((left, right) => left.range.start - right.range.start);
  return new ParsedTemplate(
    language,
    text,
    reader.tokens.copy(),
    reader.errors,
    language === "json" ? reader.notes.copy() : start,
  );
}

/** Tokens, tree and parts are made when they are asked for: most parses only want errors and names. */
class ParsedTemplate implements Template {
  private made: { root?: TemplateNode | undefined; parts?: readonly TemplatePart[] } = {};

  constructor(
    readonly language: TemplateLanguage,
    readonly source: string,
    private readonly notes: TokenNotes,
    readonly errors: readonly TemplateError[],
    /** Of a payload the notes on its tree, of a text where it begins; absent where there is neither. */
    private content?: Int32Array | number,
  ) {}

  get tokens(): readonly Token[] {
    return this.notes.all;
  }

  get names(): ReadonlyMap<string, NamedTokens> {
    return this.notes.byName;
  }

  get root(): TemplateNode | undefined {
    if (typeof this.content === "object") {
      this.made.root = treeOf(this.source, this.content, this.tokens);
      this.content = undefined;
    }
    return this.made.root;
  }

  get parts(): readonly TemplatePart[] {
    this.made.parts ??=
      typeof this.content === "number"
        ? new PartReader(this.source, this.tokens).read(this.content, this.source.length)
        : [];
    return this.made.parts;
  }
}

function readText(reader: Reader): void {
  for (;;) {
    const dollar = reader.source.indexOf("$", reader.position);
    if (dollar < 0) return;
    reader.position = dollar;
    readDollar(reader, "text");
  }
}

function tooLong(text: string): TemplateError {
  const [most, has] = [templateCharsMax, text.length].map((count) => count.toLocaleString("en-US"));
  const message = `A template has at most ${most} characters; this one has ${has}. Shorten it: until then it cannot be sent.`;
  return { code: "too-long", message, range: { start: templateCharsMax, end: text.length } };
}

function skipByteOrderMark(reader: Reader): void {
  if (reader.peek() !== 0xfeff) return;
  reader.position = 1;
  reader.report(
    "byte-order-mark",
    "The text begins with an invisible byte order mark, which would be sent along.",
    0,
    1,
    quickFix("Remove it", edit(0, 1, "")),
  );
}
