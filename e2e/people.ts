/** People and rows of a test's own, put straight into the database: signing in by typing is one test, not all of them. */
import { createHmac, randomUUID } from "node:crypto";
import pg from "pg";
import type { DestinationDefinition, ListDefinition } from "@/lib/destination/definition";
import type { OrganizationRole, PlatformRole } from "@/lib/policy";

export interface Organization {
  id: string;
  name: string;
}

/** Somebody signed in, with the token of their session. */
export interface Person {
  userId: string;
  name: string;
  email: string;
  organization: Organization;
  token: string;
}

export async function query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

export async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await query(
    `insert into "${table}" (${columns.map((name) => `"${name}"`).join(", ")}) values (${places.join(", ")})`,
    Object.values(row),
  );
}

export async function anOrganization(overrides: { portalEnabled?: boolean } = {}): Promise<Organization> {
  const id = randomUUID();
  const name = `Harbour ${id.slice(0, 6)}`;
  await insert("organization", { id, name, slug: id, portal_enabled: overrides.portalEnabled ?? true });
  return { id, name };
}

interface PersonOverrides {
  name?: string;
  organization?: Organization;
  organizationRole?: OrganizationRole;
  platformRole?: PlatformRole;
  portalEnabled?: boolean;
}

/** A signed-in owner of an organization of their own that may build, unless told otherwise. */
export async function aPerson(overrides: PersonOverrides = {}): Promise<Person> {
  const organization = overrides.organization ?? (await anOrganization(overrides));
  const userId = randomUUID();
  const name = overrides.name ?? `Sam ${userId.slice(0, 6)}`;
  const email = `${userId}@example.com`;
  const now = new Date();
  await insert("user", {
    id: userId,
    name,
    email,
    email_verified: true,
    platform_role: overrides.platformRole ?? "none",
    updated_at: now,
  });
  await insert("member", {
    id: randomUUID(),
    organization_id: organization.id,
    user_id: userId,
    role: overrides.organizationRole ?? "owner",
  });
  const person = { userId, name, email, organization, token: "" };
  return { ...person, token: await aSession(userId) };
}

/** One more browser of the same person. */
export async function aSession(userId: string): Promise<string> {
  const token = randomUUID();
  const expires_at = new Date(Date.now() + 3_600_000);
  await insert("session", { id: randomUUID(), token, user_id: userId, expires_at, updated_at: new Date() });
  return token;
}

/** Lets them sign in by typing: with the demo's password, whose hash the demo's people have. */
export async function giveDemoPassword({ userId }: Person): Promise<void> {
  await query(
    `insert into account (id, account_id, provider_id, user_id, password, updated_at)
     select $1, $2, provider_id, $2, password, now() from account where password is not null limit 1`,
    [randomUUID(), userId],
  );
}

/** As a person signs out elsewhere, or time passes. */
export async function endSessions(person: Person): Promise<void> {
  await query("delete from session where user_id = $1", [person.userId]);
}

/** The cookie as the server signs it: token, dot, HMAC-SHA-256 in base64. */
export function sessionCookieOf({ token }: { token: string }) {
  const signature = createHmac("sha256", process.env.AUTH_SECRET ?? "")
    .update(token)
    .digest("base64");
  return {
    name: "landfall.session_token",
    value: encodeURIComponent(`${token}.${signature}`),
    domain: new URL(process.env.BASE_URL ?? "").hostname,
    path: "/",
    httpOnly: true,
    sameSite: "Lax" as const,
  };
}

export async function aProject(organization: Organization): Promise<{ id: string; propertyId: string; name: string }> {
  const [id, propertyId] = [randomUUID(), randomUUID()];
  const name = `Project ${id.slice(0, 6)}`;
  await insert("project", { id, organization_id: organization.id, name });
  await insert("user_property", { id: propertyId, project_id: id, name: "user_id", example: "user-1001" });
  await insert("user_property", { id: randomUUID(), project_id: id, name: "email", example: "jo@example.com" });
  return { id, propertyId, name };
}

export async function aConnectionInfo(organization: Organization): Promise<{ id: string; displayName: string }> {
  const id = randomUUID();
  const displayName = `Partner ${id.slice(0, 8)}`;
  await insert("connection_info", {
    id,
    organization_id: organization.id,
    display_name: displayName,
    summary: "Sends cohorts somewhere.",
    full_description: "Sends cohorts somewhere, and says **how**.",
    updated_at: new Date(),
  });
  return { id, displayName };
}

export interface Destination {
  id: string;
  connectionInfoId: string;
  displayName: string;
}

export async function aDestination(
  organization: Organization,
  definition: DestinationDefinition,
): Promise<Destination> {
  const id = randomUUID();
  const info = await aConnectionInfo(organization);
  await insert("destination", {
    id,
    organization_id: organization.id,
    connection_info_id: info.id,
    kind: definition.kind,
    definition: JSON.stringify(definition),
    updated_at: new Date(),
  });
  return { id, connectionInfoId: info.id, displayName: info.displayName };
}

/** The draft as the database holds it now. */
export async function readDraft(destinationId: string): Promise<{ definition: ListDefinition; revision: number }> {
  const [row] = await query<{ definition: ListDefinition; revision: number }>(
    "select definition, revision from destination where id = $1",
    [destinationId],
  );
  if (!row) throw new Error(`There is no destination ${destinationId}.`);
  return row;
}
