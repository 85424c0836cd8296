/** Comments on versions: who reads and writes them, how long, where they go on, and that none is lost or doubled. */
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { commentEditMinutes, commentsPerThreadMax, type ReviewAnchor, wholeVersion } from "@/lib/review-contract";
import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import { findDestination } from "@/lib/server/repositories/destinations";
import { anActor, aVersion } from "@/lib/testing/factories";
import { aReviewer, aSubmission, submitDraft } from "@/lib/testing/submissions";
import { beginThread, editComment, replyToThread } from "./comment-on-version";
import { decideReview } from "./decide-review";
import { readThreads } from "./read-threads";
import { setThreadStatus } from "./resolve-thread";
import type { ReviewPlace } from "./review-place";
import { saveDraft } from "./save-draft";

afterAll(() => stopQueue());

const batchSize: ReviewAnchor = { steps: ["endpoints", "addUsers", "batchSize"], node: [] };
const said = (text: string, id = randomUUID()) => ({ id, text });
const begun = (text: string, anchor = batchSize, id = randomUUID()) => ({ id, anchor, text });

/** What a call is refused with. */
async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error("It was not refused.");
  return error.code;
}

/** A submission in review, with a partner and a reviewer who look at it from their sides. */
async function aReview() {
  const partner = await anActor();
  const reviewer = await aReviewer();
  const { destinationId, versionId } = await aSubmission(partner);
  const own: ReviewPlace = { side: "partner", destinationId };
  const review: ReviewPlace = { side: "reviewer", versionId };
  return { partner, reviewer, destinationId, versionId, own, review };
}

async function requestChanges(reviewer: Actor, versionId: string) {
  await decideReview(reviewer, versionId, { decision: "request_changes", note: "See the comments." });
}

test("a reviewer's comment on a field is read by the partner at their destination, answered and resolved", async () => {
  const { partner, reviewer, own, review } = await aReview();
  const { id } = await beginThread(reviewer, review, begun("Too many users for one call."));
  const [seen] = await readThreads(partner, own);
  expect(seen).toMatchObject({ id, anchor: batchSize, status: "open", quote: "1000" });
  expect(seen?.comments).toMatchObject([
    { author: reviewer.name, side: "reviewer", text: "Too many users for one call.", editableUntil: null },
  ]);

  await replyToThread(partner, own, id, { ...said("It is 500 now."), resolve: true });
  const [answered] = await readThreads(reviewer, review);
  expect(answered).toMatchObject({ status: "resolved", resolvedBy: partner.name });
  expect(answered?.comments.map(({ side }) => side)).toEqual(["reviewer", "partner"]);

  // What is said to a settled matter is not to be overlooked.
  expect(await replyToThread(reviewer, review, id, said("Not in the payload."))).toMatchObject({
    status: "open",
    resolvedBy: null,
  });
});

test("whatever somebody writes comes back as it was written", async () => {
  const { reviewer, review } = await aReview();
  const text = "<script>alert(1)</script> & “quotes” \u0000 \ud800 𝔘𝔫𝔦\n\n‮right to left";
  const { comments } = await beginThread(reviewer, review, begun(text));
  expect(comments[0]?.text).toBe(text);
});

