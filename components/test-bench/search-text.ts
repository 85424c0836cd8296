/** Where a text occurs in another, and the pieces in between. */
export interface TextPiece {
  text: string;
  /** The number of the match this piece is, from 0; undefined between matches. */
  match?: number;
}

export interface TextSearch {
  pieces: TextPiece[];
  count: number;
  /** There are more matches than were marked. */
  isCapped: boolean;
}

/** Beyond this many, marking matches costs more than it tells. */
const matchesMax = 500;

/** Splits a text at every match of `query`, in any case; an empty query matches nothing. */
export function searchText(text: string, query: string): TextSearch {
  if (query === "") return { pieces: [{ text }], count: 0, isCapped: false };
  const pattern = new RegExp(query.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");
  const pieces: TextPiece[] = [];
  let end = 0;
  let count = 0;
  let isCapped = false;
  for (const match of text.matchAll(pattern)) {
    if (count === matchesMax) {
      isCapped = true;
      break;
    }
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: match[0], match: count });
    count += 1;
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return { pieces, count, isCapped };
}
