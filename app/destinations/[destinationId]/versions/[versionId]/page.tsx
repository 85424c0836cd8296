import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PortalPage } from "@/app/portal-page";
import { VersionStatusBadge } from "@/components/destinations/version-status";
import { CommentsSection } from "@/components/review/comments-section";
import { FindingsList } from "@/components/review/findings-list";
import { ListingView } from "@/components/review/listing-view";
import { ReviewNavigation } from "@/components/review/review-navigation";
import { ReviewSection } from "@/components/review/review-section";
import type { ReviewSectionName } from "@/components/review/review-sections";
import { VersionView } from "@/components/review/version-view";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { FrozenVersion } from "@/components/versions/frozen-version";
import { Quote } from "@/components/versions/version-entry";
import { standingOf } from "@/components/versions/version-standing";
import { uuid } from "@/lib/contract";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { findOwnVersion } from "@/lib/server/repositories/versions";
import { readThreads } from "@/lib/server/services/read-threads";
import { readVersions } from "@/lib/server/services/read-versions";
import { readReviewRuns } from "@/lib/server/services/test-version";

interface VersionPageProps {
  params: Promise<{ destinationId: string; versionId: string }>;
}

export async function generateMetadata({ params }: VersionPageProps): Promise<Metadata> {
  const { version } = await load(params);
  return { title: `${version.connectionInfo.displayName} ${version.number}` };
}

const sections: readonly ReviewSectionName[] = [
  "overview",
  "checks",
  "listing",
  "destination",
  "setup",
  "calls",
  "comments",
];

/** A version as it was frozen, for the partner: to read, and to begin again from. */
export default async function VersionPage({ params }: VersionPageProps) {
  const { actor, version, destinationId } = await load(params);
  const [versions, threads, runs] = await Promise.all([
    readVersions(actor, destinationId),
    readThreads(actor, { side: "partner", destinationId }),
    readReviewRuns(version.id),
  ]);
  const summary = versions.find(({ id }) => id === version.id);
  if (!summary) notFound();
  const { definition, connectionInfo: info, number } = version;
  const standing = standingOf(summary, summary === versions[0]);
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
        actions={
          <>
            <ButtonLink href={builder}>Open the draft</ButtonLink>
            <ButtonLink href={`${builder}?restore=${version.id}`}>Restore into the draft</ButtonLink>
          </>
        }
      />
      <FrozenVersion
        destinationId={destinationId}
        definition={definition}
        connectionInfo={info}
        initialThreads={threads}
      >
        <ReviewNavigation sections={sections} />
        <div className="space-y-10">
          <ReviewSection id="overview" title="Overview">
            <Callout tone={standing.tone} title={standing.title}>
              <Quote>{standing.quote}</Quote>
              <p className="text-muted">
                {standing.by && `${standing.by}, `}
                <RelativeTime at={standing.at} />.
              </p>
            </Callout>
            <Card title="Release note" headingLevel={3}>
              <p className="whitespace-pre-wrap break-words text-ink text-sm" dir="auto">
                {version.releaseNote || "None was written."}
              </p>
            </Card>
          </ReviewSection>
          <ReviewSection id="checks" title="Checks">
            <Card>
              <FindingsList findings={version.findings} />
            </Card>
          </ReviewSection>
          <ReviewSection id="listing" title="Listing" description="The tile and the texts that customers find.">
            <ListingView connectionInfo={info} kind={definition.kind} />
          </ReviewSection>
          <VersionView
            versionId={version.id}
            definition={definition}
            connectionInfo={info}
            evidence={version.evidence}
            submittedAt={version.submittedAt.toISOString()}
            runs={runs}
            mayTest={false}
            account={null}
          />
          <ReviewSection id="comments" title="Comments" description="All that was said, on this version and others.">
            <CommentsSection />
          </ReviewSection>
        </div>
      </FrozenVersion>
    </PortalPage>
  );
}

/** A version of another organization, and one of another destination, are pages that don't exist. */
async function load(params: VersionPageProps["params"]) {
  const actor = await requireActor("destination.read");
  const { destinationId, versionId } = await params;
  const isAddress = z.tuple([uuid, uuid]).safeParse([destinationId, versionId]).success;
  const version = isAddress ? await findOwnVersion(db, actor.organizationId, versionId) : undefined;
  if (!version || version.destinationId !== destinationId) notFound();
  return { actor, version, destinationId };
}
