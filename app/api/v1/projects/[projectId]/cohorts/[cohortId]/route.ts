import { cohortBody, cohortParams } from "@/lib/cohort-contract";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { findCohort } from "@/lib/server/repositories/cohorts";
import { noCohort } from "@/lib/server/services/create-cohort";
import { deleteCohort } from "@/lib/server/services/delete-cohort";
import { renameCohort } from "@/lib/server/services/rename-cohort";

export const GET = route({ action: "cohort.read", params: cohortParams }, async ({ actor, params }) => {
  const cohort = await findCohort(db, actor.organizationId, params.projectId, params.cohortId);
  if (!cohort) throw noCohort();
  return cohort;
});

export const PATCH = route(
  { action: "cohort.write", params: cohortParams, body: cohortBody },
  ({ actor, params, body }) => renameCohort(actor, params, body.name),
);

export const DELETE = route({ action: "cohort.write", params: cohortParams }, async ({ actor, params }) => {
  await deleteCohort(actor, params);
  return undefined;
});
