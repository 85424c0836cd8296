import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { MailChoice, NotificationKind } from "@/lib/notification-kinds";
import type { Actor } from "@/lib/policy";
import { type ReviewAnchor, wholeVersion } from "@/lib/review-contract";
import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import { aMember, anActor, aProject, aUser, aVersion } from "@/lib/testing/factories";
import { acceptInvitation } from "./accept-invitation";
import { changePlatformRole } from "./change-platform-role";
import { inviteMember } from "./invite-member";
import { notify } from "./notify";
import { removeMember } from "./remove-member";
import { saveMailChoices } from "./save-mail-choices";
import { sendDigests } from "./send-digests";

afterAll(stopQueue);

// Reviewers of one test would be told of the submissions of the next, and what waits would be mailed by it.
beforeEach(async () => {
  await db.user.updateMany({ data: { platformRole: "none" } });
  await db.digestItem.deleteMany();
});

const start = new Date("2026-05-04T10:00:00Z");
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

const aReviewer = () => anActor({ platformRole: "reviewer", portalEnabled: false });
const titlesOf = async ({ userId }: { userId: string }) =>
  (await db.notification.findMany({ where: { userId }, orderBy: { createdAt: "asc" } })).map(({ title }) => title);
const mailsTo = ({ email }: { email: string }) =>
  db.outboxMessage.findMany({ where: { recipient: email }, orderBy: { createdAt: "asc" } });
const choose = (actor: Actor, kind: NotificationKind, choice: MailChoice) => saveMailChoices(actor, { [kind]: choice });

async function aPartner() {
  const owner = await anActor();
  const organization = await db.organization.findUniqueOrThrow({ where: { id: owner.organizationId } });
  const colleague = await anActor({ organization, organizationRole: "member" });
  return { owner, colleague, organization };
}

async function install(version: { id: string; destinationId: string }) {
  const customer = await anActor({ portalEnabled: false });
  const { organizationId, userId } = customer;
  const { id: projectId } = await aProject({ id: organizationId });
  const { id: versionId, destinationId } = version;
  await db.installation.create({
    data: { organizationId, projectId, versionId, destinationId, name: "Ours", answers: {}, createdById: userId },
  });
  return customer;
}

interface Said {
  threadId?: string;
  side: "reviewer" | "partner";
  text: string;
  at?: Date;
  anchor?: ReviewAnchor;
}

/** A comment as it is stored, and the job that it brings about. */
async function say(actor: Actor, version: Awaited<ReturnType<typeof aVersion>>, { side, text, at, ...said }: Said) {
  const { organizationId, destinationId, id: versionId } = version;
  const threadId =
    said.threadId ??
    (
      await db.reviewThread.create({
        data: {
          organizationId,
          destinationId,
          versionId,
          anchor: said.anchor ?? wholeVersion,
          createdById: actor.userId,
        },
      })
    ).id;
  const { id: commentId } = await db.reviewComment.create({
    data: { threadId, versionId, authorId: actor.userId, side, text, ...(at && { createdAt: at }) },
  });
  await notify({ event: "commented", versionId, actorId: actor.userId, threadId, commentId }, { now: at ?? start });
  return threadId;
}

test("a submission is told to every reviewer but those of the partner's own organization, and to nobody else", async () => {
  const { owner, organization } = await aPartner();
  const reviewer = await aReviewer();
  const ownReviewer = await anActor({ organization, platformRole: "reviewer" });
  const stranger = await anActor();
  const { id: versionId } = await aVersion(organization);
  await notify({ event: "submitted", versionId, actorId: owner.userId });

  expect(await titlesOf(reviewer)).toEqual(["Acme Email 1.0 waits for review"]);
  const [mail] = await mailsTo(reviewer);
  expect(mail?.text).toContain(`/reviews/${versionId}`);
  expect(mail?.text).toContain("> First version.");
  expect(mail?.html).toContain(`/reviews/${versionId}`);
  for (const nobody of [owner, ownReviewer, stranger]) {
    expect(await titlesOf(nobody)).toEqual([]);
    expect(await mailsTo(nobody)).toEqual([]);
  }
});

