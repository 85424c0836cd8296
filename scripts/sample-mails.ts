/** One of each mail that we send, with short and with unreasonable content, to look at. */
import { invitationMail, passwordChangedMail, verificationMail } from "@/lib/server/mail-templates";
import { commentsMail, dailyMail, newsMail } from "@/lib/server/news-mails";
import type { VersionEventName } from "@/lib/server/queue";
import type { Mail } from "@/lib/server/repositories/outbox";
import { messageFor, type Side } from "@/lib/server/services/version-messages";

const version = {
  id: "5b0e8d5e-3b1f-4c59-9a53-6f3d0e9a7c11",
  destinationId: "0d6d2c0e-93f5-4a1c-8d69-4f3b0c2e9b75",
  name: "Acme Email 1.2",
  partner: "Acme",
  releaseNote: "Batches of 500 users.\nA region can be chosen in the setup modal.",
  decisionNote: "The request body repeats the user's address in a header. Please take it out, then submit again.",
  deprecationNote: "The v1 API ends on 1 March. Upgrade to 2.0: it asks for one more value, the region.",
};
const happening = {
  actorName: "Ada Lovelace",
  threadId: "a1f5b1c0-53a0-4a57-8d8c-9d5c3a6f7b10",
  comment: "What becomes of users without an address?\nI see no filter for them.",
};

function told(side: Side, event: VersionEventName, facts = version, said = happening) {
  const message = messageFor(side, event, facts, said);
  if (!message) throw new Error(`A ${side} is not told that a version was ${event}.`);
  return message;
}

const long = {
  ...version,
  name: `${"Donaudampfschifffahrtsgesellschaft".repeat(3)} 12.345`,
  partner: "A company with an extraordinarily long and rather unusual name of several words, Incorporated",
};
const longComment = {
  ...happening,
  actorName: "Maximiliane-Alexandra von und zu Hohenstein-Wittelsbach",
  comment: `https://partner.example/${"a-very-long-path/".repeat(12)}\n\n${"And a paragraph that goes on. ".repeat(20)}\n<script>alert("shown as text")</script>`,
};

export const sampleMails: Record<string, Mail> = {
  verification: verificationMail("Ada", "token-of-a-sample"),
  "password-changed": passwordChangedMail("Ada"),
  invitation: invitationMail({
    id: "sample",
    organizationName: "Acme",
    inviterName: "Ada Lovelace",
    role: "owner",
    expiresAt: new Date("2026-05-04T10:00:00Z"),
  }),
  submitted: newsMail("Grace", told("reviewer", "submitted")),
  approved: newsMail("Ada", told("partner", "approved")),
  "changes-requested": newsMail("Ada", told("partner", "changes_requested")),
  rejected: newsMail("Ada", told("partner", "rejected")),
  released: newsMail("Ada", told("partner", "released")),
  assigned: newsMail("Grace", told("reviewer", "assigned")),
  available: newsMail("Joan", told("customer", "approved")),
  deprecated: newsMail("Joan", told("customer", "deprecated")),
  comment: commentsMail("Ada", version.name, [told("partner", "commented")]),
  comments: commentsMail("Ada", version.name, [
    told("partner", "commented"),
    told("partner", "commented", version, { ...happening, comment: "The same for the second endpoint." }),
    told("partner", "commented", version, { ...happening, actorName: "Grace Hopper", comment: "Thank you!" }),
  ]),
  daily: dailyMail("Ada", [
    told("partner", "changes_requested"),
    told("partner", "commented"),
    told("customer", "deprecated"),
  ]),
  "daily-long": dailyMail(
    "Ada",
    Array.from({ length: 34 }, () => told("partner", "commented")),
  ),
  "long-words": newsMail(long.partner, told("partner", "commented", long, longComment)),
};
