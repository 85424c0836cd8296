/** What the gallery offers: a partner's API as a complete definition, with what it can and can't do in words. */
import type { DestinationDefinition, DestinationKind } from "@/lib/destination/definition";

/** The categories that the platform begins with (SPEC 4). */
export type GalleryCategory =
  | "Messaging"
  | "Attribution"
  | "Ad Network"
  | "Analytics"
  | "CRM"
  | "CDP"
  | "Data Warehouse"
  | "Experimentation"
  | "Customer Support"
  | "Other";

export interface GalleryEntry {
  /** Stable: links and stored drafts refer to it. */
  id: string;
  name: string;
  kind: DestinationKind;
  category: GalleryCategory;
  /** At most 160 characters, as connection info takes it. */
  summary: string;
  /** Markdown, in a few sentences: what happens at the partner. */
  description: string;
  documentationUrl: string;
  /** The partner's limits, in words. */
  limits: string[];
  /** What this API has and a definition can't say. */
  notExpressed: string[];
  /** A fresh copy with ids of its own. */
  build: () => DestinationDefinition;
}
