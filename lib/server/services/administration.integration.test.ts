import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import { listDestinationRequests } from "@/lib/server/repositories/destination-requests";
import { findOrganization, listOrganizations } from "@/lib/server/repositories/organizations";
import { listPeople } from "@/lib/server/repositories/people";
import { readReviewTargetDays } from "@/lib/server/repositories/platform-settings";
import { anActor, anOrganization, aUser, aVersion } from "@/lib/testing/factories";
import { answerRequest } from "./answer-request";
import { changePlatformRole } from "./change-platform-role";
import { readSystemState } from "./read-system-state";
import { retryMail } from "./retry-mail";
import { saveSettings } from "./save-settings";

afterAll(stopQueue);
beforeEach(() => db.user.updateMany({ data: { platformRole: "none" } }));

const anAdmin = () => anActor({ platformRole: "admin", portalEnabled: false });
const roleOf = async (id: string) => (await db.user.findUniqueOrThrow({ where: { id } })).platformRole;
const entriesAbout = (subject: string) => db.auditEntry.findMany({ where: { subject }, orderBy: { id: "asc" } });

test("an administrator makes a reviewer, who is told, and takes it away again; each stands in the log", async () => {
  const admin = await anAdmin();
  const user = await aUser();
  await changePlatformRole(admin, user.id, "reviewer");
  expect(await roleOf(user.id)).toBe("reviewer");
  await changePlatformRole(admin, user.id, "reviewer");
  await changePlatformRole(admin, user.id, "none");
  expect(await roleOf(user.id)).toBe("none");
  expect((await entriesAbout(user.id)).map(({ action, details }) => [action, details])).toEqual([
    ["user.platform_role_changed", { email: user.email, from: "none", to: "reviewer" }],
    ["user.platform_role_changed", { email: user.email, from: "reviewer", to: "none" }],
  ]);
  expect(await db.outboxMessage.count({ where: { recipient: user.email } })).toBe(2);
});

test("nobody takes their own role away, an address has to be confirmed, and a stranger isn't there", async () => {
  const [admin] = [await anAdmin(), await anAdmin()];
  await expect(changePlatformRole(admin, admin.userId, "none")).rejects.toMatchObject({ code: "forbidden" });
  const unconfirmed = await aUser({ emailVerified: false });
  await expect(changePlatformRole(admin, unconfirmed.id, "reviewer")).rejects.toMatchObject({ code: "conflict" });
  await expect(changePlatformRole(admin, randomUUID(), "reviewer")).rejects.toMatchObject({ code: "not_found" });
  expect(await roleOf(admin.userId)).toBe("admin");
  expect(await roleOf(unconfirmed.id)).toBe("none");
});

