/** The user properties of a project: what cohort members carry and mappings choose from. */
import { AppError } from "@/lib/errors";
import type { UserPropertyBody } from "@/lib/people-contract";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as projects from "@/lib/server/repositories/projects";
import { lockOrganization } from "@/lib/server/repositories/users";

const perProjectMax = 200;

/** Adds one, or changes the one with `propertyId`. The name is unique within the project. */
export async function saveUserProperty(
  actor: Actor,
  projectId: string,
  body: UserPropertyBody,
  propertyId?: string,
): Promise<{ id: string }> {
  return db.$transaction(async (tx) => {
    const project = await requireProject(tx, actor, projectId);
    if (propertyId === undefined) {
      if (project.properties.length >= perProjectMax) {
        throw new AppError("conflict", `A project has at most ${perProjectMax} user properties.`);
      }
      const created = await projects.insertProperty(tx, projectId, body);
      if (!created) throw propertyTaken(body.name);
      await auditLog.record(tx, actor, "user_property.created", created.id, body);
      return { id: created.id };
    }
    const before = await projects.findProperty(tx, projectId, propertyId);
    if (!before) throw noProperty();
    if (await projects.isPropertyNameTaken(tx, projectId, body.name, propertyId)) throw propertyTaken(body.name);
    await projects.updateProperty(tx, propertyId, body);
    await auditLog.record(tx, actor, "user_property.changed", propertyId, {
      ...body,
      before: { name: before.name, type: before.type, example: before.example },
    });
    return { id: propertyId };
  });
}

export async function deleteUserProperty(actor: Actor, projectId: string, propertyId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const project = await requireProject(tx, actor, projectId);
    const property = project.properties.find((candidate) => candidate.id === propertyId);
    if (!property || !(await projects.deleteProperty(tx, projectId, propertyId))) throw noProperty();
    await auditLog.record(tx, actor, "user_property.deleted", propertyId, { name: property.name });
  });
}

/** With the organization locked, so that two saves of the same name meet here and not at the unique index. */
async function requireProject(tx: Tx, actor: Actor, projectId: string) {
  await lockOrganization(tx, actor.organizationId);
  const project = await projects.findProject(tx, actor.organizationId, projectId);
  if (!project) throw new AppError("not_found", "There is no such project.");
  return project;
}

function noProperty(): AppError {
  return new AppError("not_found", "There is no such user property.");
}

function propertyTaken(name: string): AppError {
  const message = `This project has a user property named ${name} already.`;
  return new AppError("conflict", message, { issues: [{ path: "name", message }] });
}
