import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { InstallationAnswers } from "@/lib/installation-contract";
import { db } from "@/lib/server/db";
import { openInstallationSecrets } from "@/lib/server/repositories/installation-secrets";
import { findInstallation } from "@/lib/server/repositories/installations";
import { secretKeys } from "@/lib/server/sealed-secrets";
import { sampleDefinition } from "@/lib/testing/definitions";
import { anActor, aProject } from "@/lib/testing/factories";
import { anInstallation, aPublishedVersion, sampleInstallation } from "@/lib/testing/installations";
import { changeInstallationStatus } from "./change-installation-status";
import { deleteInstallation } from "./delete-installation";
import { deprecateVersion } from "./deprecate-version";
import { installDestination } from "./install-destination";
import { readCatalog } from "./read-catalog";
import { readCatalogEntry } from "./read-catalog-entry";
import { readInstallationPage } from "./read-installation-page";
import { readInstallation, readInstallations } from "./read-installations";
import { saveInstallation } from "./save-installation";
import { testInstallation } from "./test-connection";

const secret = "s3cret-token-of-a-customer";
const empty: InstallationAnswers = { settings: {}, mappings: {}, actions: {} };

async function aCustomer() {
  const actor = await anActor({ portalEnabled: false });
  const project = await aProject({ id: actor.organizationId });
  const version = await aPublishedVersion();
  const place = { projectId: project.id, destinationId: version.destinationId, versionId: version.id };
  return { actor, project, version, place };
}

const audited = async (subject: string) =>
  (await db.auditEntry.findMany({ where: { subject }, orderBy: { id: "asc" } })).map(({ action }) => action);

test("what is installed is stored, its secret sealed and given back to nobody", async () => {
  const { customer, id } = await anInstallation();
  const owner = { organizationId: customer.organizationId, installationId: id };
  expect(await findInstallation(db, owner)).toMatchObject({
    name: "Production",
    status: "active",
    revision: 1,
    answers: { settings: { workspace: "acme" } },
    secrets: [{ fieldId: "token" }],
  });
  const opened = await openInstallationSecrets(db, secretKeys(), owner, ["token"]);
  expect(opened.get("token")?.reveal()).toBe(secret);

  const shown = [
    await readInstallation(customer, id),
    await readInstallations(customer),
    await readInstallationPage(customer, id),
    await readCatalog(customer),
    await db.installation.findMany(),
    await db.installationSecret.findMany(),
    (await db.auditEntry.findMany({ where: { subject: id } })).map((entry) => ({ ...entry, id: String(entry.id) })),
  ];
  const text = JSON.stringify(shown, (_key, value) => (typeof value === "bigint" ? String(value) : value));
  expect(text).toContain("storedAt");
  expect(text).not.toContain(secret);
  expect(text).not.toContain(Buffer.from(secret).toString("base64").slice(0, 20));
  expect(await audited(id)).toEqual(["installation.created"]);
});

test("a sealed secret opens in its own row only", async () => {
  const one = await anInstallation();
  const other = await anInstallation({ actor: one.customer });
  await db.$executeRaw`
    UPDATE installation_secret SET sealed = (SELECT sealed FROM installation_secret WHERE installation_id = ${one.id}::uuid)
    WHERE installation_id = ${other.id}::uuid`;
  const owner = { organizationId: one.customer.organizationId, installationId: other.id };
  const opened = await openInstallationSecrets(db, secretKeys(), owner, ["token"]);
  expect(opened.has("token")).toBe(true);
  expect(opened.get("token")).toBeUndefined();
});

test.each([
  ["a required answer is missing", { answers: empty }, "answers.settings.workspace"],
  ["a required secret is missing", { secrets: {} }, "secrets.token"],
  [
    "an option is none",
    { answers: { ...empty, settings: { workspace: "a", region: "mars" } } },
    "answers.settings.region",
  ],
  ["a setting is unknown", { answers: { ...empty, settings: { workspace: "a", nope: "x" } } }, "answers.settings.nope"],
  [
    "a secret is sent in the clear",
    { answers: { ...empty, settings: { workspace: "a", token: "x" } } },
    "answers.settings.token",
  ],
  ["what is no secret is sent as one", { secrets: { token: secret, workspace: "a" } }, "secrets.workspace"],
  [
    "a mapping is unknown",
    { answers: { ...empty, settings: { workspace: "a" }, mappings: { nope: "x" } } },
    "answers.mappings.nope",
  ],
  [
    "a property isn't the project's",
    { answers: { ...empty, settings: { workspace: "a" }, mappings: { m1: "nope" } } },
    "answers.mappings.m1",
  ],
  [
    "an action is unknown",
    { answers: { ...empty, settings: { workspace: "a" }, actions: { nope: { isEnabled: true, narrowing: "" } } } },
    "answers.actions.nope",
  ],
])("refused with its place when %s, and nothing is stored", async (_what, overrides, path) => {
  const { actor, place } = await aCustomer();
  await expect(installDestination(actor, sampleInstallation(place, overrides))).rejects.toMatchObject({
    code: "invalid_input",
    details: { issues: [{ path }] },
  });
  expect(await db.installation.count({ where: { organizationId: actor.organizationId } })).toBe(0);
});

