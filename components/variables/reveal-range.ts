/** Puts the selection on a piece of a text in the configuration, wherever that text is edited. */
import { fieldId } from "@/components/builder/document-place";
import { focusField } from "@/components/builder/focus-field";
import type { DocumentPath } from "@/lib/destination/finding";
import type { Range } from "@/lib/destination/template/template";

const revealRangeEvent = "landfall:reveal-range";

interface Reveal {
  /** The ID of the element that edits the text. */
  id: string;
  range: Range;
}

declare global {
  interface WindowEventMap {
    [revealRangeEvent]: CustomEvent<Reveal>;
  }
}

/** What an editor that is still loading has yet to show. */
let waiting: Reveal | undefined;
const waitingMs = 3_000;

/** Goes to a place of the document and, where a range is given, selects that piece of its text. */
export function goToPlace(path: DocumentPath, range?: Range): void {
  focusField(path);
  if (!range) return;
  const reveal = { id: fieldId(path), range };
  waiting = reveal;
  setTimeout(() => {
    if (waiting === reveal) waiting = undefined;
  }, waitingMs);
  // The place gets the focus two frames from now.
  afterFrames(3, () => {
    selectInField(reveal);
    window.dispatchEvent(new CustomEvent(revealRangeEvent, { detail: reveal }));
  });
}

/** For an editor that is no text field: hears of the ranges to show in the text with this ID, also of one it missed. */
export function onRevealRange(id: string, listener: (range: Range) => void): () => void {
  const take = (reveal: Reveal | undefined) => {
    if (reveal?.id !== id) return;
    waiting = undefined;
    listener(reveal.range);
  };
  const onEvent = (event: CustomEvent<Reveal>) => take(event.detail);
  take(waiting);
  window.addEventListener(revealRangeEvent, onEvent);
  return () => window.removeEventListener(revealRangeEvent, onEvent);
}

function selectInField({ id, range }: Reveal): void {
  const field = document.getElementById(id);
  const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  // Monaco's own text area holds only a part of the text.
  if (!isText || field.closest(".monaco-editor")) return;
  field.focus({ preventScroll: true });
  field.setSelectionRange(range.start, range.end);
  // Selecting doesn't scroll: the piece goes to the middle, as far as the text reaches.
  const share = field.value.length === 0 ? 0 : range.start / field.value.length;
  if (field instanceof HTMLInputElement) field.scrollLeft = field.scrollWidth * share - field.clientWidth / 2;
  else field.scrollTop = field.scrollHeight * share - field.clientHeight / 2;
}

function afterFrames(count: number, act: () => void): void {
  if (count === 0) act();
  else requestAnimationFrame(() => afterFrames(count - 1, act));
}