test("what a reviewer has taken on is told to them alone: assigned, submitted again, withdrawn", async () => {
  const { owner, organization } = await aPartner();
  const [assignee, other] = [await aReviewer(), await aReviewer()];
  const { id: versionId } = await aVersion(organization, { assigneeId: assignee.userId });
  await notify({ event: "assigned", versionId, actorId: other.userId }, { jobId: randomUUID() });
  await notify({ event: "resubmitted", versionId, actorId: owner.userId });
  await notify({ event: "withdrawn", versionId, actorId: owner.userId });
  expect((await titlesOf(assignee)).sort()).toEqual([
    "Acme Email 1.0 is yours to review",
    "Acme Email 1.0 was submitted again",
    "Acme Email 1.0 was withdrawn",
  ]);
  expect(await titlesOf(other)).toEqual([]);
});

test("who takes on a submission is not told by the portal what they just did; who gives it back and takes it on again is told each time by others", async () => {
  const { organization } = await aPartner();
  const [assignee, other] = [await aReviewer(), await aReviewer()];
  const { id: versionId } = await aVersion(organization, { assigneeId: assignee.userId });
  await notify({ event: "assigned", versionId, actorId: assignee.userId }, { jobId: randomUUID() });
  expect(await titlesOf(assignee)).toEqual([]);
  for (let times = 0; times < 2; times += 1) {
    await notify({ event: "assigned", versionId, actorId: other.userId }, { jobId: randomUUID() });
  }
  expect(await titlesOf(assignee)).toHaveLength(2);
});

test.each(["changes_requested", "rejected", "released"] as const)(
  "everybody of the partner hears that a version is %s, and no customer does",
  async (event) => {
    const { owner, colleague, organization } = await aPartner();
    const version = await aVersion(organization, { decisionNote: "Say what the region means." });
    const customer = await install(
      await aVersion(organization, { destinationId: version.destinationId, number: "0.9", status: "superseded" }),
    );
    await notify({ event, versionId: version.id, actorId: randomUUID() });
    for (const person of [owner, colleague]) {
      expect(await titlesOf(person)).toHaveLength(1);
      expect(await mailsTo(person)).toHaveLength(1);
    }
    expect(await titlesOf(customer)).toEqual([]);
    const [mail] = await mailsTo(owner);
    if (event !== "released") expect(mail?.text).toContain("> Say what the region means.");
  },
);

test("a version that an administrator deprecates isn't said to be the partner's doing", async () => {
  const { owner, organization } = await aPartner();
  const admin = await anActor({ platformRole: "admin", portalEnabled: false });
  const version = await aVersion(organization, { status: "deprecated", deprecationNote: "It leaks addresses." });
  const customer = await install(version);
  await notify({ event: "deprecated", versionId: version.id, actorId: admin.userId });
  expect(await titlesOf(owner)).toEqual(["Acme Email 1.0 was deprecated by the platform"]);
  const [mail] = await mailsTo(customer);
  expect(mail?.text).toContain("The platform no longer offers this version.");
  expect(mail?.text).not.toContain(organization.name);
});

test("a new test account is told to whoever reviews the version, each time, and to nobody of the partner", async () => {
  const { owner, colleague, organization } = await aPartner();
  const [assignee, other] = [await aReviewer(), await aReviewer()];
  const { id: versionId } = await aVersion(organization, { assigneeId: assignee.userId });
  for (const event of ["account_lent", "account_ended", "account_lent"] as const) {
    await notify({ event, versionId, actorId: owner.userId }, { jobId: randomUUID() });
  }
  expect((await titlesOf(assignee)).sort()).toEqual([
    "Acme Email 1.0 has a new test account",
    "Acme Email 1.0 has a new test account",
    "Acme Email 1.0 has no test account any more",
  ]);
  for (const nobody of [other, owner, colleague]) expect(await titlesOf(nobody)).toEqual([]);
});

