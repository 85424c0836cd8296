import "server-only";
import type { Actor } from "@/lib/policy";
import { commentEditMinutes, type ReviewThread } from "@/lib/review-contract";
import { db, type Tx } from "@/lib/server/db";
import * as threads from "@/lib/server/repositories/review-threads";
import { type ReviewPlace, readableScope } from "./review-place";

const nameless = "Somebody who left";

/** Every thread that can be read from there, in the order in which they were begun. */
export async function readThreads(actor: Actor, place: ReviewPlace, now = new Date()): Promise<ReviewThread[]> {
  const rows = await threads.listThreads(db, await readableScope(db, actor, place));
  return toldThreads(db, actor, rows, now);
}

/** Threads as `actor` reads them: with names, and with what they may still change themselves. */
export async function toldThreads(
  client: typeof db | Tx,
  actor: Actor,
  rows: readonly threads.ThreadRow[],
  now: Date,
): Promise<ReviewThread[]> {
  const comments = rows.flatMap((row) => row.comments);
  const people = [...comments.map(({ authorId }) => authorId), ...rows.map(({ resolvedById }) => resolvedById ?? "")];
  const names = await threads.listNames(client, [...new Set(people)]);
  const numbers = await threads.listVersionNumbers(client, [...new Set(comments.map(({ versionId }) => versionId))]);
  return rows.map((row) => ({
    id: row.id,
    anchor: row.anchor,
    quote: row.quote,
    status: row.status,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    resolvedBy: row.resolvedById === null ? null : (names.get(row.resolvedById) ?? nameless),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    comments: row.comments.map((comment) => ({
      id: comment.id,
      author: names.get(comment.authorId) ?? nameless,
      side: comment.side,
      version: numbers.get(comment.versionId) ?? row.version.number,
      text: comment.text,
      createdAt: comment.createdAt.toISOString(),
      editedAt: comment.editedAt?.toISOString() ?? null,
      editableUntil: editableUntil(actor, comment, now),
    })),
  }));
}

function editableUntil(
  actor: Actor,
  { authorId, createdAt }: { authorId: string; createdAt: Date },
  now: Date,
): string | null {
  const until = new Date(createdAt.getTime() + commentEditMinutes * 60_000);
  return authorId === actor.userId && until > now ? until.toISOString() : null;
}
