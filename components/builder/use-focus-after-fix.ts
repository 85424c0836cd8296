"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { ProblemGroup } from "./problem-groups";

/**
 * A problem that is fixed goes, and its button with it: the focus goes to the problem that took its place, to the last
 * one at the end, and to the panel itself when none is left.
 */
export function useFocusAfterFix(panel: RefObject<HTMLElement | null>, groups: readonly ProblemGroup[]): void {
  const last = useRef<{ key: string | undefined; index: number }>(undefined);

  useEffect(() => {
    const element = panel.current;
    function remember({ target }: Event) {
      const item = target instanceof Element ? target.closest<HTMLElement>("[data-problem]") : null;
      last.current = item ? { key: item.dataset.problem, index: itemsIn(element).indexOf(item) } : undefined;
    }
    element?.addEventListener("focusin", remember);
    // Not every browser gives the focus to a button that is pressed.
    element?.addEventListener("click", remember, true);
    return () => {
      element?.removeEventListener("focusin", remember);
      element?.removeEventListener("click", remember, true);
    };
  }, [panel]);

  // As the list is drawn, before the dialog around it sees that the focus is lost and takes it for itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the new list that may have taken the focus away.
  useLayoutEffect(() => {
    const { current: element } = panel;
    const { current: place } = last;
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body || activeElement.contains(element);
    if (!element || !place || !isLost || activeElement === element) return;
    const items = itemsIn(element);
    const next = items.find((item) => item.dataset.problem === place.key) ?? items[place.index] ?? items.at(-1);
    (next?.querySelector<HTMLElement>("button, a") ?? element).focus();
  }, [groups, panel]);
}

function itemsIn(element: HTMLElement | null): HTMLElement[] {
  return [...(element?.querySelectorAll<HTMLElement>("[data-problem]") ?? [])];
}
