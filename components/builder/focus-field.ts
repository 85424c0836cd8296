import type { DocumentPath } from "@/lib/destination/finding";
import { fieldId } from "./document-place";

export const focusFieldEvent = "landfall:focus-field";

declare global {
  interface WindowEventMap {
    [focusFieldEvent]: CustomEvent<DocumentPath>;
  }
}

/**
 * Brings the place in the configuration that edits `path` into view and puts the focus there. Whatever folds or hides
 * it hears the event first and opens; a place that nothing edits by itself gives way to the one around it.
 */
export function focusField(path: DocumentPath): void {
  underWay = path;
  window.dispatchEvent(new CustomEvent(focusFieldEvent, { detail: path }));
  // One frame for what listens to render, one for what that reveals.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      focusNearest(path);
      underWay = undefined;
    }),
  );
}

/** Whatever folds a place opens, and the focus stays where it is. */
export function openPlace(path: DocumentPath): void {
  window.dispatchEvent(new CustomEvent(focusFieldEvent, { detail: path }));
}

let underWay: DocumentPath | undefined;

/** The place that is about to get the focus: what folds and is only now made comes too late for the event. */
export function focusUnderWay(): DocumentPath | undefined {
  return underWay;
}

function focusNearest(path: DocumentPath): void {
  for (let length = path.length; length > 0; length -= 1) {
    const element = document.getElementById(fieldId(path.slice(0, length)));
    if (!element) continue;
    openAround(element);
    element.scrollIntoView({ block: "center", behavior: scrollBehavior() });
    const target = focusableIn(element);
    target?.focus({ preventScroll: true });
    keepFocus(element.id);
    return;
  }
}

/** An editor that loads when it comes into view takes the place of the text area that has just been focused. */
function keepFocus(id: string): void {
  for (const ms of [150, 400, 900, 1_800]) {
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      document.getElementById(id)?.focus({ preventScroll: true });
    }, ms);
  }
}

/** A folded native section opens by itself only for find-in-page. */
function openAround(element: HTMLElement): void {
  for (let around = element.closest("details"); around; around = around.parentElement?.closest("details") ?? null) {
    around.open = true;
  }
}

const focusable = "input:not([type=hidden]), textarea, select, button, [tabindex]";

function focusableIn(element: HTMLElement): HTMLElement | undefined {
  if (element.matches(focusable)) return element;
  return element.querySelector<HTMLElement>(focusable) ?? undefined;
}

export function scrollBehavior(): ScrollBehavior {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
