/** The reviewers' queue: what waits for a decision, the oldest first, and what was decided, the newest first. */
import "server-only";
import { z } from "zod";
import { frozenConnectionInfo } from "@/lib/contract";
import { versionStatuses } from "@/lib/destination/lifecycle";
import { type ReviewClock, reviewClock } from "@/lib/review-clock";
import type { QueueFilter } from "@/lib/review-contract";
import type { Db, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/generated/prisma/client";
import { fromJsonColumn, toJsonColumn } from "./json-column";

export const queuePageSize = 25;

/** More than this have never waited; what is beyond is reached by the filters. */
const waitingMax = 2_000;

const columns = {
  id: true,
  number: true,
  status: true,
  organizationId: true,
  destinationId: true,
  connectionInfo: true,
  submittedById: true,
  submittedAt: true,
  decidedAt: true,
  assigneeId: true,
  destination: { select: { kind: true, organization: { select: { name: true } } } },
} satisfies Prisma.DestinationVersionSelect;

interface Reader {
  userId: string;
  now: Date;
  targetDays: number;
}

/** One page of what fits the filter, and how many do. */
export async function listQueue(db: Db | Tx, filter: QueueFilter, reader: Reader) {
  const where = whereOf(filter, reader.userId);
  const skip = (filter.page - 1) * queuePageSize;
  if (filter.tab === "decided") {
    const orderBy = [{ decidedAt: "desc" as const }, { id: "asc" as const }];
    const [total, rows] = await Promise.all([
      db.destinationVersion.count({ where }),
      db.destinationVersion.findMany({ where, select: columns, orderBy, skip, take: queuePageSize }),
    ]);
    return { total, rows: rows.map((row) => toRow(row, reader)) };
  }
  // Whether one is overdue depends on weekends, which the database knows nothing of.
  const orderBy = [{ submittedAt: "asc" as const }, { id: "asc" as const }];
  const waiting = await db.destinationVersion.findMany({ where, select: columns, orderBy, take: waitingMax });
  const rows = waiting.map((row) => toRow(row, reader)).filter(({ clock }) => !filter.overdue || clock.isOverdue);
  return { total: rows.length, rows: rows.slice(skip, skip + queuePageSize) };
}
export type QueueRow = Awaited<ReturnType<typeof listQueue>>["rows"][number];

function whereOf(filter: QueueFilter, userId: string): Prisma.DestinationVersionWhereInput {
  const { tab, kind, category, organization, search } = filter;
  // What LIKE takes for a wildcard is a letter to whoever looks for it.
  const words = toJsonColumn(search).replace(/[\\%_]/g, "\\$&");
  const like = { contains: words, mode: "insensitive" as const };
  return {
    audience: "catalog",
    status: tab === "waiting" ? "in_review" : { not: "in_review" },
    ...(organization && { organizationId: organization }),
    ...assigneeOf(filter.assignee, userId),
    AND: [
      kind ? { destination: { kind } } : {},
      category ? { connectionInfo: { path: ["category"], equals: toJsonColumn(category) } } : {},
      search
        ? {
            OR: [
              {
                connectionInfo: {
                  path: ["displayName"],
                  string_contains: words,
                  mode: "insensitive" as const,
                },
              },
              { destination: { organization: { name: like } } },
            ],
          }
        : {},
    ],
  };
}

function assigneeOf(assignee: string, userId: string) {
  if (assignee === "") return {};
  if (assignee === "unassigned") return { assigneeId: null };
  return { assigneeId: assignee === "mine" ? userId : assignee };
}

type Row = Prisma.DestinationVersionGetPayload<{ select: typeof columns }>;

function toRow({ connectionInfo, status, ...row }: Row, { now, targetDays }: Reader) {
  const clock: ReviewClock = reviewClock(row.submittedAt, now, targetDays);
  return {
    ...row,
    clock,
    status: z.enum(versionStatuses).parse(status),
    connectionInfo: frozenConnectionInfo.parse(fromJsonColumn(connectionInfo)),
  };
}

/** How many wait and how many were decided, and whose and of which category they are: what there is to choose from. */
export async function readQueueFacts(db: Db | Tx) {
  const submitted = { audience: "catalog" };
  const [waiting, decided, rows] = await Promise.all([
    db.destinationVersion.count({ where: { ...submitted, status: "in_review" } }),
    db.destinationVersion.count({ where: { ...submitted, status: { not: "in_review" } } }),
    db.destinationVersion.findMany({
      where: submitted,
      distinct: ["destinationId"],
      orderBy: [{ destinationId: "asc" }, { submittedAt: "desc" }],
      select: {
        organizationId: true,
        connectionInfo: true,
        destination: { select: { organization: { select: { name: true } } } },
      },
      take: waitingMax,
    }),
  ]);
  const organizations = new Map(rows.map((row) => [row.organizationId, row.destination.organization.name]));
  const infos = rows.map((row) => frozenConnectionInfo.parse(fromJsonColumn(row.connectionInfo)));
  const categories = new Set(infos.map(({ category }) => category).filter((category) => category !== ""));
  return {
    waiting,
    decided,
    organizations: [...organizations]
      .map(([id, name]) => ({ id, name }))
      .sort((left, right) => left.name.localeCompare(right.name)),
    categories: [...categories].sort((left, right) => left.localeCompare(right)),
  };
}

/** Everybody who reviews, with the organizations they belong to: for those they can't be chosen. */
export async function listReviewStaff(db: Db | Tx) {
  const people = await db.user.findMany({
    where: { platformRole: { in: ["reviewer", "admin"] }, emailVerified: true },
    select: { id: true, name: true, members: { select: { organizationId: true } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return people.map(({ members, ...person }) => ({
    ...person,
    organizationIds: members.map(({ organizationId }) => organizationId),
  }));
}
