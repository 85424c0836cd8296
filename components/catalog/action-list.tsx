import { Badge } from "@/components/ui/badge";
import { ActionMatcher } from "@/lib/destination/action-call";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { actionsOf } from "@/lib/destination/endpoints";

/** What an event destination does, in words: each action, when it is called, and whether it is on from the start. */
export function ActionList({ definition }: { definition: DestinationDefinition }) {
  return (
    <ul className="divide-y divide-line">
      {actionsOf(definition).map((action) => {
        const { name, condition } = new ActionMatcher(definition, action);
        return (
          <li key={action.id} className="space-y-1 py-3 text-sm first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="min-w-0 break-words font-medium text-ink">{name}</span>
              {!action.enabledByDefault && (
                <span lang="en">
                  <Badge>Off at first</Badge>
                </span>
              )}
            </p>
            {action.description && <p className="break-words text-muted">{action.description}</p>}
            <p lang="en" className="break-words text-muted text-xs">
              <bdi>Sent {condition}.</bdi>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
