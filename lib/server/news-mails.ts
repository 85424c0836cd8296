/** What a mail about something new says: one piece at once, or several that were collected. */
import { compose, type LetterItem } from "./mail-letter";
import type { Mail } from "./repositories/outbox";

/** Something that somebody is told of. */
export interface News {
  title: string;
  body: string;
  /** What somebody else wrote. */
  quote: string;
  /** A path of this portal. */
  href: string;
  /** What the link in the mail says. */
  action: string;
}

/** A mail holds no more than this; the rest is said to be in the portal. */
export const itemsPerMailMax = 30;

const reason = {
  text: "You choose for each kind of news whether it comes by e-mail, at once or once a day.",
  link: { label: "Change what you are mailed about", path: "/account#mail" },
};

export function newsMail(name: string, { title, body, quote, href, action }: News): Mail {
  return compose({
    subject: title,
    heading: title,
    paragraphs: [`Hello ${name},`, body].filter(Boolean),
    ...(quote && { quote }),
    button: { label: action, path: href },
    reason,
  });
}

/** Several comments on one version, in one mail. */
export function commentsMail(name: string, topic: string, comments: readonly News[]): Mail {
  const [only, ...more] = comments;
  if (only && more.length === 0) return newsMail(name, only);
  const title = `${comments.length} comments on ${topic}`;
  return compose({
    subject: title,
    heading: title,
    paragraphs: [`Hello ${name},`, "Here is what was said since your last mail."],
    // The heading says already on what.
    items: itemsOf(comments.map((comment) => ({ ...comment, title: comment.title.replace(` on ${topic}`, "") }))),
    ...restOf(comments),
    reason,
  });
}

/** A day's news of the kinds that somebody wants once a day. */
export function dailyMail(name: string, news: readonly News[]): Mail {
  const [first] = news;
  const title = news.length === 1 && first ? `Your day: ${first.title}` : `Your day: ${news.length} pieces of news`;
  return compose({
    subject: title,
    heading: "What is new for you",
    paragraphs: [`Hello ${name},`, "Here is what came since yesterday's mail."],
    items: itemsOf(news),
    ...restOf(news),
    reason,
  });
}

function itemsOf(news: readonly News[]): LetterItem[] {
  return news.slice(0, itemsPerMailMax).map(({ title, body, quote, href, action }) => ({
    title,
    body,
    quote,
    link: { label: action, path: href },
  }));
}

function restOf(news: readonly News[]) {
  const button = { label: "Open your notifications", path: "/notifications" };
  if (news.length <= itemsPerMailMax) return { button };
  return { button, note: `${news.length - itemsPerMailMax} more are in your notifications.` };
}
