/** One difference between two versions of a destination, in words (SPEC 14). */
import type { DestinationDefinition } from "./definition";
import type { DocumentPath } from "./finding";

/** What a version says of its connection info (SPEC 4). */
export interface ConnectionTexts {
  displayName: string;
  category: string;
  summary: string;
  fullDescription: string;
  documentation: string;
  support: string;
  versionLabel: string;
  logoId: string | null;
}

export interface VersionContent {
  definition: DestinationDefinition;
  connectionInfo: ConnectionTexts;
}

/**
 * `breaking`: installations need an answer, or stop doing what they did, or their data goes somewhere else. `notable`:
 * what is sent or how it is read is different. `minor`: words, looks and order.
 */
export const changeKinds = ["breaking", "notable", "minor"] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface VersionChange {
  /** Unique in one comparison, and the same for the same place in any comparison. */
  id: string;
  kind: ChangeKind;
  /** "Custom fields", "Add users", or the name of an action. */
  section: string;
  /** A place of the definition of `version`, or `connectionInfo` and a text of it. */
  path: DocumentPath;
  /** Which of the two versions the path is of: what was removed stands in the older one only. */
  version: "before" | "after";
  /** "Batch size 10,000 → 500". */
  title: string;
  /** "20× more calls." */
  effect?: string;
  /** The values as people read them; absent where there was or is none, or where the title says it all. */
  before?: string;
  after?: string;
  /** Whether the values are code rather than words. */
  isCode?: true;
  /** The field or mapping that customers may have to answer before they can go on with the newer version. */
  asks?: { source: "field" | "mapping"; fieldId: string };
  /** The question or action that is gone, so that what was answered to it falls away. */
  drops?: { source: "field" | "mapping" | "action"; fieldId: string };
}
