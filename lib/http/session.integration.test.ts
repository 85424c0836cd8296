import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { can } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { changeMemberRole } from "@/lib/server/services/change-member-role";
import { removeMember } from "@/lib/server/services/remove-member";
import { signOut, signOutEverywhere } from "@/lib/server/services/sign-out";
import { switchOrganization } from "@/lib/server/services/switch-organization";
import { aMember, anActor, anOrganization, aPerson, aSession, aUser, sessionCookie } from "@/lib/testing/factories";
import { findActor, findSession } from "./session";

test("a session cookie resolves to the person and their organization", async () => {
  const actor = await anActor({ organizationRole: "member" });
  const { headers } = await aSession({ id: actor.userId });
  expect(await findActor(headers)).toEqual(actor);
});

test("a stranger, a forged cookie, an unsigned cookie and an ended session are nobody", async () => {
  const actor = await anActor();
  const { headers } = await aSession({ id: actor.userId });
  const cookie = headers.get("cookie") ?? "";
  const ended = await aSession({ id: actor.userId }, { expiresAt: new Date(Date.now() - 1000) });
  for (const value of [
    "",
    `${cookie.slice(0, -6)}AAAAA%3D`,
    cookie.replace(/\..*$/, ""),
    sessionCookie(randomUUID()),
  ]) {
    expect(await findActor(new Headers({ cookie: value }))).toBeUndefined();
  }
  expect(await findActor(ended.headers)).toBeUndefined();
});

test("the active organization is the one that was switched to", async () => {
  const user = await aUser();
  const [first, second] = [await anOrganization(), await anOrganization()];
  await aMember(user, first, "owner");
  await aMember(user, second, "member");
  const session = await aSession(user);
  expect((await findActor(session.headers))?.organizationId).toBe(first.id);

  const person = { userId: user.id, name: user.name, email: user.email, emailVerified: true, sessionId: session.id };
  await switchOrganization(person, second.id);
  expect(await findActor(session.headers)).toMatchObject({ organizationId: second.id, organizationRole: "member" });
});

test("nobody switches to an organization that is not theirs", async () => {
  const stranger = await anOrganization();
  await expect(switchOrganization(await aPerson(), stranger.id)).rejects.toMatchObject({ code: "not_found" });
});

test("whoever left the active organization falls back to their first one, and then to none", async () => {
  const user = await aUser();
  const [first, second] = [await anOrganization(), await anOrganization()];
  await aMember(user, first);
  const membership = await aMember(user, second);
  const session = await aSession(user, { activeOrganizationId: second.id });
  const owner = await anActor({ organization: second });

  await removeMember(owner, membership.id);
  expect((await findActor(session.headers))?.organizationId).toBe(first.id);

  await db.member.deleteMany({ where: { userId: user.id } });
  expect(await findActor(session.headers)).toBeUndefined();
  expect((await findSession(session.headers))?.userId).toBe(user.id);
});

test("a demotion works within one request", async () => {
  const owner = await anActor();
  const organization = await db.organization.findUniqueOrThrow({ where: { id: owner.organizationId } });
  const other = await anActor({ organization });
  const session = await aSession({ id: other.userId });
  const before = await findActor(session.headers);
  expect(before && can(before, "organization.manage")).toBe(true);

  const member = await db.member.findFirstOrThrow({ where: { userId: other.userId } });
  await changeMemberRole(owner, member.id, "member");
  const after = await findActor(session.headers);
  expect(after && can(after, "organization.manage")).toBe(false);
});

test("a reviewer who is no longer one may review nothing at the next request", async () => {
  const reviewer = await anActor({ platformRole: "reviewer" });
  const { headers } = await aSession({ id: reviewer.userId });
  await db.user.update({ where: { id: reviewer.userId }, data: { platformRole: "none" } });
  const actor = await findActor(headers);
  expect(actor && can(actor, "review.read")).toBe(false);
});

test("a word in the platform role that nobody knows gives no rights", async () => {
  const actor = await anActor();
  const { headers } = await aSession({ id: actor.userId });
  await db.user.update({ where: { id: actor.userId }, data: { platformRole: "superuser" } });
  expect((await findActor(headers))?.platformRole).toBe("none");
});

test("signing out ends one session, signing out everywhere all of them", async () => {
  const person = await aPerson();
  const here = await aSession({ id: person.userId });
  const there = await aSession({ id: person.userId });
  await signOut({ ...person, sessionId: here.id });
  expect(await findSession(here.headers)).toBeUndefined();
  expect(await findSession(there.headers)).toBeDefined();

  expect(await signOutEverywhere(person)).toEqual({ ended: 2 });
  expect(await findSession(there.headers)).toBeUndefined();
});
