"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import { applyTextEdits } from "@/lib/destination/edit";
import type { FindingFix } from "@/lib/destination/finding";
import { showCaret } from "./text-backdrop";
import type { Written } from "./use-choices";

export type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** A controlled input puts the caret at the end when its text is replaced: this puts it where it belongs. */
export function useCaretAfter(
  control: RefObject<TextControl | null>,
  backdrop: RefObject<HTMLElement | null>,
): (next: Written) => void {
  const waiting = useRef<Written>(undefined);
  useLayoutEffect(() => {
    const next = waiting.current;
    if (!next || control.current?.value !== next.text) return;
    waiting.current = undefined;
    control.current.setSelectionRange(next.caret, next.caret);
    showCaret(control.current, backdrop.current, next.caret);
  });
  return (next) => {
    waiting.current = next;
  };
}

/** The text after a fix, with the caret behind the same character as before. */
export function afterEdits(
  text: string,
  caret: number,
  { edits }: Extract<FindingFix, { type: "edit_text" }>,
): Written {
  const moved = edits.reduce((at, { range, text: replacement }) => {
    if (range.start > caret) return at;
    return at + replacement.length - (Math.min(range.end, caret) - range.start);
  }, caret);
  return { text: applyTextEdits(text, edits), caret: moved };
}

/** Types a text in place of the selection, so that the browser's own undo knows of it where it can. */
export function insertText(control: TextControl, text: string, write: (next: Written) => void): void {
  if (document.execCommand("insertText", false, text)) return;
  const start = control.selectionStart ?? control.value.length;
  const end = control.selectionEnd ?? start;
  write({ text: control.value.slice(0, start) + text + control.value.slice(end), caret: start + text.length });
}
