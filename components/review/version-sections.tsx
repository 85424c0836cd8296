import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import type { FrozenFinding } from "@/lib/contract";
import { CommentsSection } from "./comments-section";
import { FindingsList } from "./findings-list";
import { ListingView } from "./listing-view";
import { ReviewNavigation } from "./review-navigation";
import { ReviewSection } from "./review-section";
import type { ReviewSectionName } from "./review-sections";
import { VersionView, type VersionViewProps } from "./version-view";

interface VersionSectionsProps extends Omit<VersionViewProps, "submittedAt" | "versionId"> {
  version: { id: string; submittedAt: Date; findings: readonly FrozenFinding[] };
  /** How it stands, for whoever reads it. */
  overview: ReactNode;
  /** Beside the version that customers have; absent for what was never meant for them. */
  changes?: ReactNode;
  commentsDescription: string;
  /** The reviewer's. */
  decision?: ReactNode;
}

/** A frozen version from top to bottom, for reviewers and for its partner: both see the same. */
export function VersionSections({
  version,
  overview,
  changes,
  commentsDescription,
  decision,
  ...props
}: VersionSectionsProps) {
  const { definition, connectionInfo } = props;
  const sections: ReviewSectionName[] = [
    "overview",
    ...(changes ? (["changes"] as const) : []),
    ...(["checks", "listing", "destination", "setup", "calls", "comments"] as const),
    ...(decision ? (["decision"] as const) : []),
  ];
  return (
    <>
      <ReviewNavigation sections={sections} />
      <div className="space-y-10">
        <ReviewSection id="overview" title="Overview">
          {overview}
        </ReviewSection>
        {changes}
        <ReviewSection id="checks" title="Checks">
          <Card>
            <FindingsList findings={version.findings} />
          </Card>
        </ReviewSection>
        <ReviewSection id="listing" title="Listing" description="The tile and the texts that customers find.">
          <ListingView connectionInfo={connectionInfo} kind={definition.kind} />
        </ReviewSection>
        <VersionView {...props} versionId={version.id} submittedAt={version.submittedAt.toISOString()} />
        <ReviewSection id="comments" title="Comments" description={commentsDescription}>
          <CommentsSection />
        </ReviewSection>
        {decision}
      </div>
    </>
  );
}

/** What the partner wrote about the version. */
export function ReleaseNote({ text }: { text: string }) {
  return (
    <Card title="Release note" headingLevel={3}>
      <p className="whitespace-pre-wrap break-words text-ink text-sm" dir="auto">
        {text || "None was written."}
      </p>
    </Card>
  );
}
