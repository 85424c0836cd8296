import { Suspense } from "react";
import { compareOnce } from "@/app/compare-once";
import { ReviewSection } from "@/components/review/review-section";
import { VersionComparison } from "@/components/review/version-comparison";
import { Card } from "@/components/ui/card";
import { Loading, SkeletonText } from "@/components/ui/skeleton";
import type { Actor } from "@/lib/policy";
import { reviewProperties } from "@/lib/review-samples";
import type { VersionRow } from "@/lib/server/repositories/versions";

interface ChangesSectionProps {
  actor: Actor;
  version: VersionRow;
}

/** What the version changes against the one that customers have. The page doesn't wait for its installations. */
export function ChangesSection(props: ChangesSectionProps) {
  return (
    <ReviewSection
      id="changes"
      title="What changed"
      description="Against what customers have now, and what it would do to their installations."
    >
      <Suspense
        fallback={
          <Card>
            <Loading label="Comparing versions">
              <SkeletonText lines={5} />
            </Loading>
          </Card>
        }
      >
        <Comparison {...props} />
      </Suspense>
    </ReviewSection>
  );
}

async function Comparison({ actor, version }: ChangesSectionProps) {
  const { number, definition, connectionInfo } = version;
  const { baselines, impact } = await compareOnce(actor, version);
  return (
    <VersionComparison
      number={number}
      content={{ definition, connectionInfo }}
      baselines={baselines}
      impact={impact}
      projectProperties={reviewProperties}
    />
  );
}
