import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { CohortTable } from "@/components/cohorts/cohort-table";
import { NameForm } from "@/components/people/name-form";
import { ApiKey } from "@/components/projects/api-key";
import { UserProperties } from "@/components/projects/user-properties";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/http/session";
import { uuidParam } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { listCohorts } from "@/lib/server/repositories/cohorts";
import { findProject } from "@/lib/server/repositories/projects";

export const metadata: Metadata = { title: "Project" };

export default async function ProjectPage({ params }: { params: Promise<{ projectId: string }> }) {
  const actor = await requireActor("project.read");
  const id = uuidParam.safeParse((await params).projectId);
  const project = id.success ? await findProject(db, actor.organizationId, id.data) : undefined;
  if (!project) notFound();
  const cohorts = await listCohorts(db, actor.organizationId, project.id);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        breadcrumb={[{ label: "Projects", href: "/projects" }]}
        title={project.name}
        description={<span className="font-mono text-xs">{project.id}</span>}
      />
      <div className="space-y-4">
        <Card
          title="User properties"
          description="What this project knows of each user. Mappings choose from them; tests use the examples."
          isFlush
        >
          <UserProperties
            projectId={project.id}
            properties={project.properties.map(({ id, name, type, example }) => ({ id, name, type, example }))}
          />
        </Card>
        <Card
          title="Cohorts"
          description="Sets of this project's users. Syncs keep them in step at partners; tests can take users from them."
          actions={
            cohorts.length > 0 && <ButtonLink href={`/projects/${project.id}/cohorts/new`}>New cohort</ButtonLink>
          }
          isFlush
        >
          <CohortTable projectId={project.id} cohorts={cohorts} />
        </Card>
        <Card title="API key" description="With it your own systems write to this project.">
          <ApiKey projectId={project.id} last4={project.apiKeyLast4} />
        </Card>
        <Card title="Name">
          <NameForm url={`/api/v1/projects/${project.id}`} label="Project's name" name={project.name} maxLength={60} />
        </Card>
      </div>
    </PortalPage>
  );
}
