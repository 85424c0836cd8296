import "server-only";
import { db, type Tx } from "@/lib/server/db";
import { compose } from "@/lib/server/mail-templates";
import type { Jobs, VersionEventName } from "@/lib/server/queue";
import * as notifications from "@/lib/server/repositories/notifications";
import { listOrganizationPeople, listReviewers } from "@/lib/server/repositories/recipients";
import { findVersion, type VersionRow } from "@/lib/server/repositories/versions";
import { queueMail } from "./send-mail";

interface Person {
  id: string;
  email: string;
  name: string;
}

/** Turns something that happened to a version into messages: by e-mail and in the app, once per person. */
export async function notify({ event, versionId }: Jobs["notify"]): Promise<void> {
  await db.$transaction(async (tx) => {
    const version = await findVersion(tx, versionId);
    if (!version) return;
    const message = messageOf(event, version);
    const people = await recipients(tx, event, version);
    const dedupeKey = (person: Person) => `version:${versionId}:${event}:${person.id}`;
    const body = message.quote ? `${message.body} “${message.quote}”` : message.body;
    await notifications.notify(
      tx,
      people.map((person) => ({
        dedupeKey: dedupeKey(person),
        userId: person.id,
        title: message.title,
        body,
        href: message.href,
      })),
    );
    for (const person of people) {
      const mail = compose({
        subject: message.title,
        heading: message.title,
        paragraphs: [`Hello ${person.name},`, message.body],
        ...(message.quote ? { quote: message.quote } : {}),
        button: { label: message.action, path: message.href },
      });
      await queueMail(tx, { dedupeKey: dedupeKey(person), recipient: person.email, ...mail });
    }
  });
}

/** Reviewers hear of submissions (never of their own organization's); the partner hears of decisions. */
async function recipients(tx: Tx, event: VersionEventName, version: VersionRow): Promise<Person[]> {
  if (event === "submitted" || event === "withdrawn")
    return listReviewers(tx, { notOfOrganization: version.organizationId });
  return listOrganizationPeople(tx, version.organizationId);
}

interface Message {
  title: string;
  body: string;
  /** What the partner wrote, or the reviewer. */
  quote: string;
  href: string;
  action: string;
}

function messageOf(event: VersionEventName, version: VersionRow): Message {
  const name = `${version.connectionInfo.displayName} ${version.number}`;
  const partner = version.destination.organization.name;
  const review = { href: `/reviews/${version.id}`, action: "Open the submission" };
  const builder = {
    href: `/destinations/${version.destinationId}`,
    action: "Open the destination",
    quote: version.decisionNote,
  };
  switch (event) {
    case "submitted":
      return {
        title: `${name} waits for review`,
        body: `${partner} submitted it.`,
        quote: version.releaseNote,
        ...review,
      };
    case "withdrawn":
      return {
        title: `${name} was withdrawn`,
        body: `${partner} took the submission back. Nothing is left to do.`,
        quote: "",
        ...review,
      };
    case "approved":
      return {
        title: `${name} is approved`,
        body: "It is listed in the catalog now, and customers can open it.",
        ...builder,
      };
    case "changes_requested":
      return {
        title: `${name} needs changes`,
        body: "Your draft is open for editing; submit it again when it is ready.",
        ...builder,
      };
    case "rejected":
      return {
        title: `${name} was rejected`,
        body: "The reasons are below. You may edit the draft and submit it again.",
        ...builder,
      };
  }
}
