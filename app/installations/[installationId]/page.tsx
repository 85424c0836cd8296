import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { AnswersList } from "@/components/installations/answers-list";
import { ConnectionCard } from "@/components/installations/connection-card";
import { DeleteButton } from "@/components/installations/delete-button";
import { EditButton } from "@/components/installations/edit-button";
import { HistoryList } from "@/components/installations/history-list";
import { InstallationBadge } from "@/components/installations/installation-badge";
import { InstallationNotices } from "@/components/installations/installation-notices";
import { KeptSecrets } from "@/components/installations/kept-secrets";
import { PauseButton } from "@/components/installations/pause-button";
import { RollbackButton } from "@/components/installations/rollback-button";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { uuid } from "@/lib/contract";
import { endpointsOf } from "@/lib/destination/endpoints";
import { kindNames } from "@/lib/destination/kind-words";
import { inReaderLanguage } from "@/lib/http/reader-language";
import { requireActor } from "@/lib/http/session";
import { can } from "@/lib/policy";
import { type InstallationPage, readInstallationPage } from "@/lib/server/services/read-installation-page";

export const metadata: Metadata = { title: "Installation" };

export default async function InstallationDetailPage(props: { params: Promise<{ installationId: string }> }) {
  const { installationId } = await props.params;
  const isAddress = uuid.safeParse(installationId).success;
  const actor = await requireActor("installation.read", isAddress ? { installationId } : undefined);
  const page = isAddress ? await readInstallationPage(actor, installationId) : undefined;
  if (!page) notFound();
  const canWrite = can(actor, "installation.write");
  const { installation, newer, before, storedSecrets, keptForRollback } = page;
  const { version } = installation;
  const { definition, connectionInfo: info } = version;
  const read = await inReaderLanguage(definition);
  const blamed = read.definition.fields.find(({ id }) => id === installation.connectionTest?.fieldId);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title={installation.name}
        description={`${info.displayName} in ${installation.project.name}`}
        media={<LogoTile name={info.displayName} src={logoSrc(info.logoId)} size="xl" />}
        badge={
          <>
            <InstallationBadge status={installation.status} />
            <Badge>Version {version.number}</Badge>
            {version.status === "deprecated" && <Badge tone="warning">Deprecated</Badge>}
            {version.audience === "organization" && <Badge>Internal</Badge>}
          </>
        }
        breadcrumb={[{ label: "Installations", href: "/installations" }, { label: installation.name }]}
        actions={canWrite ? <Actions page={page} /> : <Badge>You can look, not change</Badge>}
      />
      <InstallationNotices
        installationId={installation.id}
        status={installation.status}
        version={version}
        newer={newer}
        ended={page.ended}
        problems={page.problems}
        canWrite={canWrite}
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-6">
          <Card title="Answers">
            <div {...read.attributes}>
              <AnswersList definition={read.definition} answers={installation.answers} storedSecrets={storedSecrets} />
            </div>
          </Card>
          {endpointsOf(definition).some(({ key }) => key === "testConnection") && (
            <ConnectionCard
              installationId={installation.id}
              displayName={info.displayName}
              test={installation.connectionTest}
              blamedField={blamed && (blamed.displayName || blamed.variable)}
              canTest={canWrite}
              language={read.language}
            />
          )}
          {keptForRollback.length > 0 && before && (
            <KeptSecrets
              installation={{
                id: installation.id,
                name: installation.name,
                revision: installation.revision,
                answers: installation.answers,
              }}
              secrets={keptForRollback}
              version={before.number}
              canWrite={canWrite}
            />
          )}
        </div>
        <div className="min-w-0 space-y-6">
          <Card title="Facts">
            <DescriptionList isNarrow items={factsOf(page)} />
          </Card>
          <Card title="History">
            <HistoryList definition={definition} history={page.history} />
          </Card>
        </div>
      </div>
    </PortalPage>
  );
}

function Actions({ page: { installation, newer, before, storedSecrets } }: { page: InstallationPage }) {
  const { id, name, revision, version, project, destinationId, answers, status } = installation;
  const { definition, connectionInfo } = version;
  return (
    <>
      <DeleteButton installationId={id} name={name} displayName={connectionInfo.displayName} kind={definition.kind} />
      <PauseButton installationId={id} status={status} />
      {before && <RollbackButton installationId={id} revision={revision} from={version.number} to={before.number} />}
      <EditButton
        installation={{ id, name, revision, projectId: project.id, destinationId, versionId: version.id, answers }}
        definition={definition}
        displayName={connectionInfo.displayName}
        logoId={connectionInfo.logoId}
        properties={project.properties.map(({ name, type, example }) => ({ name, type, example }))}
        storedSecrets={storedSecrets}
        variant={newer ? "secondary" : "primary"}
      />
      {newer && (
        <ButtonLink href={`/installations/${id}/upgrade`} variant="primary">
          Upgrade to {newer.number}
        </ButtonLink>
      )}
    </>
  );
}

function factsOf({ installation }: InstallationPage) {
  const { version, project, destinationId, createdAt } = installation;
  return [
    {
      term: "Destination",
      value: (
        <Link href={`/catalog/${destinationId}`} className="link">
          {version.connectionInfo.displayName}
        </Link>
      ),
    },
    { term: "Kind", value: kindNames[version.definition.kind] },
    {
      term: "Project",
      value: (
        <Link href={`/projects/${project.id}`} className="link">
          {project.name}
        </Link>
      ),
    },
    { term: "Installed", value: <RelativeTime at={createdAt} /> },
    { term: "ID", value: <code className="break-all font-mono text-xs">{installation.id}</code> },
  ];
}
