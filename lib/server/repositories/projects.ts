/** Projects, their API keys and their user properties. Every query names the organization (T5). */

import type { UserPropertyBody } from "@/lib/people-contract";
import type { Db, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/generated/prisma/client";

const ordered = { properties: { orderBy: { name: "asc" } } } satisfies Prisma.ProjectInclude;

export type ProjectWithProperties = Prisma.ProjectGetPayload<{ include: typeof ordered }>;

/** By name, with the number of user properties. */
export async function listProjects(db: Db | Tx, organizationId: string) {
  return db.project.findMany({
    where: { organizationId },
    include: { _count: { select: { properties: true } } },
    orderBy: { name: "asc" },
  });
}

/** One project with its user properties; undefined for another organization's. */
export async function findProject(
  db: Db | Tx,
  organizationId: string,
  projectId: string,
): Promise<ProjectWithProperties | undefined> {
  const project = await db.project.findFirst({ where: { id: projectId, organizationId }, include: ordered });
  return project ?? undefined;
}

/** Every project with its user properties: what a test or a setup modal chooses from. */
export async function listProjectsWithProperties(
  db: Db | Tx,
  organizationId: string,
): Promise<ProjectWithProperties[]> {
  return db.project.findMany({ where: { organizationId }, include: ordered, orderBy: { name: "asc" } });
}

/** Undefined when the organization has a project of this name already. */
export async function insertProject(tx: Tx, organizationId: string, name: string) {
  const [project] = await tx.project.createManyAndReturn({ data: [{ organizationId, name }], skipDuplicates: true });
  return project;
}

export async function isNameTaken(tx: Tx, organizationId: string, name: string, exceptId: string): Promise<boolean> {
  return (await tx.project.count({ where: { organizationId, name, id: { not: exceptId } } })) > 0;
}

export async function updateProject(
  tx: Tx,
  organizationId: string,
  projectId: string,
  data: { name?: string; apiKeyHash?: string; apiKeyLast4?: string },
): Promise<boolean> {
  const { count } = await tx.project.updateMany({ where: { id: projectId, organizationId }, data });
  return count === 1;
}

/** Undefined when the project has a property of this name already. */
export async function insertProperty(tx: Tx, projectId: string, property: UserPropertyBody) {
  const [created] = await tx.userProperty.createManyAndReturn({
    data: [{ projectId, ...property }],
    skipDuplicates: true,
  });
  return created;
}

export async function findProperty(tx: Tx, projectId: string, propertyId: string) {
  return tx.userProperty.findFirst({ where: { id: propertyId, projectId } });
}

export async function isPropertyNameTaken(tx: Tx, projectId: string, name: string, exceptId: string): Promise<boolean> {
  return (await tx.userProperty.count({ where: { projectId, name, id: { not: exceptId } } })) > 0;
}

export async function updateProperty(tx: Tx, propertyId: string, property: UserPropertyBody) {
  return tx.userProperty.update({ where: { id: propertyId }, data: property });
}

export async function deleteProperty(tx: Tx, projectId: string, propertyId: string): Promise<boolean> {
  const { count } = await tx.userProperty.deleteMany({ where: { id: propertyId, projectId } });
  return count === 1;
}

/** The project that an API key belongs to, by the key's hash. */
export async function findProjectByKeyHash(db: Db | Tx, apiKeyHash: string) {
  return (await db.project.findUnique({ where: { apiKeyHash } })) ?? undefined;
}
