import "server-only";
import type { VersionStatus } from "@/lib/destination/lifecycle";
import type { VersionContent } from "@/lib/destination/version-change";
import type { VersionImpact } from "@/lib/destination/version-impact";
import { type Actor, can } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findApprovedBefore, findSubmittedBefore } from "@/lib/server/repositories/version-baselines";
import type { VersionRow } from "@/lib/server/repositories/versions";
import { isOwnWork } from "./review-place";
import { impactOf, partnerImpactOf } from "./version-impact";

export interface ComparedVersion {
  id: string;
  number: string;
  /** What it is: "in the catalog". */
  words: string;
  content: VersionContent;
}

export interface VersionComparison {
  /** What customers have first, then what was submitted last, where that is another one; none for a first version. */
  baselines: ComparedVersion[];
  impact: VersionImpact;
}

const statusWords: Record<VersionStatus, string> = {
  in_review: "in review",
  changes_requested: "changes requested",
  approved: "in the catalog",
  rejected: "rejected",
  withdrawn: "withdrawn",
  deprecated: "deprecated",
  released: "released internally",
  superseded: "superseded",
};

/**
 * A version beside the older ones, and what it would do to installations: for reviewers with everything that depends on
 * customers' answers, for the partner's own people without. The caller has read the version.
 */
export async function compareVersion(actor: Actor, version: VersionRow): Promise<VersionComparison> {
  const { id, destinationId, definition, decidedAt } = version;
  const isReviewer = can(actor, "review.read") && !(await isOwnWork(db, actor, version));
  const count = isReviewer ? impactOf : partnerImpactOf;
  const [approved, submitted, impact] = await Promise.all([
    findApprovedBefore(db, { destinationId, beforeId: id, decidedAt }),
    findSubmittedBefore(db, version),
    count({ destinationId, definition, versionId: id }),
  ]);
  const others = submitted && submitted.id !== approved?.id ? [submitted] : [];
  return { baselines: [...(approved ? [approved] : []), ...others].map(compared), impact };
}

function compared({ id, number, status, definition, connectionInfo }: VersionRow): ComparedVersion {
  return { id, number, words: statusWords[status], content: { definition, connectionInfo } };
}
