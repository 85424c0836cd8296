"use client";

import { type RefObject, useEffect } from "react";
import { useDraftActions } from "./draft-provider";

/**
 * Undo and redo by keyboard, for the document rather than for one field. Fields outside the configuration and the
 * payload editor keep their own.
 */
export function useUndoKeys(configuration: RefObject<HTMLElement | null>): void {
  const { undo, redo } = useDraftActions();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!(event.metaKey || event.ctrlKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const isRedo = (key === "z" && event.shiftKey) || (key === "y" && !event.shiftKey);
      if (!isRedo && key !== "z") return;
      if (keepsItsOwn(event.target, configuration.current)) return;
      event.preventDefault();
      if (isRedo) redo();
      else undo();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [undo, redo, configuration]);
}

function keepsItsOwn(target: EventTarget | null, configuration: HTMLElement | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isText = target.matches("input:not([type=radio]), textarea") || target.isContentEditable;
  // A list of problems edits the document: what it fixes is undone there too.
  if (target.closest("[data-document-undo]")) return isText;
  if (target.closest(".monaco-editor") || target.closest("[role=dialog]")) return true;
  return isText && !configuration?.contains(target);
}
