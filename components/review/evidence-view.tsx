import { ExchangeView } from "@/components/test-bench/exchange-view";
import { ItemResultsView } from "@/components/test-bench/item-results";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EvidenceItem } from "@/lib/contract";
import { isActionKey } from "@/lib/destination/endpoints";

/** The newest masked exchange of an endpoint, or that there is none. */
export function EvidenceView({ item }: { item?: EvidenceItem }) {
  if (!item) {
    return (
      <Callout tone="warning" title="Never tested">
        The partner submitted this endpoint without a test call. Ask for one, or for the reason.
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
