import { expect, test } from "vitest";
import { customField, type ListDefinition } from "@/lib/destination/definition";
import { completeDestination } from "@/lib/destination/example/complete-destination";
import { emptyInstallationAnswers, upgradeInstallationBody } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { openInstallationSecrets } from "@/lib/server/repositories/installation-secrets";
import { secretKeys } from "@/lib/server/sealed-secrets";
import { anActor } from "@/lib/testing/factories";
import { anInstallation, aPublishedVersion } from "@/lib/testing/installations";
import { deprecateVersion } from "./deprecate-version";
import { readInstallationPage } from "./read-installation-page";
import { readInstallation } from "./read-installations";
import { readUpgrade } from "./read-upgrade";
import { rollbackInstallation } from "./rollback-installation";
import { saveInstallation } from "./save-installation";
import { upgradeInstallation } from "./upgrade-installation";

const secret = "s3cret-token-of-a-customer";

/** The next version asks for a folder, and for nothing else. */
function withFolder(): ListDefinition {
  const definition = completeDestination();
  definition.fields.push(
    customField.parse({ id: "folder", type: "string", variable: "folder", displayName: "Folder" }),
  );
  return definition;
}

/** An installation, and a newer version of its destination. */
async function anUpgradable(newer: ListDefinition = withFolder(), older: ListDefinition = completeDestination()) {
  const installed = await anInstallation({ definition: older });
  const { destinationId, organizationId } = installed.version;
  const target = await aPublishedVersion({ destinationId, organizationId, definition: newer });
  return {
    ...installed,
    target,
    owner: { organizationId: installed.customer.organizationId, installationId: installed.id },
  };
}

type Body = ReturnType<typeof upgradeInstallationBody.parse>;

function upgradeBody(versionId: string, overrides: Partial<Body> = {}): Body {
  return upgradeInstallationBody.parse({
    name: "Production",
    answers: { ...emptyInstallationAnswers, settings: { workspace: "acme", folder: "Inbox" } },
    revision: 1,
    versionId,
    ...overrides,
  });
}

const secretIds = async (installationId: string) =>
  (await db.installationSecret.findMany({ where: { installationId }, orderBy: { fieldId: "asc" } })).map(
    ({ fieldId }) => fieldId,
  );

test("an upgrade asks only what is new, carries the secret sealed as it is, and a rollback gives everything back", async () => {
  const { customer, id, version, target, owner } = await anUpgradable();
  const { plan } = await readUpgrade(customer, id);
  expect(plan.asked.map(({ id: part, reason }) => ({ part, reason }))).toEqual([{ part: "folder", reason: "new" }]);
  expect(plan).toMatchObject({
    carried: { settings: { workspace: "acme" } },
    carriedSecretIds: ["token"],
    dropped: [],
  });

  const sealed = await db.installationSecret.findFirstOrThrow({ where: { installationId: id } });
  await expect(
    upgradeInstallation(
      customer,
      id,
      upgradeBody(target.id, { answers: { ...emptyInstallationAnswers, settings: { workspace: "acme" } } }),
    ),
  ).rejects.toMatchObject({ code: "invalid_input", details: { issues: [{ path: "answers.settings.folder" }] } });
  expect(await upgradeInstallation(customer, id, upgradeBody(target.id))).toMatchObject({
    result: "saved",
    revision: 2,
  });
  expect(await readInstallation(customer, id)).toMatchObject({
    version: { id: target.id },
    newerVersion: null,
    answers: { settings: { workspace: "acme", folder: "Inbox" } },
  });
  expect(await db.installationSecret.findFirstOrThrow({ where: { installationId: id } })).toEqual(sealed);
  expect((await readInstallationPage(customer, id))?.before).toMatchObject({ number: version.number });

  expect(await rollbackInstallation(customer, id, { revision: 2 })).toEqual({ revision: 3, notes: [] });
  expect(await readInstallation(customer, id)).toMatchObject({
    status: "active",
    version: { id: version.id },
    newerVersion: { id: target.id },
    answers: { settings: { workspace: "acme" } },
  });
  const opened = await openInstallationSecrets(db, secretKeys(), owner, ["token"]);
  expect(opened.get("token")?.reveal()).toBe(secret);
  await expect(rollbackInstallation(customer, id, { revision: 3 })).rejects.toMatchObject({ code: "conflict" });

  expect(await upgradeInstallation(customer, id, upgradeBody(target.id, { revision: 3 }))).toMatchObject({
    revision: 4,
  });
  const entries = await db.auditEntry.findMany({ where: { subject: id }, orderBy: { id: "asc" } });
  expect(entries.map(({ action }) => action)).toEqual([
    "installation.created",
    "installation.upgraded",
    "installation.rolled_back",
    "installation.upgraded",
  ]);
});

