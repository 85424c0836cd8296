"use client";

import { useEffect } from "react";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

declare global {
  /** What `EarlyInputScript` noted. */
  var earlyInput:
    | {
        /** The newest text of each control; of boxes and radio buttons whether they are checked. */
        typed: Map<Control, string | boolean>;
        /** The forms that were sent, each with the button that was pressed. */
        sent: Map<HTMLFormElement, HTMLElement | null>;
        stop: () => void;
      }
    | undefined;
}

/**
 * Hands on to React what was typed before it took over. Without this the text stays on the screen until the next render,
 * which takes it away: what a field holds comes from the state, and the state never heard of it.
 */
export function EarlyInput() {
  useEffect(() => {
    void handOn();
  }, []);
  return null;
}

async function handOn(): Promise<void> {
  const early = globalThis.earlyInput;
  if (!early) return;
  globalThis.earlyInput = undefined;
  early.stop();
  for (const [control, value] of early.typed) {
    // React draws between two of them: a field's handler may begin with what it was drawn with.
    await null;
    if (control.isConnected) type(control, value);
  }
  await null;
  for (const [form, submitter] of early.sent) if (form.isConnected) form.requestSubmit(submitter);
}

/** Does once more what the person did, for React to hear of it. */
function type(control: Control, value: string | boolean): void {
  if (typeof value === "boolean") {
    if (!(control instanceof HTMLInputElement)) return;
    control.checked = !value;
    control.click();
    return;
  }
  // Brings a part to life that waits for its turn, for nothing is new yet.
  control.dispatchEvent(new Event("input", { bubbles: true }));
  if (control instanceof HTMLSelectElement) {
    control.value = value;
    control.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  if (control.value === value && control.defaultValue === value) return;
  const { selectionStart, selectionEnd } = control;
  const wasShown = control.value === value;
  // React compares with the last text that it set or heard of. Setting it through the prototype is what typing does.
  control.value = control.defaultValue === value ? "" : control.defaultValue;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value")?.set?.call(control, value);
  // The caret stays where it was; where the text had been taken away already, it goes behind it.
  if (wasShown && selectionStart !== null && document.activeElement === control) {
    control.setSelectionRange(selectionStart, selectionEnd);
  }
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
