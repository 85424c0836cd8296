/** Nobody reviews the work of an organization they belong to, whichever one they are working for at the moment (T6). */
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { reviewTestBody, wholeVersion } from "@/lib/review-contract";
import { vaultBody } from "@/lib/review-vault-contract";
import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import { aMember, anActor } from "@/lib/testing/factories";
import { aReviewer, aSubmission, statusOf } from "@/lib/testing/submissions";
import { assignReview } from "./assign-review";
import { beginThread, editComment, replyToThread } from "./comment-on-version";
import { decideReview } from "./decide-review";
import { openVault } from "./open-vault";
import { readReview } from "./read-review";
import { setThreadStatus } from "./resolve-thread";
import { testVersion } from "./test-version";

afterAll(stopQueue);

/** A member of the partner's organization who reviews, and works for another of their organizations now. */
async function aColleagueElsewhere(partner: Actor, platformRole: "reviewer" | "admin"): Promise<Actor> {
  const actor = await anActor({ platformRole });
  await aMember({ id: actor.userId }, { id: partner.organizationId }, "owner");
  return actor;
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : String(error);
}

const account = vaultBody.parse({
  answers: { settings: { workspace: "review" }, mappings: { m1: "user_id" }, actions: {} },
  secrets: { token: "a-lent-token" },
});

describe.each(["reviewer", "admin"] as const)("a %s who belongs to the partner's organization", (platformRole) => {
  test("decides, assigns, comments, tests and opens nothing of it while working for another one", async () => {
    const partner = await anActor();
    const { versionId } = await aSubmission(partner, { vault: account });
    const from = { side: "reviewer" as const, versionId };
    const other = await aReviewer();
    const commentId = randomUUID();
    const { id: threadId } = await beginThread(other, from, { id: commentId, anchor: wholeVersion, text: "Why?" });
    const colleague = await aColleagueElsewhere(partner, platformRole);
    const comment = { id: randomUUID(), anchor: wholeVersion, text: "Looks fine." };
    const call = reviewTestBody.parse({ endpoint: "listCreation", account: "own", settings: {}, mappings: {} });

    const attempts: Record<string, () => Promise<unknown>> = {
      approve: () => decideReview(colleague, versionId, { decision: "approve", note: "" }),
      assign: () => assignReview(colleague, versionId, { assigneeId: other.userId }),
      comment: () => beginThread(colleague, from, comment),
      reply: () => replyToThread(colleague, from, threadId, { id: randomUUID(), text: "It is fine." }),
      edit: () => editComment(colleague, from, { threadId, commentId }, "Fine."),
      resolve: () => setThreadStatus(colleague, from, threadId, "resolved"),
      test: () => testVersion(colleague, versionId, call),
      open: () => openVault(colleague, versionId, { purpose: "Test of Create list" }),
    };
    for (const [what, attempt] of Object.entries(attempts)) {
      expect(`${what} ${await refusal(attempt())}`).toBe(`${what} forbidden`);
    }
    expect(await statusOf(versionId)).toBe("in_review");
    expect(await db.auditEntry.count({ where: { subject: versionId, actorId: colleague.userId } })).toBe(0);

    expect(await readReview(colleague, versionId)).toMatchObject({ isOwn: true, account: null });
    expect(await readReview(other, versionId)).toMatchObject({ isOwn: false, account: { storedBy: partner.name } });
  });
});

test("who has left the organization may review its work, unless they submitted it", async () => {
  const partner = await anActor({ platformRole: "reviewer" });
  const { versionId } = await aSubmission(partner);
  const colleague = await aColleagueElsewhere(partner, "reviewer");
  await db.member.deleteMany({ where: { organizationId: partner.organizationId } });
  const elsewhere = { ...partner, organizationId: colleague.organizationId };

  expect(await refusal(decideReview(elsewhere, versionId, { decision: "approve", note: "" }))).toBe("forbidden");
  await decideReview(colleague, versionId, { decision: "approve", note: "" });
  expect(await statusOf(versionId)).toBe("approved");
});
