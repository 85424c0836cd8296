/** What the catalog is narrowed down to: it is part of the address, so that it can be bookmarked and sent on. */
import { z } from "zod";
import { destinationKinds } from "@/lib/destination/definition";

export const installedStates = ["installed", "upgradable", "not_installed"] as const;

const one = z.union([z.string(), z.array(z.string()).transform(([first]) => first ?? "")]).optional();

/** Nonsense in an address is as good as nothing. */
export const catalogFilters = z.object({
  search: one.transform((text = "") => text.trim()),
  category: one.transform((text = "") => text),
  kind: one.transform((text) => destinationKinds.find((kind) => kind === text) ?? ""),
  state: one.transform((text) => installedStates.find((state) => state === text) ?? ""),
});
export type CatalogFilters = z.infer<typeof catalogFilters>;

export interface Filterable {
  displayName: string;
  summary: string;
  category: string;
  kind: string;
  installed: number;
  upgradable: number;
}

/** Every word of the search has to stand in the name, the summary or the category, in any case. */
export function matchesFilters(item: Filterable, { search, category, kind, state }: CatalogFilters): boolean {
  if (category !== "" && item.category !== category) return false;
  if (kind !== "" && item.kind !== kind) return false;
  if (state === "installed" && item.installed === 0) return false;
  if (state === "not_installed" && item.installed > 0) return false;
  if (state === "upgradable" && item.upgradable === 0) return false;
  const text = `${item.displayName} ${item.summary} ${item.category}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function isNarrowed({ search, category, kind, state }: CatalogFilters): boolean {
  return [search, category, kind, state].some((filter) => filter !== "");
}
