/** What may become of a version, on real rows: alone, at the same moment, and in any order (SPEC 3). */
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { DecisionBody } from "@/lib/contract";
import { type VersionEvent, type VersionStatus, versionStatuses } from "@/lib/destination/lifecycle";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import { findCatalogEntry, lockInstallable } from "@/lib/server/repositories/versions";
import { sampleDefinition } from "@/lib/testing/definitions";
import { aDestination, anActor } from "@/lib/testing/factories";
import { aReviewer, aSubmission, aTestedDestination, statusOf, submitDraft } from "@/lib/testing/submissions";
import { decideReview } from "./decide-review";
import { deprecateVersion } from "./deprecate-version";
import { readVersion, readVersions } from "./read-versions";
import { releaseInternally } from "./release-internally";
import { withdrawVersion } from "./withdraw-version";

afterAll(() => stopQueue());

const approval: DecisionBody = { decision: "approve", note: "" };
const changes: DecisionBody = { decision: "request_changes", note: "Name the list." };
const rejection: DecisionBody = { decision: "reject", note: "It sends nothing." };
const note = { note: "Use the newer one." };

async function release(partner: Actor, destinationId: string, body: { number?: string } = {}) {
  const { revision } = await db.destination.findUniqueOrThrow({ where: { id: destinationId } });
  return releaseInternally(partner, destinationId, { revision, releaseNote: "For ourselves.", ...body });
}

const actionsOn = async (subject: string) => {
  const entries = await db.auditEntry.findMany({ where: { subject }, orderBy: { id: "asc" } });
  return entries.map(({ action }) => action);
};

/** What the jobs tell people about a version, in order. */
const eventsOf = async (versionId: string) => {
  const rows = await db.$queryRaw<{ event: string }[]>`
    SELECT data ->> 'event' AS event FROM pgboss.job
    WHERE name = 'notify' AND data ->> 'versionId' = ${versionId} ORDER BY created_on`;
  return rows.map(({ event }) => event);
};

describe("an internal release", () => {
  test("is for the own organization alone, takes the place of the one before, and leaves the catalog as it is", async () => {
    const partner = await anActor();
    const { destinationId, versionId: listed } = await aSubmission(partner);
    await decideReview(await aReviewer(), listed, approval);

    const first = await release(partner, destinationId);
    const second = await release(partner, destinationId);

    expect([first.number, second.number]).toEqual(["1.1", "1.2"]);
    expect(await statusOf(first.id)).toBe("superseded");
    expect(await statusOf(second.id)).toBe("released");
    expect(await statusOf(listed)).toBe("approved");
    expect((await findCatalogEntry(db, destinationId))?.id).toBe(listed);
    const stranger = await anActor();
    const installable = (who: Actor) => db.$transaction((tx) => lockInstallable(tx, who.organizationId, second.id));
    expect(await installable(partner)).toMatchObject({ id: second.id });
    expect(await installable(stranger)).toBeUndefined();
    expect(await actionsOn(second.id)).toEqual(["version.released"]);
    expect(await eventsOf(second.id)).toEqual(["released"]);
  });

  test("goes on beside a review, and asks for no reason for warnings", async () => {
    const partner = await anActor();
    const { destinationId, versionId } = await aSubmission(partner);

    const released = await release(partner, destinationId);

    expect(await statusOf(versionId)).toBe("in_review");
    expect(await statusOf(released.id)).toBe("released");
  });

  test("is refused while errors stand, and of another organization's destination", async () => {
    const partner = await anActor();
    const definition = sampleDefinition();
    definition.endpoints.addUsers.url = "";
    const { id } = await aDestination({ id: partner.organizationId }, definition);

    await expect(release(partner, id)).rejects.toMatchObject({ code: "not_ready" });
    const { id: whole } = await aTestedDestination(partner);
    await expect(release(await anActor(), whole)).rejects.toMatchObject({ code: "not_found" });
    expect(await db.destinationVersion.count({ where: { destinationId: whole } })).toBe(0);
  });
});