test("a field that the answers hide is not asked, and one that they show is", async () => {
  const definition = structuredClone(sampleDefinition());
  const workspace = definition.fields.find(({ id }) => id === "workspace");
  if (!workspace) throw new Error("The sample has a workspace.");
  workspace.visibleWhen = { variable: "region", values: ["https://eu.api.example.com"] };
  const hidden = await anInstallation({ definition, answers: empty });
  expect(hidden.id).toBeTruthy();
  const europe = { ...empty, settings: { region: "https://eu.api.example.com" } };
  await expect(anInstallation({ definition, answers: europe })).rejects.toMatchObject({
    details: { issues: [{ path: "answers.settings.workspace" }] },
  });
});

test("several installations of one destination go by different names, whatever the case", async () => {
  const { actor, place } = await aCustomer();
  const first = await installDestination(actor, sampleInstallation(place));
  await expect(installDestination(actor, sampleInstallation(place, { name: "PRODUCTION" }))).rejects.toMatchObject({
    code: "conflict",
    details: { issues: [{ path: "name", message: expect.stringContaining("“Production”") }] },
  });
  await installDestination(actor, sampleInstallation(place, { name: "Staging" }));
  const [entry] = (await readCatalog(actor)).filter(({ destinationId }) => destinationId === place.destinationId);
  expect(entry).toMatchObject({ installed: 2, upgradable: 0, isDeprecated: false });
  if (first.result !== "saved") throw new Error("It was not stored.");
  const rename = {
    name: "staging",
    answers: { ...empty, settings: { workspace: "acme" } },
    secrets: {},
    deletedSecrets: [],
    isTestedFirst: false,
  };
  await expect(saveInstallation(actor, first.id, { ...rename, revision: 1 })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("of two with one name at the same moment, one is stored", async () => {
  const { actor, place } = await aCustomer();
  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, () => installDestination(actor, sampleInstallation(place))),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "conflict" });
  }
});

test("install against deprecate: whatever wins, nothing is installed after the deprecation", async () => {
  for (let round = 0; round < 8; round += 1) {
    const partner = await anActor();
    const customer = await anActor({ portalEnabled: false });
    const project = await aProject({ id: customer.organizationId });
    const version = await aPublishedVersion({ organizationId: partner.organizationId });
    const place = { projectId: project.id, destinationId: version.destinationId, versionId: version.id };
    const [installed, deprecated] = await Promise.allSettled([
      installDestination(customer, sampleInstallation(place)),
      deprecateVersion(partner, version.id, { note: "It ends." }),
    ]);
    expect(deprecated.status).toBe("fulfilled");
    if (installed.status === "rejected") expect(installed.reason).toMatchObject({ code: "conflict" });
    const count = await db.installation.count({ where: { versionId: version.id } });
    expect(count).toBe(installed.status === "fulfilled" ? 1 : 0);
    await expect(installDestination(customer, sampleInstallation(place, { name: "Later" }))).rejects.toMatchObject({
      code: "conflict",
    });
  }
});

test("of two saves of one revision, one is stored, and the other is told what is there now", async () => {
  const { customer, id } = await anInstallation();
  const form = (workspace: string) => ({
    name: "Production",
    revision: 1,
    answers: { ...empty, settings: { workspace } },
    secrets: {},
    deletedSecrets: [],
    isTestedFirst: false,
  });
  const names = ["one", "two", "three", "four"];
  const answers = await Promise.allSettled(names.map((name) => saveInstallation(customer, id, form(name))));
  const winner = names[answers.findIndex(({ status }) => status === "fulfilled")];
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "stale_revision" });
  }
  await expect(saveInstallation(customer, id, form("late"))).rejects.toMatchObject({
    details: { theirs: { revision: 2, answers: { settings: { workspace: winner } } } },
  });
  expect(await audited(id)).toEqual(["installation.created", "installation.saved"]);
});

test("a stored secret stays unless it is replaced or deleted, and a required one can't be deleted", async () => {
  const { customer, id, body } = await anInstallation();
  const owner = { organizationId: customer.organizationId, installationId: id };
  const form = { name: "Renamed", answers: body.answers, secrets: {}, deletedSecrets: [], isTestedFirst: false };
  const revealed = async () =>
    (await openInstallationSecrets(db, secretKeys(), owner, ["token"])).get("token")?.reveal();
  await saveInstallation(customer, id, { ...form, revision: 1 });
  expect(await revealed()).toBe(secret);
  await saveInstallation(customer, id, { ...form, revision: 2, secrets: { token: "another-secret" } });
  expect(await revealed()).toBe("another-secret");
  await expect(
    saveInstallation(customer, id, { ...form, revision: 3, deletedSecrets: ["token"] }),
  ).rejects.toMatchObject({ details: { issues: [{ path: "secrets.token" }] } });
  await expect(
    saveInstallation(customer, id, { ...form, revision: 3, secrets: { token: "x" }, deletedSecrets: ["token"] }),
  ).rejects.toMatchObject({ code: "invalid_input" });
  expect(await revealed()).toBe("another-secret");
});

