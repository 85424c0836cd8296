import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ChangesSection } from "@/app/changes-section";
import { PortalPage } from "@/app/portal-page";
import { VersionStatusBadge } from "@/components/destinations/version-status";
import { AssigneeSelect } from "@/components/review/assignee-select";
import { DecidedCallout } from "@/components/review/decided-callout";
import { DecisionChecklist } from "@/components/review/decision-checklist";
import { DecisionForm } from "@/components/review/decision-form";
import type { Decided } from "@/components/review/decision-words";
import { ReviewSection } from "@/components/review/review-section";
import { reviewSectionId } from "@/components/review/review-sections";
import { UnsentDecision } from "@/components/review/unsent-decision";
import { VersionProvider } from "@/components/review/version-provider";
import { ReleaseNote, VersionSections } from "@/components/review/version-sections";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { DeprecateButton } from "@/components/versions/version-actions";
import { Quote } from "@/components/versions/version-entry";
import { uuid } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import { requireActor } from "@/lib/http/session";
import { type Actor, can } from "@/lib/policy";
import { ageWords, reviewClock } from "@/lib/review-clock";
import { readReview } from "@/lib/server/services/read-review";
import { ImpactLine } from "./impact-line";

export const metadata: Metadata = { title: "Review" };

type Review = Awaited<ReturnType<typeof readReview>>;

interface ReviewPageProps {
  params: Promise<{ versionId: string }>;
}

export default async function ReviewPage({ params }: ReviewPageProps) {
  const actor = await requireActor("review.read");
  const { versionId } = await params;
  if (!uuid.safeParse(versionId).success) notFound();
  const review = await readReview(actor, versionId).catch(noneIfMissing);
  if (!review) notFound();
  const { version, isOwn, isOpen } = review;
  const { connectionInfo: info, definition } = version;
  const name = `${info.displayName} ${version.number}`;
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title={name}
        badge={<VersionStatusBadge status={version.status} />}
        description={
          <>
            Submitted by {review.submitter ?? "somebody"} of {version.destination.organization.name}{" "}
            <RelativeTime at={version.submittedAt} />. Frozen: later edits of the draft do not show here.
          </>
        }
        breadcrumb={[{ label: "Reviews", href: "/reviews" }, { label: name }]}
        actions={
          <>
            {isOpen && !isOwn && <ButtonLink href={`#${reviewSectionId("decision")}`}>Decide</ButtonLink>}
            {can(actor, "admin.organizations") && (
              <DeprecateButton
                version={{
                  id: version.id,
                  number: version.number,
                  status: version.status,
                  installationCount: review.installationCount,
                }}
                partner={version.destination.organization.name}
              />
            )}
          </>
        }
      />
      <VersionProvider
        place={{ side: "reviewer", versionId: version.id }}
        definition={definition}
        connectionInfo={info}
        mayComment={!isOwn}
        initialThreads={review.threads}
      >
        <VersionSections
          version={version}
          definition={definition}
          connectionInfo={info}
          evidence={version.evidence}
          runs={review.runs}
          mayTest={!isOwn}
          account={review.account}
          overview={<Overview actor={actor} review={review} />}
          changes={<ChangesSection actor={actor} version={version} />}
          commentsDescription="All that was said, on this version and before."
          decision={<Decision actor={actor} review={review} />}
        />
      </VersionProvider>
    </PortalPage>
  );
}

function noneIfMissing(error: unknown): undefined {
  if (error instanceof AppError && error.code === "not_found") return undefined;
  throw error;
}

function Overview({ actor, review }: { actor: Actor; review: Review }) {
  const { version, isOpen, isOwn } = review;
  const decided = decidedOf(review);
  return (
    <>
      {decided && <DecidedCallout decided={decided} />}
      <DeprecatedCallout review={review} />
      {isOpen && isOwn && <NotYours />}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <ReleaseNote text={version.releaseNote} />
        <Card title="Review" headingLevel={3}>
          <DescriptionList
            isNarrow
            items={[
              ...(isOpen ? [{ term: "Age", value: <Age review={review} /> }] : []),
              { term: "Assignee", value: <Assignee actor={actor} review={review} /> },
              { term: "Contact", value: version.contact || review.submitter || "Not given" },
            ]}
          />
        </Card>
      </div>
    </>
  );
}

/** That it takes no new installations any more, and what those who have it were told. */
function DeprecatedCallout({ review: { version, deprecator } }: { review: Review }) {
  if (version.deprecatedAt === null) return null;
  return (
    <Callout tone="warning" title="Deprecated">
      {deprecator ?? "Somebody"} <RelativeTime at={version.deprecatedAt} />
      <Quote>{version.deprecationNote}</Quote>
    </Callout>
  );
}

function Age({ review: { version, targetDays } }: { review: Review }) {
  const { age, dueAt, isOverdue } = reviewClock(version.submittedAt, new Date(), targetDays);
  return (
    <>
      <span className="flex flex-wrap items-center gap-1.5">
        {ageWords(age)}
        {isOverdue && <Badge tone="danger">Overdue</Badge>}
      </span>
      <span className="block text-faint text-xs">
        {isOverdue ? "Was due " : "Due "}
        <RelativeTime at={dueAt} />
      </span>
    </>
  );
}

function Assignee({ actor, review }: { actor: Actor; review: Review }) {
  const { version, isOpen, isOwn, reviewers, assignee } = review;
  if (!isOpen || isOwn) return assignee ?? "Nobody";
  return (
    <AssigneeSelect
      versionId={version.id}
      label="Assignee"
      assigneeId={version.assigneeId}
      reviewers={reviewers.map(({ id, name }) => ({ id, name }))}
      ownId={actor.userId}
    />
  );
}

function NotYours() {
  return (
    <Callout tone="warning" title="Somebody else has to decide">
      This is your own organization's destination. A reviewer of another organization decides on it.
    </Callout>
  );
}

function Decision({ actor, review }: { actor: Actor; review: Review }) {
  const { version, isOwn, isOpen, facts } = review;
  const decided = decidedOf(review);
  return (
    <ReviewSection id="decision" title="Decision">
      {decided && <DecidedCallout decided={decided} />}
      {decided && !isOwn && <UnsentDecision versionId={version.id} />}
      {isOpen && isOwn && <NotYours />}
      {isOpen && !isOwn && (
        <DecisionForm
          versionId={version.id}
          displayName={version.connectionInfo.displayName}
          number={version.number}
          checklist={
            <DecisionChecklist
              facts={facts}
              impact={
                <Suspense>
                  <ImpactLine actor={actor} version={version} />
                </Suspense>
              }
            />
          }
        />
      )}
    </ReviewSection>
  );
}

function decidedOf({ version, decider }: Review): Decided | undefined {
  if (version.status === "in_review") return undefined;
  const { decision, status, decidedAt, decisionNote } = version;
  return {
    decision: decision ?? "",
    status,
    by: decider ?? "Somebody",
    at: decidedAt?.toISOString() ?? null,
    note: decisionNote,
  };
}
