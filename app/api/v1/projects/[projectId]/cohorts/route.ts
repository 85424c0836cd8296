import { cohortBody, projectParams } from "@/lib/cohort-contract";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { listCohorts } from "@/lib/server/repositories/cohorts";
import { findProject } from "@/lib/server/repositories/projects";
import { createCohort } from "@/lib/server/services/create-cohort";

export const GET = route({ action: "cohort.read", params: projectParams }, async ({ actor, params }) => {
  if (!(await findProject(db, actor.organizationId, params.projectId))) {
    throw new AppError("not_found", "There is no such project.");
  }
  return { cohorts: await listCohorts(db, actor.organizationId, params.projectId) };
});

export const POST = route(
  { action: "cohort.write", params: projectParams, body: cohortBody },
  async ({ actor, params, body }) =>
    Response.json(await createCohort(actor, params.projectId, body.name), { status: 201 }),
);
