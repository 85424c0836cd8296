import type { ReactNode } from "react";

const token = /("(?:\\.|[^"\\])*")(\s*:)?|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\b(?:true|false|null)\b|\$[A-Za-z_]\w*/g;

/** Beyond this many characters colour costs more than it tells. */
const colouredMax = 60_000;

/** JSON, or something like it, with its parts coloured. Every character of the text stays as it is. */
export function highlightJson(text: string): ReactNode {
  if (text.length > colouredMax) return text;
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    const word = match[1] ?? match[0];
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(
      <span key={match.index} className={colourOf(word, match[2] !== undefined)}>
        {word}
      </span>,
    );
    end = match.index + word.length;
  }
  parts.push(text.slice(end));
  return parts;
}

function colourOf(word: string, isKey: boolean): string {
  if (word.startsWith('"')) return isKey ? "text-syntax-key" : "text-syntax-string";
  if (word.startsWith("$")) return "text-syntax-variable";
  return /^[tfn]/.test(word) ? "text-syntax-keyword" : "text-syntax-number";
}