test("of two administrators who demote each other at once, one stays", async () => {
  for (let round = 0; round < 5; round += 1) {
    await db.user.updateMany({ data: { platformRole: "none" } });
    const [one, other] = [await anAdmin(), await anAdmin()];
    const results = await Promise.allSettled([
      changePlatformRole(one, other.userId, "none"),
      changePlatformRole(other, one.userId, "none"),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.user.count({ where: { platformRole: "admin" } })).toBe(1);
  }
});

test("the review target is five business days until an administrator sets another, and the same again is no change", async () => {
  const admin = await anAdmin();
  expect(await readReviewTargetDays(db)).toBe(5);
  await saveSettings(admin, { reviewTargetDays: 3 });
  await saveSettings(admin, { reviewTargetDays: 3 });
  expect(await readReviewTargetDays(db)).toBe(3);
  const entries = await db.auditEntry.findMany({ where: { action: "settings.changed" } });
  expect(entries.map(({ details }) => details)).toEqual([{ from: 5, to: 3 }]);
});

test("a target that makes no sense in the database counts as none", async () => {
  await db.platformSetting.upsert({
    where: { key: "review_target_days" },
    create: { key: "review_target_days", value: "soon" },
    update: { value: "soon" },
  });
  expect(await readReviewTargetDays(db)).toBe(5);
});

test("who asked for a destination is told what becomes of it, once", async () => {
  const admin = await anAdmin();
  const customer = await anActor({ portalEnabled: false });
  const { id } = await db.destinationRequest.create({
    data: { organizationId: customer.organizationId, userId: customer.userId, name: "Acme Push", note: "For our app." },
  });
  await answerRequest(admin, id, { status: "planned", answer: "In the next quarter." });
  await answerRequest(admin, id, { status: "planned", answer: "In the next quarter." });
  const { requests } = await listDestinationRequests(db, { search: "acme PUSH", status: "planned" });
  expect(requests).toMatchObject([
    { id, status: "planned", answer: "In the next quarter.", asker: { name: customer.name } },
  ]);
  expect((await entriesAbout(id)).map(({ action }) => action)).toEqual(["destination_request.answered"]);
  const mails = await db.outboxMessage.findMany({ where: { recipient: customer.email } });
  expect(mails.map(({ subject }) => subject)).toEqual(["Your request is planned: Acme Push"]);
  expect(mails[0]?.text).toContain("> In the next quarter.");
  await expect(answerRequest(admin, randomUUID(), { status: "planned", answer: "" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a request whose author has no account any more can still be answered", async () => {
  const admin = await anAdmin();
  const organization = await anOrganization();
  const { id } = await db.destinationRequest.create({
    data: { organizationId: organization.id, userId: randomUUID(), name: "Nobody's" },
  });
  await answerRequest(admin, id, { status: "declined", answer: "" });
  const { requests } = await listDestinationRequests(db, { search: "Nobody's" });
  expect(requests).toMatchObject([{ status: "declined", asker: undefined }]);
});

test("organizations are found by a part of their name and by the portal, page by page", async () => {
  const word = randomUUID().slice(0, 8);
  for (let index = 0; index < 5; index += 1) {
    await anOrganization({ name: `Harbour ${word} ${index}`, portalEnabled: index < 2 });
  }
  const pageOf = async (page: number) =>
    (await listOrganizations(db, { search: word.toUpperCase() }, { page, pageSize: 2 })).organizations.map(
      ({ name }) => name,
    );
  expect(await pageOf(1)).toEqual([`Harbour ${word} 0`, `Harbour ${word} 1`]);
  expect(await pageOf(3)).toEqual([`Harbour ${word} 4`]);
  expect(await pageOf(4)).toEqual([]);
  expect(await listOrganizations(db, { search: word, portalEnabled: false })).toMatchObject({ total: 3 });
});

test("one organization is shown with its people, its destinations and their newest version", async () => {
  const owner = await anActor();
  const version = await aVersion({ id: owner.organizationId }, { status: "approved" });
  await aVersion(
    { id: owner.organizationId },
    { destinationId: version.destinationId, number: "1.1", submittedAt: new Date(Date.now() + 1000) },
  );
  expect(await findOrganization(db, owner.organizationId)).toMatchObject({
    name: owner.organizationName,
    members: [{ role: "owner", user: { email: owner.email } }],
    destinations: [{ id: version.destinationId, newest: { number: "1.1", status: "in_review" } }],
    installations: [],
  });
  expect(await findOrganization(db, randomUUID())).toBeUndefined();
});

test("people are found by name, address and platform role", async () => {
  const reviewer = await anActor({ platformRole: "reviewer" });
  const found = await listPeople(db, { search: reviewer.email.toUpperCase(), role: "reviewer" });
  expect(found).toMatchObject({
    total: 1,
    people: [{ name: reviewer.name, platformRole: "reviewer", organizations: [{ name: reviewer.organizationName }] }],
  });
  expect(await listPeople(db, { search: reviewer.email, role: "admin" })).toEqual({ total: 0, people: [] });
});

test("without a mail server nothing can be sent again, and the message stays as it is", async () => {
  const admin = await anAdmin();
  const { id } = await db.outboxMessage.create({
    data: { dedupeKey: randomUUID(), recipient: "jo@example.com", subject: "S", text: "T", html: "H", status: "kept" },
  });
  await expect(retryMail(admin, id)).rejects.toMatchObject({ code: "conflict" });
  expect(await db.outboxMessage.findUnique({ where: { id } })).toMatchObject({ status: "kept" });
});

test("the state of the system is what the database and the queue say", async () => {
  const state = await readSystemState();
  expect(state.database.migrations).toBeGreaterThan(9);
  expect(state.database.bytes).toBeGreaterThan(1_000_000);
  expect(state.queues.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["check_audit", "deliver_outbox", "notify", "send_digests"]),
  );
  expect(state.worker).toEqual({ seenAt: undefined, isThere: false });
  expect(state.mail.isConfigured).toBe(false);
  await db.$executeRaw`
    INSERT INTO pgboss.job (name, state, completed_on) VALUES ('deliver_outbox', 'completed', now() - interval '10 seconds')`;
  const later = await readSystemState();
  expect(later.worker.isThere).toBe(true);
  expect((await readSystemState(new Date(Date.now() + 600_000))).worker.isThere).toBe(false);
  expect(JSON.stringify(later)).not.toContain(process.env.ENCRYPTION_KEY);
});