test("an optional secret can be deleted", async () => {
  const definition = structuredClone(sampleDefinition());
  for (const field of definition.fields) if (field.id === "token") field.required = false;
  const { customer, id, body } = await anInstallation({ definition });
  const form = {
    name: "Production",
    answers: body.answers,
    secrets: {},
    deletedSecrets: ["token"],
    isTestedFirst: false,
  };
  await saveInstallation(customer, id, { ...form, revision: 1 });
  expect(await db.installationSecret.count({ where: { installationId: id } })).toBe(0);
});

test("another organization's installation is nowhere, and neither is another's project or internal release", async () => {
  const { customer, project, version, id, body } = await anInstallation();
  const stranger = await anActor({ portalEnabled: false });
  const form = { ...body, revision: 1 };
  const attempts = [
    () => readInstallation(stranger, id),
    () => saveInstallation(stranger, id, form),
    () => changeInstallationStatus(stranger, id, "paused"),
    () => deleteInstallation(stranger, id, { lists: "keep" }),
    () => testInstallation(stranger, id),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect(await readInstallationPage(stranger, id)).toBeUndefined();
  expect(await readInstallations(stranger)).toEqual([]);
  expect((await readCatalogEntry(stranger, version.destinationId))?.installations).toEqual([]);
  await expect(installDestination(stranger, { ...body, projectId: project.id, name: "Mine" })).rejects.toMatchObject({
    code: "invalid_input",
    details: { issues: [{ path: "projectId" }] },
  });

  const internal = await aPublishedVersion({
    organizationId: customer.organizationId,
    status: "released",
    audience: "organization",
  });
  const strangersProject = await aProject({ id: stranger.organizationId });
  const place = { projectId: strangersProject.id, destinationId: internal.destinationId, versionId: internal.id };
  await expect(installDestination(stranger, sampleInstallation(place))).rejects.toMatchObject({ code: "not_found" });
  expect((await readCatalog(stranger)).map(({ destinationId }) => destinationId)).not.toContain(internal.destinationId);
  expect(await readCatalog(customer)).toContainEqual(
    expect.objectContaining({ destinationId: internal.destinationId, isInternal: true }),
  );
  expect(await installDestination(customer, sampleInstallation({ ...place, projectId: project.id }))).toMatchObject({
    result: "saved",
  });
});

test("what is in review, was rejected, or is another destination's can't be installed", async () => {
  const { actor, place } = await aCustomer();
  for (const status of ["in_review", "rejected", "withdrawn", "changes_requested"] as const) {
    const version = await aPublishedVersion({ status });
    const elsewhere = { ...place, destinationId: version.destinationId, versionId: version.id };
    await expect(installDestination(actor, sampleInstallation(elsewhere))).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(
    installDestination(actor, sampleInstallation({ ...place, destinationId: randomUUID() })),
  ).rejects.toMatchObject({ code: "not_found" });
});

test("pausing twice is recorded once; what is deleted is gone with its secrets", async () => {
  const { customer, id } = await anInstallation();
  await changeInstallationStatus(customer, id, "paused");
  await changeInstallationStatus(customer, id, "paused");
  expect(await readInstallation(customer, id)).toMatchObject({ status: "paused" });
  await changeInstallationStatus(customer, id, "active");
  await deleteInstallation(customer, id, { lists: "keep" });
  await expect(deleteInstallation(customer, id, { lists: "keep" })).rejects.toMatchObject({ code: "not_found" });
  expect(await db.installationSecret.count({ where: { installationId: id } })).toBe(0);
  expect(await audited(id)).toEqual([
    "installation.created",
    "installation.paused",
    "installation.resumed",
    "installation.deleted",
  ]);
});

test("a deprecated destination stays in the catalog of those who have it, without being offered", async () => {
  const { customer, version, id } = await anInstallation();
  await db.destinationVersion.update({
    where: { id: version.id },
    data: { status: "deprecated", deprecationNote: "Over." },
  });
  const { destinationId } = version;
  expect(await readCatalog(customer)).toContainEqual(
    expect.objectContaining({ destinationId, isDeprecated: true, installed: 1 }),
  );
  expect(await readCatalogEntry(customer, destinationId)).toMatchObject({ isOffered: false, installations: [{ id }] });
  const other = await anActor();
  expect((await readCatalog(other)).map((item) => item.destinationId)).not.toContain(destinationId);
  expect(await readCatalogEntry(other, destinationId)).toBeUndefined();
});

test("an answer that stopped being one is said on the page: its user property is gone", async () => {
  const { customer, project, id } = await anInstallation();
  expect((await readInstallationPage(customer, id))?.problems).toEqual([]);
  await db.userProperty.deleteMany({ where: { projectId: project.id } });
  const [problem] = (await readInstallationPage(customer, id))?.problems ?? [];
  expect(problem).toContain("no user property called user_id");
});
