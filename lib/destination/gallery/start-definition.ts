/** What a new draft begins with: nothing, the working example against the sandbox partner, or a template. */
import { blankDefinition } from "@/lib/destination/blank-definition";
import type { DestinationDefinition, DestinationKind } from "@/lib/destination/definition";
import { findTemplate } from "@/lib/destination/example/destination-template";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { sandboxEventDestination } from "@/lib/destination/example/sandbox-event-destination";
import { sandboxPropertyDestination } from "@/lib/destination/example/sandbox-property-destination";
import { findGalleryEntry } from "./gallery";

/** Where the sandbox partner answers for an organization. */
export interface SandboxPlace {
  url: string;
  workspace: string;
}

/** The complete example of a kind. */
export function sandboxExample(kind: DestinationKind, { url, workspace }: SandboxPlace): DestinationDefinition {
  switch (kind) {
    case "list":
      return sandboxDestination(url, workspace);
    case "property":
      return sandboxPropertyDestination(url, workspace);
    case "event":
      return sandboxEventDestination(url, workspace);
  }
}

/**
 * A fresh definition to begin with. `startFrom` is `blank`, `example` or the ID of a template or of an entry of the
 * gallery. Undefined where there is none of that ID, where it is of another kind, or where no sandbox runs.
 */
export function startDefinition(
  kind: DestinationKind,
  startFrom: string,
  sandbox: SandboxPlace | undefined,
): DestinationDefinition | undefined {
  if (startFrom === "blank") return blankDefinition(kind);
  if (startFrom === "example") return sandbox && sandboxExample(kind, sandbox);
  const built = (findTemplate(startFrom) ?? findGalleryEntry(startFrom))?.build();
  return built?.kind === kind ? built : undefined;
}
