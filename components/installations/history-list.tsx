import { RelativeTime } from "@/components/ui/relative-time";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { historyEntry } from "./history-words";

interface HistoryListProps {
  definition: DestinationDefinition;
  history: readonly { id: string; at: Date; actorName: string; action: string; details: unknown }[];
}

/** Who did what to an installation, newest first. */
export function HistoryList({ definition, history }: HistoryListProps) {
  const names = new Map(definition.fields.map(({ id, displayName, variable }) => [id, displayName || variable]));
  return (
    <ol className="space-y-3">
      {history.map(({ id, at, actorName, ...entry }) => {
        const { text, notes } = historyEntry(entry, (fieldId) => names.get(fieldId));
        return (
          <li key={id} className="text-sm">
            <p className="break-words">
              <span className="font-medium text-ink">{actorName}</span> <span className="text-muted">{text}</span>
            </p>
            {notes.map((note) => (
              <p key={note} className="break-words text-muted text-xs">
                {note}
              </p>
            ))}
            <p className="text-faint text-xs">
              <RelativeTime at={at} />
            </p>
          </li>
        );
      })}
    </ol>
  );
}
