/** What was done to an installation, in words, from what the audit log has of it. */
import { z } from "zod";

const details = z
  .object({
    number: z.string(),
    name: z.string(),
    nameBefore: z.string(),
    from: z.string(),
    to: z.string(),
    storedSecrets: z.array(z.string()),
    deletedSecrets: z.array(z.string()),
    notes: z.array(z.string()),
    isPaused: z.boolean(),
  })
  .partial();
type Details = z.infer<typeof details>;

export interface HistoryEntry {
  /** "upgraded it from 1.0 to 1.1": goes on from a person's name. */
  text: string;
  /** What more there is to say, each a sentence. */
  notes: string[];
}

/** `fieldName` gives what a field is called, by its ID; undefined for one that no known version has. */
export function historyEntry(
  { action, details: given }: { action: string; details: unknown },
  fieldName: (fieldId: string) => string | undefined,
): HistoryEntry {
  const known = details.safeParse(given).data ?? {};
  const named = (ids: string[] = []) => ids.map((id) => fieldName(id) ?? "a secret that is no longer asked for");
  const stored = named(known.storedSecrets);
  const deleted = named(known.deletedSecrets);
  return {
    text: textOf(action, known),
    notes: [
      ...(stored.length > 0 ? [`Stored: ${stored.join(", ")}.`] : []),
      ...(deleted.length > 0 ? [`No longer stored: ${deleted.join(", ")}.`] : []),
      ...(known.notes ?? []),
    ],
  };
}

function textOf(action: string, { number, name, nameBefore, from, to }: Details): string {
  switch (action) {
    case "installation.created":
      return `installed version ${number ?? ""}`.trim();
    case "installation.saved":
      return nameBefore === undefined ? "changed the answers" : `renamed it from “${nameBefore}” to “${name ?? ""}”`;
    case "installation.paused":
      return "paused it";
    case "installation.resumed":
      return "had it go on";
    case "installation.tested":
      return "tested the connection with what is stored";
    case "installation.upgraded":
      return `upgraded it from ${from ?? "?"} to ${to ?? "?"}`;
    case "installation.rolled_back":
      return `rolled it back from ${from ?? "?"} to ${to ?? "?"}`;
    default:
      return action;
  }
}
