import { cohortLimits } from "@/lib/cohort-contract";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { countCohorts, insertCohort, isCohortNameTaken } from "@/lib/server/repositories/cohorts";
import { findProject } from "@/lib/server/repositories/projects";
import { lockOrganization } from "@/lib/server/repositories/users";

/** A cohort without members in a project of the actor's organization. Its name is unique within the project. */
export async function createCohort(actor: Actor, projectId: string, name: string): Promise<{ id: string }> {
  const { organizationId } = actor;
  return db.$transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    if (!(await findProject(tx, organizationId, projectId))) {
      throw new AppError("not_found", "There is no such project.");
    }
    if ((await countCohorts(tx, organizationId, projectId)) >= cohortLimits.perProjectMax) {
      throw new AppError(
        "conflict",
        `A project has at most ${cohortLimits.perProjectMax} cohorts. Delete one that is no longer needed.`,
      );
    }
    if (await isCohortNameTaken(tx, organizationId, projectId, name)) throw cohortNameTaken(name);
    const id = await insertCohort(tx, { organizationId, projectId, name, createdById: actor.userId });
    await auditLog.record(tx, actor, "cohort.created", id, { name, projectId });
    return { id };
  });
}

export function noCohort(): AppError {
  return new AppError("not_found", "There is no such cohort.");
}

export function cohortNameTaken(name: string): AppError {
  const message = `This project has a cohort named “${name}” already. Choose another name.`;
  return new AppError("conflict", message, { issues: [{ path: "name", message }] });
}
