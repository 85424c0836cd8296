/** One of each mail that we send, with short and with unreasonable content, to look at. */
import * as templates from "@/lib/server/mail-templates";
import { commentsMail, dailyMail, newsMail } from "@/lib/server/news-mails";
import type { VersionEventName } from "@/lib/server/queue";
import type { Mail } from "@/lib/server/repositories/outbox";
import * as account from "@/lib/server/services/account-messages";
import { messageFor, type Side } from "@/lib/server/services/version-messages";

export const sampleVersion = {
  id: "5b0e8d5e-3b1f-4c59-9a53-6f3d0e9a7c11",
  destinationId: "0d6d2c0e-93f5-4a1c-8d69-4f3b0c2e9b75",
  name: "Acme Email 1.2",
  partner: "Acme",
  dueAt: new Date("2026-05-08T10:00:00Z"),
  releaseNote: "Batches of 500 users.\nA region can be chosen in the setup modal.",
  decisionNote: "The request body repeats the user's address in a header. Please take it out, then submit again.",
  deprecationNote: "The v1 API ends on 1 March. Upgrade to 2.0: it asks for one more value, the region.",
};
export const sampleHappening = {
  actorName: "Ada Lovelace",
  isByPartner: true,
  threadId: "a1f5b1c0-53a0-4a57-8d8c-9d5c3a6f7b10",
  comment: "What becomes of users without an address?\nI see no filter for them.",
  place: "Endpoints › Add users › Body",
};

function told(
  side: Side,
  event: VersionEventName,
  facts = sampleVersion,
  said: Partial<typeof sampleHappening> = sampleHappening,
) {
  const message = messageFor(side, event, facts, said);
  if (!message) throw new Error(`A ${side} is not told that a version was ${event}.`);
  return message;
}

const mailed = (name: string, ...of: Parameters<typeof told>) => {
  const { kind, ...news } = told(...of);
  return newsMail(name, news, kind);
};

const long = {
  ...sampleVersion,
  name: `${"Donaudampfschifffahrtsgesellschaft".repeat(3)} 12.345`,
  partner: "A company with an extraordinarily long and rather unusual name of several words, Incorporated",
};
const longComment = {
  ...sampleHappening,
  actorName: "Maximiliane-Alexandra von und zu Hohenstein-Wittelsbach",
  comment: `https://partner.example/${"a-very-long-path/".repeat(12)}\n\n${"And a paragraph that goes on. ".repeat(20)}\n<script>alert("shown as text")</script>`,
};
const rightToLeft = { ...sampleVersion, name: "\u2068דואר אקמה\u2069 1.2", partner: "\u2068אקמה\u2069" };
const rightToLeftComment = {
  ...sampleHappening,
  actorName: "\u2068עדה לאבלייס\u2069",
  comment: "מה קורה עם משתמשים בלי כתובת?\nאני לא רואה מסנן בשבילם.",
};

const versionMails: Record<string, Mail> = {
  submitted: mailed("Grace", "reviewer", "submitted"),
  resubmitted: mailed("Grace", "reviewer", "resubmitted"),
  withdrawn: mailed("Grace", "reviewer", "withdrawn"),
  assigned: mailed("Grace", "reviewer", "assigned"),
  "account-lent": mailed("Grace", "reviewer", "account_lent"),
  "account-ended": mailed("Grace", "reviewer", "account_ended"),
  approved: mailed("Ada", "partner", "approved", {
    ...sampleVersion,
    decisionNote: "A clear definition, and a setup modal that asks for no more than it needs. Thank you.",
  }),
  "changes-requested": mailed("Ada", "partner", "changes_requested"),
  rejected: mailed("Ada", "partner", "rejected"),
  released: mailed("Ada", "partner", "released"),
  "deprecated-to-colleagues": mailed("Ada", "partner", "deprecated"),
  "deprecated-by-the-platform": mailed("Ada", "partner", "deprecated", sampleVersion, {
    ...sampleHappening,
    isByPartner: false,
  }),
  available: mailed("Joan", "customer", "approved"),
  deprecated: mailed("Joan", "customer", "deprecated"),
};

const commentMails: Record<string, Mail> = {
  "comment-to-a-reviewer": commentsMail("Grace", sampleVersion.name, [told("reviewer", "commented")]),
  comment: commentsMail("Ada", sampleVersion.name, [told("partner", "commented")]),
  comments: commentsMail("Ada", sampleVersion.name, [
    told("partner", "commented"),
    told("partner", "commented", sampleVersion, {
      ...sampleHappening,
      comment: "The same for the second endpoint.",
      place: "",
    }),
    told("partner", "commented", sampleVersion, {
      ...sampleHappening,
      actorName: "Grace Hopper",
      comment: "Thank you!",
    }),
  ]),
  "long-words": commentsMail(long.partner, long.name, [told("partner", "commented", long, longComment)]),
  "right-to-left": commentsMail("\u2068גרייס\u2069", rightToLeft.name, [
    told("partner", "commented", rightToLeft, rightToLeftComment),
    told("partner", "commented", rightToLeft, { ...sampleHappening, comment: "Nothing: they are left out." }),
  ]),
  daily: dailyMail("Ada", [
    told("partner", "changes_requested"),
    told("partner", "commented"),
    told("customer", "deprecated"),
  ]),
  "daily-of-one": dailyMail("Ada", [told("partner", "changes_requested")]),
  "daily-long": dailyMail(
    "Ada",
    Array.from({ length: 34 }, () => told("partner", "commented")),
  ),
};

export const sampleMails: Record<string, Mail> = {
  verification: templates.verificationMail("Ada", "token-of-a-sample"),
  "password-reset": templates.passwordResetMail("Ada", "token-of-a-sample"),
  "password-changed": templates.passwordChangedMail("Ada"),
  "already-registered": templates.alreadyRegisteredMail("Ada"),
  invitation: templates.invitationMail({
    id: "sample",
    organizationName: "Acme",
    inviterName: "Ada Lovelace",
    role: "owner",
    expiresAt: new Date("2026-05-04T10:00:00Z"),
  }),
  "role-changed": templates.roleChangedMail("Acme", "owner", "Ada Lovelace"),
  removed: templates.removedFromOrganizationMail("Acme", "Ada Lovelace"),
  joined: newsMail("Ada", account.joinedNews("Grace Hopper", "Acme"), "organization"),
  "portal-enabled": newsMail("Ada", account.portalEnabledNews("Acme"), "organization"),
  "platform-role": newsMail("Grace", account.platformRoleNews("reviewer", "Ada Lovelace"), "organization"),
  "request-answered": newsMail(
    "Joan",
    account.requestNews("Acme Email", "planned", "Acme begins to build it next month."),
    "installation",
  ),
  ...versionMails,
  ...commentMails,
};
