import { FolderKanban } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { NewProjectForm } from "@/components/projects/new-project-form";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listProjects } from "@/lib/server/repositories/projects";

export const metadata: Metadata = { title: "Projects" };

export default async function ProjectsPage() {
  const actor = await requireActor("project.read");
  const projects = await listProjects(db, actor.organizationId);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Projects"
        description="A project is one source of users: an app, a site, an environment. Tests and installations choose from its user properties."
      />
      <div className="space-y-4">
        {projects.length === 0 ? (
          <Card>
            <EmptyState
              icon={<FolderKanban />}
              title="No project yet"
              description="Create the first one below. Endpoint tests need one."
            />
          </Card>
        ) : (
          <Card isFlush>
            <Table label="Projects">
              <Thead>
                <Tr>
                  <Th>Project</Th>
                  <Th isNumeric>User properties</Th>
                  <Th>API key</Th>
                  <Th>Created</Th>
                </Tr>
              </Thead>
              <Tbody>
                {projects.map((project) => (
                  <Tr key={project.id} isInteractive>
                    <Td>
                      <Link
                        href={`/projects/${project.id}`}
                        className="font-medium text-ink after:absolute after:inset-0 hover:underline"
                      >
                        {project.name}
                      </Link>
                    </Td>
                    <Td isNumeric>{project._count.properties}</Td>
                    <Td className="font-mono text-muted text-xs">
                      {project.apiKeyLast4 ? `lf_••••${project.apiKeyLast4}` : "none"}
                    </Td>
                    <Td className="text-muted">
                      <RelativeTime at={project.createdAt} />
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          </Card>
        )}
        <Card title="New project">
          <NewProjectForm />
        </Card>
      </div>
    </PortalPage>
  );
}
