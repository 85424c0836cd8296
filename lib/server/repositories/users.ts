/** People, organizations, roles, sessions. */
import { randomUUID } from "node:crypto";
import { type OrganizationRole, organizationRoles, type PlatformRole, platformRoles } from "@/lib/policy";
import type { Db, Tx } from "@/lib/server/db";

export interface Membership {
  memberId: string;
  organizationId: string;
  organizationName: string;
  organizationRole: OrganizationRole;
  portalEnabled: boolean;
}

export interface MemberRow {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: OrganizationRole;
  since: Date;
}

export interface InvitationRow {
  id: string;
  email: string;
  role: OrganizationRole;
  inviterName: string;
  createdAt: Date;
  expiresAt: Date;
}

/** What the database holds as text; a word that we do not know gives no rights. */
export function parsePlatformRole(text: unknown): PlatformRole {
  return platformRoles.find((role) => role === text) ?? "none";
}

export function parseOrganizationRole(text: unknown): OrganizationRole {
  return organizationRoles.find((role) => role === text) ?? "member";
}

/** Every organization of a person, the oldest membership first. */
export async function membershipsOf(db: Db | Tx, userId: string): Promise<Membership[]> {
  const rows = await db.member.findMany({
    where: { userId },
    select: { id: true, role: true, organization: { select: { id: true, name: true, portalEnabled: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    memberId: row.id,
    organizationId: row.organization.id,
    organizationName: row.organization.name,
    organizationRole: parseOrganizationRole(row.role),
    portalEnabled: row.organization.portalEnabled,
  }));
}

export async function isMember(
  db: Db | Tx,
  { organizationId, userId }: { organizationId: string; userId: string },
): Promise<boolean> {
  return (await db.member.count({ where: { organizationId, userId } })) > 0;
}

export async function findUser(db: Db | Tx, userId: string) {
  return db.user.findUnique({ where: { id: userId } });
}

export async function findUserByEmail(db: Db | Tx, email: string) {
  return db.user.findUnique({ where: { email: email.toLowerCase() } });
}

/** A new organization with its first owner. Building is off until an administrator enables it. */
export async function insertOrganization(tx: Tx, ownerId: string, name: string) {
  const id = randomUUID();
  return tx.organization.create({
    data: { id, name, slug: id, members: { create: { id: randomUUID(), userId: ownerId, role: "owner" } } },
  });
}

/** The people of one organization, owners first. */
export async function listMembers(db: Db | Tx, organizationId: string): Promise<MemberRow[]> {
  const rows = await db.member.findMany({
    where: { organizationId },
    include: { user: { select: { name: true, email: true } } },
    orderBy: [{ role: "desc" }, { createdAt: "asc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    userId: row.userId,
    name: row.user.name,
    email: row.user.email,
    role: parseOrganizationRole(row.role),
    since: row.createdAt,
  }));
}

export async function findMember(db: Db | Tx, organizationId: string, memberId: string) {
  return db.member.findFirst({ where: { id: memberId, organizationId }, include: { user: true } });
}

export async function ownersOf(db: Db | Tx, organizationId: string) {
  const rows = await db.member.findMany({ where: { organizationId, role: "owner" }, include: { user: true } });
  return rows.map((row) => row.user);
}

/**
 * Holds the organization's row until the transaction ends, so that two owners who demote each other at the same
 * time cannot leave the organization without one.
 */
export async function lockOrganization(tx: Tx, organizationId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId} FOR UPDATE`;
}

export async function countOwners(tx: Tx, organizationId: string): Promise<number> {
  return tx.member.count({ where: { organizationId, role: "owner" } });
}

/** Invitations that can still be accepted, newest first. */
export async function listInvitations(
  db: Db | Tx,
  organizationId: string,
  now: Date = new Date(),
): Promise<InvitationRow[]> {
  const rows = await db.invitation.findMany({
    where: { organizationId, status: "pending", expiresAt: { gt: now } },
    include: { inviter: { select: { name: true } } },
    orderBy: { createdAt: "desc" },
  });
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: parseOrganizationRole(row.role),
    inviterName: row.inviter.name,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  }));
}

/** An invitation with what its recipient needs to know, whatever its state. */
export async function findInvitation(db: Db | Tx, invitationId: string) {
  return db.invitation.findUnique({
    where: { id: invitationId },
    include: { organization: true, inviter: { select: { name: true } } },
  });
}

/** Open invitations to an address: shown to its owner once the address is verified. */
export async function openInvitationsFor(db: Db | Tx, email: string, now: Date = new Date()) {
  return db.invitation.findMany({
    where: { email: email.toLowerCase(), status: "pending", expiresAt: { gt: now } },
    include: { organization: { select: { name: true } }, inviter: { select: { name: true } } },
    orderBy: { createdAt: "desc" },
  });
}

/** Makes `organizationId` the one that this session works for. Says whether the session still exists. */
export async function setActiveOrganization(tx: Tx, sessionId: string, organizationId: string): Promise<boolean> {
  const { count } = await tx.session.updateMany({
    where: { id: sessionId },
    data: { activeOrganizationId: organizationId },
  });
  return count === 1;
}

/** Sign-out everywhere: no session of this person works from the next request on. */
export async function deleteSessions(tx: Tx, userId: string): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { userId } });
  return count;
}

/** Where a person is signed in, newest first. */
export async function listSessions(db: Db | Tx, userId: string, now: Date = new Date()) {
  return db.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    select: { id: true, userAgent: true, ipAddress: true, createdAt: true },
    orderBy: { createdAt: "desc" },
  });
}

/** A person's name for "edited by …"; null when the account is gone. */
export async function findUserName(db: Db | Tx, userId: string): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { name: true } });
  return user?.name ?? null;
}

/** Holds a person's row until the transaction ends: two requests at once then happen one after the other. */
export async function lockUser(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${userId} FOR UPDATE`;
}

export function isInvitationOpen(invitation: { status: string; expiresAt: Date }, now: Date = new Date()): boolean {
  return invitation.status === "pending" && invitation.expiresAt > now;
}

/** Undefined once it was accepted or canceled, or has expired. */
export async function findOpenInvitation(db: Db | Tx, invitationId: string) {
  const invitation = await findInvitation(db, invitationId);
  return invitation && isInvitationOpen(invitation) ? invitation : undefined;
}
