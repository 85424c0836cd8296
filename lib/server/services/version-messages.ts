/** What people are told when something happens to a version, each from where they stand. */
import type { NotificationKind } from "@/lib/notification-kinds";
import type { News } from "@/lib/server/news-mails";
import type { VersionEventName } from "@/lib/server/queue";

/** What the messages are made of. */
export interface VersionFacts {
  id: string;
  destinationId: string;
  /** Display name and number, as in “Acme Email 1.2”. */
  name: string;
  /** The organization that builds the destination. */
  partner: string;
  releaseNote: string;
  decisionNote: string;
  deprecationNote: string;
}

/** Who did it, and of a comment what was said and where. */
export interface Happening {
  actorName?: string;
  threadId?: string;
  comment?: string;
}

export type Side = "reviewer" | "partner" | "customer";

export interface VersionMessage extends News {
  kind: NotificationKind;
}

/** What one side is told of an event; undefined where it isn't told. */
export function messageFor(
  side: Side,
  event: VersionEventName,
  version: VersionFacts,
  happening: Happening = {},
): VersionMessage | undefined {
  if (side === "reviewer") return forReviewer(event, version, happening);
  if (side === "partner") return forPartner(event, version, happening);
  return forCustomer(event, version);
}

function forReviewer(event: VersionEventName, version: VersionFacts, happening: Happening): VersionMessage | undefined {
  const { name, partner, releaseNote } = version;
  const thread = happening.threadId ? `?thread=${happening.threadId}` : "";
  const review = {
    kind: "review",
    href: `/reviews/${version.id}`,
    action: "Open the submission",
    quote: "",
  } as const;
  switch (event) {
    case "submitted":
      return { ...review, title: `${name} waits for review`, body: `${partner} submitted it.`, quote: releaseNote };
    case "resubmitted":
      return {
        ...review,
        title: `${name} was submitted again`,
        body: `${partner} answered the review with a new submission.`,
        quote: releaseNote,
      };
    case "withdrawn":
      return {
        ...review,
        title: `${name} was withdrawn`,
        body: `${partner} took the submission back. Nothing is left to do.`,
      };
    case "assigned":
      return {
        ...review,
        title: `${name} is yours to review`,
        body: `${happening.actorName ?? "A reviewer"} assigned it to you.`,
      };
    case "commented":
      return {
        ...review,
        ...commentOf(version, happening),
        kind: "comment",
        href: `${review.href}${thread}`,
        action: "Open the comment",
      };
    default:
      return undefined;
  }
}

function forPartner(event: VersionEventName, version: VersionFacts, happening: Happening): VersionMessage | undefined {
  const { name, partner, decisionNote } = version;
  const thread = happening.threadId ? `?thread=${happening.threadId}` : "";
  const own = {
    kind: "review",
    href: `/destinations/${version.destinationId}`,
    action: "Open the destination",
    quote: decisionNote,
  } as const;
  switch (event) {
    case "approved":
      return {
        ...own,
        title: `${name} is approved`,
        body: "It is listed in the catalog now, and customers can install it.",
      };
    case "changes_requested":
      return {
        ...own,
        title: `${name} needs changes`,
        body: "Your draft is open for editing; submit it again when it is ready.",
      };
    case "rejected":
      return {
        ...own,
        title: `${name} was rejected`,
        body: "The reasons are below. You may edit the draft and submit it again.",
      };
    case "released":
      return {
        ...own,
        title: `${name} is released to ${partner}`,
        body: "Everybody in your organization can install it. Customers do not see it.",
        quote: version.releaseNote,
      };
    case "deprecated":
      return {
        ...own,
        title: `${name} is deprecated`,
        body: "It can no longer be installed. Existing installations go on, and those who use it were told.",
        quote: version.deprecationNote,
      };
    case "commented":
      return {
        ...own,
        ...commentOf(version, happening),
        kind: "comment",
        href: `${own.href}${thread}`,
        action: "Open the comment",
      };
    default:
      return undefined;
  }
}

function forCustomer(event: VersionEventName, version: VersionFacts): VersionMessage | undefined {
  const { name, partner } = version;
  const installed = { kind: "installation", href: "/installations", action: "See your installations" } as const;
  switch (event) {
    case "approved":
      return {
        ...installed,
        title: `${name} is available`,
        body: "Your organization has an earlier version installed. It stays as it is until you upgrade it.",
        quote: version.releaseNote,
      };
    case "deprecated":
      return {
        ...installed,
        title: `${name} is deprecated`,
        body: `${partner} no longer offers this version. What you have installed goes on; plan to move to another one.`,
        quote: version.deprecationNote,
      };
    default:
      return undefined;
  }
}

const commentLength = 2000;

function commentOf(version: VersionFacts, { actorName = "Somebody", comment = "" }: Happening) {
  const isLong = comment.length > commentLength;
  return {
    title: `${actorName} commented on ${version.name}`,
    body: "",
    quote: isLong ? `${comment.slice(0, commentLength).trimEnd()} …` : comment,
  };
}
