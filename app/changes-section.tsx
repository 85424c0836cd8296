import { Suspense } from "react";
import { compareOnce } from "@/app/compare-once";
import { ReviewSection } from "@/components/review/review-section";
import { VersionComparison } from "@/components/review/version-comparison";
import { Card } from "@/components/ui/card";
import { Loading, SkeletonText } from "@/components/ui/skeleton";
import { reviewProperties } from "@/lib/review-samples";
import type { VersionRow } from "@/lib/server/repositories/versions";

/** What the version changes against the one that customers have. The page doesn't wait for its installations. */
export function ChangesSection({ version }: { version: VersionRow }) {
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
        <Comparison version={version} />
      </Suspense>
    </ReviewSection>
  );
}

async function Comparison({ version }: { version: VersionRow }) {
  const { number, definition, connectionInfo } = version;
  const { baselines, impact } = await compareOnce(version);
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
