/** Template text → tree with positions: the one parser of payloads, item templates, URLs, headers and messages. */
import { templateCharsMax } from "@/lib/destination/definition";
import { readJson } from "./parse-json";
import { readPart } from "./parse-string";
import { edit, PartList, quickFix, Reader, unit } from "./reader";
import type { Template, TemplateLanguage, TemplatePart } from "./template";

/**
 * Parses a template in one pass. Never throws and never stops at the first mistake: all of them are in `errors`, in
 * source order (at most 100), and `tokens` holds every variable, also those in broken regions. A template with
 * errors does not render. Text over `templateCharsMax` is not read at all.
 */
export function parseTemplate(text: string, language: TemplateLanguage): Template {
  const reader = new Reader(text, language);
  if (text.length > templateCharsMax) {
    const message = `A template has at most ${templateCharsMax.toLocaleString("en-US")} characters; this one has ${text.length.toLocaleString("en-US")}.`;
    reader.report("too-long", message, templateCharsMax, text.length);
    return { language, source: text, tokens: [], errors: reader.errors, parts: [] };
  }
  skipByteOrderMark(reader);
  const root = language === "json" ? readJson(reader) : undefined;
  const parts = language === "text" ? readText(reader) : [];
  reader.errors.sort((left, right) => left.range.start - right.range.start);
  return { language, source: text, tokens: reader.tokens, errors: reader.errors, ...(root && { root }), parts };
}

function readText(reader: Reader): TemplatePart[] {
  const parts = new PartList(reader.source, reader.position);
  while (!reader.isAtEnd) {
    if (reader.peek() === unit.dollar) readPart(reader, parts, "text");
    else reader.position++;
  }
  return parts.flush(reader.position);
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
