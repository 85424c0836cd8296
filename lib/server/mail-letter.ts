/**
 * What our e-mails are made of. Each has a text and an HTML form made of the same parts. Links are made of paths on
 * BASE_URL only, so the Host header of a request can never appear in one (T16).
 */
import { env } from "./env";
import { letterHtml } from "./mail-html";
import type { Mail } from "./repositories/outbox";

export interface Link {
  label: string;
  path: string;
}

/** One of several pieces of news in a mail. */
export interface LetterItem {
  title: string;
  body?: string;
  quote?: string;
  /** Where the title leads. */
  path: string;
}

export interface Letter {
  subject: string;
  heading: string;
  /** Who is greeted. */
  name?: string;
  paragraphs: string[];
  /** What somebody else wrote, set off from our own words. */
  quote?: string;
  items?: LetterItem[];
  button?: Link;
  /** Small print, such as how long the link works. */
  note?: string;
  /** Why this person gets it, and where that is changed. */
  reason?: { text: string; link: Link };
}

/** Turns the parts of a letter into a mail. Everything in it is text: HTML in a name stays visible as such. */
export function compose(letter: Letter): Mail {
  const sender = `Landfall, the partner integration portal of ${env().PLATFORM_NAME}`;
  return {
    subject: letter.subject,
    text: asText(letter, sender),
    html: letterHtml(letter, { sender, linkTo, preview: previewOf(letter) }),
  };
}

/** An address of this portal. Throws for anything that would lead elsewhere. */
export function linkTo(path: string): string {
  const base = new URL(env().BASE_URL);
  const url = new URL(path, base);
  if (url.origin !== base.origin) throw new Error(`A mail may only link to ${base.origin}.`);
  return url.href;
}

const previewLength = 140;

/** What a list of mails shows beside the subject: what is new in it, rather than our name and a greeting. */
function previewOf({ paragraphs, quote, items = [] }: Letter): string {
  const parts = items.length > 0 ? items.map(({ title }) => `${title}.`) : [...paragraphs, quote && `“${quote}”`];
  const words = parts.filter(Boolean).join(" ").replace(/\s+/g, " ");
  return words.length > previewLength ? `${words.slice(0, previewLength).trimEnd()} …` : words;
}

function asText(letter: Letter, sender: string): string {
  const parts = [
    letter.heading,
    letter.name && `Hello ${letter.name},`,
    ...letter.paragraphs,
    letter.quote && quoted(letter.quote),
    ...(letter.items ?? []).map((item) =>
      [`* ${item.title}`, item.body, item.quote && quoted(item.quote), linkTo(item.path)].filter(Boolean).join("\n"),
    ),
    letter.button && `${letter.button.label}:\n${linkTo(letter.button.path)}`,
    letter.note,
    `-- \n${sender}\n${linkTo("/")}`,
    letter.reason && `${letter.reason.text}\n${letter.reason.link.label}: ${linkTo(letter.reason.link.path)}`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}
