import { setupElementId } from "./setup-values";

/** Brings a row of the setup modal into view and puts the focus into it. False where there is no such row. */
export function focusSetupRow(idPrefix: string, rowId: string): boolean {
  const element = document.getElementById(setupElementId(idPrefix, rowId));
  if (!element) return false;
  element.scrollIntoView({ block: "center" });
  // A group of buttons has no control of its own: the choice in it takes the focus.
  const target = element.matches("input, select, textarea") ? element : element.querySelector<HTMLElement>("input");
  (target ?? element).focus({ preventScroll: true });
  return true;
}
