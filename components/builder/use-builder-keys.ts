"use client";

import { useEffect, useSyncExternalStore } from "react";
import { tinykeys } from "tinykeys";
import type { BuilderAction } from "./builder-actions";
import { isSingleCharacter, isTypingPlace, toBinding } from "./shortcut-keys";

/**
 * Listens for the keys of the actions. In the capture phase, since the payload editor keeps keys to itself; not while
 * a dialog is open, which has keys of its own.
 */
export function useBuilderKeys(actions: readonly BuilderAction[]): void {
  useEffect(() => {
    const bindings = actions.flatMap((action) =>
      action.keys && !action.isHandledElsewhere ? [[toBinding(action.keys), handlerOf(action, action.keys)]] : [],
    );
    return tinykeys(window, Object.fromEntries(bindings), { capture: true, ignore: () => false });
  }, [actions]);
}

function handlerOf({ id, run }: BuilderAction, keys: string): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.isComposing || event.repeat) return;
    if (isSingleCharacter(keys) && (isTypingPlace(event.target) || !areSingleKeysOn())) return;
    // The browser's own save dialog is never what is meant here.
    if (isDialogOpen() && id !== "save") return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
}

/** A message at the corner calls itself a dialog too, but nobody is in it. */
function isDialogOpen(): boolean {
  const dialogs = [...document.querySelectorAll("[role=dialog], [role=alertdialog]")];
  return dialogs.some((dialog) => !dialog.closest("[aria-label=Messages]"));
}

const storageKey = "landfall-single-keys";
const changed = "landfall:single-keys";

/** Shortcuts of one character can be switched off: voice control types characters (WCAG 2.1.4). */
function areSingleKeysOn(): boolean {
  try {
    return window.localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

export function useSingleKeys(): [isOn: boolean, set: (isOn: boolean) => void] {
  const isOn = useSyncExternalStore(subscribe, areSingleKeysOn, () => true);
  return [
    isOn,
    (next) => {
      try {
        window.localStorage.setItem(storageKey, next ? "on" : "off");
      } catch {
        // Without storage the choice can't be kept.
      }
      window.dispatchEvent(new Event(changed));
    },
  ];
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  return () => window.removeEventListener(changed, listener);
}