describe("a number", () => {
  test("may be chosen, but neither twice nor backwards", async () => {
    const partner = await anActor();
    const { destinationId, versionId } = await aSubmission(partner, { number: "2.0" });
    await withdrawVersion(partner, versionId);

    for (const number of ["2.0", "1.9"]) {
      await expect(submitDraft(partner, destinationId, { number })).rejects.toMatchObject({
        code: "invalid_input",
        details: { issues: [{ path: "number" }] },
      });
    }
    expect((await submitDraft(partner, destinationId)).number).toBe("2.1");
  });
});

describe("deprecating", () => {
  test("ends a version for new installations and tells why; a partner does it to their own, an administrator to any", async () => {
    const partner = await anActor();
    const { destinationId, versionId } = await aSubmission(partner);
    await decideReview(await aReviewer(), versionId, approval);

    await expect(deprecateVersion(await anActor(), versionId, note)).rejects.toMatchObject({ code: "not_found" });
    await deprecateVersion(partner, versionId, note);

    expect(await statusOf(versionId)).toBe("deprecated");
    expect(await findCatalogEntry(db, destinationId)).toBeUndefined();
    const [version] = await readVersions(partner, destinationId);
    expect(version).toMatchObject({
      status: "deprecated",
      decision: "approve",
      deprecatedBy: partner.name,
      deprecationNote: note.note,
    });
    expect(await eventsOf(versionId)).toEqual(["submitted", "approved", "deprecated"]);

    const { versionId: other } = await aSubmission(await anActor());
    await decideReview(await aReviewer(), other, approval);
    await deprecateVersion(await anActor({ platformRole: "admin", portalEnabled: false }), other, note);
    expect(await statusOf(other)).toBe("deprecated");
  });

  test.each([
    ["in review", "is in review"],
    ["rejected", "has been rejected"],
  ])("a version that is %s is refused, with how it stands", async (state, words) => {
    const partner = await anActor();
    const { versionId } = await aSubmission(partner);
    if (state === "rejected") await decideReview(await aReviewer(), versionId, rejection);

    await expect(deprecateVersion(partner, versionId, note)).rejects.toMatchObject({
      code: "illegal_transition",
      message: expect.stringContaining(`version 1.0 ${words}`),
    });
  });
});

test("a request for changes may be withdrawn instead of answered; after a rejection the next one is a resubmission", async () => {
  const partner = await anActor();
  const { destinationId, versionId } = await aSubmission(partner);
  await decideReview(await aReviewer(), versionId, changes);
  await withdrawVersion(partner, versionId);
  expect(await statusOf(versionId)).toBe("withdrawn");

  const second = await submitDraft(partner, destinationId);
  expect(await actionsOn(second.id)).toEqual(["version.submitted"]);
  await decideReview(await aReviewer(), second.id, rejection);
  const third = await submitDraft(partner, destinationId);

  expect(await statusOf(second.id)).toBe("rejected");
  expect(await actionsOn(third.id)).toEqual(["version.resubmitted"]);
  expect(await eventsOf(third.id)).toEqual(["resubmitted"]);
});

test("the history says who and when, and what was frozen is read by its own organization only", async () => {
  const partner = await anActor();
  const reviewer = await aReviewer();
  const { destinationId, versionId } = await aSubmission(partner);
  await decideReview(reviewer, versionId, changes);

  expect(await readVersions(partner, destinationId)).toMatchObject([
    {
      number: "1.0",
      status: "changes_requested",
      submittedBy: partner.name,
      contact: `${partner.name}, ${partner.email}`,
      decidedBy: reviewer.name,
      decisionNote: changes.note,
      installationCount: 0,
      vault: null,
    },
  ]);
  expect((await readVersion(partner, versionId)).definition).toEqual(sampleDefinition());
  const stranger = await anActor();
  await expect(readVersion(stranger, versionId)).rejects.toMatchObject({ code: "not_found" });
  await expect(readVersions(stranger, destinationId)).rejects.toMatchObject({ code: "not_found" });
});

