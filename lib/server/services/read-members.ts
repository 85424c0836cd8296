import type { MembersQuery } from "@/lib/cohort-contract";
import { db } from "@/lib/server/db";
import { findCohort, listMembers, pickMembers, type StoredMember } from "@/lib/server/repositories/cohorts";
import { noCohort } from "./create-cohort";

/** A page of a cohort's members, or any of them. `next` is the ID after which the following page begins. */
export async function readMembers(
  organizationId: string,
  { projectId, cohortId }: { projectId: string; cohortId: string },
  query: MembersQuery,
): Promise<{ members: StoredMember[]; next: string | null }> {
  const cohort = await findCohort(db, organizationId, projectId, cohortId);
  if (!cohort) throw noCohort();
  if (query.sample === "random") return { members: await pickMembers(db, cohort, query.limit), next: null };
  const found = await listMembers(db, cohortId, query);
  const members = found.slice(0, query.limit);
  return { members, next: found.length > members.length ? (members.at(-1)?.id ?? null) : null };
}
