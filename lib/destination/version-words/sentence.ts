/** One difference, and the words for it. */
import type { Difference } from "@/lib/destination/changed-places";
import type { Steps } from "@/lib/destination/document-tree";
import type { ChangeKind, VersionChange } from "@/lib/destination/version-change";
import type { Comparison } from "./comparison";

/** A difference between two versions, with both around it. */
export interface Spot {
  steps: Steps;
  kind: Difference["kind"];
  /** The values at the place; undefined where there is none. */
  old: unknown;
  now: unknown;
  versions: Comparison;
}

export interface Sentence {
  kind: ChangeKind;
  title: string;
  effect?: string;
  /** The values to show beside each other: `said` where the title says it all. By default both as they are read. */
  values?: "said" | { before?: string; after?: string };
  isCode?: true;
  asks?: VersionChange["asks"];
  drops?: VersionChange["drops"];
}

/** Says what one kind of difference means; undefined where it has no words of its own for it. */
export type SayChange = (spot: Spot) => Sentence | undefined;
