/** Reads every stored version of the document's schema and returns the newest. */
import { z } from "zod";
import { type DestinationDefinition, definitionSchemaVersion, destinationDefinition } from "./definition";

const versioned = z.looseObject({ schemaVersion: z.number().int().min(1).max(definitionSchemaVersion) });
type Versioned = z.infer<typeof versioned>;

/** From a schema version to the next one. Version 1 is the first, so there is nothing to upgrade from yet. */
const upgrades = new Map<number, (document: Versioned) => Versioned>();

/**
 * A stored document as today's definition. What was written by this product always parses; anything else throws
 * (a `ZodError` names the path), because a document nobody can read is a bug or a newer version's, not a finding.
 */
export function parseDefinition(stored: unknown): DestinationDefinition {
  let document = versioned.parse(stored);
  for (let upgrade = upgrades.get(document.schemaVersion); upgrade; upgrade = upgrades.get(document.schemaVersion)) {
    document = upgrade(document);
  }
  return destinationDefinition.parse(document);
}
