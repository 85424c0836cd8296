import "server-only";
import { nextStatus, type VersionEvent, type VersionStatus } from "@/lib/destination/lifecycle";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { Tx } from "@/lib/server/db";
import * as versions from "@/lib/server/repositories/versions";

interface Decision {
  event: Extract<VersionEvent, "approve" | "request_changes" | "reject" | "withdraw">;
  note: string;
  now: Date;
}

/** Moves a version by an event and notes who did it. Refuses what its status doesn't allow, and all but one of two movers. */
export async function moveVersion(
  tx: Tx,
  actor: Actor,
  version: versions.VersionRow,
  { event, note, now }: Decision,
): Promise<void> {
  const to = nextStatus(version.status, event);
  if (!to) throw notAllowed(version);
  const decision = { decidedById: actor.userId, decidedAt: now, decision: event, note };
  if (await versions.moveVersion(tx, version.id, { from: version.status, to, decision })) return;
  throw new AppError(
    "illegal_transition",
    "This version was changed at this very moment. Reload to see how it stands.",
  );
}

const standing: Record<VersionStatus, string> = {
  in_review: "is in review",
  changes_requested: "was sent back with a request for changes",
  approved: "has been approved",
  rejected: "has been rejected",
  withdrawn: "was withdrawn by the partner",
  deprecated: "is deprecated",
  released: "is released internally",
  superseded: "was superseded by a newer one",
};

/** The refusal of an event that the status doesn't allow: says how the version stands instead. */
export function notAllowed({ number, status }: Pick<versions.VersionRow, "number" | "status">): AppError {
  return new AppError(
    "illegal_transition",
    `Nothing was changed: version ${number} ${standing[status]}. Reload the page to go on from there.`,
  );
}

/** What somebody is told whose version doesn't exist, or isn't theirs. */
export function noVersion(): AppError {
  return new AppError("not_found", "There is no such version.");
}
