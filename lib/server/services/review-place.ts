import "server-only";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import type { ReviewSide } from "@/lib/review-contract";
import type { Db, Tx } from "@/lib/server/db";
import * as destinations from "@/lib/server/repositories/destinations";
import { findNewestSubmission, type ThreadScope } from "@/lib/server/repositories/review-threads";
import { isMember } from "@/lib/server/repositories/users";
import { findOwnVersion, findVersion, type VersionRow } from "@/lib/server/repositories/versions";

/** From where somebody looks at the comments: a reviewer at a version, a partner at their own destination. */
export type ReviewPlace = { side: "reviewer"; versionId: string } | { side: "partner"; destinationId: string };

/** What may be read there. */
export async function readableScope(db: Db | Tx, actor: Actor, place: ReviewPlace): Promise<ThreadScope> {
  if (place.side === "reviewer") return scopeOfVersion(await submissionAt(db, place.versionId));
  await assertOwn(db, actor, place.destinationId);
  return { destinationId: place.destinationId, organizationId: actor.organizationId };
}

export interface WritablePlace {
  scope: ThreadScope;
  side: ReviewSide;
  /** The version that is talked about. */
  version: VersionRow;
}

/**
 * Where somebody may comment: reviewers on what other organizations submitted, partners on the newest version of their
 * own destination. Refuses a reviewer of the partner's own organization, and a destination that was never submitted.
 */
export async function writablePlace(tx: Tx, actor: Actor, place: ReviewPlace): Promise<WritablePlace> {
  const { side } = place;
  if (side === "reviewer") {
    const version = await submissionAt(tx, place.versionId);
    await assertForeign(tx, actor, version, "comment on");
    return { scope: scopeOfVersion(version), side, version };
  }
  const { destinationId } = place;
  await assertOwn(tx, actor, destinationId);
  const { organizationId } = actor;
  const newest = await findNewestSubmission(tx, organizationId, destinationId);
  const version = newest && (await findOwnVersion(tx, organizationId, newest.id));
  if (!version) {
    throw new AppError("illegal_transition", "Comments begin with the first version that you submit for review.");
  }
  return { scope: { destinationId, organizationId }, side, version };
}

/** A version that was submitted to the reviewers; what an organization released for itself is none of their business. */
export async function submissionAt(db: Db | Tx, versionId: string): Promise<VersionRow> {
  const version = await findVersion(db, versionId);
  if (version?.audience !== "catalog") throw new AppError("not_found", "There is no such submission.");
  return version;
}

type Work = Pick<VersionRow, "organizationId" | "submittedById">;

/**
 * Whether a submission is of an organization that the person belongs to, whichever they are working for at the moment:
 * switching to another one makes nobody a stranger to their own work.
 */
export async function isOwnWork(db: Db | Tx, actor: Actor, { organizationId, submittedById }: Work): Promise<boolean> {
  if (organizationId === actor.organizationId || submittedById === actor.userId) return true;
  return isMember(db, { organizationId, userId: actor.userId });
}

/** A version of the reader's own organization, submitted or released. */
export async function ownVersionAt(db: Db | Tx, { organizationId }: Actor, versionId: string): Promise<VersionRow> {
  const version = await findOwnVersion(db, organizationId, versionId);
  if (!version) throw new AppError("not_found", "There is no such version.");
  return version;
}

/** A version of the reader's own organization; to reviewers also what any other has submitted. */
export async function readableVersionAt(db: Db | Tx, actor: Actor, versionId: string): Promise<VersionRow> {
  const own = await findOwnVersion(db, actor.organizationId, versionId);
  if (own) return own;
  return can(actor, "review.read") ? submissionAt(db, versionId) : ownVersionAt(db, actor, versionId);
}

/** Refuses reviewers of the organization that submitted it. */
export async function assertForeign(db: Db | Tx, actor: Actor, version: Work, doing: string): Promise<void> {
  if (!(await isOwnWork(db, actor, version))) return;
  throw new AppError(
    "forbidden",
    `A reviewer can't ${doing} their own organization's destination. Somebody of another organization reviews it.`,
  );
}

function scopeOfVersion({ destinationId, submittedAt }: VersionRow): ThreadScope {
  return { destinationId, submittedUntil: submittedAt };
}

async function assertOwn(db: Db | Tx, actor: Actor, destinationId: string): Promise<void> {
  const destination = await destinations.findDestination(db, actor.organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
}
