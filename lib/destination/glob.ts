/** Patterns in which `*` stands for anything. */

/** Whether a whole text matches a pattern in which `*` stands for anything. */
export function matchesGlob(text: string, pattern: string): boolean {
  return matchesPieces(text, pattern.split("*"));
}

/** The same for a pattern that is already in pieces: the literal texts between its stars. */
export function matchesPieces(text: string, pieces: readonly string[]): boolean {
  const [first = "", ...rest] = pieces;
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? "";
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  const found = findInOrder(text, rest, first.length);
  return found !== undefined && found <= text.length - last.length;
}

/** Whether a text holds the pattern somewhere; an empty pattern is nowhere. */
export function containsGlob(text: string, pattern: string): boolean {
  return pattern !== "" && findInOrder(text, pattern.split("*"), 0) !== undefined;
}

/** Where the last of the pieces ends when each is found after the one before; undefined where one is missing. */
function findInOrder(text: string, pieces: readonly string[], from: number): number | undefined {
  let position = from;
  for (const piece of pieces) {
    const found = text.indexOf(piece, position);
    if (found < 0) return undefined;
    position = found + piece.length;
  }
  return position;
}