test("an approval is told to the partner, and to customers who have an earlier version of it", async () => {
  const { owner, organization } = await aPartner();
  const before = await aVersion(organization, { status: "superseded" });
  const approved = await aVersion(organization, {
    destinationId: before.destinationId,
    number: "1.1",
    status: "approved",
  });
  const customer = await install(before);
  const upToDate = await install(approved);
  const elsewhere = await install(await aVersion(organization));
  await notify({ event: "approved", versionId: approved.id });
  expect(await titlesOf(owner)).toEqual(["Acme Email 1.1 is approved"]);
  expect(await titlesOf(customer)).toEqual(["Acme Email 1.1 is available"]);
  expect((await mailsTo(customer))[0]?.text).toContain("/installations");
  expect(await titlesOf(upToDate)).toEqual([]);
  expect(await titlesOf(elsewhere)).toEqual([]);
});

test("a deprecation is told with its note to customers who have that version; its author is not told", async () => {
  const { owner, colleague, organization } = await aPartner();
  const version = await aVersion(organization, { status: "deprecated", deprecationNote: "Use 2.0 instead." });
  const newer = await aVersion(organization, { destinationId: version.destinationId, number: "2.0" });
  const customer = await install(version);
  const upgraded = await install(newer);
  await notify({ event: "deprecated", versionId: version.id, actorId: owner.userId });
  expect((await mailsTo(customer))[0]?.text).toContain("> Use 2.0 instead.");
  expect(await titlesOf(colleague)).toHaveLength(1);
  expect(await titlesOf(owner)).toEqual([]);
  expect(await titlesOf(upgraded)).toEqual([]);
});

test("a partner who is a customer as well is told once, as a partner", async () => {
  const { owner, organization } = await aPartner();
  const version = await aVersion(organization, { status: "deprecated" });
  const customer = await install(version);
  await aMember({ id: owner.userId }, { id: customer.organizationId });
  await notify({ event: "deprecated", versionId: version.id });
  expect(await titlesOf(owner)).toEqual(["Acme Email 1.0 is deprecated"]);
  const { href } = await db.notification.findFirstOrThrow({ where: { userId: owner.userId } });
  expect(href).toBe(`/destinations/${version.destinationId}`);
});

test("a person whose address isn't confirmed is told nothing", async () => {
  const { organization } = await aPartner();
  const unconfirmed = await aUser({ emailVerified: false });
  await aMember(unconfirmed, organization);
  const { id: versionId } = await aVersion(organization);
  await notify({ event: "approved", versionId });
  expect(await titlesOf({ userId: unconfirmed.id })).toEqual([]);
});

test("comments go to the other side, and to those of the own side who are in the thread, and never to their author", async () => {
  const { owner, colleague, organization } = await aPartner();
  const [reviewer, assignee, idle] = [await aReviewer(), await aReviewer(), await aReviewer()];
  const version = await aVersion(organization, { assigneeId: assignee.userId });
  const counts = async () => {
    const people = [owner, colleague, reviewer, assignee, idle];
    return Promise.all(people.map(async (person) => (await titlesOf(person)).length));
  };
  const threadId = await say(reviewer, version, { side: "reviewer", text: "What is a region?" });
  expect(await counts()).toEqual([1, 1, 0, 1, 0]);
  await say(owner, version, { threadId, side: "partner", text: "Where the data is kept." });
  expect(await counts()).toEqual([1, 1, 1, 2, 0]);
  await say(colleague, version, { threadId, side: "partner", text: "We have written it down." });
  expect(await counts()).toEqual([2, 1, 2, 3, 0]);
  expect((await titlesOf(owner)).at(-1)).toBe(`${colleague.name} commented on Acme Email 1.0`);
});

test("comments on one version within minutes are one mail; later ones are another", async () => {
  const { owner, organization } = await aPartner();
  const reviewer = await aReviewer();
  const version = await aVersion(organization);
  for (const [minute, text] of [
    [0, "One <b>bold</b> word."],
    [2, "Two."],
    [4, "Three."],
  ] as const) {
    await say(reviewer, version, { side: "reviewer", text, at: after(minute) });
  }
  expect(await sendDigests(after(6.9))).toBe(0);
  expect(await mailsTo(owner)).toEqual([]);
  expect(await titlesOf(owner)).toHaveLength(3);

  expect(await sendDigests(after(7))).toBeGreaterThan(0);
  const [mail, ...more] = await mailsTo(owner);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe("3 comments on Acme Email 1.0");
  expect(mail?.text.match(/^> .*$/gm)).toEqual(["> One <b>bold</b> word.", "> Two.", "> Three."]);
  expect(mail?.html).toContain("One &lt;b&gt;bold&lt;/b&gt; word.");

  await say(reviewer, version, { side: "reviewer", text: "Four.", at: after(8) });
  await sendDigests(after(11));
  const [, second] = await mailsTo(owner);
  expect(second?.subject).toBe("Comment on Acme Email 1.0");
});

