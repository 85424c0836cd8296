import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { db } from "@/lib/server/db";
import { findVersion } from "@/lib/server/repositories/versions";
import { anActor, anOrganization, aVersion } from "@/lib/testing/factories";
import { compareVersion } from "./compare-version";
import { readDraftImpact } from "./version-impact";

const day = (of: number) => new Date(Date.UTC(2026, 0, of));

/** Versions of one destination, each submitted on its day; what was approved was so a day later. */
async function history() {
  const organization = await anOrganization();
  const first = await aVersion(organization, { status: "superseded", submittedAt: day(1) });
  const { destinationId } = first;
  const next = (number: string, status: Parameters<typeof aVersion>[1], at: number) =>
    aVersion(organization, { destinationId, number, submittedAt: day(at), ...status });
  const second = await next("1.1", { status: "approved" }, 5);
  const third = await next("1.2", { status: "superseded" }, 9);
  const fourth = await next("1.3", { status: "in_review" }, 12);
  await next("1.4", { status: "released" }, 11);
  await db.destinationVersion.update({ where: { id: first.id }, data: { decision: "approve", decidedAt: day(2) } });
  await db.destinationVersion.update({ where: { id: second.id }, data: { decision: "approve", decidedAt: day(6) } });
  await db.destinationVersion.update({
    where: { id: third.id },
    data: { decision: "request_changes", decidedAt: day(10) },
  });
  return { organization, destinationId, first, second, third, fourth };
}

async function numbersFor(id: string) {
  const version = await findVersion(db, id);
  if (!version) throw new Error("There is no such version.");
  return (await compareVersion(version)).baselines.map(({ number, words }) => [number, words]);
}

test("a submission is compared with what customers have, and with the submission before", async () => {
  const { fourth } = await history();
  expect(await numbersFor(fourth.id)).toEqual([
    ["1.1", "in the catalog"],
    ["1.2", "superseded"],
  ]);
});

test("what was decided long ago is compared with what customers had then", async () => {
  const { first, second, third } = await history();
  expect(await numbersFor(first.id)).toEqual([]);
  expect(await numbersFor(second.id)).toEqual([["1.0", "superseded"]]);
  expect(await numbersFor(third.id)).toEqual([["1.1", "in the catalog"]]);
});

test("a draft's impact is its own organization's to know", async () => {
  const { organization, destinationId } = await history();
  const own = await anActor({ organization });
  expect(await readDraftImpact(own, destinationId)).toMatchObject({ installations: 0 });
  const refused = await readDraftImpact(await anActor(), destinationId).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AppError);
  expect(refused).toMatchObject({ code: "not_found" });
});

test("a draft's impact isn't counted without end", async () => {
  const { organization, destinationId } = await history();
  const own = await anActor({ organization });
  for (let count = 0; count < 60; count += 1) await readDraftImpact(own, destinationId);
  const refused = await readDraftImpact(own, destinationId).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "rate_limited" });
});
