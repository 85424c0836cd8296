import { expect, test } from "vitest";
import { manifestText } from "@/lib/destination/manifest/manifest-text";
import { db } from "@/lib/server/db";
import { findDestination } from "@/lib/server/repositories/destinations";
import { sampleDefinition } from "@/lib/testing/definitions";
import { aConnectionInfo, aDestination, anActor } from "@/lib/testing/factories";
import { copyDestination } from "./copy-destination";
import { createFromManifest } from "./create-from-manifest";
import { gather } from "./freeze-version";
import { readManifest, readVersionManifest } from "./read-manifest";
import { saveDraft } from "./save-draft";
import { submitForReview } from "./submit-version";

const sample = sampleDefinition();
const withSecret = {
  ...sample,
  fields: sample.fields.map((field) => (field.secret ? { ...field, defaultValue: "sk_live_1" } : field)),
};

const newest = (subject: string) => db.auditEntry.findFirstOrThrow({ where: { subject }, orderBy: { id: "desc" } });

/** A destination with a version, and a draft that has gone on since. */
async function aSubmittedDestination() {
  const actor = await anActor();
  const destination = await aDestination({ id: actor.organizationId });
  const row = await findDestination(db, actor.organizationId, destination.id);
  if (!row) throw new Error("The destination that was just made isn't there.");
  const { findings } = await gather(db, actor, row);
  const waivers = findings.map(({ rule, path }) => ({ rule, path: path.join("."), reason: "It is only a test." }));
  const version = await submitForReview(actor, destination.id, { revision: 1, releaseNote: "First.", waivers });
  await saveDraft(actor, destination.id, { revision: 1, definition: { ...sample, slugifyCohortName: true } });
  return { actor, destination, version };
}

test("a copy is the draft, without secrets, under a new connection info that is like the old one", async () => {
  const actor = await anActor({ organizationRole: "member" });
  const original = await aDestination({ id: actor.organizationId }, withSecret);

  const { id } = await copyDestination(actor, original.id, {
    versionId: null,
    connectionInfoId: null,
    displayName: `Copy ${original.id.slice(0, 8)}`,
  });

  const copy = await findDestination(db, actor.organizationId, id);
  expect(copy?.definition).toEqual(sample);
  expect(copy?.connectionInfo).toMatchObject({ displayName: `Copy ${original.id.slice(0, 8)}`, versionLabel: "1.0" });
  expect(copy?.connectionInfo.logoId).not.toBeNull();
  expect(copy?.connectionInfo.id).not.toBe(original.connectionInfoId);
  expect(await newest(id)).toMatchObject({
    action: "destination.copied",
    actorId: actor.userId,
    details: { from: original.id, fromVersion: "draft, revision 1" },
  });
});

test("a copy of a version has what was submitted, under a record that is there already", async () => {
  const { actor, destination, version } = await aSubmittedDestination();
  const info = await aConnectionInfo({ id: actor.organizationId });

  const { id } = await copyDestination(actor, destination.id, {
    versionId: version.id,
    connectionInfoId: info.id,
    displayName: null,
  });

  const copy = await findDestination(db, actor.organizationId, id);
  expect(copy?.definition.slugifyCohortName).toBe(false);
  expect(copy?.connectionInfoId).toBe(info.id);
  expect(await newest(id)).toMatchObject({ details: { fromVersion: version.number } });
});