test("who is commented on without a pause gets a mail after a quarter of an hour all the same", async () => {
  const { owner, organization } = await aPartner();
  const reviewer = await aReviewer();
  const version = await aVersion(organization);
  for (let minute = 0; minute <= 14; minute += 2) {
    await say(reviewer, version, { side: "reviewer", text: `Minute ${minute}.`, at: after(minute) });
    await sendDigests(after(minute));
  }
  expect(await mailsTo(owner)).toEqual([]);
  await sendDigests(after(15));
  expect(await mailsTo(owner)).toMatchObject([{ subject: "8 comments on Acme Email 1.0" }]);
});

test("who wants news once a day gets all of it in one mail in the morning", async () => {
  const { owner, colleague, organization } = await aPartner();
  await choose(owner, "review", "daily");
  await choose(owner, "comment", "daily");
  const reviewer = await aReviewer();
  const version = await aVersion(organization);
  await say(reviewer, version, { side: "reviewer", text: "One.", at: after(0) });
  await notify({ event: "changes_requested", versionId: version.id }, { now: after(5) });
  await notify({ event: "approved", versionId: (await aVersion(organization)).id }, { now: after(60) });
  expect(await titlesOf(owner)).toHaveLength(3);
  expect(await mailsTo(colleague)).toHaveLength(2);

  await sendDigests(new Date("2026-05-05T06:59:00Z"));
  expect(await mailsTo(owner)).toEqual([]);
  await sendDigests(new Date("2026-05-05T07:00:00Z"));
  await sendDigests(new Date("2026-05-05T07:01:00Z"));
  const [mail, ...more] = await mailsTo(owner);
  expect(more).toEqual([]);
  expect(mail?.subject).toMatch(/^Your day: .* commented on Acme Email 1\.0 and 2 more$/);
  expect(mail?.text).toContain("Acme Email 1.0 needs changes");
  expect(mail?.text).toContain("/account#mail");
});

test("who wants no mail about a kind is told in the app only, and about other kinds as before", async () => {
  const { owner, organization } = await aPartner();
  await choose(owner, "comment", "never");
  const reviewer = await aReviewer();
  const version = await aVersion(organization);
  await say(reviewer, version, { side: "reviewer", text: "One.", at: after(0) });
  await sendDigests(after(60));
  expect(await mailsTo(owner)).toEqual([]);
  expect(await titlesOf(owner)).toHaveLength(1);
  await notify({ event: "approved", versionId: version.id });
  expect(await mailsTo(owner)).toHaveLength(1);
});

test("switching mail off takes back what was still waiting of that kind, and nothing else", async () => {
  const { owner, organization } = await aPartner();
  await saveMailChoices(owner, { comment: "daily", review: "daily" });
  const reviewer = await aReviewer();
  const version = await aVersion(organization);
  await say(reviewer, version, { side: "reviewer", text: "Not to be mailed.", at: after(0) });
  await notify({ event: "approved", versionId: version.id }, { now: after(0) });
  await choose(owner, "comment", "never");
  await sendDigests(after(24 * 60));
  const [mail, ...more] = await mailsTo(owner);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe("Your day: Acme Email 1.0 is approved");
  expect(mail?.text).not.toContain("Not to be mailed.");
});

