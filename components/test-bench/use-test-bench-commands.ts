"use client";

import { requestBuilder, useBuilderRequest } from "@/components/builder/builder-events";
import { scrollBehavior } from "@/components/builder/focus-field";
import type { EndpointKey } from "@/lib/destination/definition";
import type { PreviewTab } from "./preview-tab";
import { testPanelId } from "./test-panel-id";
import type { TestRuns } from "./use-test-runs";

/** Does what the palette and the keys ask of the test bench: the same as its own buttons, where they can be seen. */
export function useTestBenchCommands(runs: TestRuns, setTab: (tab: PreviewTab) => void): void {
  useBuilderRequest("test", (detail) => {
    if (!detail) return;
    showSide();
    setTab("requests");
    if ("all" in detail) {
      void runs.runAll();
      return;
    }
    showEndpoint(detail.endpoint);
    void runs.test(detail.endpoint);
  });
  useBuilderRequest("show-tab", (detail) => {
    if (!detail) return;
    showSide();
    setTab(detail.tab);
    if (detail.endpoint) showEndpoint(detail.endpoint);
  });
}

function showSide(): void {
  requestBuilder("show-side", { side: "preview" });
}

/** Brings an endpoint's card into view once its tab has been drawn. */
export function showEndpoint(endpoint: EndpointKey): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.getElementById(testPanelId(endpoint))?.scrollIntoView({ block: "start", behavior: scrollBehavior() });
    }),
  );
}
