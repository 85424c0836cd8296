/** What the list of installations is narrowed down to: part of the address, like that of the catalog. */
import { z } from "zod";

export const installationStates = ["active", "paused", "upgradable"] as const;

const one = z.union([z.string(), z.array(z.string()).transform(([first]) => first ?? "")]).optional();

/** Nonsense in an address is as good as nothing. */
export const installationFilters = z.object({
  search: one.transform((text = "") => text.trim()),
  state: one.transform((text) => installationStates.find((state) => state === text) ?? ""),
});
export type InstallationFilters = z.infer<typeof installationFilters>;

export interface FilterableInstallation {
  name: string;
  displayName: string;
  project: { name: string };
  status: string;
  newerVersion: unknown;
}

/** Every word of the search has to stand in the name, the destination's or the project's, in any case. */
export function matchesInstallation(item: FilterableInstallation, { search, state }: InstallationFilters): boolean {
  if (state === "upgradable" ? item.newerVersion === null : state !== "" && item.status !== state) return false;
  const text = `${item.name} ${item.displayName} ${item.project.name}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