describe("who may", () => {
  test("another organization finds nothing: it neither reads, answers, resolves nor edits", async () => {
    const { reviewer, review, own, destinationId } = await aReview();
    const thread = await beginThread(reviewer, review, begun("Only for the two of us."));
    const stranger = await anActor();
    const theirs = await aSubmission(stranger);
    // The stranger's own place, with a thread of somebody else's.
    const astray: ReviewPlace = { side: "partner", destinationId: theirs.destinationId };
    const commentId = thread.comments[0]?.id ?? "";
    for (const place of [own, astray]) {
      const ids = { threadId: thread.id, commentId };
      expect(await refusal(replyToThread(stranger, place, thread.id, said("Hello")))).toBe("not_found");
      expect(await refusal(setThreadStatus(stranger, place, thread.id, "resolved"))).toBe("not_found");
      expect(await refusal(editComment(stranger, place, ids, "Changed"))).toBe("not_found");
    }
    expect(await refusal(readThreads(stranger, own))).toBe("not_found");
    expect(await refusal(beginThread(stranger, own, begun("Hello")))).toBe("not_found");
    expect(await readThreads(stranger, astray)).toEqual([]);
    // Nor does a reviewer reach it through the version of another destination.
    const other: ReviewPlace = { side: "reviewer", versionId: theirs.versionId };
    expect(await refusal(replyToThread(reviewer, other, thread.id, said("Hello")))).toBe("not_found");
    expect(await readThreads(reviewer, other)).toEqual([]);
    expect(await db.reviewComment.count({ where: { thread: { destinationId } } })).toBe(1);
  });

  test("a reviewer of the partner's own organization doesn't comment as a reviewer", async () => {
    const { partner, review } = await aReview();
    const organization = await db.organization.findUniqueOrThrow({ where: { id: partner.organizationId } });
    const colleague = await anActor({ platformRole: "reviewer", organization });
    expect(await refusal(beginThread(colleague, review, begun("All is well.")))).toBe("forbidden");
  });

  test("what an organization released for itself is none of the reviewers' business", async () => {
    const partner = await anActor();
    const version = await aVersion({ id: partner.organizationId }, { status: "released" });
    const reviewer = await aReviewer();
    const place: ReviewPlace = { side: "reviewer", versionId: version.id };
    expect(await refusal(readThreads(reviewer, place))).toBe("not_found");
    expect(await refusal(beginThread(reviewer, place, begun("Hello", wholeVersion)))).toBe("not_found");
  });

  test("comments begin with the first submission, and at places that it has", async () => {
    const { reviewer, review, partner } = await aReview();
    const nowhere = { steps: ["fields", "#nobody"], node: [] };
    expect(await refusal(beginThread(reviewer, review, begun("Where?", nowhere)))).toBe("invalid_input");
    const version = await aVersion({ id: partner.organizationId }, { status: "released" });
    const place: ReviewPlace = { side: "partner", destinationId: version.destinationId };
    expect(await refusal(beginThread(partner, place, begun("Hello", wholeVersion)))).toBe("illegal_transition");
  });
});

describe("changing a comment", () => {
  test(`its author can, for ${commentEditMinutes} minutes, and it says that it was changed`, async () => {
    const { partner, reviewer, review, own } = await aReview();
    const made = new Date("2026-02-02T09:00:00Z");
    const inMinutes = (minutes: number) => new Date(made.getTime() + minutes * 60_000);
    const thread = await beginThread(reviewer, review, begun("Frist"), made);
    const ids = { threadId: thread.id, commentId: thread.comments[0]?.id ?? "" };
    expect(thread.comments[0]?.editableUntil).toBe(inMinutes(commentEditMinutes).toISOString());

    const changed = await editComment(reviewer, review, ids, "First", inMinutes(commentEditMinutes - 1));
    expect(changed.comments[0]).toMatchObject({
      text: "First",
      editedAt: inMinutes(commentEditMinutes - 1).toISOString(),
    });

    expect(await refusal(editComment(reviewer, review, ids, "Later", inMinutes(commentEditMinutes)))).toBe("conflict");
    expect(await refusal(editComment(partner, own, ids, "Theirs", inMinutes(1)))).toBe("forbidden");
    expect(await refusal(editComment(await aReviewer(), review, ids, "Theirs", inMinutes(1)))).toBe("forbidden");
    const [read] = await readThreads(reviewer, review, inMinutes(commentEditMinutes));
    expect(read?.comments[0]).toMatchObject({ text: "First", editableUntil: null });
  });
});