test("a secret replaced since the upgrade stays with a rollback, which says so", async () => {
  const { customer, id, target, owner } = await anUpgradable();
  await upgradeInstallation(customer, id, upgradeBody(target.id, { secrets: { token: "given-with-the-upgrade" } }));
  const { notes } = await rollbackInstallation(customer, id, { revision: 2 });
  expect(notes).toEqual([expect.stringContaining("The one before isn't stored any more")]);
  const opened = await openInstallationSecrets(db, secretKeys(), owner, ["token"]);
  expect(opened.get("token")?.reveal()).toBe("given-with-the-upgrade");
});

test("a secret that only the newer version asks for goes with a rollback", async () => {
  const newer = completeDestination();
  newer.fields.push(
    customField.parse({ id: "signing", type: "string", secret: true, variable: "signing", displayName: "Signing key" }),
  );
  const { customer, id, target } = await anUpgradable(newer);
  const answers = { ...emptyInstallationAnswers, settings: { workspace: "acme" } };
  await upgradeInstallation(customer, id, upgradeBody(target.id, { answers, secrets: { signing: "a-signing-key" } }));
  expect(await secretIds(id)).toEqual(["signing", "token"]);
  const { notes } = await rollbackInstallation(customer, id, { revision: 2 });
  expect(notes).toEqual([expect.stringMatching(/^Signing key, which only version .* asks for, is deleted\.$/)]);
  expect(await secretIds(id)).toEqual(["token"]);
});

test("a secret that the newer version no longer asks for is kept for the rollback, until the upgrade after it", async () => {
  const newer = completeDestination();
  newer.authentication.method = "none";
  newer.fields = newer.fields.filter(({ id }) => id !== "token");
  const { customer, id, version, target } = await anUpgradable(newer);
  const answers = { ...emptyInstallationAnswers, settings: { workspace: "acme" } };
  await upgradeInstallation(customer, id, upgradeBody(target.id, { answers }));
  expect(await secretIds(id)).toEqual(["token"]);
  expect(await readInstallationPage(customer, id)).toMatchObject({
    storedSecrets: [],
    keptForRollback: [{ fieldId: "token" }],
  });

  await rollbackInstallation(customer, id, { revision: 2 });
  expect(await readInstallationPage(customer, id)).toMatchObject({
    storedSecrets: [{ fieldId: "token" }],
    problems: [],
  });

  await upgradeInstallation(customer, id, upgradeBody(target.id, { answers, revision: 3 }));
  const { destinationId, organizationId } = version;
  const later = await aPublishedVersion({ destinationId, organizationId, definition: newer });
  await upgradeInstallation(customer, id, upgradeBody(later.id, { answers, revision: 4 }));
  expect(await secretIds(id)).toEqual([]);
});

test("a kept secret can be deleted at once; the rollback then pauses and says what is missing", async () => {
  const newer = completeDestination();
  newer.authentication.method = "none";
  newer.fields = newer.fields.filter(({ id }) => id !== "token");
  const { customer, id, target } = await anUpgradable(newer);
  const answers = { ...emptyInstallationAnswers, settings: { workspace: "acme" } };
  await upgradeInstallation(customer, id, upgradeBody(target.id, { answers }));
  const form = { name: "Production", answers, secrets: {}, deletedSecrets: ["token"], isTestedFirst: false };
  await saveInstallation(customer, id, { ...form, revision: 2 });
  expect(await secretIds(id)).toEqual([]);
  const { notes } = await rollbackInstallation(customer, id, { revision: 3 });
  expect(notes.at(-1)).toBe("The installation is paused until this is answered.");
  expect(await readInstallation(customer, id)).toMatchObject({ status: "paused" });
});

