"use client";

import { Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { batchedEndpointAt, fixedEndpointNames, type MembersKey } from "@/lib/destination/endpoints";
import { copyMembersEndpoint } from "./copy-members-endpoint";
import { useDefinition, useReadDefinition } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";

/**
 * Most APIs tell removing from adding by a word in the URL: everything else is copied. And who changes from two calls to
 * one has the better part of it written already.
 */
export function CopyMembersButton({ endpointKey }: { endpointKey: MembersKey }) {
  const source = useDefinition((definition) => sourceOf(definition, endpointKey));
  const { edit } = useDraftActions();
  const readDefinition = useReadDefinition();
  if (source === undefined) return null;
  const [name, sourceName] = [fixedEndpointNames[endpointKey], fixedEndpointNames[source]];

  function copy(from: MembersKey) {
    const definition = readDefinition();
    const [given, before] = [batchedEndpointAt(definition, from), batchedEndpointAt(definition, endpointKey)];
    if (!given || !before) return;
    const set = (label: string, value: unknown) =>
      edit(label, (current) => setAtPath(current, ["endpoints", endpointKey], value));
    set(`Copy ${name} from ${sourceName}`, copyMembersEndpoint(given, before));
    toast.info(`Copied from ${sourceName}`, {
      description:
        before.url.trim() === "" ? "Check the URL: it is usually another one." : "Your URL and method are kept.",
      action: { label: "Undo", onClick: () => set(`Undo the copy from ${sourceName}`, before) },
    });
  }
  return (
    <Button size="sm" icon={<Copy />} onClick={() => copy(source)}>
      Copy from {sourceName}
    </Button>
  );
}

/** From which call there is something to copy. Removing is always offered adding, as it is written first. */
function sourceOf(definition: DestinationDefinition, target: MembersKey): MembersKey | undefined {
  if (target === "removeUsers") return "addUsers";
  const source = target === "addUsers" ? "updateUsers" : "addUsers";
  return batchedEndpointAt(definition, source)?.url.trim() ? source : undefined;
}
