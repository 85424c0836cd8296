import { type CSSProperties, memo, type RefObject } from "react";
import { cn } from "@/components/ui/cn";
import type { Severity } from "@/lib/destination/finding";
import type { TextLook, TextPiece } from "./text-pieces";

const looks: Record<TextLook, string> = {
  text: "text-ink",
  variable: "rounded-xs bg-syntax-variable-soft text-syntax-variable",
  filter: "bg-syntax-variable-soft text-syntax-keyword",
  path: "text-syntax-variable",
  string: "text-syntax-string",
  number: "text-syntax-number",
  keyword: "text-syntax-keyword",
  function: "text-syntax-key",
  sign: "text-muted",
};

const wavy = "underline decoration-wavy decoration-1 underline-offset-2 [text-decoration-skip-ink:none]";
const marks: Record<Severity, string> = {
  error: cn(wavy, "decoration-danger"),
  warning: cn(wavy, "decoration-warning"),
  info: "underline decoration-dotted decoration-info underline-offset-2",
};

interface TextBackdropProps {
  element: RefObject<HTMLDivElement | null>;
  text: string;
  pieces: readonly TextPiece[];
  dir: "ltr" | "auto";
  className: string;
  style?: CSSProperties;
}

/** The same text behind an input, in colours and underlined where something is wrong: an input itself has one look. */
export const TextBackdrop = memo(function TextBackdrop({ element, text, pieces, ...props }: TextBackdropProps) {
  return (
    <div
      ref={element}
      aria-hidden="true"
      dir={props.dir}
      className={cn("pointer-events-none", props.className)}
      style={props.style}
    >
      {pieces.map(({ start, end, look, severity }) => (
        <span
          key={start}
          data-start={start}
          data-token={look === "text" ? undefined : ""}
          className={cn(looks[look], severity && marks[severity])}
        >
          {text.slice(start, end)}
        </span>
      ))}
      {/* A line that is still empty has a height only with something in it. */}
      {"\u200b"}
    </div>
  );
});

/** Where a character of the text is on the screen, or the nearest point of the box it is scrolled out of. */
export function rectOfOffset(backdrop: HTMLElement | null, offset: number): DOMRect | undefined {
  return backdrop ? held(drawnRect(backdrop, offset), backdrop.parentElement?.getBoundingClientRect()) : undefined;
}

/** Scrolls a text of one line so that its caret is in sight: a browser does so only for what it typed itself. */
export function showCaret(control: HTMLElement | null, backdrop: HTMLElement | null, offset: number): void {
  if (!(control instanceof HTMLInputElement) || !backdrop) return;
  const frame = backdrop.getBoundingClientRect();
  const { left } = drawnRect(backdrop, offset) ?? frame;
  if (left > frame.right - caretRoom) control.scrollLeft += left - frame.right + caretRoom;
  else if (left < frame.left + caretRoom) control.scrollLeft -= frame.left + caretRoom - left;
  backdrop.scrollLeft = control.scrollLeft;
}

const caretRoom = 16;

function drawnRect(backdrop: HTMLElement, offset: number): DOMRect | undefined {
  let found: { node: Node; start: number } | undefined;
  for (const span of backdrop.querySelectorAll("span")) {
    const start = Number(span.dataset.start);
    if (start > offset && found) break;
    if (span.firstChild) found = { node: span.firstChild, start };
  }
  if (!found) return backdrop.getBoundingClientRect();
  const range = document.createRange();
  const length = found.node.textContent?.length ?? 0;
  range.setStart(found.node, Math.max(0, Math.min(offset - found.start, length)));
  range.collapse(true);
  const rect = range.getBoundingClientRect();
  return rect.height > 0 ? rect : found.node.parentElement?.getBoundingClientRect();
}

/** The offset of the token piece under a point of the screen; undefined beside tokens. */
export function tokenOffsetAt(backdrop: HTMLElement | null, x: number, y: number): number | undefined {
  for (const span of backdrop?.querySelectorAll<HTMLElement>("span[data-token]") ?? []) {
    for (const { left, right, top, bottom } of span.getClientRects()) {
      if (left <= x && x <= right && top - 4 <= y && y <= bottom + 4) return insideOf(span);
    }
  }
  return undefined;
}

/** Behind the first character, so that no neighbour is meant, where there is more than one. */
function insideOf(span: HTMLElement): number {
  return Number(span.dataset.start) + ((span.textContent?.length ?? 0) > 1 ? 1 : 0);
}

/** A text that scrolls sideways may have the place out of sight: the box then stays at the edge of the input. */
function held(rect: DOMRect | undefined, frame: DOMRect | undefined): DOMRect | undefined {
  if (!rect || !frame) return rect;
  const left = Math.max(frame.left, Math.min(rect.left, frame.right - 24));
  const top = Math.max(frame.top, Math.min(rect.top, frame.bottom - rect.height));
  return new DOMRect(left, top, rect.width, rect.height);
}
