import "server-only";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { anchorName, quoteAt } from "@/lib/review-anchor";
import {
  type BeginThreadBody,
  commentEditMinutes,
  commentsMax,
  commentsPerThreadMax,
  type ReplyBody,
  type ReviewThread,
  threadsMax,
} from "@/lib/review-contract";
import { db, type Tx } from "@/lib/server/db";
import { enqueue } from "@/lib/server/queue";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as threads from "@/lib/server/repositories/review-threads";
import { toldThreads } from "./read-threads";
import { type ReviewPlace, type WritablePlace, writablePlace } from "./review-place";

/**
 * Begins a thread on a place of the version, with what stands there. Sending the same comment again changes nothing.
 * Refuses a place that the version doesn't have.
 */
export async function beginThread(
  actor: Actor,
  from: ReviewPlace,
  { id, anchor, text }: BeginThreadBody,
  now = new Date(),
): Promise<ReviewThread> {
  return db.$transaction(async (tx) => {
    const place = await writablePlace(tx, actor, from);
    const { version } = place;
    const known = await threads.findComment(tx, id);
    if (known) return sentAgain(tx, actor, place, known, now);
    const quote = quoteAt(version, anchor);
    if (quote === undefined) {
      throw new AppError(
        "invalid_input",
        `Version ${version.number} has no such place to comment on. Reload the page.`,
        {
          issues: [{ path: "anchor", message: "There is no such place." }],
        },
      );
    }
    if ((await threads.countThreads(tx, version.destinationId)) >= threadsMax) {
      throw new AppError("conflict", `A destination holds at most ${threadsMax} threads. Answer in one that is there.`);
    }
    const { organizationId, destinationId, id: versionId } = version;
    const threadId = await threads.createThread(tx, {
      organizationId,
      destinationId,
      versionId,
      anchor,
      quote,
      createdById: actor.userId,
      createdAt: now,
    });
    await addComment(tx, actor, place, { id, threadId, text, now });
    await auditLog.record(tx, actor, "review.commented", versionId, {
      threadId,
      place: anchorName(version, anchor),
      number: version.number,
    });
    return told(tx, actor, place, threadId, now);
  });
}

/**
 * Adds to a thread, and with `resolve` closes it. Whoever answers a thread that was resolved meanwhile opens it again:
 * what they say is not to be overlooked.
 */
export async function replyToThread(
  actor: Actor,
  from: ReviewPlace,
  threadId: string,
  { id, text, resolve = false }: ReplyBody,
  now = new Date(),
): Promise<ReviewThread> {
  return db.$transaction(async (tx) => {
    const place = await writablePlace(tx, actor, from);
    await threads.lockThread(tx, threadId);
    const thread = await threads.findThread(tx, place.scope, threadId);
    if (!thread) throw noThread();
    const known = await threads.findComment(tx, id);
    if (known) return sentAgain(tx, actor, place, known, now);
    if (thread.comments.length >= commentsPerThreadMax) {
      throw new AppError("conflict", `A thread holds at most ${commentsPerThreadMax} comments. Begin another one.`);
    }
    await addComment(tx, actor, place, { id, threadId, text, now });
    await threads.setThreadStatus(tx, threadId, resolve ? "resolved" : "open", { userId: actor.userId, now });
    await auditLog.record(tx, actor, "review.replied", place.version.id, {
      threadId,
      place: anchorName(place.version, thread.anchor),
      resolved: resolve,
    });
    return told(tx, actor, place, threadId, now);
  });
}

/** Changes one's own comment, for a quarter of an hour after it was made. */
export async function editComment(
  actor: Actor,
  from: ReviewPlace,
  { threadId, commentId }: { threadId: string; commentId: string },
  text: string,
  now = new Date(),
): Promise<ReviewThread> {
  return db.$transaction(async (tx) => {
    const place = await writablePlace(tx, actor, from);
    const thread = await threads.findThread(tx, place.scope, threadId);
    const comment = thread?.comments.find((each) => each.id === commentId);
    if (!comment) throw noThread();
    if (comment.authorId !== actor.userId) {
      throw new AppError("forbidden", "Only its author can change a comment. Answer it instead.");
    }
    const madeAfter = new Date(now.getTime() - commentEditMinutes * 60_000);
    const change = { id: commentId, threadId, authorId: actor.userId, madeAfter };
    if (!(await threads.editComment(tx, change, text, now))) {
      throw new AppError(
        "conflict",
        `A comment can be changed for ${commentEditMinutes} minutes. Add what you want to say as an answer.`,
      );
    }
    await auditLog.record(tx, actor, "review.comment_edited", place.version.id, { threadId, commentId });
    return told(tx, actor, place, threadId, now);
  });
}

async function addComment(
  tx: Tx,
  actor: Actor,
  { version, side }: WritablePlace,
  { now, ...comment }: { id: string; threadId: string; text: string; now: Date },
): Promise<void> {
  if ((await threads.countComments(tx, version.destinationId)) >= commentsMax) {
    const most = commentsMax.toLocaleString("en-US");
    throw new AppError("conflict", `A destination holds at most ${most} comments. Change one that you made lately.`);
  }
  await threads.createComment(tx, {
    ...comment,
    versionId: version.id,
    authorId: actor.userId,
    side,
    createdAt: now,
  });
  const { threadId, id: commentId } = comment;
  await enqueue(tx, "notify", {
    event: "commented",
    versionId: version.id,
    actorId: actor.userId,
    threadId,
    commentId,
  });
}

/** A comment that is there already: the answer got lost, or it is not this person's. */
async function sentAgain(
  tx: Tx,
  actor: Actor,
  place: WritablePlace,
  known: { threadId: string; authorId: string },
  now: Date,
): Promise<ReviewThread> {
  if (known.authorId === actor.userId) return told(tx, actor, place, known.threadId, now);
  throw new AppError("conflict", "There is a comment of this ID already. Send it under another one.");
}

async function told(
  tx: Tx,
  actor: Actor,
  { scope }: WritablePlace,
  threadId: string,
  now: Date,
): Promise<ReviewThread> {
  const row = await threads.findThread(tx, scope, threadId);
  const [thread] = row ? await toldThreads(tx, actor, [row], now) : [];
  if (!thread) throw noThread();
  return thread;
}

export function noThread(): AppError {
  return new AppError("not_found", "There is no such thread.");
}
