import { expect, test } from "vitest";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { aMember, anActor, aPerson, aUser } from "@/lib/testing/factories";
import { changeMemberRole } from "./change-member-role";
import { createOrganization } from "./create-organization";
import { removeMember } from "./remove-member";

async function membershipOf(actor: Actor) {
  return db.member.findFirstOrThrow({ where: { userId: actor.userId, organizationId: actor.organizationId } });
}

async function aColleague(actor: Actor, organizationRole: "owner" | "member") {
  const organization = await db.organization.findUniqueOrThrow({ where: { id: actor.organizationId } });
  return anActor({ organization, organizationRole });
}

test("the only owner can be neither demoted nor removed, nor leave", async () => {
  const owner = await anActor();
  const { id } = await membershipOf(owner);
  await expect(changeMemberRole(owner, id, "member")).rejects.toMatchObject({ code: "conflict" });
  await expect(removeMember(owner, id)).rejects.toMatchObject({ code: "conflict" });
});

test("of two owners who demote each other at once, one stays", async () => {
  const first = await anActor();
  const second = await aColleague(first, "owner");
  const [a, b] = [await membershipOf(first), await membershipOf(second)];
  const answers = await Promise.allSettled([
    changeMemberRole(first, b.id, "member"),
    changeMemberRole(second, a.id, "member"),
  ]);
  expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.member.count({ where: { organizationId: first.organizationId, role: "owner" } })).toBe(1);
});

test("a member may leave, and may remove nobody else", async () => {
  const owner = await anActor();
  const member = await aColleague(owner, "member");
  const other = await aColleague(owner, "member");
  await expect(removeMember(member, (await membershipOf(other)).id)).rejects.toMatchObject({ code: "forbidden" });
  await removeMember(member, (await membershipOf(member)).id);
  expect(await db.member.count({ where: { userId: member.userId } })).toBe(0);
  expect(await db.outboxMessage.count({ where: { recipient: member.email } })).toBe(0);
});

test("somebody who is removed is told by mail", async () => {
  const owner = await anActor();
  const member = await aColleague(owner, "member");
  await removeMember(owner, (await membershipOf(member)).id);
  expect(await db.outboxMessage.count({ where: { recipient: member.email } })).toBe(1);
});

test("another organization's members are not there", async () => {
  const stranger = await anActor();
  const member = await aMember(await aUser(), { id: (await anActor()).organizationId });
  await expect(changeMemberRole(stranger, member.id, "owner")).rejects.toMatchObject({ code: "not_found" });
  await expect(removeMember(stranger, member.id)).rejects.toMatchObject({ code: "not_found" });
});

test("an organization is founded once, by somebody who proved their address and has none", async () => {
  const person = await aPerson();
  const founded = await Promise.allSettled([
    createOrganization(person, "Fabrikam"),
    createOrganization(person, "Fabrikam"),
  ]);
  expect(founded.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.member.findMany({ where: { userId: person.userId } })).toMatchObject([{ role: "owner" }]);

  const unproven = await aPerson({ emailVerified: false });
  await expect(createOrganization(unproven, "Fabrikam")).rejects.toMatchObject({ code: "forbidden" });
});
