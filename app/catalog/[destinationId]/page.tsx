import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { ActionList } from "@/components/catalog/action-list";
import { ConnectButton } from "@/components/catalog/connect-button";
import { MarkdownText } from "@/components/catalog/markdown-text";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { pluralize } from "@/components/ui/format-number";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { uuid } from "@/lib/contract";
import { activeFields } from "@/lib/destination/active-fields";
import type { cadences, DestinationDefinition, DestinationKind } from "@/lib/destination/definition";
import { kindNames } from "@/lib/destination/kind-words";
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
  const asked = questions(entry.definition);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title={info.displayName}
        description={info.summary}
        media={<LogoTile name={info.displayName} src={logoSrc(info.logoId)} size="xl" />}
        badge={
          <>
            {info.category && <Badge>{info.category}</Badge>}
            <Badge tone="accent">{kindNames[entry.definition.kind]}</Badge>
          </>
        }
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
          <Card title="What it does" description={doesWords[entry.definition.kind]}>
            {entry.definition.kind === "event" ? (
              <ActionList definition={entry.definition} />
            ) : (
              <DescriptionList items={syncFacts(entry.definition)} />
            )}
          </Card>
          <Card title="What you will be asked">
            {asked.length > 0 ? (
              <DescriptionList items={asked} />
            ) : (
              <p className="text-muted text-sm">A name for the installation, and nothing else.</p>
            )}
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

const doesWords: Record<DestinationKind, string> = {
  list: "A cohort becomes a list of users, and the list follows the cohort.",
  property: "A cohort becomes a property of its users, and the property follows the cohort.",
  event: "Events are sent as they happen. Each of these can be turned off, or kept to some of its events.",
};

const cadenceWords: Record<(typeof cadences)[number], string> = {
  one_time: "once",
  hourly: "hourly",
  daily: "daily",
  real_time: "in real time",
};

function syncFacts({ delivery }: DestinationDefinition) {
  const offered = delivery.cadences.map((cadence) => cadenceWords[cadence]);
  return [
    { term: "Syncs", value: offered.length > 0 ? offered.join(", ") : "Not yet" },
    { term: "Each sync sends", value: delivery.fullRefresh ? "The whole cohort" : "Who has entered and who has left" },
    ...(delivery.cohortSizeMax === null
      ? []
      : [{ term: "Largest cohort", value: pluralize(delivery.cohortSizeMax, "user") }]),
  ];
}

function questions(definition: DestinationDefinition) {
  const isOfEvents = definition.kind === "event";
  const fields = activeFields(definition).filter(({ perSync }) => !perSync);
  return [
    ...fields.map((field) => ({
      term: field.displayName || field.variable,
      value: field.helpText || (field.secret ? "A secret. It is masked as you type it." : "Your answer."),
    })),
    ...definition.mappings.map((mapping) => ({
      term: mapping.displayName || mapping.variable,
      value: `${isOfEvents ? "A part of the event" : "One of your user properties"}, sent as ${mapping.targetName || mapping.variable}.`,
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