/** Both at once: how many came through, and what the others were told. */
async function race(...racers: (() => Promise<unknown>)[]) {
  const ends = await Promise.allSettled(racers.map((run) => run()));
  const refusals = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
  return { won: ends.map(({ status }) => status === "fulfilled"), refusals };
}

/** A race shows nothing if it always ends the same way by chance. */
const rounds = Array.from({ length: 6 }, (_, round) => round);

describe("at the same moment", () => {
  test.each(rounds)("of two submissions one is made (round %i)", async () => {
    const partner = await anActor();
    const { id } = await aTestedDestination(partner);

    const { won, refusals } = await race(
      () => submitDraft(partner, id),
      () => submitDraft(partner, id),
    );

    expect(won.filter(Boolean)).toHaveLength(1);
    expect(refusals).toMatchObject([
      { code: "illegal_transition", message: expect.stringContaining("1.0 is in review already") },
    ]);
    expect(await db.destinationVersion.count({ where: { destinationId: id } })).toBe(1);
  });

  test.each(rounds)("of two decisions one counts (round %i)", async () => {
    const { versionId } = await aSubmission(await anActor());
    const [one, other] = await Promise.all([aReviewer(), aReviewer()]);

    const { won, refusals } = await race(
      () => decideReview(one, versionId, approval),
      () => decideReview(other, versionId, rejection),
    );

    expect(won.filter(Boolean)).toHaveLength(1);
    expect(refusals).toMatchObject([
      { code: "illegal_transition", message: expect.stringMatching(/version 1\.0 has been (approved|rejected)/) },
    ]);
    expect(await statusOf(versionId)).toBe(won[0] ? "approved" : "rejected");
    expect(await eventsOf(versionId)).toEqual(["submitted", won[0] ? "approved" : "rejected"]);
  });

  test.each(rounds)("of a decision and a withdrawal one counts (round %i)", async () => {
    const partner = await anActor();
    const { versionId } = await aSubmission(partner);
    const reviewer = await aReviewer();

    const { won, refusals } = await race(
      () => decideReview(reviewer, versionId, approval),
      () => withdrawVersion(partner, versionId),
    );

    expect(won.filter(Boolean)).toHaveLength(1);
    expect(refusals).toMatchObject([{ code: "illegal_transition" }]);
    expect(await statusOf(versionId)).toBe(won[0] ? "approved" : "withdrawn");
    expect(await actionsOn(versionId)).toEqual([
      "version.submitted",
      won[0] ? "version.approved" : "version.withdrawn",
    ]);
  });

  test.each(rounds)("a version is either deprecated or superseded, never both (round %i)", async () => {
    const partner = await anActor();
    const reviewer = await aReviewer();
    const { destinationId, versionId: listed } = await aSubmission(partner);
    await decideReview(reviewer, listed, approval);
    const next = await submitDraft(partner, destinationId);

    const { won, refusals } = await race(
      () => deprecateVersion(partner, listed, note),
      () => decideReview(reviewer, next.id, approval),
    );

    const [isDeprecated, isApproved] = won;
    expect(isApproved).toBe(true);
    expect(await statusOf(next.id)).toBe("approved");
    expect(await statusOf(listed)).toBe(isDeprecated ? "deprecated" : "superseded");
    expect(refusals).toMatchObject(isDeprecated ? [] : [{ message: expect.stringContaining("was superseded") }]);
    const ends = (await actionsOn(listed)).slice(2);
    expect(ends).toEqual([isDeprecated ? "version.deprecated" : "version.superseded"]);
  });

  test.each(rounds)("of two deprecations one counts, with its note (round %i)", async () => {
    const partner = await anActor();
    const { versionId } = await aSubmission(partner);
    await decideReview(await aReviewer(), versionId, approval);

    const { won, refusals } = await race(
      () => deprecateVersion(partner, versionId, { note: "The first." }),
      () => deprecateVersion(partner, versionId, { note: "The second." }),
    );

    expect(won.filter(Boolean)).toHaveLength(1);
    expect(refusals).toMatchObject([{ code: "illegal_transition", message: expect.stringContaining("is deprecated") }]);
    const row = await db.destinationVersion.findUniqueOrThrow({ where: { id: versionId } });
    expect(row.deprecationNote).toBe(won[0] ? "The first." : "The second.");
  });

  test.each(rounds)("two releases follow each other, and one stands (round %i)", async () => {
    const partner = await anActor();
    const { id } = await aTestedDestination(partner);

    const { won } = await race(
      () => release(partner, id),
      () => release(partner, id),
    );

    expect(won).toEqual([true, true]);
    const rows = await db.destinationVersion.findMany({ where: { destinationId: id }, orderBy: { number: "asc" } });
    expect(rows.map(({ number, status }) => [number, status])).toEqual([
      ["1.0", "superseded"],
      ["1.1", "released"],
    ]);
  });
});

