import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { DeleteCohort } from "@/components/cohorts/delete-cohort";
import { LoadByApi } from "@/components/cohorts/load-by-api";
import { LoadMembers } from "@/components/cohorts/load-members";
import { MemberPages } from "@/components/cohorts/member-pages";
import { RenameCohort } from "@/components/cohorts/rename-cohort";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { formatNumber } from "@/components/ui/format-number";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  type Cohort,
  cohortLimits,
  cohortParams,
  memberIdProperty,
  membersPerPage,
  membersQuery,
} from "@/lib/cohort-contract";
import { isLosslessNumber } from "@/lib/destination/json";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import { findCohort, type StoredMember } from "@/lib/server/repositories/cohorts";
import { findProject } from "@/lib/server/repositories/projects";
import { readMembers } from "@/lib/server/services/read-members";

export const metadata: Metadata = { title: "Cohort" };

export default async function CohortPage(props: {
  params: Promise<{ projectId: string; cohortId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor("cohort.read");
  const params = cohortParams.safeParse(await props.params);
  if (!params.success) notFound();
  const { projectId, cohortId } = params.data;
  const [project, cohort] = await Promise.all([
    findProject(db, actor.organizationId, projectId),
    findCohort(db, actor.organizationId, projectId, cohortId),
  ]);
  if (!project || !cohort) notFound();
  const search = await props.searchParams;
  const asked = { prefix: textOf(search.search), after: textOf(search.after) };
  const { members, next } = await readMembers(
    actor.organizationId,
    params.data,
    membersQuery.parse({ ...asked, limit: membersPerPage }),
  );
  return (
    <PortalPage actor={actor}>
      <PageHeader
        breadcrumb={[
          { label: "Projects", href: "/projects" },
          { label: project.name, href: `/projects/${projectId}` },
        ]}
        title={<span dir="auto">{cohort.name}</span>}
        description={<span className="break-all font-mono text-xs">{cohort.id}</span>}
        actions={
          <>
            <RenameCohort projectId={projectId} cohort={cohort} />
            <DeleteCohort projectId={projectId} cohort={cohort} />
          </>
        }
      />
      <div className="space-y-4">
        <Card>
          <CohortFacts cohort={cohort} known={project.properties.map(({ name }) => name)} />
        </Card>
        <Card title="Load members">
          <LoadMembers
            // A form of its own for each cohort.
            key={cohort.id}
            projectId={projectId}
            cohortId={cohortId}
            cohortName={cohort.name}
            memberCount={cohort.memberCount}
          />
        </Card>
        <LoadByApi baseUrl={env().BASE_URL} projectId={projectId} cohortId={cohortId} />
        <MemberPages cohort={cohort} members={members.map(shownMember)} next={next} asked={asked} />
      </div>
    </PortalPage>
  );
}

/** What stands in an address is anybody's: nothing longer than an ID is looked for. */
function textOf(value: string | string[] | undefined): string {
  return typeof value === "string" ? value.replaceAll("\u0000", "").slice(0, cohortLimits.memberIdMax) : "";
}

function shownMember({ id, properties }: StoredMember) {
  const texts = Object.entries(properties).map(([name, value]) => [
    name,
    isLosslessNumber(value) ? value.value : String(value ?? ""),
  ]);
  return { id, properties: Object.fromEntries(texts) };
}

function CohortFacts({ cohort, known }: { cohort: Cohort; known: readonly string[] }) {
  const unknown = cohort.properties.filter((name) => !known.includes(name));
  return (
    <DescriptionList
      items={[
        { term: "Members", value: formatNumber(cohort.memberCount) },
        { term: "Loaded", value: cohort.loadedAt ? <RelativeTime at={cohort.loadedAt} /> : "never" },
        {
          term: "Properties",
          value: (
            <>
              <span className="break-all font-mono text-xs">{[memberIdProperty, ...cohort.properties].join(", ")}</span>
              {unknown.length > 0 && (
                <span className="block text-muted text-xs">
                  Not among the project's user properties, so mappings can't choose{" "}
                  {unknown.length === 1 ? "it" : "them"}:{" "}
                  <span className="break-all font-mono">{unknown.join(", ")}</span>. Add{" "}
                  {unknown.length === 1 ? "it" : "them"} on{" "}
                  <Link href={`/projects/${cohort.projectId}`} className="link">
                    the project's page
                  </Link>
                  .
                </span>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
