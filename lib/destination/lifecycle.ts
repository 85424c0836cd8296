/** Which event may follow which status of a version (SPEC 3). */

/**
 * What a stored version can be. `released`: for the own organization only, without review. `superseded`: a newer version
 * took its place; installations stay on it until they are upgraded.
 */
export const versionStatuses = [
  "in_review",
  "changes_requested",
  "approved",
  "rejected",
  "withdrawn",
  "deprecated",
  "released",
  "superseded",
] as const;
export type VersionStatus = (typeof versionStatuses)[number];

export const versionEvents = [
  "submit",
  "release_internally",
  "approve",
  "request_changes",
  "reject",
  "withdraw",
  "resubmit",
  "deprecate",
  "supersede",
] as const;
export type VersionEvent = (typeof versionEvents)[number];

/**
 * `draft` is where a version begins; it is never the status of one. As what was frozen never changes, a resubmission
 * freezes the draft as the next version, which begins in review; the one whose changes were asked for is superseded by
 * it, and one that was rejected stays so.
 */
const transitions: Record<VersionStatus | "draft", Partial<Record<VersionEvent, VersionStatus>>> = {
  draft: { submit: "in_review", release_internally: "released" },
  in_review: {
    approve: "approved",
    request_changes: "changes_requested",
    reject: "rejected",
    withdraw: "withdrawn",
  },
  changes_requested: { resubmit: "in_review", withdraw: "withdrawn", supersede: "superseded" },
  rejected: { resubmit: "in_review" },
  withdrawn: {},
  approved: { deprecate: "deprecated", supersede: "superseded" },
  released: { deprecate: "deprecated", supersede: "superseded" },
  deprecated: {},
  superseded: {},
};

/** The status after an event, or undefined where the event isn't allowed. */
export function nextStatus(status: VersionStatus | "draft", event: VersionEvent): VersionStatus | undefined {
  return transitions[status][event];
}

/** The events a status allows: what buttons are made of. */
export function allowedEvents(status: VersionStatus | "draft"): VersionEvent[] {
  return versionEvents.filter((event) => nextStatus(status, event) !== undefined);
}

/** When a review should be answered: so many business days after the submission (SPEC 14). Weekends in UTC. */
export function reviewDueAt(submittedAt: Date, targetDays = 5): Date {
  const due = new Date(submittedAt);
  for (let days = 0; days < targetDays; ) {
    due.setUTCDate(due.getUTCDate() + 1);
    if (due.getUTCDay() !== 0 && due.getUTCDay() !== 6) days += 1;
  }
  return due;
}
