/**
 * The stored text and the text in the editor. Monaco keeps one kind of line end and no byte order mark, so a text with
 * Windows line ends is shown with plain ones; the stored text stays as it is until somebody edits it here.
 */
import type { Range, TextEdit } from "@/lib/destination/template/template";

/** The text as the editor holds it: line feeds only, no byte order mark in front. */
export function editorText(stored: string): string {
  const text = stored.charCodeAt(0) === 0xfeff ? stored.slice(1) : stored;
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** A range of the stored text as offsets in the editor's. */
export function editorRange(stored: string, range: Range): Range {
  return { start: editorOffset(stored, range.start), end: editorOffset(stored, range.end) };
}

function editorOffset(stored: string, offset: number): number {
  const mark = stored.charCodeAt(0) === 0xfeff ? 1 : 0;
  let dropped = Math.min(mark, offset);
  for (let at = stored.indexOf("\r\n"); at >= 0 && at + 1 < offset; at = stored.indexOf("\r\n", at + 2)) dropped++;
  return offset - dropped;
}

/** The one edit that turns a text into another: what lies between their common beginning and their common end. */
export function changedPart(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  // An edit that begins or ends inside a surrogate pair would be drawn as two broken characters.
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  if (same > 0 && isLowSurrogate(before.charCodeAt(before.length - same))) same--;
  return { range: { start, end: before.length - same }, text: after.slice(start, after.length - same) };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
