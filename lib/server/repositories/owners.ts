/** To whom something belongs that an address names. */
import type { Db, Tx } from "@/lib/server/db";

export type Owned = { destinationId: string } | { installationId: string };

/** Which of these organizations a destination or an installation belongs to; undefined for none of them. */
export async function ownerAmong(
  db: Db | Tx,
  organizationIds: readonly string[],
  owned: Owned,
): Promise<string | undefined> {
  const where = { organizationId: { in: [...organizationIds] } };
  const select = { organizationId: true } as const;
  const row =
    "destinationId" in owned
      ? await db.destination.findFirst({ where: { ...where, id: owned.destinationId }, select })
      : await db.installation.findFirst({ where: { ...where, id: owned.installationId }, select });
  return row?.organizationId;
}
