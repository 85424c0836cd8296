import { Callout } from "@/components/ui/callout";
import { Disclosure } from "@/components/ui/disclosure";
import { formatNumber, pluralize } from "@/components/ui/format-number";
import type { ItemResults } from "@/lib/contract";
import type { ItemSummary } from "@/lib/destination/item-outcome";

const resultWords = {
  accepted: "accepted",
  rejected: "rejected",
  done: "nothing left to do",
  retry: "sent again later",
  failed: "not taken",
} satisfies Record<ItemResults["listed"][number]["result"], string>;

interface ItemResultsViewProps {
  summary: ItemSummary;
  /** Whether the counts are shown; elsewhere the words above already say them. */
  isCounted: boolean;
  noun: "user" | "event";
  /** Absent for a test of an earlier visit: only its counts were kept. */
  items?: ItemResults | undefined;
  nameOf?: (place: number) => string;
}

/** What became of the single users or events of a call: how many, and each that was not simply accepted. */
export function ItemResultsView({ summary, isCounted, noun, items, nameOf = numbered }: ItemResultsViewProps) {
  const told = items?.listed.filter(({ result }) => result !== "accepted") ?? [];
  return (
    <div className="space-y-2">
      {isCounted && (
        <dl className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {counts(summary, noun).map(({ word, count }) => (
            <div key={word} className="flex items-baseline gap-1.5">
              <dd className="font-semibold tabular-nums">{formatNumber(count)}</dd>
              <dt className="text-muted text-xs">{word}</dt>
            </div>
          ))}
        </dl>
      )}
      {items?.problems.map((problem) => (
        <Callout key={problem} tone="warning" title="Not every result could be read">
          {problem}
        </Callout>
      ))}
      {told.length > 0 && (
        <Disclosure isPlain title="Single results" count={told.length} tone="warning" defaultOpen={told.length <= 5}>
          <ul className="space-y-1.5 text-xs">
            {told.map(({ place, result, code, message }) => (
              <li key={place} className="flex flex-wrap gap-x-2 break-words">
                <span className="font-medium">{nameOf(place)}</span>
                <span>{resultWords[result]}</span>
                <Reason code={code} message={message} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {items && items.unmatched.length > 0 && (
        <Disclosure
          isPlain
          title="Results that fit nobody in the request"
          count={items.unmatched.length}
          tone="warning"
        >
          <ul className="space-y-1.5 text-xs">
            {items.unmatched.map(({ reason, code, message }) => (
              <li key={`${reason} ${code} ${message}`} className="break-words">
                {reason} <Reason code={code} message={message} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

const numbered = (place: number): string => `Number ${place + 1}`;

function Reason({ code, message }: { code?: string; message?: string }) {
  if (!code && !message) return null;
  return (
    <span className="min-w-0 text-muted">
      {code && <code className="font-mono">{code}</code>}
      {code && message ? ": " : ""}
      {message}
    </span>
  );
}

function counts({ total, accepted, done, rejected, retry, failed, unmatched }: ItemSummary, noun: string) {
  return [
    { word: `of ${pluralize(total, noun)} accepted`, count: accepted },
    { word: "nothing left to do", count: done },
    { word: "rejected", count: rejected },
    { word: "to be sent again", count: retry },
    { word: "not taken", count: failed },
    { word: "reported, but not in the request", count: unmatched },
  ].filter(({ count }, index) => index === 0 || count > 0);
}
