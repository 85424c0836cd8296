/** The people of the demo: who they are, what they may do, and how they come into an empty database. */
import { randomUUID } from "node:crypto";
import type { Actor, OrganizationRole, PlatformRole } from "@/lib/policy";
import type { Tx } from "./db";
import { record } from "./repositories/audit-log";

/** Documented, and therefore only ever set when DEMO=1. */
export const demoPassword = "landfall-demo-2026";

const organizations = {
  northwind: { name: "Northwind Messaging", portalEnabled: true, projects: ["Northwind Sandbox", "Northwind Staging"] },
  harbor: { name: "Harbor CRM", portalEnabled: true, projects: ["Harbor Sandbox"] },
  acme: { name: "Acme Retail", portalEnabled: false, projects: ["Acme Shop", "Acme App"] },
  platform: { name: "Platform", portalEnabled: false, projects: [] },
} satisfies Record<string, { name: string; portalEnabled: boolean; projects: string[] }>;
type OrganizationKey = keyof typeof organizations;

export interface DemoPerson {
  /** What the sign-in page sends. */
  key: string;
  name: string;
  email: string;
  organization: OrganizationKey;
  organizationRole: OrganizationRole;
  platformRole: PlatformRole;
  /** "Partner owner": the heading of the button. */
  title: string;
  /** One sentence: what this person can do. */
  can: string;
}

export const demoPeople = [
  {
    key: "partner_owner",
    name: "Nadia Okafor",
    email: "nadia@northwind.example",
    organization: "northwind",
    organizationRole: "owner",
    platformRole: "none",
    title: "Partner owner",
    can: "Builds, tests and submits destinations.",
  },
  {
    key: "partner_member",
    name: "Tomás Lindqvist",
    email: "tomas@northwind.example",
    organization: "northwind",
    organizationRole: "member",
    platformRole: "none",
    title: "Partner member",
    can: "Builds and tests in the same organization.",
  },
  {
    key: "second_partner_owner",
    name: "Mei Harada",
    email: "mei@harborcrm.example",
    organization: "harbor",
    organizationRole: "owner",
    platformRole: "none",
    title: "Second partner",
    can: "Builds at Harbor CRM, sees nothing of the first.",
  },
  {
    key: "reviewer",
    name: "Ruth Adeyemi",
    email: "ruth@platform.example",
    organization: "platform",
    organizationRole: "member",
    platformRole: "reviewer",
    title: "Reviewer",
    can: "Approves, requests changes or rejects.",
  },
  {
    key: "customer",
    name: "Carla Brandt",
    email: "carla@acme.example",
    organization: "acme",
    organizationRole: "owner",
    platformRole: "none",
    title: "Customer",
    can: "Browses the catalog, sets destinations up.",
  },
  {
    key: "admin",
    name: "Ada Moreau",
    email: "ada@platform.example",
    organization: "platform",
    organizationRole: "owner",
    platformRole: "admin",
    title: "Administrator",
    can: "Keeps organizations, mail and the audit log.",
  },
] as const satisfies readonly DemoPerson[];
export type DemoKey = (typeof demoPeople)[number]["key"];

const demoCategories = [
  "Messaging",
  "Attribution",
  "Ad Network",
  "Analytics",
  "CRM",
  "CDP",
  "Data Warehouse",
  "Experimentation",
  "Customer Support",
  "Other",
] as const;

const userProperties = [
  { name: "user_id", type: "string", example: "user-1001" },
  { name: "email", type: "string", example: "jo@example.com" },
  { name: "phone", type: "string", example: "+4915112345678" },
  { name: "device_id", type: "string", example: "5f2b8c1e-9d40-4a7b-8f6e-2c3d1a0b9e87" },
  { name: "first_name", type: "string", example: "Jo" },
  { name: "plan", type: "string", example: "premium" },
  { name: "lifetime_value", type: "number", example: "249.5" },
  { name: "is_subscribed", type: "boolean", example: "true" },
];

export interface DemoWorld {
  actors: Record<DemoKey, Actor>;
  /** Project ids by organization, in the order of the list above. */
  projectIds: Record<OrganizationKey, string[]>;
  /** By name. */
  categoryIds: Map<string, string>;
}

/**
 * Creates the demo's categories, organizations, people and projects. For an empty database: a second time it
 * fails on the first name that is taken. `passwordHash` comes from `hashDemoPassword()`.
 */
export async function createDemoPeople(tx: Tx, passwordHash: string): Promise<DemoWorld> {
  const categoryIds = await createCategories(tx);
  const projectIds: Record<OrganizationKey, string[]> = { northwind: [], harbor: [], acme: [], platform: [] };
  const organizationIds: Record<OrganizationKey, string> = { northwind: "", harbor: "", acme: "", platform: "" };
  for (const key of ["northwind", "harbor", "acme", "platform"] as const) {
    const { name, portalEnabled, projects } = organizations[key];
    const id = randomUUID();
    await tx.organization.create({ data: { id, name, slug: id, portalEnabled } });
    organizationIds[key] = id;
    for (const project of projects) projectIds[key].push(await createProject(tx, id, project));
  }

  const created = new Map<string, Actor>();
  for (const person of demoPeople) {
    created.set(person.key, await createPerson(tx, person, organizationIds[person.organization], passwordHash));
  }
  await record(tx, { name: "Landfall" }, "demo.created", "demo", { people: demoPeople.length });
  return { actors: actorsByKey(created), projectIds, categoryIds };
}

function actorsByKey(created: Map<string, Actor>): Record<DemoKey, Actor> {
  const actor = (key: DemoKey): Actor => {
    const found = created.get(key);
    if (!found) throw new Error(`The demo has no ${key}.`);
    return found;
  };
  return {
    partner_owner: actor("partner_owner"),
    partner_member: actor("partner_member"),
    second_partner_owner: actor("second_partner_owner"),
    reviewer: actor("reviewer"),
    customer: actor("customer"),
    admin: actor("admin"),
  };
}

/** The platform's categories (SPEC 4), in their order. */
export async function createCategories(tx: Tx): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [position, name] of demoCategories.entries()) {
    const category = await tx.category.upsert({ where: { name }, create: { name, position }, update: { position } });
    ids.set(name, category.id);
  }
  return ids;
}

async function createPerson(tx: Tx, person: DemoPerson, organizationId: string, password: string): Promise<Actor> {
  const { name, email, platformRole, organizationRole } = person;
  const userId = randomUUID();
  await tx.user.create({
    data: {
      id: userId,
      name,
      email,
      emailVerified: true,
      platformRole,
      accounts: { create: { id: randomUUID(), accountId: userId, providerId: "credential", password } },
      members: { create: { id: randomUUID(), organizationId, role: organizationRole } },
    },
  });
  const { name: organizationName, portalEnabled } = organizations[person.organization];
  return { userId, name, email, platformRole, organizationId, organizationName, organizationRole, portalEnabled };
}

async function createProject(tx: Tx, organizationId: string, name: string): Promise<string> {
  const project = await tx.project.create({
    data: { organizationId, name, properties: { createMany: { data: userProperties } } },
  });
  return project.id;
}
