/** Valid-by-default rows, inserted directly. The overrides are a test's subject; everything else is unimportant. */
import { randomUUID } from "node:crypto";
import type { Actor, OrganizationRole, PlatformRole } from "@/lib/policy";
import { db } from "@/lib/server/db";

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

export async function aMember(user: { id: string }, organization: { id: string }, role: OrganizationRole = "member") {
  return db.member.create({
    data: { id: randomUUID(), userId: user.id, organizationId: organization.id, role },
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
