"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useReadDefinition } from "@/components/builder/draft-pieces";
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
  const readDefinition = useReadDefinition();
  const { edit, undo } = useDraftActions();
  return async ({ id, number }) => {
    const { definition } = await queries.fetchQuery(frozenVersionQuery(id));
    if (isSameJson(definition, readDefinition())) {
      toast.info(`The draft is as in version ${number} already`);
      return;
    }
    edit(`Restored version ${number}`, () => definition);
    toast.success(`Restored version ${number}`, {
      description: "The draft before it is one undo away.",
      action: { label: "Undo", onClick: undo },
    });
  };
}
