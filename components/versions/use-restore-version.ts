"use client";

import { useQueryClient } from "@tanstack/react-query";
import { requestBuilder } from "@/components/builder/builder-events";
import { useDraftStore } from "@/components/builder/draft-pieces";
import { useDraftActions } from "@/components/builder/draft-provider";
import { toast } from "@/components/ui/toast";
import { frozenVersionQuery } from "@/lib/client/versions-api";
import { isSameJson } from "@/lib/destination/same-json";

/**
 * Puts what a version holds into the draft, as one step that undo takes back. The version stays as it is; what was in
 * the draft is in its history. Rejects with the `AppError` that prevents it.
 */
export function useRestoreVersion(): (version: { id: string; number: string }) => Promise<void> {
  const queries = useQueryClient();
  const store = useDraftStore();
  const { edit, undo } = useDraftActions();
  return async ({ id, number }) => {
    const { definition } = await queries.fetchQuery(frozenVersionQuery(id));
    if (isSameJson(definition, store.readDefinition())) {
      toast.info(`The draft is as in version ${number} already`);
      return;
    }
    const label = `Restored version ${number}`;
    edit(label, () => definition);
    toast.success(label, {
      description: "The draft before it is one undo away.",
      action: {
        label: "Undo",
        // What was edited since is on top of it, and not what the button speaks of.
        onClick: () => {
          if (store.getSnapshot().history.past.at(-1)?.label === label) undo();
          else requestBuilder("show-history");
        },
      },
    });
  };
}
