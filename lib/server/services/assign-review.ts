import "server-only";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { AssignmentBody } from "@/lib/review-contract";
import { db } from "@/lib/server/db";
import { enqueue } from "@/lib/server/queue";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { listReviewers } from "@/lib/server/repositories/recipients";
import { assignVersion } from "@/lib/server/repositories/versions";
import { assertForeign, submissionAt } from "./review-place";

/**
 * Gives a submission that waits to a reviewer, or to nobody. Only to somebody who may decide it: nobody of the partner's
 * organization. Whom it is given to is told, unless they took it themselves; giving it to whoever has it changes nothing.
 */
export async function assignReview(actor: Actor, versionId: string, { assigneeId }: AssignmentBody): Promise<void> {
  await db.$transaction(async (tx) => {
    const version = await submissionAt(tx, versionId);
    await assertForeign(tx, actor, version, "assign");
    const { organizationId, submittedById, number } = version;
    const reviewers = await listReviewers(tx, { notOfOrganization: organizationId });
    const assignee = reviewers.find(({ id }) => id === assigneeId && id !== submittedById);
    if (assigneeId !== null && !assignee) {
      throw new AppError("invalid_input", "Choose a reviewer who may decide on this submission.", {
        issues: [{ path: "assigneeId", message: "This person can't review it." }],
      });
    }
    if (version.assigneeId === assigneeId) return;
    if (!(await assignVersion(tx, versionId, assigneeId))) {
      throw new AppError(
        "illegal_transition",
        "This submission has been decided already: nobody has to be found for it.",
      );
    }
    await auditLog.record(tx, actor, assignee ? "review.assigned" : "review.unassigned", versionId, {
      number,
      ...(assignee && { assignee: assignee.name }),
    });
    if (assignee && assignee.id !== actor.userId) {
      await enqueue(tx, "notify", { event: "assigned", versionId, actorId: actor.userId });
    }
  });
}
