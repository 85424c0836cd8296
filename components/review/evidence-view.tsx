"use client";

import { useMemo } from "react";
import { ExchangeView } from "@/components/test-bench/exchange-view";
import { ItemResultsView } from "@/components/test-bench/item-results";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EvidenceItem } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { isActionKey } from "@/lib/destination/endpoints";

interface EvidenceViewProps {
  definition: DestinationDefinition;
  item?: EvidenceItem | undefined;
}

/** The newest masked exchange of an endpoint and what it proves, or that there is none. */
export function EvidenceView({ definition, item }: EvidenceViewProps) {
  if (!item) {
    return (
      <Callout tone="warning" title="Never tested">
        This call was submitted without a test, so nothing shows that it works.
      </Callout>
    );
  }
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-center gap-2 text-muted text-sm">
        {item.isCurrent ? (
          <Badge tone="success">Tested as submitted</Badge>
        ) : (
          <Badge tone="warning">Changed after this test</Badge>
        )}
        <span>
          Tested <RelativeTime at={item.testedAt} />
        </span>
      </p>
      <Proof definition={definition} item={item} />
      <ExchangeView exchange={item.exchange} outcome={item.outcome}>
        {item.outcome.items && (
          <ItemResultsView
            summary={item.outcome.items}
            isCounted={item.outcome.kind === "success"}
            noun={isActionKey(item.endpoint) ? "event" : "user"}
          />
        )}
      </ExchangeView>
    </div>
  );
}

/** The hash of what was tested, beside that of what was submitted: computed here, so that nobody has to be believed. */
function Proof({ definition, item }: { definition: DestinationDefinition; item: EvidenceItem }) {
  const submitted = useMemo(() => endpointHash(definition, item.endpoint), [definition, item.endpoint]);
  const isSame = submitted === item.endpointHash;
  return (
    <p className="break-words text-muted text-xs">
      It proves <code className="break-all font-mono text-ink">{item.endpointHash.slice(0, 12)}</code>
      {isSame ? (
        ", which is the hash of this call as it was submitted."
      ) : (
        <>
          ; the call as it was submitted has the hash{" "}
          <code className="break-all font-mono text-ink">{submitted.slice(0, 12)}</code>.
        </>
      )}
    </p>
  );
}
