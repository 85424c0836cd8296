import { notFound, redirect } from "next/navigation";
import { requireActor } from "@/lib/http/session";
import { uuidParam } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { findCohortProject } from "@/lib/server/repositories/cohorts";

/** Where `$amplitude_cohort_url` leads: partners know a cohort's ID, not its project. */
export default async function CohortLinkPage({ params }: { params: Promise<{ cohortId: string }> }) {
  const actor = await requireActor("cohort.read");
  const id = uuidParam.safeParse((await params).cohortId);
  const projectId = id.success ? await findCohortProject(db, actor.organizationId, id.data) : undefined;
  if (!id.success || projectId === undefined) notFound();
  redirect(`/projects/${projectId}/cohorts/${id.data}`);
}