/** What somebody does to the destination: to a version of it, by its place in the order of making, or to the draft. */
type Step = { event: Exclude<VersionEvent, "resubmit" | "supersede">; place: number };

const step: fc.Arbitrary<Step> = fc.record({
  event: fc.constantFrom(
    "submit",
    "submit",
    "approve",
    "approve",
    "request_changes",
    "reject",
    "withdraw",
    "release_internally",
    "deprecate",
  ),
  place: fc.nat({ max: 8 }),
});

/** SPEC 3 once more, written as what people may expect: the statuses after a step, or undefined where it is refused. */
function expected(statuses: readonly VersionStatus[], { event, place }: Step): VersionStatus[] | undefined {
  const replaced = (from: VersionStatus, to: VersionStatus) =>
    statuses.map((status) => (status === from ? to : status));
  if (event === "submit") {
    return statuses.includes("in_review") ? undefined : [...replaced("changes_requested", "superseded"), "in_review"];
  }
  if (event === "release_internally") return [...replaced("released", "superseded"), "released"];
  const status = statuses[place];
  const isOf = (...allowed: VersionStatus[]) => status !== undefined && allowed.includes(status);
  const moved = (to: VersionStatus) => statuses.map((each, index) => (index === place ? to : each));
  if (event === "withdraw") return isOf("in_review", "changes_requested") ? moved("withdrawn") : undefined;
  if (event === "deprecate") return isOf("approved", "released") ? moved("deprecated") : undefined;
  if (!isOf("in_review")) return undefined;
  if (event === "approve") {
    return replaced("approved", "superseded").map((each, index) => (index === place ? "approved" : each));
  }
  return moved(event === "reject" ? "rejected" : "changes_requested");
}

test("whatever people do in whatever order, the rows are as the specification says, and no status is undeclared", async () => {
  const reviewer = await aReviewer();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const partner = await anActor();
      const { id: destinationId } = await aTestedDestination(partner);
      const ids: string[] = [];
      let model: VersionStatus[] = [];
      const decisions = { approve: approval, request_changes: changes, reject: rejection };
      const act = async ({ event, place }: Step): Promise<void> => {
        if (event === "submit") ids.push((await submitDraft(partner, destinationId)).id);
        else if (event === "release_internally") ids.push((await release(partner, destinationId)).id);
        else {
          const id = ids[place];
          if (id === undefined) throw new Error("There is no such version.");
          if (event === "withdraw") await withdrawVersion(partner, id);
          else if (event === "deprecate") await deprecateVersion(partner, id, note);
          else await decideReview(reviewer, id, decisions[event]);
        }
      };
      for (const each of steps) {
        const next = expected(model, each);
        const isDone = await act(each).then(
          () => true,
          () => false,
        );
        expect(isDone, JSON.stringify({ model, each })).toBe(next !== undefined);
        model = next ?? model;
        const rows = await db.destinationVersion.findMany({ where: { destinationId } });
        const statuses = ids.map((id) => rows.find((row) => row.id === id)?.status);
        expect(statuses, JSON.stringify(each)).toEqual(model);
        for (const { status } of rows) expect(versionStatuses).toContain(status);
      }
    }),
    { numRuns: 40, interruptAfterTimeLimit: 20_000 },
  );
}, 60_000);
