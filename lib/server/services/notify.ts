import "server-only";
import { reviewDueAt } from "@/lib/destination/lifecycle";
import { isolated } from "@/lib/isolated";
import { anchorName } from "@/lib/review-anchor";
import { db, type Tx } from "@/lib/server/db";
import type { VersionEvent } from "@/lib/server/queue";
import { readReviewTargetDays } from "@/lib/server/repositories/platform-settings";
import {
  findSaid,
  listInstallers,
  listOrganizationPeople,
  listReviewers,
  type SaidComment,
} from "@/lib/server/repositories/recipients";
import { findUserName } from "@/lib/server/repositories/users";
import { findVersion, type VersionRow } from "@/lib/server/repositories/versions";
import { type Recipient, tell } from "./tell";
import { messageFor, type Side } from "./version-messages";

/**
 * Turns something that happened to a version into messages, once per person and event. Run again after a crash, with the
 * same `jobId`, it tells nobody twice. Whoever did it is never told.
 */
export async function notify(
  event: VersionEvent,
  { jobId = "", now = new Date() }: { jobId?: string; now?: Date } = {},
): Promise<void> {
  await db.$transaction(async (tx) => {
    const version = await findVersion(tx, event.versionId);
    if (!version) return;
    const said = event.threadId
      ? await findSaid(tx, { ...event, threadId: event.threadId, authorId: event.actorId })
      : undefined;
    const actorId = said?.authorId ?? event.actorId;
    const builders = await listOrganizationPeople(tx, version.organizationId);
    const actorName = actorId && (await findUserName(tx, actorId));
    const happening = {
      isByPartner: actorId === undefined || builders.some(({ id }) => id === actorId),
      actorName: actorName ? isolated(actorName) : undefined,
      threadId: event.threadId,
      comment: said?.text,
      place: said && said.anchor.steps.length > 0 ? isolated(anchorName(version, said.anchor)) : "",
    };
    const facts = {
      ...version,
      name: `${isolated(version.connectionInfo.displayName)} ${version.number}`,
      partner: isolated(version.destination.organization.name),
      dueAt: reviewDueAt(version.submittedAt, await readReviewTargetDays(tx)),
    };
    for (const side of ["partner", "reviewer", "customer"] as const) {
      const message = messageFor(side, event.event, facts, happening);
      if (!message) continue;
      const people = await recipients(tx, side, event, version, said);
      const others = people.filter(({ id }) => id !== actorId);
      // One key for all sides: a partner who is a customer too is told once, as a partner.
      await tell(tx, others, message, {
        kind: message.kind,
        key: keyOf(event, jobId),
        now,
        ...(message.kind === "comment" && { bundle: { id: `comments:${version.id}`, topic: facts.name } }),
      });
    }
  });
}

const mayHappenAgain: readonly VersionEvent["event"][] = ["commented", "assigned", "account_lent", "account_ended"];

/** What happens to a version once is known by its name; what may happen again, by the comment or the job. */
function keyOf({ event, versionId, commentId }: VersionEvent, jobId: string): string {
  if (mayHappenAgain.includes(event)) return `version:${versionId}:${event}:${commentId ?? jobId}`;
  return `version:${versionId}:${event}`;
}

async function recipients(
  tx: Tx,
  side: Side,
  { event }: VersionEvent,
  version: VersionRow,
  said: SaidComment | undefined,
): Promise<Recipient[]> {
  const { destinationId, organizationId, assigneeId, id: versionId } = version;
  if (side === "customer") return listInstallers(tx, { destinationId, versionId, isOther: event === "approved" });
  // A comment goes to the other side, and to those of the own side who took part in the thread.
  const isOwnSide = event === "commented" && said?.side === side;
  const tookPart = ({ id }: Recipient) => said?.participantIds.has(id) ?? false;
  if (side === "partner") {
    const people = await listOrganizationPeople(tx, organizationId);
    return isOwnSide ? people.filter(tookPart) : people;
  }
  const reviewers = await listReviewers(tx, { notOfOrganization: organizationId });
  const assignee = reviewers.filter(({ id }) => id === assigneeId);
  if (event === "assigned") return assignee;
  if (isOwnSide) return reviewers.filter((person) => tookPart(person) || person.id === assigneeId);
  // What somebody has taken on is theirs; what nobody has is everybody's.
  if (assignee.length === 0) return reviewers;
  return reviewers.filter((person) => (event === "commented" && tookPart(person)) || person.id === assigneeId);
}
