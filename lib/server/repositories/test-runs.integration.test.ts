/** The end of a long history of tests. */
import { expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { aDestination, anActor } from "@/lib/testing/factories";
import { pruneTestRuns } from "./test-runs";

type Outcome = "success" | "failure";

async function aHistory() {
  const actor = await anActor();
  const destination = await aDestination({ id: actor.organizationId });
  const place = { organizationId: actor.organizationId, destinationId: destination.id };
  const run = async (minute: number, kind: Outcome = "success", endpoint = "addUsers") => {
    const { id } = await db.testRun.create({
      data: {
        ...place,
        userId: actor.userId,
        endpoint,
        revision: 1,
        endpointHash: "hash",
        host: "api.example.com",
        exchange: {},
        outcome: { kind, type: kind, message: "", retry: false, status: kind === "success" ? "200" : "401" },
        createdAt: new Date(Date.UTC(2026, 0, 1) + minute * 60_000),
      },
    });
    return id;
  };
  const left = async () => {
    const rows = await db.testRun.findMany({ where: place, orderBy: { createdAt: "asc" }, select: { id: true } });
    return rows.map(({ id }) => id);
  };
  return { place, run, left };
}

test("the oldest go where an endpoint has too many; another endpoint and another destination keep theirs", async () => {
  const { run, left } = await aHistory();
  const other = await aHistory();
  const [, , third, fourth] = [await run(1), await run(2), await run(3), await run(4)];
  const removal = (second: number) => run(second / 60, "success", "removeUsers");
  const [, earlier, later] = [await removal(1), await removal(2), await removal(3)];
  const [few, elsewhere] = [await run(0, "success", "listCreation"), await other.run(0)];
  expect(await pruneTestRuns(db, 2)).toBe(3);
  expect(await left()).toEqual([few, earlier, later, third, fourth]);
  expect(await other.left()).toEqual([elsewhere]);
  expect(await pruneTestRuns(db, 2)).toBe(0);
});

test("what a case refers to stays, and the newest of each outcome, which coverage is told from", async () => {
  const { place, run, left } = await aHistory();
  const [madeOf, last] = [await run(1), await run(2)];
  const [, newestFailure] = [await run(3, "failure"), await run(4, "failure")];
  await run(5);
  const newest = await run(6);
  await db.testCase.create({
    data: {
      ...place,
      endpoint: "addUsers",
      name: "Two users",
      inputs: {},
      expected: {},
      madeOfId: madeOf,
      lastRunId: last,
      createdById: "somebody",
    },
  });
  // Of all destinations: what other tests have left goes, too.
  await pruneTestRuns(db, 1);
  expect(await left()).toEqual([madeOf, last, newestFailure, newest]);
});
