import { beforeAll, expect, test } from "vitest";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { endpointsOf } from "@/lib/destination/endpoints";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import { findDestination } from "@/lib/server/repositories/destinations";
import { findCatalogEntry, listCatalog } from "@/lib/server/repositories/versions";
import { sampleDefinition } from "@/lib/testing/definitions";
import { aDestination, anActor } from "@/lib/testing/factories";
import { decideReview, withdrawVersion } from "./decide-review";
import { gather, submitForReview } from "./freeze-version";
import { notify } from "./notify";
import { saveDraft } from "./save-draft";

beforeAll(() => async () => stopQueue());

/** A destination whose endpoints have all been tested as they are. */
async function aTestedDestination(actor: Actor) {
  const definition = sampleDefinition();
  const destination = await aDestination({ id: actor.organizationId }, definition);
  for (const { key } of endpointsOf(definition)) {
    await db.testRun.create({
      data: {
        organizationId: actor.organizationId,
        destinationId: destination.id,
        userId: actor.userId,
        endpoint: key,
        revision: 1,
        endpointHash: endpointHash(definition, key),
        host: "api.example.com",
        exchange: {
          request: { method: "POST", url: "https://api.example.com/lists", headers: [] },
          response: { status: 200, headers: [], body: "{}", bodyBytes: 2, isTruncated: false },
          startedAt: new Date().toISOString(),
          durationMs: 12,
        },
        outcome: { kind: "success", type: "success", message: "", retry: false, status: "200" },
      },
    });
  }
  return destination;
}

/** Submits with a reason for every warning. */
async function aSubmission(partner: Actor) {
  const { id } = await aTestedDestination(partner);
  const version = await submit(partner, id);
  return { destinationId: id, versionId: version.id, number: version.number };
}

async function submit(partner: Actor, destinationId: string) {
  const destination = await findDestination(db, partner.organizationId, destinationId);
  if (!destination) throw new Error("no destination");
  const { findings } = await gather(db, partner, destination);
  const waivers = findings
    .filter(({ severity }) => severity === "warning")
    .map(({ rule, path }) => ({ rule, path: path.join("."), reason: "Accepted in this test." }));
  return submitForReview(partner, destinationId, {
    revision: destination.revision,
    releaseNote: "First version.",
    waivers,
  });
}

const aReviewer = () => anActor({ platformRole: "reviewer", portalEnabled: false });

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
  await expect(submit(partner, destinationId)).rejects.toMatchObject({ code: "illegal_transition" });

  await withdrawVersion(partner, versionId);

  expect((await submit(partner, destinationId)).number).toBe("1.1");
});

test("two submissions at once make one version", async () => {
  const partner = await anActor();
  const { id } = await aTestedDestination(partner);

  const submissions = await Promise.allSettled([submit(partner, id), submit(partner, id)]);

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
