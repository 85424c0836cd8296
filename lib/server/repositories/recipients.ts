/** Who is told of what happens to a version. */
import "server-only";
import type { Db, Tx } from "@/lib/server/db";

const who = { id: true, name: true, email: true } as const;

/** Platform staff who review, except those of the organization whose work it is. */
export function listReviewers(db: Db | Tx, { notOfOrganization }: { notOfOrganization: string }) {
  return db.user.findMany({
    where: {
      platformRole: { in: ["reviewer", "admin"] },
      emailVerified: true,
      members: { none: { organizationId: notOfOrganization } },
    },
    select: who,
  });
}

/** Everybody in an organization who has confirmed their address. */
export function listOrganizationPeople(db: Db | Tx, organizationId: string) {
  return db.user.findMany({
    where: { emailVerified: true, members: { some: { organizationId } } },
    select: who,
  });
}
