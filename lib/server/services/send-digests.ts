import "server-only";
import { isolated } from "@/lib/isolated";
import { db } from "@/lib/server/db";
import { log } from "@/lib/server/log";
import { commentsMail, dailyMail } from "@/lib/server/news-mails";
import { type Bundle, listDue, takeBundle } from "@/lib/server/repositories/digest-items";
import { queueMail } from "./send-mail";

/**
 * Makes one mail of each bundle that is due, and says how many. A bundle leaves as its mail enters the outbox, in one
 * transaction: after a crash it is either mailed or still waiting. Any number of processes may do it at once. One bundle
 * that can't be mailed doesn't hold up the others.
 */
export async function sendDigests(now: Date = new Date()): Promise<number> {
  let sent = 0;
  for (const bundle of await listDue(db, now)) {
    try {
      if (await sendBundle(bundle, now)) sent += 1;
    } catch (error) {
      log.error({ err: error, ...bundle }, "digest not mailed");
    }
  }
  return sent;
}

async function sendBundle(bundle: Bundle, now: Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const items = await takeBundle(tx, bundle, now);
    const [first] = items;
    if (!first) return false;
    const { name, email } = first.user;
    const news = items.map(({ title, body, quote, href }) => ({ title, body, quote, href }));
    const mail =
      bundle.bundle === "daily" ? dailyMail(isolated(name), news) : commentsMail(isolated(name), first.topic, news);
    await queueMail(tx, { dedupeKey: `digest:${bundle.bundle}:${first.id}`, recipient: email, ...mail });
    return true;
  });
}