test("an answer that became a secret is sealed with the upgrade and stands nowhere in the clear, not even for a rollback", async () => {
  const newer = completeDestination();
  for (const field of newer.fields) if (field.id === "workspace") field.secret = true;
  const { customer, id, target, owner } = await anUpgradable(newer);
  const { plan } = await readUpgrade(customer, id);
  expect(plan).toMatchObject({ asked: [], sealedFields: ["workspace"] });
  expect(JSON.stringify(plan)).not.toContain('"acme"');
  await upgradeInstallation(customer, id, upgradeBody(target.id, { answers: emptyInstallationAnswers }));
  expect(await secretIds(id)).toEqual(["token", "workspace"]);
  const opened = await openInstallationSecrets(db, secretKeys(), owner, ["workspace"]);
  expect(opened.get("workspace")?.reveal()).toBe("acme");
  const rows = [
    await db.installation.findMany({ where: { id } }),
    await db.installationChange.findMany({ where: { installationId: id } }),
  ];
  expect(JSON.stringify(rows)).not.toContain("acme");

  const { notes } = await rollbackInstallation(customer, id, { revision: 2 });
  expect(notes.join(" ")).toContain("Workspace was sealed as a secret");
  expect(await readInstallation(customer, id)).toMatchObject({ status: "paused", answers: { settings: {} } });
  expect(await secretIds(id)).toEqual(["token"]);
});

test("a secret whose form has changed must be given again, and the old one is not used by the newer version", async () => {
  const newer = completeDestination();
  for (const field of newer.fields) {
    if (field.id === "token") Object.assign(field, { pattern: "^new-[a-z]+$", required: false });
  }
  const { customer, id, target } = await anUpgradable(newer);
  const answers = { ...emptyInstallationAnswers, settings: { workspace: "acme" } };
  expect((await readUpgrade(customer, id)).plan.asked).toMatchObject([{ id: "token", reason: "no_longer_fits" }]);
  await upgradeInstallation(customer, id, upgradeBody(target.id, { answers }));
  expect(await secretIds(id)).toEqual([]);
});

test("what was answered before an older upgrade is kept no longer than it can be rolled back", async () => {
  const { customer, id, version, target } = await anUpgradable();
  await upgradeInstallation(customer, id, upgradeBody(target.id));
  const { destinationId, organizationId } = version;
  const later = await aPublishedVersion({ destinationId, organizationId, definition: withFolder() });
  await upgradeInstallation(customer, id, upgradeBody(later.id, { revision: 2 }));
  const changes = await db.installationChange.findMany({
    where: { installationId: id },
    orderBy: { createdAt: "asc" },
  });
  expect(changes.map(({ answersBefore }) => answersBefore)).toEqual([
    emptyInstallationAnswers,
    expect.objectContaining({ settings: { workspace: "acme", folder: "Inbox" } }),
  ]);
});

test("edits made since the upgrade go with a rollback; an edit doesn't take the rollback away", async () => {
  const { customer, id, target } = await anUpgradable();
  await upgradeInstallation(customer, id, upgradeBody(target.id));
  const answers = { ...emptyInstallationAnswers, settings: { workspace: "other", folder: "Inbox" } };
  const form = { name: "Production", answers, secrets: {}, deletedSecrets: [], isTestedFirst: false };
  await saveInstallation(customer, id, { ...form, revision: 2 });
  await rollbackInstallation(customer, id, { revision: 3 });
  expect(await readInstallation(customer, id)).toMatchObject({ answers: { settings: { workspace: "acme" } } });
});

test("what can't be used any more after a rollback pauses the installation", async () => {
  const newer = completeDestination();
  newer.mappings = newer.mappings.map((mapping) => ({ ...mapping, required: false, defaultProperty: "" }));
  const { customer, project, id, target } = await anUpgradable(newer);
  const settings = { workspace: "acme" };
  await upgradeInstallation(
    customer,
    id,
    upgradeBody(target.id, { answers: { ...emptyInstallationAnswers, settings, mappings: { m1: "" } } }),
  );
  await db.userProperty.deleteMany({ where: { projectId: project.id } });
  const { notes } = await rollbackInstallation(customer, id, { revision: 2 });
  expect(notes).toEqual([
    expect.stringContaining("no user property called user_id"),
    "The installation is paused until this is answered.",
  ]);
  expect(await readInstallation(customer, id)).toMatchObject({ status: "paused" });
});

