import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { NewCohortForm } from "@/components/cohorts/new-cohort-form";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { projectParams } from "@/lib/cohort-contract";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { findProject } from "@/lib/server/repositories/projects";

export const metadata: Metadata = { title: "New cohort" };

export default async function NewCohortPage(props: { params: Promise<{ projectId: string }> }) {
  const actor = await requireActor("cohort.write");
  const params = projectParams.safeParse(await props.params);
  const project = params.success ? await findProject(db, actor.organizationId, params.data.projectId) : undefined;
  if (!project) notFound();
  return (
    <PortalPage actor={actor}>
      <PageHeader
        breadcrumb={[
          { label: "Projects", href: "/projects" },
          { label: project.name, href: `/projects/${project.id}` },
        ]}
        title="New cohort"
        description="A set of users that is kept in step at partners."
      />
      <Card>
        <NewCohortForm projectId={project.id} />
      </Card>
    </PortalPage>
  );
}
