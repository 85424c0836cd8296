/** The reviewers' queue: what is in it, how it is filtered, and whom a submission can be given to. */
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { type QueueFilter, queueFilter } from "@/lib/review-contract";
import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import { listQueue, readQueueFacts } from "@/lib/server/repositories/review-queue";
import { anActor, anOrganization, aVersion } from "@/lib/testing/factories";
import { aReviewer } from "@/lib/testing/submissions";
import { assignReview } from "./assign-review";
import { decideReview } from "./decide-review";

afterAll(() => stopQueue());

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error("It was not refused.");
  return error.code;
}

const assigneeOf = async (id: string) => (await db.destinationVersion.findUniqueOrThrow({ where: { id } })).assigneeId;
const told = async (versionId: string) => {
  const jobs: { data: unknown }[] = await db.$queryRaw`
    SELECT data FROM pgboss.job WHERE name = 'notify' AND data ->> 'versionId' = ${versionId}`;
  return jobs.map(({ data }) => data);
};

describe("giving a submission to somebody", () => {
  test("to oneself nobody is told; to a colleague they are; to nobody it is nobody's", async () => {
    const { id } = await aVersion(await anOrganization());
    const [ada, ben] = [await aReviewer(), await aReviewer()];
    await assignReview(ada, id, { assigneeId: ada.userId });
    await assignReview(ada, id, { assigneeId: ben.userId });
    await assignReview(ada, id, { assigneeId: ben.userId });
    expect(await assigneeOf(id)).toBe(ben.userId);
    expect(await told(id)).toEqual([expect.objectContaining({ event: "assigned", actorId: ada.userId })]);
    await assignReview(ben, id, { assigneeId: null });
    expect(await assigneeOf(id)).toBeNull();
    const entries = await db.auditEntry.findMany({ where: { subject: id }, orderBy: { id: "asc" } });
    expect(entries.map(({ action }) => action)).toEqual(["review.assigned", "review.assigned", "review.unassigned"]);
  });

  test("never to a partner, a stranger, or a reviewer of the partner's own organization", async () => {
    const organization = await anOrganization();
    const { id } = await aVersion(organization);
    const reviewer = await aReviewer();
    const partner = await anActor({ organization });
    const colleague = await anActor({ organization, platformRole: "reviewer" });
    for (const assigneeId of [partner.userId, colleague.userId, randomUUID()]) {
      expect(await refusal(assignReview(reviewer, id, { assigneeId }))).toBe("invalid_input");
    }
    expect(await refusal(assignReview(colleague, id, { assigneeId: reviewer.userId }))).toBe("forbidden");
    expect(await assigneeOf(id)).toBeNull();
  });

  test("not once it is decided, nor what was released internally", async () => {
    const organization = await anOrganization();
    const reviewer = await aReviewer();
    const decided = await aVersion(organization, { status: "approved" });
    const released = await aVersion(organization, { status: "released" });
    const body = { assigneeId: reviewer.userId };
    expect(await refusal(assignReview(reviewer, decided.id, body))).toBe("illegal_transition");
    expect(await refusal(assignReview(reviewer, released.id, body))).toBe("not_found");
    expect(await refusal(assignReview(reviewer, randomUUID(), body))).toBe("not_found");
  });
});

describe("the queue", () => {
  const monday = new Date("2026-03-02T09:00:00Z");
  const now = new Date("2026-03-11T09:00:00Z");
  const idsOf = async (reader: Actor, filter: Partial<QueueFilter>) => {
    const found = await listQueue(db, queueFilter.parse(filter), { userId: reader.userId, now, targetDays: 5 });
    return found.rows.map(({ id }) => id);
  };

  async function aQueue() {
    const organization = await anOrganization();
    const reviewer = await aReviewer();
    const old = await aVersion(organization, { submittedAt: monday });
    const recent = await aVersion(organization, { submittedAt: new Date("2026-03-10T09:00:00Z") });
    const decided = await aVersion(organization, { status: "rejected" });
    const released = await aVersion(organization, { status: "released" });
    return { organization: organization.id, reviewer, old, recent, decided, released };
  }

  test("what waits stands there with the oldest first; what was decided apart; internal releases nowhere", async () => {
    const { organization, reviewer, old, recent, decided } = await aQueue();
    expect(await idsOf(reviewer, { organization })).toEqual([old.id, recent.id]);
    expect(await idsOf(reviewer, { organization, tab: "decided" })).toEqual([decided.id]);
    const facts = await readQueueFacts(db);
    expect(facts.organizations.map(({ id }) => id)).toContain(organization);
    expect(facts.categories).toContain("Messaging");
  });

  test("the clock runs in business days, and what is late can be asked for", async () => {
    const { organization, reviewer, old } = await aQueue();
    const { rows } = await listQueue(db, queueFilter.parse({ organization }), {
      userId: reviewer.userId,
      now,
      targetDays: 5,
    });
    expect(rows.map(({ clock }) => [clock.age, clock.isOverdue])).toEqual([
      [7, true],
      [1, false],
    ]);
    expect(await idsOf(reviewer, { organization, overdue: "yes" })).toEqual([old.id]);
  });

  test("by assignee, kind, category and words", async () => {
    const { organization, reviewer, old, recent } = await aQueue();
    await assignReview(reviewer, old.id, { assigneeId: reviewer.userId });
    const of = (filter: Partial<QueueFilter>) => idsOf(reviewer, { organization, ...filter });
    expect(await of({ assignee: "mine" })).toEqual([old.id]);
    expect(await of({ assignee: reviewer.userId })).toEqual([old.id]);
    expect(await of({ assignee: "unassigned" })).toEqual([recent.id]);
    expect(await of({ kind: "list" })).toHaveLength(2);
    expect(await of({ kind: "event" })).toEqual([]);
    expect(await of({ category: "Messaging" })).toHaveLength(2);
    expect(await of({ category: "Analytics" })).toEqual([]);
    expect(await of({ search: "aCME em" })).toHaveLength(2);
    expect(await of({ search: "%" })).toEqual([]);
    expect(await of({ search: "Acme_Email" })).toEqual([]);
    expect(await of({ search: "Acme\\" })).toEqual([]);
    const { name } = await db.organization.findUniqueOrThrow({ where: { id: organization } });
    expect(await of({ search: name.toUpperCase() })).toHaveLength(2);
    expect(await of({ search: "\u0000" })).toEqual([]);
  });

  test("a decision takes it out of what waits", async () => {
    const { organization, reviewer } = await aQueue();
    const partner = await anOrganization();
    const version = await aVersion(partner);
    expect(await idsOf(reviewer, { organization: partner.id })).toEqual([version.id]);
    await db.destinationVersion.update({ where: { id: version.id }, data: { status: "rejected", decidedAt: now } });
    expect(await idsOf(reviewer, { organization: partner.id })).toEqual([]);
    expect(await idsOf(reviewer, { organization: partner.id, tab: "decided" })).toEqual([version.id]);
    expect(await idsOf(reviewer, { organization })).toHaveLength(2);
    expect(await refusal(decideReview(reviewer, version.id, { decision: "approve", note: "" }))).toBeTruthy();
  });
});
