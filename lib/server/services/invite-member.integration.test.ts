import { expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { aMember, anActor, anOrganization, aPerson, aUser } from "@/lib/testing/factories";
import { acceptInvitation } from "./accept-invitation";
import { cancelInvitation } from "./cancel-invitation";
import { inviteMember } from "./invite-member";

async function membersOf(organizationId: string) {
  return db.member.findMany({ where: { organizationId }, orderBy: { createdAt: "asc" } });
}

test("an invitation is mailed, accepted once, and makes a member who works for the organization", async () => {
  const owner = await anActor();
  const person = await aPerson();
  const invitation = await inviteMember(owner, { email: person.email, role: "member" });
  const mail = await db.outboxMessage.findFirstOrThrow({ where: { recipient: person.email } });
  expect(mail.text).toContain(`http://localhost:3000/invitations/${invitation.id}`);

  await acceptInvitation(person, invitation.id);
  expect(await membersOf(owner.organizationId)).toMatchObject([
    { role: "owner" },
    { userId: person.userId, role: "member" },
  ]);
  const session = await db.session.findUniqueOrThrow({ where: { id: person.sessionId } });
  expect(session.activeOrganizationId).toBe(owner.organizationId);
  expect(await db.notification.findMany({ where: { userId: owner.userId } })).toMatchObject([
    { href: "/organization" },
  ]);
  await expect(acceptInvitation(person, invitation.id)).rejects.toMatchObject({ code: "not_found" });
});

test("whoever registered the invited address without proving it is refused", async () => {
  const owner = await anActor();
  const person = await aPerson({ emailVerified: false });
  const { id } = await inviteMember(owner, { email: person.email, role: "owner" });
  await expect(acceptInvitation(person, id)).rejects.toMatchObject({ code: "forbidden" });
  expect(await membersOf(owner.organizationId)).toHaveLength(1);
});

test("an invitation is for its recipient only", async () => {
  const owner = await anActor();
  const { id } = await inviteMember(owner, { email: "somebody@example.com", role: "member" });
  await expect(acceptInvitation(await aPerson(), id)).rejects.toMatchObject({ code: "forbidden" });
});

test("canceled and expired invitations are closed", async () => {
  const owner = await anActor();
  const person = await aPerson();
  const { id, expiresAt } = await inviteMember(owner, { email: person.email, role: "member" });
  await expect(acceptInvitation(person, id, new Date(expiresAt.getTime() + 1))).rejects.toMatchObject({
    code: "not_found",
  });
  await cancelInvitation(owner, id);
  await expect(acceptInvitation(person, id)).rejects.toMatchObject({ code: "not_found" });
});

test("inviting again sends the same invitation again, with its new role and time", async () => {
  const owner = await anActor();
  const first = await inviteMember(owner, { email: "again@example.com", role: "member" });
  const second = await inviteMember(owner, { email: "again@example.com", role: "owner" }, new Date(Date.now() + 1000));
  expect(second.id).toBe(first.id);
  expect(second.expiresAt.getTime()).toBeGreaterThan(first.expiresAt.getTime());
  expect(await db.outboxMessage.count({ where: { recipient: "again@example.com" } })).toBe(2);
  expect(await db.invitation.count({ where: { organizationId: owner.organizationId } })).toBe(1);
});

test("simultaneous invitations of one address are one invitation", async () => {
  const owner = await anActor();
  const body = { email: "twice@example.com", role: "member" } as const;
  const invitations = await Promise.all([
    inviteMember(owner, body),
    inviteMember(owner, body),
    inviteMember(owner, body),
  ]);
  expect(new Set(invitations.map((invitation) => invitation.id)).size).toBe(1);
});

test("a member cannot be invited, and the refusal stands at the e-mail field", async () => {
  const owner = await anActor();
  const user = await aUser();
  await aMember(user, { id: owner.organizationId });
  await expect(inviteMember(owner, { email: user.email, role: "member" })).rejects.toMatchObject({
    code: "conflict",
    details: { issues: [{ path: "email" }] },
  });
});

test("another organization's invitation cannot be canceled", async () => {
  const { id } = await inviteMember(await anActor(), { email: "x@example.com", role: "member" });
  await expect(cancelInvitation(await anActor(), id)).rejects.toMatchObject({ code: "not_found" });
});

test("HTML in names stays text in the mail", async () => {
  const organization = await anOrganization({ name: `<img src=x onerror=alert(1)> & "Sons"` });
  const owner = await anActor({ organization });
  await inviteMember(owner, { email: "html@example.com", role: "member" });
  const mail = await db.outboxMessage.findFirstOrThrow({ where: { recipient: "html@example.com" } });
  expect(mail.html).not.toContain("<img");
  expect(mail.html).toContain("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Sons&quot;");
});

test("who invites too often is told so, and when it goes on; a colleague isn't held up", async () => {
  const owner = await anActor();
  const organization = { id: owner.organizationId, name: owner.organizationName, portalEnabled: true };
  const colleague = await anActor({ organization });
  const now = new Date(Date.UTC(2030, 0, 1, 10, 15));
  const invite = (at: Date, who = owner) => inviteMember(who, { email: "jo@example.com", role: "member" }, at);
  for (let count = 0; count < 50; count += 1) await invite(now);
  await expect(invite(new Date(now.getTime() + 60_000))).rejects.toMatchObject({
    code: "rate_limited",
    message: "You have sent 50 invitations within an hour. It goes on in 59 minutes, at 11:15 UTC.",
    details: { retryAfterSeconds: 59 * 60 },
  });
  await invite(now, colleague);
  await invite(new Date(now.getTime() + 3_600_000));
});
