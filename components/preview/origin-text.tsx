import { memo, type ReactNode } from "react";
import type { DocumentPath } from "@/lib/destination/finding";
import type { OriginPart, OriginPiece } from "@/lib/destination/origin-parts";

/** The same on the piece that a token made and on the token in its template: what lights up together. */
export function tokenKey(path: DocumentPath, start: number): string {
  return `${path.join(".")}@${start}`;
}

/** The id of a piece among all pieces of a request. */
export function pieceId(part: OriginPart, index: number): string {
  return `${part.id}:${index}`;
}

export const pieceClass =
  "cursor-pointer rounded-xs box-decoration-clone bg-syntax-variable-soft text-syntax-variable outline-0 outline-accent data-lit:outline-1 data-lit:text-ink focus-visible:outline-2 focus-visible:outline-offset-0";

/**
 * One part of a request, every piece of it marked with where it is from: `useOriginPointer` reads the marks. The
 * pieces are spans, because a button can't break across lines; one of them at a time can be reached by Tab.
 */
export const OriginText = memo(function OriginText({ part }: { part: OriginPart }) {
  const nodes: ReactNode[] = [];
  let inItem: ReactNode[] = [];
  for (const [index, piece] of part.pieces.entries()) {
    const node = <Piece key={piece.start} part={part} piece={piece} index={index} />;
    if (piece.user === undefined) nodes.push(node);
    else inItem.push(node);
    const isLast = part.pieces[index + 1]?.user !== piece.user;
    if (piece.user === undefined || !isLast) continue;
    nodes.push(
      <span key={`item-${piece.start}`} className="rounded-xs box-decoration-clone transition-colors hover:bg-hover">
        {inItem}
      </span>,
    );
    inItem = [];
  }
  return nodes;
});

function Piece({ part, piece, index }: { part: OriginPart; piece: OriginPiece; index: number }) {
  const text = part.text.slice(piece.start, piece.end);
  const { token, pair, path } = piece;
  if (text === "") return null;
  if (!token && !pair) return piece.user === undefined ? text : <span data-piece={pieceId(part, index)}>{text}</span>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button can't break across lines, and these are pieces of a text.
    <span
      role="button"
      tabIndex={-1}
      data-piece={pieceId(part, index)}
      data-token={token && path ? tokenKey(path, token.range.start) : undefined}
      data-variable={token?.name ?? pair?.[0]}
      className={pieceClass}
    >
      {text}
    </span>
  );
}
