import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import { findCatalogEntry, listCatalog } from "@/lib/server/repositories/versions";
import { sampleDefinition } from "@/lib/testing/definitions";
import { aDestination, anActor } from "@/lib/testing/factories";
import { aReviewer, aSubmission, aTestedDestination, statusOf, submitDraft } from "@/lib/testing/submissions";
import { decideReview } from "./decide-review";
import { notify } from "./notify";
import { saveDraft } from "./save-draft";
import { submitForReview } from "./submit-version";
import { withdrawVersion } from "./withdraw-version";

beforeAll(() => async () => stopQueue());

test("an approved submission is in the catalog at once, and the partner is told once", async () => {
  const partner = await anActor();
  const { destinationId, versionId } = await aSubmission(partner);
  expect(await findCatalogEntry(db, destinationId)).toBeUndefined();

  await decideReview(await aReviewer(), versionId, { decision: "approve", note: "" });
  await notify({ event: "approved", versionId });
  await notify({ event: "approved", versionId });

  expect((await listCatalog(db)).map((entry) => entry.destinationId)).toContain(destinationId);
  expect(await db.notification.count({ where: { userId: partner.userId } })).toBe(1);
  expect(await db.outboxMessage.count({ where: { recipient: partner.email } })).toBe(1);
});

test("an approved version takes the place of the one in the catalog, which stays for those who have it", async () => {
  const partner = await anActor();
  const reviewer = await aReviewer();
  const { destinationId, versionId: first } = await aSubmission(partner);
  await decideReview(reviewer, first, { decision: "approve", note: "" });
  const second = await submitDraft(partner, destinationId);

  await decideReview(reviewer, second.id, { decision: "approve", note: "" });

  expect(await statusOf(first)).toBe("superseded");
  expect((await findCatalogEntry(db, destinationId))?.id).toBe(second.id);
  const entry = await db.auditEntry.findFirstOrThrow({ where: { subject: first, action: "version.superseded" } });
  expect(entry.details).toMatchObject({ number: "1.0", by: "1.1" });
});

test("a submission that answers a request for changes takes its place", async () => {
  const partner = await anActor();
  const { destinationId, versionId } = await aSubmission(partner);
  await decideReview(await aReviewer(), versionId, { decision: "request_changes", note: "Name the list." });

  const next = await submitDraft(partner, destinationId);

  expect(await statusOf(versionId)).toBe("superseded");
  expect(await statusOf(next.id)).toBe("in_review");
  expect(await db.auditEntry.count({ where: { subject: next.id, action: "version.resubmitted" } })).toBe(1);
});

test("of two reviewers deciding at once, exactly one decides", async () => {
  const { versionId } = await aSubmission(await anActor());

  const decisions = await Promise.allSettled([
    decideReview(await aReviewer(), versionId, { decision: "approve", note: "" }),
    decideReview(await aReviewer(), versionId, { decision: "request_changes", note: "Name the list." }),
  ]);

  expect(decisions.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const entries = await db.auditEntry.count({ where: { subject: versionId, action: { not: "version.submitted" } } });
  expect(entries).toBe(1);
});

test("nobody decides on their own organization's destination, whatever their role", async () => {
  const partner = await anActor({ platformRole: "admin" });
  const { versionId } = await aSubmission(partner);

  const decision = decideReview(partner, versionId, { decision: "approve", note: "" });

  await expect(decision).rejects.toMatchObject({ code: "forbidden" });
});

test("what is reviewed never moves: the draft is edited, the version stays, and the database agrees", async () => {
  const partner = await anActor();
  const { destinationId, versionId } = await aSubmission(partner);

  await saveDraft(partner, destinationId, {
    revision: 1,
    definition: { ...sampleDefinition(), slugifyCohortName: true },
  });

  const version = await db.destinationVersion.findUniqueOrThrow({ where: { id: versionId } });
  expect(version.definition).toMatchObject({ slugifyCohortName: false });
  const change = db.destinationVersion.update({ where: { id: versionId }, data: { definition: {} } });
  await expect(change).rejects.toThrow();
});

test("a second submission waits until the first is decided or withdrawn", async () => {
  const partner = await anActor();
  const { destinationId, versionId, number } = await aSubmission(partner);
  expect(number).toBe("1.0");
  await expect(submitDraft(partner, destinationId)).rejects.toMatchObject({ code: "illegal_transition" });

  await withdrawVersion(partner, versionId);

  expect((await submitDraft(partner, destinationId)).number).toBe("1.1");
});

test("two submissions at once make one version", async () => {
  const partner = await anActor();
  const { id } = await aTestedDestination(partner);

  const submissions = await Promise.allSettled([submitDraft(partner, id), submitDraft(partner, id)]);

  expect(submissions.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.destinationVersion.count({ where: { destinationId: id } })).toBe(1);
});

test("errors block a submission and are all told at once", async () => {
  const partner = await anActor();
  const definition = sampleDefinition();
  definition.endpoints.addUsers.url = "";
  definition.endpoints.removeUsers.payload = '{"users": $nobody}';
  const destination = await aDestination({ id: partner.organizationId }, definition);

  const refusal = await submitForReview(partner, destination.id, { revision: 1, releaseNote: "x", waivers: [] }).catch(
    (error: unknown) => error,
  );

  expect(refusal).toMatchObject({ code: "not_ready" });
  const paths = JSON.stringify(refusal);
  expect(paths).toContain("addUsers");
  expect(paths).toContain("removeUsers");
});

test("another organization's submission can't be withdrawn, and does not exist", async () => {
  const { versionId } = await aSubmission(await anActor());

  await expect(withdrawVersion(await anActor(), versionId)).rejects.toMatchObject({ code: "not_found" });
});
