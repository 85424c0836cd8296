import { requestBuilder } from "@/components/builder/builder-events";
import { scrollBehavior } from "@/components/builder/focus-field";
import { casesId } from "./cases-id";

/** Brings the list of cases into view, wherever somebody is. */
export function showCases(): void {
  requestBuilder("show-tab", { tab: "requests" });
  // One frame for the tab, one for what it draws.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const card = document.getElementById(casesId);
      card?.scrollIntoView({ block: "start", behavior: scrollBehavior() });
      card?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
    }),
  );
}
