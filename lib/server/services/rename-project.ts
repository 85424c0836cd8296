import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { findProject, isNameTaken, updateProject } from "@/lib/server/repositories/projects";
import { lockOrganization } from "@/lib/server/repositories/users";
import { nameTaken } from "./create-project";

/** Gives a project of the actor's organization another name, unique within it. */
export async function renameProject(
  actor: Actor,
  projectId: string,
  name: string,
): Promise<{ id: string; name: string }> {
  const { organizationId } = actor;
  return db.$transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const project = await findProject(tx, organizationId, projectId);
    if (!project) throw new AppError("not_found", "There is no such project.");
    if (await isNameTaken(tx, organizationId, name, projectId)) throw nameTaken(name);
    await updateProject(tx, organizationId, projectId, { name });
    await auditLog.record(tx, actor, "project.renamed", projectId, { from: project.name, to: name });
    return { id: projectId, name };
  });
}