test("another organization's destination, version and connection info can't be copied or copied to", async () => {
  const { destination, version, actor } = await aSubmittedDestination();
  const stranger = await anActor();
  const own = await aDestination({ id: stranger.organizationId });
  const [foreignInfo, ownInfo] = [destination.connectionInfoId, own.connectionInfoId];
  const body = { versionId: null, connectionInfoId: ownInfo, displayName: null };

  await expect(copyDestination(stranger, destination.id, body)).rejects.toMatchObject({ code: "not_found" });
  await expect(copyDestination(stranger, own.id, { ...body, versionId: version.id })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(copyDestination(stranger, own.id, { ...body, connectionInfoId: foreignInfo })).rejects.toMatchObject({
    code: "invalid_input",
  });
  const sibling = await aDestination({ id: actor.organizationId });
  await expect(
    copyDestination(actor, sibling.id, { ...body, connectionInfoId: foreignInfo, versionId: version.id }),
  ).rejects.toMatchObject({ code: "not_found" });
  expect(await db.destination.count({ where: { organizationId: stranger.organizationId } })).toBe(1);
});

test("a name that is taken is refused, and nothing is made", async () => {
  const actor = await anActor();
  const original = await aDestination({ id: actor.organizationId });
  const { displayName } = await db.connectionInfo.findUniqueOrThrow({ where: { id: original.connectionInfoId } });

  const copy = copyDestination(actor, original.id, {
    versionId: null,
    connectionInfoId: null,
    displayName: displayName.toUpperCase(),
  });

  await expect(copy).rejects.toMatchObject({ code: "conflict", details: { issues: [{ path: "displayName" }] } });
  expect(await db.destination.count({ where: { organizationId: actor.organizationId } })).toBe(1);
});

test("what is read as a manifest makes the same destination again", async () => {
  const actor = await anActor();
  const original = await aDestination({ id: actor.organizationId }, withSecret);
  for (const format of ["yaml", "json"] as const) {
    const { name, text } = await readManifest(actor, original.id, format);
    expect(name).toMatch(new RegExp(`^info-[a-z0-9-]+\\.${format}$`));
    expect(text).toContain("/manifest.schema.json");
    expect(text).not.toContain("sk_live");

    const { id } = await createFromManifest(actor, {
      text,
      connectionInfoId: original.connectionInfoId,
      connectionInfo: null,
    });

    expect((await findDestination(db, actor.organizationId, id))?.definition).toEqual(sample);
    expect(await newest(id)).toMatchObject({ action: "destination.created", details: { from: "manifest" } });
  }
});

test("a version's manifest is what was submitted, and strangers get neither", async () => {
  const { actor, destination, version } = await aSubmittedDestination();
  const stranger = await anActor();

  const frozen = await readVersionManifest(actor, version.id, "yaml");
  const draft = await readManifest(actor, destination.id, "yaml");

  expect(frozen.text).not.toContain("slugifyCohortName");
  expect(draft.text).toContain("slugifyCohortName: true");
  await expect(readManifest(stranger, destination.id, "yaml")).rejects.toMatchObject({ code: "not_found" });
  await expect(readVersionManifest(stranger, version.id, "yaml")).rejects.toMatchObject({ code: "not_found" });
});

test("a manifest may bring its connection info, and is refused with the line where it is none", async () => {
  const actor = await anActor();
  const text = manifestText({ definition: sample }, "yaml", "https://portal.example.com/manifest.schema.json");
  const connectionInfo = {
    displayName: `Brought ${actor.userId.slice(0, 8)}`,
    categoryId: null,
    summary: "",
    fullDescription: "",
    documentation: "",
    support: "",
    versionLabel: "",
    logoId: null,
  };

  const { id } = await createFromManifest(actor, { text, connectionInfoId: null, connectionInfo });

  const made = await findDestination(db, actor.organizationId, id);
  expect(made?.connectionInfo.displayName).toBe(connectionInfo.displayName);
  await expect(
    createFromManifest(actor, {
      text: text.replace("kind: list", "kind: lists"),
      connectionInfoId: null,
      connectionInfo: { ...connectionInfo, displayName: "Never made" },
    }),
  ).rejects.toMatchObject({ code: "invalid_input", message: expect.stringContaining("Line 3, column 7") });
  expect(await db.connectionInfo.count({ where: { displayName: "Never made" } })).toBe(0);
  expect(made?.definition).toEqual(sample);
});
