import { expect, test } from "vitest";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { aMember, anActor, anOrganization, aPerson, aProject, aUser } from "@/lib/testing/factories";
import { acceptInvitation } from "./accept-invitation";
import { cancelInvitation } from "./cancel-invitation";
import { changeMemberRole } from "./change-member-role";
import { createOrganization } from "./create-organization";
import { createProject } from "./create-project";
import { enablePortal } from "./enable-portal";
import { finishRegistration } from "./finish-registration";
import { inviteMember } from "./invite-member";
import { recordPasswordChange } from "./record-password-change";
import { removeMember } from "./remove-member";
import { renameAccount } from "./rename-account";
import { renameOrganization } from "./rename-organization";
import { renameProject } from "./rename-project";
import { rotateApiKey } from "./rotate-api-key";
import { changeCategory, createCategory } from "./save-category";
import { deleteUserProperty, saveUserProperty } from "./save-user-property";
import { signOut, signOutEverywhere } from "./sign-out";
import { switchOrganization } from "./switch-organization";

type Change = () => Promise<unknown>;
/** Prepares what a change needs, and returns the change. */
type Preparation = (actor: Actor) => Promise<Change>;

const property = { name: "email", type: "string", example: "" } as const;

const changes: Record<string, Preparation> = {
  "invitation.created": async (actor) => () => inviteMember(actor, { email: "new@example.com", role: "member" }),
  "invitation.renewed": async (actor) => {
    await inviteMember(actor, { email: "old@example.com", role: "member" });
    return () => inviteMember(actor, { email: "old@example.com", role: "owner" }, new Date(Date.now() + 5000));
  },
  "invitation.canceled": async (actor) => {
    const { id } = await inviteMember(actor, { email: "no@example.com", role: "member" });
    return () => cancelInvitation(actor, id);
  },
  "invitation.accepted": async (actor) => {
    const person = await aPerson();
    const { id } = await inviteMember(actor, { email: person.email, role: "member" });
    return () => acceptInvitation(person, id);
  },
  "member.role_changed": async (actor) => {
    const member = await aMember(await aUser(), { id: actor.organizationId });
    return () => changeMemberRole(actor, member.id, "owner");
  },
  "member.removed": async (actor) => {
    const member = await aMember(await aUser(), { id: actor.organizationId });
    return () => removeMember(actor, member.id);
  },
  "member.left": async (actor) => {
    const organization = await db.organization.findUniqueOrThrow({ where: { id: actor.organizationId } });
    const leaver = await anActor({ organization, organizationRole: "member" });
    const member = await db.member.findFirstOrThrow({ where: { userId: leaver.userId } });
    return () => removeMember(leaver, member.id);
  },
  "session.organization_switched": async (actor) => {
    const person = await aPerson();
    await aMember({ id: person.userId }, { id: actor.organizationId });
    return () => switchOrganization(person, actor.organizationId);
  },
  "session.ended": async () => {
    const person = await aPerson();
    return () => signOut(person);
  },
  "session.ended_everywhere": async () => {
    const person = await aPerson();
    return () => signOutEverywhere(person);
  },
  "account.renamed": async () => {
    const person = await aPerson();
    return () => renameAccount(person, "Another Name");
  },
  "account.password_reset": async () => {
    const user = await aUser();
    return () => recordPasswordChange(user, "reset");
  },
  "account.verified": async () => {
    const user = await aUser();
    return () => finishRegistration(user.id);
  },
  "organization.created": async () => {
    const person = await aPerson();
    return () => createOrganization(person, "Fabrikam");
  },
  "organization.renamed": async (actor) => () => renameOrganization(actor, "Fabrikam"),
  "organization.portal_enabled": async (actor) => {
    const organization = await anOrganization({ portalEnabled: false });
    await aMember(await aUser(), organization, "owner");
    return () => enablePortal(actor, organization.id, true);
  },
  "category.created": async (actor) => () => createCategory(actor, "Loyalty"),
  "category.changed": async (actor) => {
    const { id } = await createCategory(actor, "Surveys");
    return () => changeCategory(actor, id, { name: "Polls", position: 0, isArchived: true });
  },
  "project.created": async (actor) => () => createProject(actor, "Shop"),
  "project.renamed": async (actor) => {
    const { id } = await aProject({ id: actor.organizationId });
    return () => renameProject(actor, id, "Renamed");
  },
  "project.api_key_rotated": async (actor) => {
    const { id } = await aProject({ id: actor.organizationId });
    return () => rotateApiKey(actor, id);
  },
  "user_property.created": async (actor) => {
    const { id } = await aProject({ id: actor.organizationId });
    return () => saveUserProperty(actor, id, property);
  },
  "user_property.changed": async (actor) => {
    const project = await aProject({ id: actor.organizationId });
    return () => saveUserProperty(actor, project.id, property, project.properties[0]?.id);
  },
  "user_property.deleted": async (actor) => {
    const project = await aProject({ id: actor.organizationId });
    return () => deleteUserProperty(actor, project.id, project.properties[0]?.id ?? "");
  },
};

test.each(Object.entries(changes))("%s is written once, with the change", async (action, prepare) => {
  const change = await prepare(await anActor({ platformRole: "admin" }));
  const before = await db.auditEntry.count();
  await change();
  const entries = await db.auditEntry.findMany({ orderBy: { id: "desc" }, take: 1 });
  expect(await db.auditEntry.count()).toBe(before + 1);
  expect(entries).toMatchObject([{ action }]);
});

test("an entry of a change says what was before and what is after", async () => {
  const admin = await anActor({ platformRole: "admin" });
  const detailsOf = async (subject: string) =>
    (await db.auditEntry.findFirstOrThrow({ where: { subject }, orderBy: { id: "desc" } })).details;
  const category = await createCategory(admin, "Rewards");
  await changeCategory(admin, category.id, { name: "Loyalty points" });
  expect(await detailsOf(category.id)).toEqual({ name: "Rewards", from: "Rewards", to: "Loyalty points" });
  await changeCategory(admin, category.id, { isArchived: true });
  expect(await detailsOf(category.id)).toEqual({ name: "Loyalty points", isArchived: { from: false, to: true } });
  const project = await aProject({ id: admin.organizationId });
  const [before] = project.properties;
  await saveUserProperty(admin, project.id, { ...property, name: "e_mail" }, before?.id);
  expect(await detailsOf(before?.id ?? "")).toMatchObject({ name: "e_mail", before: { name: before?.name } });
  const { id } = await inviteMember(admin, { email: "no@example.com", role: "member" });
  await cancelInvitation(admin, id);
  expect(await detailsOf(id)).toEqual({ email: "no@example.com" });
});

test("opening a portal that is open already changes and writes nothing, and tells nobody twice", async () => {
  const admin = await anActor({ platformRole: "admin" });
  const organization = await anOrganization({ portalEnabled: false });
  const owner = await aUser();
  await aMember(owner, organization, "owner");
  await Promise.all([enablePortal(admin, organization.id, true), enablePortal(admin, organization.id, true)]);
  expect(await db.auditEntry.count({ where: { subject: organization.id } })).toBe(1);
  expect(await db.outboxMessage.count({ where: { recipient: owner.email } })).toBe(1);
  expect(await db.notification.count({ where: { userId: owner.id } })).toBe(1);
});

test("a category's name is taken whatever its case", async () => {
  const admin = await anActor({ platformRole: "admin" });
  await createCategory(admin, "Email");
  await expect(createCategory(admin, "EMAIL")).rejects.toMatchObject({ code: "conflict" });
});
