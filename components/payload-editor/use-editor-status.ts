"use client";

import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { ProblemCount } from "./editor-check";
import { lineHeight, padding } from "./monaco-options";
import type { OpenEditor } from "./use-template-editor";

const none: ProblemCount = { errors: 0, warnings: 0 };
const noSubscription = () => {};

/** How many problems the editor shows at this moment. */
export function useProblemCount(open: OpenEditor | undefined): ProblemCount {
  const subscribe = useCallback((listener: () => void) => open?.check.subscribe(listener) ?? noSubscription, [open]);
  return useSyncExternalStore(
    subscribe,
    () => open?.check.count() ?? none,
    () => none,
  );
}

/** `Ln 3, Col 12`, or the size of the selection; undefined without focus. */
export function useCaretPosition(open: OpenEditor | undefined): string | undefined {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!open) return noSubscription;
      const { editor } = open;
      const subscriptions = [
        editor.onDidChangeCursorSelection(listener),
        editor.onDidFocusEditorText(listener),
        editor.onDidBlurEditorText(listener),
      ];
      return () => {
        for (const subscription of subscriptions) subscription.dispose();
      };
    },
    [open],
  );
  return useSyncExternalStore(
    subscribe,
    () => positionOf(open),
    () => undefined,
  );
}

function positionOf(open: OpenEditor | undefined): string | undefined {
  const selection = open?.editor.hasTextFocus() ? open.editor.getSelection() : undefined;
  if (!open || !selection) return undefined;
  if (selection.isEmpty()) return `Ln ${selection.positionLineNumber}, Col ${selection.positionColumn}`;
  return `${open.editor.getModel()?.getValueLengthInRange(selection) ?? 0} selected`;
}

/** The height that shows the text whole, wrapped lines included, between a least and a most number of lines. */
export function useContentHeight(
  open: OpenEditor | undefined,
  value: string,
  rowsMin: number,
  rowsMax: number,
): number {
  const [content, setContent] = useState<number>();
  useEffect(() => {
    if (!open) return;
    const measure = () => setContent(open.editor.getContentHeight());
    measure();
    const subscription = open.editor.onDidContentSizeChange(measure);
    return () => subscription.dispose();
  }, [open]);
  const wanted = content ?? value.split("\n").length * lineHeight + 2 * padding;
  const heightOf = (rows: number) => rows * lineHeight + 2 * padding;
  return Math.min(Math.max(wanted, heightOf(rowsMin)), heightOf(rowsMax));
}
