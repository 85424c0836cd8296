/** Who has a draft open. Rows live for seconds; hand-written SQL keeps each step one statement. */
import "server-only";
import type { Db } from "@/lib/server/db";

interface Tab {
  userId: string;
  tabId: string;
  section: string | null;
}

/** The newest revision of a draft; undefined when this organization has none of that id. */
export async function findRevision(db: Db, organizationId: string, destinationId: string): Promise<number | undefined> {
  const row = await db.destination.findFirst({
    where: { id: destinationId, organizationId },
    select: { revision: true },
  });
  return row?.revision;
}

/** Notes that a tab is there. One that isn't this organization's, or was deleted meanwhile, is not noted. */
export async function savePresence(
  db: Db,
  organizationId: string,
  destinationId: string,
  { userId, tabId, section }: Tab,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO draft_presence (destination_id, user_id, tab_id, section, seen_at)
    SELECT id, ${userId}, ${tabId}::uuid, ${section}::text, ${now}::timestamp
    FROM destination WHERE id = ${destinationId}::uuid AND organization_id = ${organizationId}
    ON CONFLICT (destination_id, user_id, tab_id) DO UPDATE SET section = excluded.section, seen_at = excluded.seen_at`;
}

export async function deletePresence(
  db: Db,
  organizationId: string,
  destinationId: string,
  { userId, tabId }: Tab,
): Promise<void> {
  await db.$executeRaw`
    DELETE FROM draft_presence USING destination
    WHERE destination.id = draft_presence.destination_id AND destination.organization_id = ${organizationId}
      AND destination_id = ${destinationId}::uuid AND user_id = ${userId} AND tab_id = ${tabId}::uuid`;
}

/** Sweeps out the tabs that went without a word, whosever they are. */
export async function deletePresencesBefore(db: Db, seenBefore: Date): Promise<void> {
  await db.$executeRaw`DELETE FROM draft_presence WHERE seen_at < ${seenBefore}::timestamp`;
}

/** The other people in a draft, by name; of several tabs of one person, the one last seen. */
export async function listOthers(
  db: Db,
  organizationId: string,
  destinationId: string,
  { userId, seenSince }: { userId: string; seenSince: Date },
) {
  const people = await db.$queryRaw<{ userId: string; name: string; section: string | null }[]>`
    SELECT DISTINCT ON (person.id) person.id AS "userId", person.name, draft_presence.section
    FROM draft_presence
    JOIN destination ON destination.id = draft_presence.destination_id
    JOIN "user" AS person ON person.id = draft_presence.user_id
    WHERE destination_id = ${destinationId}::uuid AND destination.organization_id = ${organizationId}
      AND user_id <> ${userId} AND seen_at >= ${seenSince}::timestamp
    ORDER BY person.id, (draft_presence.section IS NULL), seen_at DESC`;
  return people.sort((one, other) => one.name.localeCompare(other.name, "en"));
}
