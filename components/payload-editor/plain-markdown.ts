/** Text → Markdown that shows exactly that text. */

/** Texts of people and partners are shown as they are in a Markdown widget: no marks, no links of their own. */
export function plain(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ":": "&#58;", "@": "&#64;", ".": "&#46;" };
  return text
    .replace(/[&<:@]|(?<=\bwww)\.|(?<=^\s*\d+)\./gim, (character) => entities[character] ?? character)
    .replace(/[\\`*_{}[\]()#+\-!~|>]/g, (mark, at: number, whole: string) => (isEntity(whole, at) ? mark : `\\${mark}`))
    .replace(/\n/g, "  \n");
}

/** The number sign of an entity that has just been written. */
function isEntity(text: string, at: number): boolean {
  return text.charAt(at) === "#" && text.charAt(at - 1) === "&";
}