describe("the next version", () => {
  test("open threads go on with it, each comment knows its version, and an earlier version tells nothing of later ones", async () => {
    const { partner, reviewer, versionId, destinationId, own, review } = await aReview();
    const { id } = await beginThread(reviewer, review, begun("Too many."));
    await requestChanges(reviewer, versionId);

    const destination = await findDestination(db, partner.organizationId, destinationId);
    if (destination?.definition.kind !== "list") throw new Error("The sample is a list.");
    const { definition, revision } = destination;
    const { addUsers } = definition.endpoints;
    const endpoints = { ...definition.endpoints, addUsers: { ...addUsers, batchSize: 500 } };
    await saveDraft(partner, destinationId, { revision, definition: { ...definition, endpoints } });
    const next = await submitDraft(partner, destinationId);

    const nextReview: ReviewPlace = { side: "reviewer", versionId: next.id };
    const later = await replyToThread(reviewer, nextReview, id, said("Better."));
    expect(later).toMatchObject({ version: { number: "1.0" }, quote: "1000", status: "open" });
    expect(later.comments.map(({ version }) => version)).toEqual(["1.0", next.number]);

    await beginThread(partner, own, begun("One more thing.", wholeVersion));
    expect(await readThreads(reviewer, nextReview)).toHaveLength(2);
    expect(await readThreads(reviewer, review)).toHaveLength(1);
  });
});

describe("at the same moment", () => {
  test("a comment that is sent twice is there once; the ID of somebody else's is refused", async () => {
    const { reviewer, partner, review, own } = await aReview();
    const body = begun("Once.");
    const first = await beginThread(reviewer, review, body);
    expect(await beginThread(reviewer, review, body)).toEqual(first);
    const answer = said("Once too.");
    await replyToThread(partner, own, first.id, answer);
    expect((await replyToThread(partner, own, first.id, answer)).comments).toHaveLength(2);
    expect(await refusal(replyToThread(reviewer, review, first.id, said("Mine", answer.id)))).toBe("conflict");
    expect(await readThreads(partner, own)).toHaveLength(1);
  });

  test("of two people who resolve it, one did", async () => {
    const { reviewer, partner, review, own } = await aReview();
    const { id } = await beginThread(reviewer, review, begun("Settled?"));
    const both = await Promise.all([
      setThreadStatus(reviewer, review, id, "resolved"),
      setThreadStatus(partner, own, id, "resolved"),
    ]);
    expect(both[0].resolvedBy).toBe(both[1].resolvedBy);
    const entries = await db.auditEntry.findMany({ where: { action: "review.thread_resolved" } });
    expect(entries.filter(({ details }) => JSON.stringify(details).includes(id))).toHaveLength(1);
  });

  test("everybody's answers are kept, up to as many as a thread holds", async () => {
    const { reviewer, partner, versionId, review, own } = await aReview();
    const { id } = await beginThread(reviewer, review, begun("Begin."));
    const answers = Array.from({ length: 8 }, (_, index) =>
      replyToThread(index % 2 === 0 ? reviewer : partner, index % 2 === 0 ? review : own, id, said(`Answer ${index}`)),
    );
    await Promise.all(answers);
    const [thread] = await readThreads(reviewer, review);
    expect(thread?.comments).toHaveLength(9);

    await db.reviewComment.createMany({
      data: Array.from({ length: commentsPerThreadMax - 10 }, () => ({
        threadId: id,
        versionId,
        authorId: partner.userId,
        side: "partner",
        text: "More.",
      })),
    });
    const last = await Promise.allSettled([
      replyToThread(reviewer, review, id, said("The last")),
      replyToThread(partner, own, id, said("The last")),
    ]);
    expect(last.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.reviewComment.count({ where: { threadId: id } })).toBe(commentsPerThreadMax);
  });
});

test("each comment is a job for those who are to be told, and an entry in the audit log without its words", async () => {
  const { reviewer, review, versionId } = await aReview();
  const { id } = await beginThread(reviewer, review, begun("Words of the comment."));
  await replyToThread(reviewer, review, id, said("More words."));
  const jobs: { data: unknown }[] = await db.$queryRaw`
    SELECT data FROM pgboss.job WHERE name = 'notify' AND data ->> 'threadId' = ${id}`;
  expect(jobs.map(({ data }) => data)).toEqual(
    Array.from({ length: 2 }, () =>
      expect.objectContaining({ event: "commented", versionId, actorId: reviewer.userId, threadId: id }),
    ),
  );
  const entries = await db.auditEntry.findMany({ where: { subject: versionId, action: { startsWith: "review." } } });
  expect(entries.map(({ action }) => action).sort()).toEqual(["review.commented", "review.replied"]);
  expect(JSON.stringify(entries.map(({ details }) => details))).not.toContain("ords");
});
