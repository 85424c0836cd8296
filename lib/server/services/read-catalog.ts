import "server-only";
import type { DestinationKind } from "@/lib/destination/definition";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { type InstallationRow, listInstallations } from "@/lib/server/repositories/installations";
import { listOffered, type OfferedRow } from "@/lib/server/repositories/offered-versions";

export interface CatalogItem {
  destinationId: string;
  number: string;
  displayName: string;
  category: string;
  summary: string;
  logoId: string | null;
  kind: DestinationKind;
  /** How many installations the organization has. */
  installed: number;
  /** How many of them are on an older version. */
  upgradable: number;
  /** Takes no new installations; it is there because the organization has some. */
  isDeprecated: boolean;
  /** Released by the own organization, for itself. */
  isInternal: boolean;
}

/** What the organization can install, and what it has installed that takes no new installations; by name. */
export async function readCatalog(actor: Actor): Promise<CatalogItem[]> {
  const { organizationId } = actor;
  const [offered, installations] = await Promise.all([
    listOffered(db, organizationId),
    listInstallations(db, organizationId),
  ]);
  const byDestination = new Map<string, InstallationRow[]>();
  for (const row of installations) {
    byDestination.set(row.destinationId, [...(byDestination.get(row.destinationId) ?? []), row]);
  }
  const items = offered.map((row) => offeredItem(row, byDestination.get(row.destinationId) ?? []));
  const known = new Set(offered.map(({ destinationId }) => destinationId));
  const left = [...byDestination.values()].flatMap(([first, ...rest]) =>
    first && !known.has(first.destinationId) ? [deprecatedItem([first, ...rest])] : [],
  );
  return [...items, ...left].sort((one, other) => one.displayName.localeCompare(other.displayName));
}

function offeredItem({ connectionInfo, ...row }: OfferedRow, installed: readonly InstallationRow[]): CatalogItem {
  const { displayName, category, summary, logoId } = connectionInfo;
  return {
    ...{ destinationId: row.destinationId, number: row.number, kind: row.kind },
    ...{ displayName, category, summary, logoId },
    installed: installed.length,
    upgradable: installed.filter(({ version }) => version.submittedAt < row.submittedAt).length,
    isDeprecated: false,
    isInternal: row.audience === "organization",
  };
}

function deprecatedItem(installed: readonly [InstallationRow, ...InstallationRow[]]): CatalogItem {
  const { destinationId, version } = installed.reduce((newest, each) =>
    each.version.submittedAt > newest.version.submittedAt ? each : newest,
  );
  const { displayName, category, summary, logoId } = version.connectionInfo;
  return {
    ...{ destinationId, number: version.number, kind: version.definition.kind },
    ...{ displayName, category, summary, logoId },
    installed: installed.length,
    upgradable: 0,
    isDeprecated: true,
    isInternal: version.audience === "organization",
  };
}
