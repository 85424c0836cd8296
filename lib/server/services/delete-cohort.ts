import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { deleteCohort as deleteRow, lockCohort } from "@/lib/server/repositories/cohorts";
import { noCohort } from "./create-cohort";

/** Ten million members take a while. */
const deleteMsMax = 15 * 60 * 1000;

/** Deletes a cohort with its members. */
export async function deleteCohort(
  actor: Actor,
  { projectId, cohortId }: { projectId: string; cohortId: string },
): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const cohort = await lockCohort(tx, actor.organizationId, projectId, cohortId);
      if (!cohort) throw noCohort();
      await deleteRow(tx, actor.organizationId, cohortId);
      const { name, memberCount } = cohort;
      await auditLog.record(tx, actor, "cohort.deleted", cohortId, { name, memberCount });
    },
    { timeout: deleteMsMax },
  );
}
