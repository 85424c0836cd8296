import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { ConnectButton } from "@/components/catalog/connect-button";
import { MarkdownText } from "@/components/catalog/markdown-text";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { uuid } from "@/lib/contract";
import { activeFields } from "@/lib/destination/active-fields";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listProjectsWithProperties } from "@/lib/server/repositories/projects";
import { findCatalogEntry, listApprovedVersions } from "@/lib/server/repositories/versions";

export const metadata: Metadata = { title: "Catalog" };

export default async function CatalogEntryPage(props: { params: Promise<{ destinationId: string }> }) {
  const actor = await requireActor("catalog.read");
  const { destinationId } = await props.params;
  if (!uuid.safeParse(destinationId).success) notFound();
  const entry = await findCatalogEntry(db, destinationId);
  if (!entry) notFound();
  const [versions, projects] = await Promise.all([
    listApprovedVersions(db, destinationId),
    listProjectsWithProperties(db, actor.organizationId),
  ]);
  const info = entry.connectionInfo;
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title={info.displayName}
        description={info.summary}
        media={<LogoTile name={info.displayName} src={logoSrc(info.logoId)} size="xl" />}
        badge={info.category && <Badge>{info.category}</Badge>}
        breadcrumb={[{ label: "Catalog", href: "/catalog" }, { label: info.displayName }]}
        actions={
          <ConnectButton
            definition={entry.definition}
            displayName={info.displayName}
            logoId={info.logoId}
            projects={projects}
          />
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-6">
          <Card title="About">
            <MarkdownText text={info.fullDescription || info.summary} />
          </Card>
          <Card title="What you will be asked">
            <DescriptionList items={questions(entry.definition)} />
          </Card>
        </div>
        <div className="space-y-6">
          <Card title="Facts">
            <DescriptionList
              isNarrow
              items={[
                { term: "Version", value: entry.number },
                { term: "Made by", value: entry.destination.organization.name },
                { term: "Documentation", value: <OutsideLink text={info.documentation} /> },
                { term: "Support", value: <OutsideLink text={info.support} /> },
              ]}
            />
          </Card>
          <Card title="Versions">
            <ol className="space-y-3">
              {versions.map((version) => (
                <li key={version.id} className="text-sm">
                  <p className="flex justify-between gap-3">
                    <span className="font-medium text-ink">{version.number}</span>
                    {version.decidedAt && (
                      <span className="text-faint text-xs">
                        <RelativeTime at={version.decidedAt} />
                      </span>
                    )}
                  </p>
                  <p className="break-words text-muted">{version.releaseNote}</p>
                </li>
              ))}
            </ol>
          </Card>
        </div>
      </div>
    </PortalPage>
  );
}

function questions(definition: DestinationDefinition) {
  const fields = activeFields(definition).filter(({ perSync }) => !perSync);
  return [
    ...fields.map((field) => ({
      term: field.displayName || field.variable,
      value: field.helpText || (field.secret ? "A secret. It is masked as you type it." : "Your answer."),
    })),
    ...definition.mappings.map((mapping) => ({
      term: mapping.displayName || mapping.variable,
      value: `One of your user properties, sent as ${mapping.targetName || mapping.variable}.`,
    })),
  ];
}

function OutsideLink({ text }: { text: string }) {
  if (!text) return <span className="text-faint">Not given</span>;
  const href = text.startsWith("http") ? text : `mailto:${text}`;
  return (
    <a
      href={href}
      rel="nofollow noopener noreferrer"
      target={text.startsWith("http") ? "_blank" : undefined}
      className="link break-words"
    >
      {text.startsWith("http") ? new URL(text).hostname : text}
    </a>
  );
}
