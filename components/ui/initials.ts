/** Hues of a chart: sea, deep water, buoy, sand, kelp, dusk, beacon, shoal. In degrees of OKLCH. */
const hues = [198, 245, 25, 78, 150, 290, 345, 118];

/** Up to two letters that stand for a name. Counts letters as people do, so an emoji or an accent stays whole. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s_.@-]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = (words.length > 1 ? [words[0], words.at(-1)] : words).map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toUpperCase() || "?";
}

/** Always the same colours for the same name, readable in both themes. */
export function tileColors(name: string): { backgroundColor: string; color: string } {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const hue = hues[(hash >>> 13) % hues.length] ?? 198;
  return { backgroundColor: `oklch(var(--tile-soft) ${hue})`, color: `oklch(var(--tile-ink) ${hue})` };
}
