import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { isCohortNameTaken, lockCohort, updateCohort } from "@/lib/server/repositories/cohorts";
import { lockOrganization } from "@/lib/server/repositories/users";
import { cohortNameTaken, noCohort } from "./create-cohort";

/** Gives a cohort another name, unique within its project. Members stay. */
export async function renameCohort(
  actor: Actor,
  { projectId, cohortId }: { projectId: string; cohortId: string },
  name: string,
): Promise<{ id: string; name: string }> {
  const { organizationId } = actor;
  return db.$transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const cohort = await lockCohort(tx, organizationId, projectId, cohortId);
    if (!cohort) throw noCohort();
    if (await isCohortNameTaken(tx, organizationId, projectId, name, cohortId)) throw cohortNameTaken(name);
    await updateCohort(tx, organizationId, cohortId, { name });
    await auditLog.record(tx, actor, "cohort.renamed", cohortId, { from: cohort.name, to: name });
    return { id: cohortId, name };
  });
}
