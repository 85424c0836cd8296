import "server-only";
import type { Actor } from "@/lib/policy";
import { anchorName } from "@/lib/review-anchor";
import type { ReviewThread, ThreadStatus } from "@/lib/review-contract";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as threads from "@/lib/server/repositories/review-threads";
import { noThread } from "./comment-on-version";
import { toldThreads } from "./read-threads";
import { type ReviewPlace, writablePlace } from "./review-place";

/** Resolves a thread or opens it again. Of two people who do the same at the same moment, the first one did it. */
export async function setThreadStatus(
  actor: Actor,
  from: ReviewPlace,
  threadId: string,
  status: ThreadStatus,
  now = new Date(),
): Promise<ReviewThread> {
  return db.$transaction(async (tx) => {
    const { scope, version } = await writablePlace(tx, actor, from);
    await threads.lockThread(tx, threadId);
    const thread = await threads.findThread(tx, scope, threadId);
    if (!thread) throw noThread();
    if (await threads.setThreadStatus(tx, threadId, status, { userId: actor.userId, now })) {
      const action = status === "resolved" ? "review.thread_resolved" : "review.thread_reopened";
      await auditLog.record(tx, actor, action, version.id, { threadId, place: anchorName(version, thread.anchor) });
    }
    const row = await threads.findThread(tx, scope, threadId);
    const [told] = row ? await toldThreads(tx, actor, [row], now) : [];
    if (!told) throw noThread();
    return told;
  });
}
