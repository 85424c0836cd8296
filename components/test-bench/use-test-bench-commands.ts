"use client";

import { requestBuilder, useBuilderRequest } from "@/components/builder/builder-events";
import { scrollBehavior } from "@/components/builder/focus-field";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { type PreviewTab, previewTabs } from "./preview-tab";
import { testPanelId } from "./test-panel-id";
import type { TestRuns } from "./use-test-runs";

/** Does what the palette and the keys ask of the test bench: the same as its own buttons, where they can be seen. */
export function useTestBenchCommands(runs: TestRuns, setTab: (tab: PreviewTab) => void): void {
  useBuilderRequest("test", (detail) => {
    if (!detail) return;
    showTab("requests", setTab);
    if ("all" in detail) {
      runs.runAll();
      return;
    }
    showEndpoint(detail.endpoint);
    runs.test(detail.endpoint);
  });
  useBuilderRequest("show-tab", (detail) => {
    if (!detail) return;
    showTab(detail.tab, setTab);
    if (detail.endpoint) showEndpoint(detail.endpoint);
  });
}

/**
 * Shows a tab. The palette gives the focus back as it closes: where that was on another tab, which shows what it names
 * as soon as it has the focus, the focus goes on to the right one.
 */
function showTab(tab: PreviewTab, setTab: (tab: PreviewTab) => void): void {
  requestBuilder("show-side", { side: "preview" });
  setTab(tab);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const tabs = document.querySelectorAll<HTMLElement>("[data-preview] [role=tab]");
      const isOnTab = [...tabs].some((each) => each === document.activeElement);
      if (isOnTab) tabs[previewTabs.indexOf(tab)]?.focus({ preventScroll: true });
    }),
  );
}

/** Brings an endpoint's card into view once its tab has been drawn. */
export function showEndpoint(endpoint: EndpointKey): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.getElementById(testPanelId(endpoint))?.scrollIntoView({ block: "start", behavior: scrollBehavior() });
    }),
  );
}
