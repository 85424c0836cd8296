import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { CatalogTile } from "@/components/catalog/catalog-tile";
import { MarkdownText } from "@/components/catalog/markdown-text";
import { VersionStatusBadge } from "@/components/destinations/version-status";
import { DecisionForm } from "@/components/review/decision-form";
import { FindingsList } from "@/components/review/findings-list";
import { VersionView } from "@/components/review/version-view";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { uuid } from "@/lib/contract";
import { requireActor } from "@/lib/http/session";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findUser } from "@/lib/server/repositories/users";
import { findVersion, type VersionRow } from "@/lib/server/repositories/versions";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage(props: { params: Promise<{ versionId: string }> }) {
  const actor = await requireActor("review.read");
  const { versionId } = await props.params;
  if (!uuid.safeParse(versionId).success) notFound();
  const version = await findVersion(db, versionId);
  if (!version) notFound();
  const submitter = await findUser(db, version.submittedById);
  const { connectionInfo: info } = version;
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title={`${info.displayName} ${version.number}`}
        badge={<VersionStatusBadge status={version.status} />}
        description={
          <>
            Submitted by {submitter?.name ?? "somebody"} of {version.destination.organization.name}{" "}
            <RelativeTime at={version.submittedAt} />. Frozen: later edits of the draft do not show here.
          </>
        }
        breadcrumb={[{ label: "Reviews", href: "/reviews" }, { label: `${info.displayName} ${version.number}` }]}
      />
      <div className="space-y-6">
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="space-y-6">
            <Decision actor={actor} version={version} />
            <Card title="Release note">
              <p className="whitespace-pre-wrap break-words text-ink text-sm">{version.releaseNote}</p>
            </Card>
            <Card title="Checks">
              <FindingsList findings={version.findings} />
            </Card>
          </div>
          <div className="space-y-6">
            <CatalogTile {...info} kind={version.definition.kind} logoSrc={logoSrc(info.logoId)} />
            <Card title="Full description">
              <MarkdownText text={info.fullDescription || "Not given."} />
            </Card>
            <Card title="Contact">
              <DescriptionList
                isNarrow
                items={[
                  { term: "Documentation", value: info.documentation || "Not given" },
                  { term: "Support", value: info.support || "Not given" },
                ]}
              />
            </Card>
          </div>
        </div>
        <VersionView
          definition={version.definition}
          connectionInfo={info}
          evidence={version.evidence}
          submittedAt={version.submittedAt.toISOString()}
        />
      </div>
    </PortalPage>
  );
}

const decisionWords: Record<string, string> = {
  approve: "Approved",
  request_changes: "Changes were requested",
  reject: "Rejected",
  withdraw: "Withdrawn by the partner",
};

async function Decision({ actor, version }: { actor: Actor; version: VersionRow }) {
  if (version.status !== "in_review") {
    const decider = version.decidedById ? await findUser(db, version.decidedById) : undefined;
    return (
      <Callout tone="info" title={decisionWords[version.decision ?? ""] ?? "Decided"}>
        {decider?.name ?? "Somebody"} {version.decidedAt && <RelativeTime at={version.decidedAt} />}
        {version.decisionNote && (
          <span className="mt-1 block whitespace-pre-wrap break-words">{version.decisionNote}</span>
        )}
      </Callout>
    );
  }
  if (version.organizationId === actor.organizationId || version.submittedById === actor.userId) {
    return (
      <Callout tone="warning" title="Somebody else has to decide">
        This is your own organization's destination. A reviewer of another organization decides on it.
      </Callout>
    );
  }
  return (
    <DecisionForm versionId={version.id} displayName={version.connectionInfo.displayName} number={version.number} />
  );
}
