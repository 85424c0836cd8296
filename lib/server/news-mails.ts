/** What a mail about something new says: one piece at once, or several that were collected. */
import { type NotificationKind, notificationKindTexts } from "@/lib/notification-kinds";
import { compose, type LetterItem } from "./mail-letter";
import type { Mail } from "./repositories/outbox";

/** Something that somebody is told of. */
export interface News {
  title: string;
  /** What a list of mails shows: what happened stands before names, which may be long. Left out: the title. */
  subject?: string;
  body: string;
  /** What somebody else wrote. */
  quote: string;
  /** A path of this portal. */
  href: string;
  /** What the button in a mail of its own says. */
  action: string;
}

/** News as it is collected, to be mailed with others. */
export type CollectedNews = Pick<News, "title" | "body" | "quote" | "href">;

/** A mail holds no more than this; the rest is said to be in the portal. */
export const itemsPerMailMax = 30;

/** Where somebody chooses what they are mailed about. */
export const mailChoicesPath = "/account#mail";

function reasonFor(text: string) {
  return { text, link: { label: "Choose what you are mailed about", path: mailChoicesPath } };
}

function reasonForKind(kind: NotificationKind) {
  return reasonFor(`You are mailed about “${notificationKindTexts[kind].title}” as it happens.`);
}

/** One piece of news. */
export function newsMail(name: string, news: News, kind: NotificationKind): Mail {
  const { title, subject = title, body, quote, href, action } = news;
  return compose({
    subject,
    heading: title,
    name,
    paragraphs: [body].filter(Boolean),
    ...(quote && { quote }),
    button: { label: action, path: href },
    reason: reasonForKind(kind),
  });
}

/** Several comments on one version, in one mail. */
export function commentsMail(name: string, topic: string, comments: readonly CollectedNews[]): Mail {
  const [only, ...more] = comments;
  if (only && more.length === 0) {
    return newsMail(name, { ...only, subject: `Comment on ${topic}`, action: "Open the comment" }, "comment");
  }
  const title = `${comments.length} comments on ${topic}`;
  return compose({
    subject: title,
    heading: title,
    name,
    paragraphs: ["Here is what was said since your last mail."],
    // The heading says already on what.
    items: itemsOf(comments.map((comment) => ({ ...comment, title: comment.title.replace(` on ${topic}`, "") }))),
    ...restOf(comments),
    reason: reasonForKind("comment"),
  });
}

/** A day's news of the kinds that somebody wants once a day. */
export function dailyMail(name: string, news: readonly CollectedNews[]): Mail {
  const [first, ...more] = news;
  const others = more.length > 0 ? ` and ${more.length} more` : "";
  return compose({
    subject: `Your day: ${first?.title ?? "nothing new"}${others}`,
    heading: news.length === 1 ? "What is new for you" : `${news.length} pieces of news for you`,
    name,
    paragraphs: ["Here is what came since your last daily mail."],
    items: itemsOf(news),
    ...restOf(news),
    reason: reasonFor("You are mailed about some kinds of news once a day."),
  });
}

function itemsOf(news: readonly CollectedNews[]): LetterItem[] {
  return news.slice(0, itemsPerMailMax).map(({ href, ...item }) => ({ ...item, path: href }));
}

function restOf(news: readonly CollectedNews[]) {
  const button = { label: "Open your notifications", path: "/notifications" };
  if (news.length <= itemsPerMailMax) return { button };
  return { button, note: `${news.length - itemsPerMailMax} more are in your notifications.` };
}
