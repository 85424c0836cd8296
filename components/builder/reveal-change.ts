import type { DocumentPath } from "@/lib/destination/finding";
import { fieldId } from "./document-place";
import { focusField } from "./focus-field";

/**
 * Shows where undo or redo has changed something. A place in view is only marked for a moment; one that isn't comes into
 * view and gets the focus, unless the focus is on a control that is being pressed, such as the undo button. `caret` is
 * where the changed piece of a text ends.
 */
export function revealChange(path: DocumentPath, caret?: number): void {
  const pressed = document.activeElement;
  const keepsFocus = pressed instanceof HTMLElement && pressed.matches("button, [role=menuitem], [role=option]");
  if (!isInView(elementAt(path))) {
    focusField(path);
    // Two frames until the field has the focus, one more to give it back.
    if (keepsFocus) afterFrames(3, () => pressed.focus({ preventScroll: true }));
  }
  afterFrames(3, () => {
    mark(elementAt(path));
    if (caret !== undefined) placeCaret(elementAt(path), caret);
  });
}

/** A field whose text is replaced puts its caret at the end, which is seldom where the change is. */
function placeCaret(element: HTMLElement | undefined, caret: number): void {
  const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  // The payload editor places its own.
  if (isText && element === document.activeElement && !element.closest(".monaco-editor")) {
    element.setSelectionRange(caret, caret);
  }
}

/** The element that edits a place, or the nearest part around it that one does. */
function elementAt(path: DocumentPath): HTMLElement | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const element = document.getElementById(fieldId(path.slice(0, length)));
    if (element) return element;
  }
  return undefined;
}

function isInView(element: HTMLElement | undefined): boolean {
  if (!element?.checkVisibility()) return false;
  const { top, bottom, height } = element.getBoundingClientRect();
  const pane = scrollerOf(element)?.getBoundingClientRect();
  const from = Math.max(0, pane?.top ?? 0);
  const to = Math.min(window.innerHeight, pane?.bottom ?? window.innerHeight);
  // A long editor counts when a good part of it shows.
  const shown = Math.min(bottom, to) - Math.max(top, from);
  return shown >= Math.min(height, 120);
}

function scrollerOf(element: HTMLElement): HTMLElement | undefined {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
  }
  return undefined;
}

function mark(element: HTMLElement | undefined): void {
  if (!element || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const target = element.closest<HTMLElement>(".control, [data-editor-frame]") ?? element;
  target.animate(
    [
      { boxShadow: "0 0 0 3px color-mix(in oklab, var(--accent) 45%, transparent)" },
      { boxShadow: "0 0 0 3px transparent" },
    ],
    { duration: 900, easing: "ease-out" },
  );
}

function afterFrames(count: number, act: () => void): void {
  if (count === 0) act();
  else requestAnimationFrame(() => afterFrames(count - 1, act));
}
