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
  /** Until when an answer to a submission is expected. */
  dueAt: Date;
  releaseNote: string;
  decisionNote: string;
  deprecationNote: string;
}

/** Who did it, and of a comment what was said and where. */
export interface Happening {
  actorName?: string;
  /** Whether somebody of the organization that builds it did it, rather than the platform. */
  isByPartner?: boolean;
  threadId?: string;
  comment?: string;
  /** What the comment is about, as in “Endpoints › Add users › Body”; empty for the version as a whole. */
  place?: string;
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
  return forCustomer(event, version, happening);
}

function forReviewer(event: VersionEventName, version: VersionFacts, happening: Happening): VersionMessage | undefined {
  const { name, partner, releaseNote, dueAt } = version;
  const thread = happening.threadId ? `?thread=${happening.threadId}` : "";
  const review = {
    kind: "review",
    href: `/reviews/${version.id}`,
    action: "Open the submission",
    quote: "",
  } as const;
  switch (event) {
    case "submitted":
      return {
        ...review,
        subject: `To review: ${name}`,
        title: `${name} waits for review`,
        body: `${partner} submitted it. An answer is due by ${dayOf(dueAt)}.`,
        quote: releaseNote,
      };
    case "resubmitted":
      return {
        ...review,
        subject: `Submitted again: ${name}`,
        title: `${name} was submitted again`,
        body: `${partner} answered the review with a new submission. An answer is due by ${dayOf(dueAt)}.`,
        quote: releaseNote,
      };
    case "withdrawn":
      return {
        ...review,
        subject: `Withdrawn: ${name}`,
        title: `${name} was withdrawn`,
        body: `${partner} took the submission back. Nothing is left to do.`,
      };
    case "assigned":
      return {
        ...review,
        subject: `Yours to review: ${name}`,
        title: `${name} is yours to review`,
        body: `${happening.actorName ?? "A reviewer"} assigned it to you. An answer is due by ${dayOf(dueAt)}.`,
      };
    case "account_lent":
      return {
        ...review,
        subject: `Another test account: ${name}`,
        title: `${name} has a new test account`,
        body: `${partner} lent it for the review. Tests with the partner's account are made with it from now on.`,
      };
    case "account_ended":
      return {
        ...review,
        subject: `No test account any more: ${name}`,
        title: `${name} has no test account any more`,
        body: `${partner} took it back. Tests can still be made with answers of your own.`,
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
        subject: `Approved: ${name}`,
        title: `${name} is approved`,
        body: "It is listed in the catalog now, and customers can install it.",
      };
    case "changes_requested":
      return {
        ...own,
        subject: `Needs changes: ${name}`,
        title: `${name} needs changes`,
        body: "Your draft is open for editing; submit it again when it is ready.",
      };
    case "rejected":
      return {
        ...own,
        subject: `Rejected: ${name}`,
        title: `${name} was rejected`,
        body: "The reasons are below. You may edit the draft and submit it again.",
      };
    case "released":
      return {
        ...own,
        subject: `Released: ${name}`,
        title: `${name} is released to ${partner}`,
        body: "Everybody in your organization can install it. Customers can't see it.",
        quote: version.releaseNote,
      };
    case "deprecated":
      return {
        ...own,
        ...deprecationWords(name, happening),
        subject: `Deprecated: ${name}`,
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

function deprecationWords(name: string, { isByPartner = true }: Happening): Pick<News, "title" | "body"> {
  const rest = "can no longer be installed. Existing installations go on, and those who use it were told.";
  return isByPartner
    ? { title: `${name} is deprecated`, body: `It ${rest}` }
    : {
        title: `${name} was deprecated by the platform`,
        body: `An administrator took it out of the catalog: it ${rest}`,
      };
}

function forCustomer(
  event: VersionEventName,
  version: VersionFacts,
  { isByPartner = true }: Happening,
): VersionMessage | undefined {
  const { name, partner } = version;
  const installed = { kind: "installation", href: "/installations", action: "See your installations" } as const;
  switch (event) {
    case "approved":
      return {
        ...installed,
        subject: `Update: ${name}`,
        title: `${name} is available`,
        body: "Your organization has an earlier version installed. It stays as it is until you upgrade it.",
        quote: version.releaseNote,
      };
    case "deprecated":
      return {
        ...installed,
        subject: `Deprecated: ${name}`,
        title: `${name} is deprecated`,
        body: `${isByPartner ? partner : "The platform"} no longer offers this version. What you have installed goes on; plan to move to another one.`,
        quote: version.deprecationNote,
      };
    default:
      return undefined;
  }
}

const commentLength = 2000;

function commentOf(version: VersionFacts, { actorName = "Somebody", comment = "", place = "" }: Happening) {
  const isLong = comment.length > commentLength;
  return {
    subject: `Comment on ${version.name}`,
    title: `${actorName} commented on ${version.name}`,
    body: place && `On ${place}:`,
    quote: isLong ? `${comment.slice(0, commentLength).trimEnd()} …` : comment,
  };
}

/** "Friday, 8 May": whoever reads it weeks later finds the year at the message. */
function dayOf(at: Date): string {
  return at.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
}
