"use client";

import { startTransition, useEffect, useState } from "react";
import type { Derived, DerivedDraft } from "./derived-draft";
import type { DraftSnapshot, DraftStore } from "./draft-store";

/**
 * The draft as the page around the typing shows it. It follows in a transition, which gives way to the next key; whoever
 * presses something or leaves a field finds it up to date.
 */
export function useDraftView(store: DraftStore, derived: DerivedDraft): { snapshot: DraftSnapshot; settled: Derived } {
  const [view, setView] = useState(() => ({ snapshot: store.getSnapshot(), settled: derived.getSnapshot() }));
  useEffect(() => {
    let shown = store.getSnapshot();
    const show = () => {
      shown = store.getSnapshot();
      setView({ snapshot: shown, settled: derived.getSnapshot() });
    };
    const showSoon = () => startTransition(show);
    const leaves = [
      store.subscribe(() => isSameStatus(shown, store.getSnapshot()) || showSoon()),
      derived.subscribe(showSoon),
    ];
    const settle = () => derived.settle() && show();
    const onKeyDown = (event: KeyboardEvent) => event.key === "Enter" && (event.metaKey || event.ctrlKey) && settle();
    window.addEventListener("pointerdown", settle, true);
    window.addEventListener("focusout", settle, true);
    window.addEventListener("keydown", onKeyDown, true);
    showSoon();
    return () => {
      for (const leave of leaves) leave();
      window.removeEventListener("pointerdown", settle, true);
      window.removeEventListener("focusout", settle, true);
      window.removeEventListener("keydown", onKeyDown, true);
    };
  }, [store, derived]);
  return view;
}

/** Whether nothing has changed but the text of the step that is being typed. */
function isSameStatus(one: DraftSnapshot, other: DraftSnapshot): boolean {
  const { history: before } = one;
  const { history: after } = other;
  return (
    one.saveState === other.saveState &&
    one.revision === other.revision &&
    one.isKept === other.isKept &&
    one.isHolding === other.isHolding &&
    one.recovered === other.recovered &&
    before.past.length === after.past.length &&
    before.future === after.future &&
    before.past.at(-1)?.label === after.past.at(-1)?.label
  );
}
