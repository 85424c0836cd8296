"use client";

import { BookPlus } from "lucide-react";
import { useDraft } from "@/components/builder/draft-provider";
import { focusField } from "@/components/builder/focus-field";
import { Button } from "@/components/ui/button";
import { setAtPath } from "@/lib/destination/edit";
import { type EndpointKey, endpointAt, endpointPath } from "@/lib/destination/endpoints";
import { entryFromExchange, type Outcome } from "@/lib/destination/error-catalog";
import type { Exchange } from "@/lib/destination/exchange";
import { draftEntryLabel } from "./draft-entry-label";

interface DraftEntryButtonProps {
  endpoint: EndpointKey;
  exchange: Exchange;
  /** What the catalog makes of the exchange now. */
  outcome: Outcome;
}

/** Drafts the entry that a response, of a test or pasted, still lacks, and goes there for its words. */
export function DraftEntryButton({ endpoint, exchange, outcome }: DraftEntryButtonProps) {
  const { definition, edit } = useDraft();
  const call = endpointAt(definition, endpoint);
  const label = call && draftEntryLabel(outcome, call.errors);
  if (!call || label === undefined) return null;
  const path = [...endpointPath(definition, endpoint), "errors"];
  return (
    <Button
      size="sm"
      icon={<BookPlus aria-hidden="true" />}
      onClick={() => {
        const entry = entryFromExchange(exchange);
        edit("Add an error entry from a response", (document) => {
          const current = endpointAt(document, endpoint);
          return current ? setAtPath(document, path, [...current.errors, entry]) : document;
        });
        focusField([...path, call.errors.length, "failureReason"]);
      }}
    >
      {label}
    </Button>
  );
}
