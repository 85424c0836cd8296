/** Valid-by-default rows, inserted directly. The overrides are a test's subject; everything else is unimportant. */
import { createHmac, randomUUID } from "node:crypto";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { VersionStatus } from "@/lib/destination/lifecycle";
import type { Actor, OrganizationRole, PlatformRole } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import { sampleDefinition } from "./definitions";

function unique(word: string): string {
  return `${word}-${randomUUID().slice(0, 8)}`;
}

export async function anOrganization(overrides: { name?: string; portalEnabled?: boolean } = {}) {
  const slug = unique("organization");
  return db.organization.create({ data: { id: randomUUID(), name: slug, slug, portalEnabled: true, ...overrides } });
}

export async function aUser(
  overrides: { name?: string; email?: string; emailVerified?: boolean; platformRole?: PlatformRole } = {},
) {
  const name = unique("person");
  return db.user.create({
    data: { id: randomUUID(), name, email: `${name}@example.com`, emailVerified: true, ...overrides },
  });
}

let lastMemberAt = 0;

export async function aMember(user: { id: string }, organization: { id: string }, role: OrganizationRole = "member") {
  // Two made within one millisecond would have no order, and the first of a person's organizations is the default.
  lastMemberAt = Math.max(Date.now(), lastMemberAt + 1);
  return db.member.create({
    data: {
      id: randomUUID(),
      userId: user.id,
      organizationId: organization.id,
      role,
      createdAt: new Date(lastMemberAt),
    },
  });
}

interface ActorOverrides {
  platformRole?: PlatformRole;
  organizationRole?: OrganizationRole;
  portalEnabled?: boolean;
  /** Work for this organization instead of a new one. */
  organization?: { id: string; name: string; portalEnabled: boolean };
}

/** A signed-in owner of an organization of their own that may build, unless told otherwise. */
export async function anActor(overrides: ActorOverrides = {}): Promise<Actor> {
  const { platformRole = "none", organizationRole = "owner", portalEnabled = true } = overrides;
  const organization = overrides.organization ?? (await anOrganization({ portalEnabled }));
  const user = await aUser({ platformRole });
  await aMember(user, organization, organizationRole);
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    platformRole,
    organizationId: organization.id,
    organizationName: organization.name,
    organizationRole,
    portalEnabled: organization.portalEnabled,
  };
}

export async function aProject(organization: { id: string }, overrides: { name?: string } = {}) {
  return db.project.create({
    data: {
      organizationId: organization.id,
      name: unique("project"),
      properties: { create: [{ name: "user_id", type: "string", example: "user-1001" }] },
      ...overrides,
    },
    include: { properties: true },
  });
}

/** A signed-in browser: a session row, and the headers that its requests carry. */
export async function aSession(
  user: { id: string },
  overrides: { activeOrganizationId?: string; expiresAt?: Date } = {},
) {
  const expiresAt = new Date(Date.now() + 60 * 60 * 1000);
  const token = randomUUID();
  const session = await db.session.create({
    data: { id: randomUUID(), token, userId: user.id, expiresAt, ...overrides },
  });
  return { id: session.id, headers: new Headers({ cookie: sessionCookie(token) }) };
}

/** The cookie as better-auth signs it: token, dot, HMAC-SHA-256 in base64. */
export function sessionCookie(token: string): string {
  const signature = createHmac("sha256", env().AUTH_SECRET).update(token).digest("base64");
  return `landfall.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}

/** Somebody signed in who belongs to no organization. */
export async function aPerson(overrides: Parameters<typeof aUser>[0] = {}) {
  const user = await aUser(overrides);
  const session = await aSession(user);
  const { id: userId, name, email, emailVerified } = user;
  return { userId, name, email, emailVerified, sessionId: session.id };
}

let names = 0;

/** Connection info with everything a submission needs. */
export async function aConnectionInfo(organization: { id: string }) {
  names += 1;
  const category = await db.category.upsert({
    where: { name: "Messaging" },
    create: { name: "Messaging" },
    update: {},
  });
  const logo = await db.logo.create({
    data: { organizationId: organization.id, png: new Uint8Array([0]), pixels: 128 },
  });
  return db.connectionInfo.create({
    data: {
      organizationId: organization.id,
      displayName: `Info ${names} ${randomUUID().slice(0, 8)}`,
      categoryId: category.id,
      logoId: logo.id,
      summary: "Sends cohorts somewhere.",
      fullDescription: "Sends cohorts somewhere, and says how.",
      documentation: "https://docs.example.com",
      support: "support@example.com",
    },
  });
}

/** A destination of an organization with the given draft (by default a complete, valid one). */
export async function aDestination(
  organization: { id: string },
  definition: DestinationDefinition = sampleDefinition(),
) {
  const info = await aConnectionInfo(organization);
  return db.destination.create({
    data: { organizationId: organization.id, connectionInfoId: info.id, kind: definition.kind, definition },
  });
}

interface VersionOverrides {
  destinationId?: string;
  number?: string;
  status?: VersionStatus;
  assigneeId?: string;
  releaseNote?: string;
  decisionNote?: string;
  deprecationNote?: string;
  submittedAt?: Date;
}

/** A frozen version, in review unless told otherwise, of a new destination or of one that is there. */
export async function aVersion(organization: { id: string }, overrides: VersionOverrides = {}) {
  const { destinationId = (await aDestination(organization)).id, number = "1.0", status = "in_review" } = overrides;
  return db.destinationVersion.create({
    data: {
      releaseNote: "First version.",
      ...overrides,
      destinationId,
      organizationId: organization.id,
      number,
      status,
      audience: status === "released" ? "organization" : "catalog",
      definition: sampleDefinition(),
      connectionInfo: {
        displayName: "Acme Email",
        category: "Messaging",
        summary: "Sends cohorts somewhere.",
        fullDescription: "Sends cohorts somewhere, and says how.",
        documentation: "https://docs.example.com",
        support: "support@example.com",
        versionLabel: "1.0",
        logoId: null,
      },
      contentHash: "0".repeat(64),
      findings: [],
      evidence: [],
      submittedById: randomUUID(),
    },
  });
}
