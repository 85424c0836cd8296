import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ChangesSection } from "@/app/changes-section";
import { PortalPage } from "@/app/portal-page";
import { VersionStatusBadge } from "@/components/destinations/version-status";
import { VersionProvider } from "@/components/review/version-provider";
import { ReleaseNote, VersionSections } from "@/components/review/version-sections";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { VersionAccount } from "@/components/versions/version-account";
import { DeprecateButton, WithdrawButton } from "@/components/versions/version-actions";
import { AnswerDue, Quote } from "@/components/versions/version-entry";
import { standingOf } from "@/components/versions/version-standing";
import { uuid } from "@/lib/contract";
import { requireActor } from "@/lib/http/session";
import { type Actor, can } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findOwnVersion } from "@/lib/server/repositories/versions";
import { readThreads } from "@/lib/server/services/read-threads";
import { readVersions } from "@/lib/server/services/read-versions";
import { readReviewRuns } from "@/lib/server/services/test-version";
import type { VersionSummary } from "@/lib/submission-contract";

interface VersionPageProps {
  params: Promise<{ destinationId: string; versionId: string }>;
}

export async function generateMetadata({ params }: VersionPageProps): Promise<Metadata> {
  const { version } = await load(params);
  return { title: `${version.connectionInfo.displayName} ${version.number}` };
}

/** A version as it was frozen, for the partner: to read, and to begin again from. */
export default async function VersionPage({ params }: VersionPageProps) {
  const { actor, version, destinationId } = await load(params);
  const [versions, threads, runs] = await Promise.all([
    readVersions(actor, destinationId),
    readThreads(actor, { side: "partner", destinationId }),
    readReviewRuns(actor, version.id),
  ]);
  const summary = versions.find(({ id }) => id === version.id);
  if (!summary) notFound();
  const { definition, connectionInfo: info, number } = version;
  const builder = `/destinations/${destinationId}`;
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title={`${info.displayName} ${number}`}
        badge={<VersionStatusBadge status={version.status} />}
        description="As it was frozen: nothing here changes any more, and nothing can be edited."
        breadcrumb={[
          { label: "Destinations", href: "/destinations" },
          { label: info.displayName, href: builder },
          { label: `Version ${number}` },
        ]}
        actions={<Ways actor={actor} summary={summary} builder={builder} />}
      />
      <VersionProvider
        place={{ side: "partner", destinationId }}
        definition={definition}
        connectionInfo={info}
        mayComment
        initialThreads={threads}
      >
        <VersionSections
          version={version}
          definition={definition}
          connectionInfo={info}
          evidence={version.evidence}
          runs={runs}
          mayTest={false}
          account={null}
          overview={<Overview actor={actor} summary={summary} isNewest={summary === versions[0]} />}
          changes={version.audience === "catalog" && <ChangesSection actor={actor} version={version} />}
          commentsDescription="All that was said, on this version and others."
        />
      </VersionProvider>
    </PortalPage>
  );
}

interface WaysProps {
  actor: Actor;
  summary: VersionSummary;
  builder: string;
}

/** What may be done from here, by whom. */
function Ways({ actor, summary, builder }: WaysProps) {
  return (
    <>
      {can(actor, "destination.deprecate") && <DeprecateButton version={summary} />}
      {can(actor, "destination.withdraw") && <WithdrawButton version={summary} />}
      <ButtonLink href={`${builder}?restore=${summary.id}`}>Restore into the draft</ButtonLink>
      <ButtonLink href={builder}>Open the draft</ButtonLink>
    </>
  );
}

interface OverviewProps {
  actor: Actor;
  summary: VersionSummary;
  /** Nothing was submitted after it. */
  isNewest: boolean;
}

/** How the version stands, what it brings, and what the reviewers may test it with. */
function Overview({ actor, summary, isNewest }: OverviewProps) {
  const { tone, title, by, at, quote } = standingOf(summary, isNewest);
  return (
    <>
      <Callout tone={tone} title={title}>
        <Quote>{quote}</Quote>
        <p className={quote ? "mt-1.5 text-muted" : "text-muted"}>
          {by && `${by}, `}
          <RelativeTime at={at} />. {summary.dueAt && <AnswerDue at={summary.dueAt} />}
        </p>
      </Callout>
      <VersionAccount version={summary} mayLend={can(actor, "destination.submit")} />
      <ReleaseNote text={summary.releaseNote} />
    </>
  );
}

/** A version of another organization, and one of another destination, are pages that don't exist. */
async function load(params: VersionPageProps["params"]) {
  const { destinationId, versionId } = await params;
  const isAddress = z.tuple([uuid, uuid]).safeParse([destinationId, versionId]).success;
  const actor = await requireActor("destination.read", isAddress ? { destinationId } : undefined);
  const version = isAddress ? await findOwnVersion(db, actor.organizationId, versionId) : undefined;
  if (!version || version.destinationId !== destinationId) notFound();
  return { actor, version, destinationId };
}
