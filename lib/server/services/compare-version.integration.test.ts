import { describe, expect, test } from "vitest";
import { customField } from "@/lib/destination/definition";
import { AppError } from "@/lib/errors";
import { db } from "@/lib/server/db";
import { toJsonColumn } from "@/lib/server/repositories/json-column";
import { findVersion } from "@/lib/server/repositories/versions";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { aMember, anActor, anOrganization, aProject, aUser, aVersion } from "@/lib/testing/factories";
import { aReviewer } from "@/lib/testing/submissions";
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
  return (await compareVersion(await aReviewer(), version)).baselines.map(({ number, words }) => [number, words]);
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

describe("a partner who changes a pattern and counts again", () => {
  /** One customer's installation of the version in the catalog, with this workspace. */
  async function installedWith(workspace: string) {
    const { organization, destinationId, second, fourth } = await history();
    const customer = await anOrganization();
    const { id: projectId } = await aProject(customer);
    const createdById = (await aUser()).id;
    const place = { organizationId: customer.id, projectId, destinationId, versionId: second.id, name: "Main" };
    const settings = { region: "https://eu.api.example.com", workspace };
    const answers = { settings, mappings: {}, actions: {} };
    const { id } = await db.installation.create({ data: { ...place, answers, createdById } });
    const secret = { installationId: id, fieldId: "token", sealed: "never opened", fingerprint: "f" };
    await db.installationSecret.create({ data: { ...secret, storedAt: new Date() } });
    return { organization, destinationId, fourth };
  }

  /** The draft and the version in review ask for a workspace of this form, and show a new field with one region only. */
  async function probe(destinationId: string, versionId: string, pattern: string) {
    const definition = asList(structuredClone(sampleDefinition()));
    const workspace = definition.fields.find(({ id }) => id === "workspace");
    if (workspace) workspace.pattern = pattern;
    const values = ["https://eu.api.example.com"];
    const visibleWhen = { variable: "region", values };
    definition.fields.push(
      customField.parse({ id: "new", type: "string", variable: "new_one", displayName: "New", visibleWhen }),
    );
    const data = { definition: toJsonColumn(definition) };
    await db.destination.update({ where: { id: destinationId }, data });
    // As if it had been submitted like this: the database lets nobody change a version.
    await db.$executeRaw`ALTER TABLE destination_version DISABLE TRIGGER USER`;
    await db.destinationVersion.update({ where: { id: versionId }, data });
    await db.$executeRaw`ALTER TABLE destination_version ENABLE TRIGGER USER`;
    const version = await findVersion(db, versionId);
    if (!version) throw new Error("There is no such version.");
    return version;
  }

  test("learns nothing of a single answer; a reviewer is told the counts", async () => {
    const seen: unknown[] = [];
    const counted: unknown[] = [];
    for (const workspace of ["acme", "zebra"]) {
      const { organization, destinationId, fourth } = await installedWith(workspace);
      const version = await probe(destinationId, fourth.id, "a.*");
      const partner = await anActor({ organization });
      const colleague = await anActor({ platformRole: "reviewer" });
      await aMember({ id: colleague.userId }, organization);
      seen.push(await readDraftImpact(partner, destinationId));
      for (const own of [partner, await anActor({ organization, platformRole: "admin" }), colleague]) {
        seen.push((await compareVersion(own, version)).impact);
      }
      counted.push((await compareVersion(await aReviewer(), version)).impact);
    }
    expect(new Set(seen.map((impact) => JSON.stringify(impact))).size).toBe(1);
    expect(seen[0]).toMatchObject({
      ...{ installations: 1, unaffected: 0, needAnswers: 0, depends: 1, broken: 0, countsAnswers: false },
      asked: [
        { id: "workspace", isUpTo: true },
        { id: "new", isUpTo: true },
      ],
    });
    expect(counted).toMatchObject([
      { countsAnswers: true, needAnswers: 1, asked: [{ id: "new" }] },
      { countsAnswers: true, needAnswers: 1, asked: [{ id: "workspace" }, { id: "new" }] },
    ]);
  });
});
