import "server-only";
import { commentsDueAt, nextDailyMail } from "@/lib/digest-time";
import { isolated } from "@/lib/isolated";
import type { NotificationKind } from "@/lib/notification-kinds";
import type { Tx } from "@/lib/server/db";
import { type News, newsMail } from "@/lib/server/news-mails";
import * as digestItems from "@/lib/server/repositories/digest-items";
import { mailChoicesAbout } from "@/lib/server/repositories/mail-choices";
import * as notifications from "@/lib/server/repositories/notifications";
import { queueMail } from "./send-mail";

export interface Recipient {
  id: string;
  name: string;
  email: string;
}

export interface Telling {
  kind: NotificationKind;
  /** Names the event: whoever was told of it already isn't told again, whatever became of the mail. */
  key: string;
  /** News that comes in quick succession: what of it is mailed together, and what it is about. */
  bundle?: { id: string; topic: string };
  now?: Date;
}

/**
 * Tells people of something, in the caller's transaction: always in the app, and by mail as each has chosen — at once, in
 * the next daily mail, or not at all. Bundled news waits a few minutes for more of the same.
 */
export async function tell(
  tx: Tx,
  people: readonly Recipient[],
  news: News,
  { kind, key, bundle, now = new Date() }: Telling,
): Promise<void> {
  const dedupeKey = ({ id }: Recipient) => `${key}:${id}`;
  // Always in the same order, so that two who tell the same people wait for each other and never crosswise.
  const ordered = [...people].sort((a, b) => (a.id < b.id ? -1 : 1));
  const told = await notifications.notify(
    tx,
    ordered.map((person) => ({
      userId: person.id,
      dedupeKey: dedupeKey(person),
      kind,
      title: news.title,
      body: [news.body, news.quote && `“${news.quote}”`].filter(Boolean).join(" "),
      href: news.href,
      createdAt: now,
    })),
  );
  const choiceOf = await mailChoicesAbout(tx, kind, [...told]);
  for (const person of ordered.filter(({ id }) => told.has(id))) {
    const choice = choiceOf(person.id);
    if (choice === "never") continue;
    const item = { userId: person.id, dedupeKey: dedupeKey(person), ...news, createdAt: now };
    if (choice === "daily") await collect(tx, item, now);
    else if (bundle) await collectBundle(tx, item, bundle, now);
    else
      await queueMail(tx, {
        dedupeKey: item.dedupeKey,
        recipient: person.email,
        ...newsMail(isolated(person.name), news, kind),
      });
  }
}

type Item = Pick<digestItems.NewDigestItem, "userId" | "dedupeKey" | "title" | "body" | "quote" | "href" | "createdAt">;

async function collect(tx: Tx, { userId, dedupeKey, title, body, quote, href, createdAt }: Item, now: Date) {
  const item = { userId, dedupeKey, title, body, quote, href, createdAt };
  await digestItems.addItem(tx, { ...item, bundle: "daily", topic: "", dueAt: nextDailyMail(now) });
}

/** The whole bundle waits until nobody adds to it, but not for ever. */
async function collectBundle(
  tx: Tx,
  { userId, dedupeKey, title, body, quote, href, createdAt }: Item,
  { id, topic }: { id: string; topic: string },
  now: Date,
) {
  const item = { userId, dedupeKey, title, body, quote, href, createdAt };
  const firstAt = await digestItems.addItem(tx, { ...item, bundle: id, topic, dueAt: now });
  await digestItems.setDue(tx, { userId, bundle: id }, commentsDueAt(firstAt, now));
}
