import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { customField } from "@/lib/destination/definition";
import { db } from "@/lib/server/db";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { anOrganization, aProject, aUser, aVersion } from "@/lib/testing/factories";
import { impactOf, versionImpact } from "./version-impact";

type Version = Awaited<ReturnType<typeof aVersion>>;

/** Installations of a version, in a project of another organization; every third has chosen nothing. */
async function installed(version: Version, count: number) {
  const organization = await anOrganization();
  const user = await aUser();
  const project = await aProject(organization);
  await db.userProperty.createMany({ data: [{ projectId: project.id, name: "user_id" }], skipDuplicates: true });
  const rows = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    organizationId: organization.id,
    projectId: project.id,
    destinationId: version.destinationId,
    versionId: version.id,
    name: `Installation ${index}`,
    answers: {
      settings: {
        workspace: `acme-confidential-${index}`,
        ...(index % 3 > 0 && { region: "https://eu.api.example.com" }),
      },
      mappings: {},
      actions: {},
    },
    createdById: user.id,
  }));
  await db.installation.createMany({ data: rows });
  await db.installationSecret.createMany({
    data: rows.map(({ id }) => ({
      ...{ installationId: id, fieldId: "token", sealed: "never opened", fingerprint: "f", storedAt: new Date() },
    })),
  });
  return { organization, project };
}

/** The sample, with a new question and without one of the regions. */
function newer() {
  const definition = asList(structuredClone(sampleDefinition()));
  const region = definition.fields.find(({ id }) => id === "region");
  region?.options.pop();
  definition.fields.push(customField.parse({ id: "new", type: "string", variable: "folder", displayName: "Folder" }));
  return definition;
}

test("counts across organizations and batches, without names or answers", async () => {
  const version = await aVersion(await anOrganization(), { status: "approved" });
  await installed(version, 700);
  await installed(version, 500);
  // Of another destination: not counted.
  await installed(await aVersion(await anOrganization(), { status: "approved" }), 3);

  const { destinationId } = version;
  const impact = await impactOf({ destinationId, definition: newer() });

  expect(impact).toMatchObject({ installations: 1_200, unaffected: 0, needAnswers: 1_200, broken: 0, breaks: [] });
  expect(impact.asked).toEqual([
    { source: "field", id: "new", label: "Folder", reason: "new", count: 1_200 },
    { source: "field", id: "region", label: "Region", reason: "no_longer_fits", count: 799 },
  ]);
  expect(JSON.stringify(impact)).not.toMatch(/confidential|Installation/);
});

test("leaves out who is on the version already", async () => {
  const organization = await anOrganization();
  const old = await aVersion(organization, { status: "superseded" });
  const { destinationId } = old;
  const version = await aVersion(organization, { destinationId, number: "1.1", status: "approved" });
  await installed(old, 2);
  await installed(version, 3);
  expect(await versionImpact(version.id)).toMatchObject({ installations: 2, unaffected: 2 });
  expect(await versionImpact(randomUUID())).toBeUndefined();
});

test("an internal release is for its own organization's installations", async () => {
  const organization = await anOrganization();
  const old = await aVersion(organization, { status: "approved" });
  await installed(old, 2);
  const { destinationId } = old;
  const release = await aVersion(organization, { destinationId, number: "1.1", status: "released" });
  expect(await versionImpact(release.id)).toMatchObject({ installations: 0 });
  const project = await aProject(organization);
  const user = await aUser();
  await db.installation.create({
    data: {
      ...{ organizationId: organization.id, projectId: project.id, destinationId, versionId: old.id },
      ...{ name: "Own", answers: { settings: {}, mappings: {}, actions: {} }, createdById: user.id },
    },
  });
  expect(await versionImpact(release.id)).toMatchObject({ installations: 1, needAnswers: 1 });
});
