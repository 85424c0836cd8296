/** What changed about a text with variables: what it sends now, and where to. */
import { declaredHosts } from "@/lib/destination/declared-hosts";
import { parseTemplate } from "@/lib/destination/template/parse";
import type { TemplateLanguage } from "@/lib/destination/template/template";
import type { Sentence, Spot } from "./sentence";
import { andWords, fewWords, listChange } from "./words";

/** A payload, an item template, a header's value: which variables it sends that it didn't, and the other way round. */
export function templateWords(spot: Spot, title: string, language: TemplateLanguage): Sentence {
  const [old, now] = [spot.old, spot.now].map((text) => (typeof text === "string" ? text : ""));
  if (spot.versions.isOnlyRenamed(spot.steps, now)) return renamedOnly(title);
  if (old === undefined || now === undefined || isSameLayout(old, now, language)) {
    return { kind: "minor", title, effect: "Only the layout of the text.", isCode: true };
  }
  const effect = variablesEffect(old, now, language);
  return { kind: "notable", title, isCode: true, ...(effect !== undefined && { effect }) };
}

function renamedOnly(title: string): Sentence {
  return { kind: "minor", title, effect: "Only variables are called otherwise.", isCode: true };
}

function isSameLayout(old: string, now: string, language: TemplateLanguage): boolean {
  const [before, after] = [old, now].map((text) => withoutLayout(text, language));
  return before !== undefined && before === after;
}

/** JSON without the white space between its parts; undefined where a mistake makes parts a guess. */
function withoutLayout(text: string, language: TemplateLanguage): string | undefined {
  const { errors, tokens } = parseTemplate(text, language);
  if (language !== "json" || errors.length > 0) return undefined;
  let [bare, position, isInString] = ["", 0, false];
  for (const { range } of [...tokens, { range: { start: text.length, end: text.length } }]) {
    // What a string is made of stays as it is; an escape is two characters, of which the second is no quote.
    for (const [piece] of text.slice(position, range.start).matchAll(/\\.|[^\\]/gs)) {
      if (piece === '"') isInString = !isInString;
      if (isInString || piece.trim() !== "") bare += piece;
    }
    bare += text.slice(range.start, range.end);
    position = range.end;
  }
  return bare;
}

function variablesEffect(old: string, now: string, language: TemplateLanguage): string | undefined {
  const { added, removed } = listChange(variablesOf(old, language), variablesOf(now, language));
  const more = added.length === 0 ? undefined : `Uses ${fewWords(added)} now.`;
  const fewer = removed.length === 0 ? undefined : `No longer uses ${fewWords(removed)}.`;
  return [more, fewer].filter((words) => words !== undefined).join(" ") || undefined;
}

function variablesOf(text: string, language: TemplateLanguage): string[] {
  return [...new Set(parseTemplate(text, language).tokens.map(({ path }) => `$${path.join(".")}`))];
}

/** A URL: another host is another place for customers' data. */
export function urlWords(spot: Spot, title: string): Sentence {
  const [old, now] = [spot.old, spot.now].map((text) => (typeof text === "string" ? text : ""));
  if (spot.versions.isOnlyRenamed(spot.steps, now)) return renamedOnly(title);
  const before = declaredHosts(spot.versions.before, old ?? "");
  const after = declaredHosts(spot.versions.after, now ?? "");
  const { added, removed } = listChange(before, after);
  if (added.length > 0 && before.length > 0) {
    const effect =
      removed.length === 0
        ? `Sends to further hosts: ${fewWords(added)}.`
        : `Sends to another host: ${fewWords(added)} instead of ${fewWords(removed)}.`;
    return { kind: "breaking", title, effect, isCode: true };
  }
  const effect =
    removed.length > 0 ? `No longer sends to ${andWords(removed)}.` : variablesEffect(old ?? "", now ?? "", "text");
  return { kind: "notable", title, isCode: true, ...(effect !== undefined && { effect }) };
}
