import "server-only";
import type { RequestAnswerBody } from "@/lib/admin-contract";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { parseRequestStatus } from "@/lib/request-status";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { lockDestinationRequest, saveRequestAnswer } from "@/lib/server/repositories/destination-requests";
import { findUser } from "@/lib/server/repositories/users";
import { requestNews } from "./account-messages";
import { tell } from "./tell";

/** Says what becomes of a request; whoever asked is told, unless nothing has changed. */
export async function answerRequest(
  actor: Actor,
  requestId: string,
  { status, answer }: RequestAnswerBody,
  now: Date = new Date(),
): Promise<void> {
  await db.$transaction(async (tx) => {
    const request = await lockDestinationRequest(tx, requestId);
    if (!request) throw new AppError("not_found", "There is no such request.");
    const before = parseRequestStatus(request.status);
    if (before === status && request.answer === answer) return;
    await saveRequestAnswer(tx, requestId, { status, answer, answeredAt: now });
    const { name, userId } = request;
    await auditLog.record(tx, actor, "destination_request.answered", requestId, {
      name,
      from: before,
      to: status,
      answer,
    });
    const asker = await findUser(tx, userId);
    if (!asker) return;
    const news = requestNews(name, status, answer);
    await tell(tx, [asker], news, { kind: "installation", key: `request:${requestId}:${now.getTime()}`, now });
  });
}
