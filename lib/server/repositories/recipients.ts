/** Who is told of what happens to a version, and what was said. */
import "server-only";
import { type ReviewAnchor, type ReviewSide, reviewAnchor, reviewSides } from "@/lib/review-contract";
import type { Db, Tx } from "@/lib/server/db";
import { fromJsonColumn } from "./json-column";

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

/**
 * Everybody in the organizations that have installed this version, or with `isOther` any other version of the same
 * destination.
 */
export function listInstallers(
  db: Db | Tx,
  { destinationId, versionId, isOther }: { destinationId: string; versionId: string; isOther: boolean },
) {
  const installations = { some: { destinationId, versionId: isOther ? { not: versionId } : versionId } };
  return db.user.findMany({
    where: { emailVerified: true, members: { some: { organization: { installations } } } },
    select: who,
  });
}

export interface SaidComment {
  text: string;
  /** Where the thread is anchored. */
  anchor: ReviewAnchor;
  side: ReviewSide;
  authorId: string;
  /** Everybody who wrote into the thread so far. */
  participantIds: Set<string>;
}

/** A comment with who took part in its thread; without an ID the author's newest there. Undefined: it is gone. */
export async function findSaid(
  db: Db | Tx,
  { threadId, commentId, authorId }: { threadId: string; commentId?: string; authorId?: string },
): Promise<SaidComment | undefined> {
  const comments = await db.reviewComment.findMany({
    where: { threadId },
    select: { id: true, authorId: true, side: true, text: true, thread: { select: { anchor: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const said = comments.findLast(({ id, ...comment }) =>
    commentId ? id === commentId : authorId === undefined || comment.authorId === authorId,
  );
  if (!said) return undefined;
  return {
    text: String(fromJsonColumn(said.text)),
    anchor: reviewAnchor.parse(fromJsonColumn(said.thread.anchor)),
    side: reviewSides.find((side) => side === said.side) ?? "partner",
    authorId: said.authorId,
    participantIds: new Set(comments.map((comment) => comment.authorId)),
  };
}
