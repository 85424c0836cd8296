"use client";

import { useQueryClient } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { IconButton } from "@/components/ui/icon-button";
import { testRunsQuery } from "@/lib/client/test-history-api";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { RunSheet } from "./run-sheet";
import type { RunView } from "./run-view";

/** Opens the recorded tests of an endpoint. */
export function HistoryButton({ endpoint, name }: { endpoint: EndpointKey; name: string }) {
  const { destinationId } = useDraft();
  const queries = useQueryClient();
  const [view, setView] = useState<RunView>();
  function open() {
    // Tests were made since it was looked at, perhaps by somebody else.
    void queries.invalidateQueries({ queryKey: testRunsQuery(destinationId, endpoint).queryKey });
    setView({ type: "list" });
  }
  return (
    <>
      <IconButton label={`History of tests: ${name}`} size="sm" onClick={open}>
        <History aria-hidden="true" />
      </IconButton>
      <RunSheet endpoint={endpoint} view={view} onView={setView} />
    </>
  );
}