test("whoever has left an organization is not mailed what still waited about its destinations", async () => {
  const { owner, colleague, organization } = await aPartner();
  const reviewer = await aReviewer();
  const version = await aVersion(organization);
  await choose(colleague, "review", "daily");
  await say(reviewer, version, { side: "reviewer", text: "Not for who has left.", at: after(0) });
  await notify({ event: "changes_requested", versionId: version.id }, { now: after(0) });
  const { id } = await db.member.findFirstOrThrow({ where: { userId: colleague.userId } });
  await removeMember(owner, id);
  await sendDigests(after(24 * 60));
  expect((await mailsTo(colleague)).map(({ subject }) => subject)).toEqual([
    `You are no longer in ${organization.name}`,
  ]);
  expect(await mailsTo(owner)).toHaveLength(2);
});

test("whoever isn't a reviewer any more is not mailed what still waited about reviews", async () => {
  const { owner, organization } = await aPartner();
  const [reviewer, admin] = [await aReviewer(), await anActor({ platformRole: "admin", portalEnabled: false })];
  const version = await aVersion(organization, { assigneeId: reviewer.userId });
  await say(owner, version, { side: "partner", text: "Not for who has left.", at: after(0) });
  expect(await titlesOf(reviewer)).toHaveLength(1);
  await changePlatformRole(admin, reviewer.userId, "none");
  await sendDigests(after(60));
  expect((await mailsTo(reviewer)).map(({ subject }) => subject)).toEqual([
    "You are no longer one of the platform's staff",
  ]);
});

test("choices are kept, changed alone, written down once, and the same again is no change", async () => {
  const actor = await anActor();
  await saveMailChoices(actor, { comment: "daily" });
  await saveMailChoices(actor, { comment: "daily" });
  await saveMailChoices(actor, { review: "never" });
  const entries = await db.auditEntry.findMany({ where: { subject: actor.userId }, orderBy: { id: "asc" } });
  expect(entries.map(({ action, details }) => [action, details])).toEqual([
    ["account.mail_choices_changed", { comment: { from: "at_once", to: "daily" } }],
    ["account.mail_choices_changed", { review: { from: "at_once", to: "never" } }],
  ]);
});

test("a job that is run again tells nobody twice, even after the mail has left", async () => {
  const { owner, organization } = await aPartner();
  const reviewer = await aReviewer();
  const version = await aVersion(organization, { assigneeId: reviewer.userId });
  const threadId = await say(owner, version, { side: "partner", text: "One.", at: after(0) });
  await sendDigests(after(60));
  const comment = await db.reviewComment.findFirstOrThrow({ where: { threadId } });
  const job = { event: "commented", versionId: version.id, actorId: owner.userId, threadId } as const;
  await notify({ ...job, commentId: comment.id }, { now: after(61) });
  await sendDigests(after(120));
  expect(await mailsTo(reviewer)).toHaveLength(1);

  const jobId = randomUUID();
  const assigned = { event: "assigned", versionId: version.id, actorId: owner.userId } as const;
  await Promise.all(Array.from({ length: 6 }, () => notify(assigned, { jobId })));
  expect(await mailsTo(reviewer)).toHaveLength(2);
});

/** While it runs, no mail can be written into the outbox. */
async function whileOutboxIsBroken(act: () => Promise<void>): Promise<void> {
  await db.$executeRawUnsafe("alter table outbox_message add constraint broken check (false) not valid");
  try {
    await act();
  } finally {
    await db.$executeRawUnsafe("alter table outbox_message drop constraint broken");
  }
}

test("what breaks half-way has told nobody, and the next try tells everybody", async () => {
  const { owner, colleague, organization } = await aPartner();
  const { id: versionId } = await aVersion(organization);
  await whileOutboxIsBroken(async () => {
    await expect(notify({ event: "approved", versionId })).rejects.toThrow("broken");
  });
  expect(await titlesOf(owner)).toEqual([]);
  await notify({ event: "approved", versionId });
  for (const person of [owner, colleague]) {
    expect(await titlesOf(person)).toHaveLength(1);
    expect(await mailsTo(person)).toHaveLength(1);
  }
});