test("of two upgrades of one revision, one is made", async () => {
  const { customer, id, target } = await anUpgradable();
  const answers = await Promise.allSettled(
    ["one", "two", "three"].map((folder) =>
      upgradeInstallation(
        customer,
        id,
        upgradeBody(target.id, { answers: { ...emptyInstallationAnswers, settings: { workspace: "acme", folder } } }),
      ),
    ),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.installationChange.count({ where: { installationId: id } })).toBe(1);
  expect(await readInstallation(customer, id)).toMatchObject({ revision: 2 });
});

test("upgrade against rollback, and against a save: exactly one goes through", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { customer, id, version, target } = await anUpgradable();
    await upgradeInstallation(customer, id, upgradeBody(target.id));
    const { destinationId, organizationId } = version;
    const later = await aPublishedVersion({ destinationId, organizationId, definition: withFolder() });
    const form = { ...upgradeBody(later.id), isTestedFirst: false };
    const { versionId: _, ...save } = { ...form, revision: 2 };
    const answers = await Promise.allSettled([
      upgradeInstallation(customer, id, { ...form, revision: 2 }),
      rollbackInstallation(customer, id, { revision: 2 }),
      saveInstallation(customer, id, save),
    ]);
    const won = answers.findIndex(({ status }) => status === "fulfilled");
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const expected = [later.id, version.id, target.id][won];
    expect(await readInstallation(customer, id)).toMatchObject({ revision: 3, version: { id: expected } });
  }
});

test("upgrade against deprecate: nobody comes to a version that has ended", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { customer, id, version, target } = await anUpgradable();
    const partner = await anActor({ organization: await organizationOf(version.organizationId) });
    const [upgraded, deprecated] = await Promise.allSettled([
      upgradeInstallation(customer, id, upgradeBody(target.id)),
      deprecateVersion(partner, target.id, { note: "It ends." }),
    ]);
    expect(deprecated.status).toBe("fulfilled");
    if (upgraded.status === "rejected") expect(upgraded.reason).toMatchObject({ code: "conflict" });
    const now = upgraded.status === "fulfilled" ? target.id : version.id;
    expect(await readInstallation(customer, id)).toMatchObject({ version: { id: now } });
  }
});

const organizationOf = (id: string) => db.organization.findUniqueOrThrow({ where: { id } });

test("refused: an older version, another destination's, one of another organization, and a stranger", async () => {
  const { customer, id, version, target } = await anUpgradable();
  const upgrade = (actor: Actor, versionId: string) => upgradeInstallation(actor, id, upgradeBody(versionId));
  await expect(upgrade(customer, version.id)).rejects.toMatchObject({ code: "conflict" });
  await expect(upgrade(customer, (await aPublishedVersion()).id)).rejects.toMatchObject({ code: "not_found" });
  const { destinationId, organizationId } = version;
  const internal = await aPublishedVersion({
    ...{ destinationId, organizationId, definition: withFolder() },
    status: "released",
    audience: "organization",
  });
  await expect(upgrade(customer, internal.id)).rejects.toMatchObject({ code: "not_found" });
  const stranger = await anActor();
  await expect(upgrade(stranger, target.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(readUpgrade(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(rollbackInstallation(stranger, id, { revision: 1 })).rejects.toMatchObject({ code: "not_found" });
  await expect(rollbackInstallation(customer, id, { revision: 1 })).rejects.toMatchObject({ code: "conflict" });
  expect((await readUpgrade(customer, id)).target.id).toBe(target.id);
});

test("whoever is on an older version reads why the destination ended, and is offered no newer one", async () => {
  const { customer, id, version, target } = await anUpgradable();
  expect(await readInstallationPage(customer, id)).toMatchObject({ ended: undefined, newer: { id: target.id } });
  const partner = await anActor({ organization: await organizationOf(version.organizationId) });
  await deprecateVersion(partner, target.id, { note: "We move to another platform." });
  expect(await readInstallationPage(customer, id)).toMatchObject({
    ended: { number: target.number, deprecationNote: "We move to another platform." },
    newer: undefined,
  });
});
