import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { ActionList } from "@/components/catalog/action-list";
import { ConnectButton } from "@/components/catalog/connect-button";
import { MarkdownText } from "@/components/catalog/markdown-text";
import { OutsideLink } from "@/components/catalog/outside-link";
import { PublishedVersions } from "@/components/catalog/published-versions";
import { SentDataList } from "@/components/catalog/sent-data-list";
import { SetupQuestions } from "@/components/catalog/setup-questions";
import { YourInstallations } from "@/components/catalog/your-installations";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { pluralize } from "@/components/ui/format-number";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { uuid } from "@/lib/contract";
import type { cadences, DestinationDefinition, DestinationKind } from "@/lib/destination/definition";
import { kindNames } from "@/lib/destination/kind-words";
import { inReaderLanguage } from "@/lib/http/reader-language";
import { requireActor } from "@/lib/http/session";
import { can } from "@/lib/policy";
import { type CatalogEntry, readCatalogEntry } from "@/lib/server/services/read-catalog-entry";

export const metadata: Metadata = { title: "Catalog" };

export default async function CatalogEntryPage(props: { params: Promise<{ destinationId: string }> }) {
  const actor = await requireActor("catalog.read");
  const { destinationId } = await props.params;
  if (!uuid.safeParse(destinationId).success) notFound();
  const entry = await readCatalogEntry(actor, destinationId);
  if (!entry) notFound();
  const { version, isOffered, installations, projects } = entry;
  const { definition, connectionInfo: info } = version;
  const read = await inReaderLanguage(definition);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title={info.displayName}
        description={info.summary}
        media={<LogoTile name={info.displayName} src={logoSrc(info.logoId)} size="xl" />}
        badge={
          <>
            {info.category && <Badge>{info.category}</Badge>}
            <Badge tone="accent">{kindNames[definition.kind]}</Badge>
            {!isOffered && <Badge tone="warning">Deprecated</Badge>}
            {version.audience === "organization" && <Badge>Internal</Badge>}
          </>
        }
        breadcrumb={[{ label: "Catalog", href: "/catalog" }, { label: info.displayName }]}
        actions={
          isOffered &&
          can(actor, "installation.write") && (
            <ConnectButton
              destinationId={destinationId}
              versionId={version.id}
              definition={definition}
              displayName={info.displayName}
              logoId={info.logoId}
              projects={projects}
              label={installations.length > 0 ? "Connect another" : "Connect"}
            />
          )
        }
      />
      {!isOffered && <DeprecatedCallout entry={entry} />}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-6">
          <YourInstallations displayName={info.displayName} installations={installations} />
          <Card title="About">
            <MarkdownText text={info.fullDescription || info.summary} />
          </Card>
          <Card title="What it does" description={doesWords[definition.kind]}>
            {definition.kind === "event" ? (
              <div {...read.attributes}>
                <ActionList definition={read.definition} />
              </div>
            ) : (
              <DescriptionList items={syncFacts(definition)} />
            )}
          </Card>
          <Card title="What you will be asked">
            <div {...read.attributes}>
              <SetupQuestions definition={read.definition} />
            </div>
          </Card>
          <Card
            title="What is sent"
            description="As the reviewed version sends it; your answers and keys go along where a request needs them."
          >
            <SentDataList definition={definition} />
          </Card>
        </div>
        <Aside entry={entry} />
      </div>
    </PortalPage>
  );
}

function DeprecatedCallout({ entry: { versions, installations } }: { entry: CatalogEntry }) {
  // What is installed may be older than the version that was deprecated with a reason.
  const note = versions.find(({ status }) => status === "deprecated")?.deprecationNote;
  return (
    <Callout tone="warning" title="This destination takes no new installations" className="mb-6">
      {note && <p className="whitespace-pre-line break-words">{note}</p>}
      <p>{installations.length === 1 ? "Your installation goes on" : "Your installations go on"} as before.</p>
    </Callout>
  );
}

function Aside({ entry: { version, versions } }: { entry: CatalogEntry }) {
  const { connectionInfo: info, number, madeBy } = version;
  return (
    <div className="min-w-0 space-y-6">
      <Card title="Facts">
        <DescriptionList
          isNarrow
          items={[
            { term: "Version", value: number },
            { term: "Made by", value: madeBy },
            { term: "Documentation", value: <OutsideLink text={info.documentation} /> },
            { term: "Support", value: <OutsideLink text={info.support} /> },
          ]}
        />
      </Card>
      <Card title="Versions">
        <PublishedVersions versions={versions} />
      </Card>
    </div>
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
    { term: "Syncs", value: offered.length > 0 ? capitalized(offered.join(", ")) : "Not yet" },
    { term: "Each sync sends", value: delivery.fullRefresh ? "The whole cohort" : "Who has entered and who has left" },
    ...(delivery.cohortSizeMax === null
      ? []
      : [{ term: "Largest cohort", value: pluralize(delivery.cohortSizeMax, "user") }]),
  ];
}

const capitalized = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