test("collected news survives a crash between being taken and being mailed, and is mailed once by many at work", async () => {
  const { owner, organization } = await aPartner();
  const reviewer = await aReviewer();
  const version = await aVersion(organization);
  await say(reviewer, version, { side: "reviewer", text: "One.", at: after(0) });
  await say(reviewer, version, { side: "reviewer", text: "Two.", at: after(1) });
  await whileOutboxIsBroken(async () => expect(await sendDigests(after(60))).toBe(0));
  expect(await db.digestItem.count({ where: { userId: owner.userId } })).toBe(2);

  const sent = await Promise.all(Array.from({ length: 5 }, () => sendDigests(after(60))));
  expect(sent.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  expect(await mailsTo(owner)).toHaveLength(1);
  expect(await db.digestItem.count({ where: { userId: owner.userId } })).toBe(0);
});

test("comments that come while others are mailed are neither lost nor mailed twice", async () => {
  const { owner, organization } = await aPartner();
  const reviewer = await aReviewer();
  const version = await aVersion(organization);
  const texts = Array.from({ length: 24 }, (_, index) => `Comment number ${index}.`);
  // Four who write and two who mail: no more at once than there are connections, however slow the machine.
  let writers = 4;
  async function write(lane: number): Promise<void> {
    try {
      for (const text of texts.filter((_, index) => index % 4 === lane)) {
        await say(reviewer, version, { side: "reviewer", text, at: after(0) });
      }
    } finally {
      writers -= 1;
    }
  }
  async function mail(): Promise<void> {
    while (writers > 0) await sendDigests(after(60));
  }
  await Promise.all([write(0), write(1), write(2), write(3), mail(), mail()]);
  await sendDigests(after(120));
  const mails = (await mailsTo(owner)).map(({ text }) => text).join("\n");
  expect(mails.match(/^> Comment number \d+\.$/gm)?.sort()).toEqual(texts.map((text) => `> ${text}`).sort());
});

test("one bundle that can't be mailed doesn't hold up the others", async () => {
  const { owner, colleague, organization } = await aPartner();
  const reviewer = await aReviewer();
  await say(reviewer, await aVersion(organization), { side: "reviewer", text: "One.", at: after(0) });
  await db.user.update({ where: { id: owner.userId }, data: { email: `not an address ${owner.userId}` } });
  await sendDigests(after(60));
  expect(await mailsTo(colleague)).toHaveLength(1);
  expect(await db.digestItem.count({ where: { userId: owner.userId } })).toBe(1);
});

test("a mail of very much news holds thirty pieces and says how many more there are", async () => {
  const { owner, organization } = await aPartner();
  const reviewer = await aReviewer();
  const version = await aVersion(organization);
  for (let index = 0; index < 33; index += 1) {
    await say(reviewer, version, { side: "reviewer", text: `Comment ${index}.`, at: after(0) });
  }
  await sendDigests(after(60));
  const [mail] = await mailsTo(owner);
  expect(mail?.subject).toBe("33 comments on Acme Email 1.0");
  expect(mail?.text.match(/^> Comment/gm)).toHaveLength(30);
  expect(mail?.text).toContain("3 more are in your notifications.");
});

test("owners hear of who joined, by mail unless they don't want it", async () => {
  const owner = await anActor();
  const organization = await db.organization.findUniqueOrThrow({ where: { id: owner.organizationId } });
  const other = await anActor({ organization });
  await choose(other, "organization", "never");
  const { id: sessionUser, name, email, emailVerified } = await aUser();
  const session = await db.session.create({
    data: { id: randomUUID(), token: randomUUID(), userId: sessionUser, expiresAt: after(1e6) },
  });
  const { id } = await inviteMember(owner, { email, role: "member" });
  await acceptInvitation({ userId: sessionUser, name, email, emailVerified, sessionId: session.id }, id);
  expect(await titlesOf(owner)).toEqual([`${name} joined ${organization.name}`]);
  expect(await titlesOf(other)).toHaveLength(1);
  expect((await mailsTo(owner)).map(({ subject }) => subject)).toEqual([`${name} joined ${organization.name}`]);
  expect(await mailsTo(other)).toEqual([]);
});

test("a version that is gone by the time of the job is nobody's news", async () => {
  const before = await db.notification.count();
  await notify({ event: "approved", versionId: randomUUID() });
  expect(await db.notification.count()).toBe(before);
});
