/** Finding by a few letters: in the palette of the builder. */

export interface Searchable {
  label: string;
  /** Where it is or what it is: searched too, but counts less. */
  detail?: string;
  keywords?: string;
}

/**
 * How well a query fits: every word of it must be found, at best at the start of a word, else inside one, else as
 * letters in their order. Higher is better; undefined for no match. An empty query fits everything equally.
 */
export function matchScore(item: Searchable, query: string): number | undefined {
  const words = fold(query).split(/\s+/).filter(Boolean);
  let total = 0;
  for (const word of words) {
    const best = Math.max(
      scoreIn(fold(item.label), word),
      scoreIn(fold(item.detail ?? ""), word) * 0.4,
      scoreIn(fold(item.keywords ?? ""), word) * 0.5,
    );
    if (best <= 0) return undefined;
    total += best;
  }
  // Of two that fit alike, the shorter is meant.
  return total - item.label.length / 1_000;
}

export function search<Item extends Searchable>(items: readonly Item[], query: string, max = 60): Item[] {
  if (query.trim() === "") return items.slice(0, max);
  return items
    .flatMap((item, index) => {
      const score = matchScore(item, query);
      return score === undefined ? [] : [{ item, score, index }];
    })
    .sort((left, right) => right.score - left.score || left.index - right.index)
    .slice(0, max)
    .map(({ item }) => item);
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}

function scoreIn(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === 0) return text.length === word.length ? 12 : 10;
  if (at > 0) return startsWord(text, at) || laterWordStart(text, word) ? 8 : 5;
  return subsequenceScore(text, word);
}

function startsWord(text: string, at: number): boolean {
  return /[^\p{Letter}\p{Number}]/u.test(text.charAt(at - 1));
}

function laterWordStart(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (startsWord(text, at)) return true;
  return false;
}

/** "adus" in "add users": letters in their order, the first at the start of a word, none too far from the last. */
function subsequenceScore(text: string, word: string): number {
  if (word.length < 2) return 0;
  let gaps = 0;
  let from = 0;
  for (const [index, letter] of [...word].entries()) {
    const at = text.indexOf(letter, from);
    if (at < 0) return 0;
    if (index === 0 && at > 0 && !startsWord(text, at)) return 0;
    if (index > 0) gaps += at - from;
    from = at + letter.length;
  }
  return gaps > word.length * 3 ? 0 : Math.max(0.5, 4 - gaps * 0.25);
}
