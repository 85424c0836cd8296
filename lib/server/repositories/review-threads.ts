/**
 * Comments on versions. A thread belongs to the destination, so that open ones go on with its next version. A reviewer
 * reaches it through a version that was submitted, a partner through a destination of their own organization.
 */
import "server-only";
import {
  type ReviewAnchor,
  type ReviewSide,
  reviewAnchor,
  reviewSides,
  type ThreadStatus,
  threadStatuses,
} from "@/lib/review-contract";
import type { Db, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/generated/prisma/client";
import { fromJsonColumn, toJsonColumn } from "./json-column";

/** Whose threads: of a version and those before it, or of a destination of one organization. */
export type ThreadScope =
  | { destinationId: string; organizationId: string }
  | { destinationId: string; submittedUntil: Date };

const withComments = {
  version: { select: { id: true, number: true } },
  comments: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
} satisfies Prisma.ReviewThreadInclude;

function whereOf(scope: ThreadScope) {
  const { destinationId } = scope;
  if ("organizationId" in scope) return { destinationId, organizationId: scope.organizationId };
  return { destinationId, version: { audience: "catalog", submittedAt: { lte: scope.submittedUntil } } };
}

/** The threads in the order in which they were begun, with everything that was said. */
export async function listThreads(db: Db | Tx, scope: ThreadScope) {
  const rows = await db.reviewThread.findMany({
    where: whereOf(scope),
    include: withComments,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(parseThread);
}
export type ThreadRow = Awaited<ReturnType<typeof listThreads>>[number];

/** A thread of this scope; undefined where it is another's. */
export async function findThread(db: Db | Tx, scope: ThreadScope, id: string): Promise<ThreadRow | undefined> {
  const row = await db.reviewThread.findFirst({ where: { id, ...whereOf(scope) }, include: withComments });
  return row ? parseThread(row) : undefined;
}

function parseThread<Row extends { anchor: unknown; quote: string; status: string; comments: CommentRecord[] }>({
  anchor,
  quote,
  status,
  comments,
  ...row
}: Row) {
  return {
    ...row,
    anchor: reviewAnchor.parse(fromJsonColumn(anchor)),
    quote: textOf(quote),
    status: threadStatuses.find((each) => each === status) ?? "open",
    comments: comments.map((comment) => ({
      ...comment,
      side: reviewSides.find((each) => each === comment.side) ?? "partner",
      text: textOf(comment.text),
    })),
  };
}

type CommentRecord = {
  id: string;
  authorId: string;
  versionId: string;
  side: string;
  text: string;
  createdAt: Date;
  editedAt: Date | null;
};

/** A text column refuses the same characters as JSON's. */
function textOf(column: string): string {
  return String(fromJsonColumn(column));
}

/** Until the transaction ends nobody else writes into the thread. */
export async function lockThread(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM review_thread WHERE id = ${id}::uuid FOR UPDATE`;
}

export function countThreads(db: Db | Tx, destinationId: string): Promise<number> {
  return db.reviewThread.count({ where: { destinationId } });
}

/** How many comments there are in all of its threads. */
export function countComments(db: Db | Tx, destinationId: string): Promise<number> {
  return db.reviewComment.count({ where: { thread: { destinationId } } });
}

/** The newest version that a partner has submitted: the one that is talked about. */
export function findNewestSubmission(db: Db | Tx, organizationId: string, destinationId: string) {
  return db.destinationVersion.findFirst({
    where: { destinationId, organizationId, audience: "catalog" },
    orderBy: { submittedAt: "desc" },
    select: { id: true, number: true },
  });
}

/** The numbers of versions by their IDs. */
export async function listVersionNumbers(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.destinationVersion.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, number: true },
  });
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** The names of people by their IDs; who has no account any more is absent. */
export async function listNames(db: Db | Tx, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** How many threads are open on each of these destinations; one without any is absent. */
export async function countOpenThreads(db: Db | Tx, destinationIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.reviewThread.groupBy({
    by: ["destinationId"],
    where: { destinationId: { in: [...destinationIds] }, status: "open" },
    _count: true,
  });
  return new Map(rows.map(({ destinationId, _count }) => [destinationId, _count]));
}

export interface NewComment {
  id: string;
  threadId: string;
  versionId: string;
  authorId: string;
  side: ReviewSide;
  text: string;
  createdAt: Date;
}

export async function createThread(
  tx: Tx,
  thread: {
    organizationId: string;
    destinationId: string;
    versionId: string;
    anchor: ReviewAnchor;
    quote: string;
    createdById: string;
    createdAt: Date;
  },
): Promise<string> {
  const { id } = await tx.reviewThread.create({
    data: { ...thread, anchor: toJsonColumn(thread.anchor), quote: toJsonColumn(thread.quote) },
    select: { id: true },
  });
  return id;
}

export async function createComment(tx: Tx, comment: NewComment): Promise<void> {
  await tx.reviewComment.create({ data: { ...comment, text: toJsonColumn(comment.text) } });
}

/** A comment by its ID, wherever it stands: to know one that is sent a second time. */
export function findComment(db: Db | Tx, id: string) {
  return db.reviewComment.findUnique({ where: { id }, select: { id: true, threadId: true, authorId: true } });
}

/** Changes the author's own comment if it was made after `madeAfter`. False: it wasn't, or it is somebody else's. */
export async function editComment(
  tx: Tx,
  { id, threadId, authorId, madeAfter }: { id: string; threadId: string; authorId: string; madeAfter: Date },
  text: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.reviewComment.updateMany({
    where: { id, threadId, authorId, createdAt: { gt: madeAfter } },
    data: { text: toJsonColumn(text), editedAt: now },
  });
  return count === 1;
}

/** Moves a thread to a status that it doesn't have yet. False: it had it already. */
export async function setThreadStatus(
  tx: Tx,
  id: string,
  status: ThreadStatus,
  by: { userId: string; now: Date },
): Promise<boolean> {
  const { count } = await tx.reviewThread.updateMany({
    where: { id, status: { not: status } },
    data:
      status === "resolved"
        ? { status, resolvedById: by.userId, resolvedAt: by.now }
        : { status, resolvedById: null, resolvedAt: null },
  });
  return count === 1;
}
