/**
 * How our e-mails look. Each has a text and an HTML form made of the same parts. Links are made of paths on BASE_URL
 * only, so the Host header of a request can never appear in one (T16). Styles are written at each element, because
 * many programs drop a style sheet; the sheet only adds what those that keep it can do: dark, and less margin on a phone.
 */
import { env } from "./env";
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
  link: Link;
}

export interface Letter {
  subject: string;
  heading: string;
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
  return { subject: letter.subject, text: asText(letter), html: asHtml(letter) };
}

/** An address of this portal. Throws for anything that would lead elsewhere. */
export function linkTo(path: string): string {
  const base = new URL(env().BASE_URL);
  const url = new URL(path, base);
  if (url.origin !== base.origin) throw new Error(`A mail may only link to ${base.origin}.`);
  return url.href;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function asText(letter: Letter): string {
  const parts = [
    letter.heading,
    ...letter.paragraphs,
    letter.quote && quoted(letter.quote),
    ...(letter.items ?? []).map((item) =>
      [`* ${item.title}`, item.body, item.quote && quoted(item.quote), linkTo(item.link.path)]
        .filter(Boolean)
        .join("\n"),
    ),
    letter.button && `${letter.button.label}:\n${linkTo(letter.button.path)}`,
    letter.note,
    `-- \nLandfall, the partner integration portal of ${env().PLATFORM_NAME}\n${linkTo("/")}`,
    letter.reason && `${letter.reason.text}\n${letter.reason.link.label}: ${linkTo(letter.reason.link.path)}`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const sheet = `
:root{color-scheme:light dark}
@media (max-width:480px){.paper{padding:16px 8px!important}.letter{padding:24px 20px 8px!important}}
@media (prefers-color-scheme:dark){
.paper{background:#0f1417!important}.sheet{background:#171d21!important;border-color:#2b343a!important}
.ink{color:#eef2f4!important}.body{color:#c6ced4!important}.small,.small a{color:#9aa5ad!important}
.accent{color:#5ed0c3!important}.rule{border-color:#3d484f!important}
.button{background:#5ed0c3!important;color:#06201d!important}
}`.trim();

function paragraph(text: string): string {
  return `<p class="body" style="margin:0 0 16px;font-size:15px;line-height:24px;color:#3a4149;overflow-wrap:anywhere">${escapeHtml(text)}</p>`;
}

function blockquote(text: string): string {
  return `<blockquote class="body rule" style="margin:0 0 16px;padding:2px 0 2px 16px;border-left:3px solid #cfd6dc;font-size:15px;line-height:24px;color:#3a4149;white-space:pre-wrap;overflow-wrap:anywhere">${escapeHtml(text)}</blockquote>`;
}

function smallPrint(html: string): string {
  return `<p class="small" style="margin:0 0 16px;font-size:13px;line-height:20px;color:#5c656f;overflow-wrap:anywhere">${html}</p>`;
}

function buttonOf({ label, path }: Link): string {
  const href = escapeHtml(linkTo(path));
  return `<p style="margin:24px 0"><a class="button" href="${href}" style="display:inline-block;padding:11px 20px;border-radius:8px;background:#0b5c55;color:#ffffff;font-size:15px;font-weight:600;line-height:20px;text-decoration:none">${escapeHtml(label)}</a></p>
${smallPrint(`If the button does not work, open this address:<br><a class="accent" href="${href}" style="color:#0b5c55;word-break:break-all">${href}</a>`)}`;
}

function itemOf({ title, body, quote, link }: LetterItem): string {
  const href = escapeHtml(linkTo(link.path));
  return `<div class="rule" style="margin:0 0 16px;padding:16px 0 0;border-top:1px solid #dfe4e8">
<h2 class="ink" style="margin:0 0 8px;font-size:15px;line-height:22px;font-weight:600;color:#14181c;overflow-wrap:anywhere">${escapeHtml(title)}</h2>
${body ? paragraph(body) : ""}
${quote ? blockquote(quote) : ""}
<p style="margin:0 0 16px;font-size:14px;line-height:20px"><a class="accent" href="${href}" style="color:#0b5c55;font-weight:600">${escapeHtml(link.label)}</a></p>
</div>`;
}

function footOf(letter: Letter): string {
  const home = escapeHtml(linkTo("/"));
  const reason = letter.reason
    ? `<br>${escapeHtml(letter.reason.text)}<br><a href="${escapeHtml(linkTo(letter.reason.link.path))}" style="color:#5c656f">${escapeHtml(letter.reason.link.label)}</a>`
    : "";
  return `<p class="small" style="max-width:560px;margin:16px 0 0;font-size:12px;line-height:18px;color:#5c656f;${font}">Landfall, the partner integration portal of ${escapeHtml(env().PLATFORM_NAME)}<br><a href="${home}" style="color:#5c656f">${home}</a>${reason}</p>`;
}

function asHtml(letter: Letter): string {
  const content = [
    ...letter.paragraphs.map(paragraph),
    letter.quote ? blockquote(letter.quote) : "",
    ...(letter.items ?? []).map(itemOf),
    letter.button ? buttonOf(letter.button) : "",
    letter.note ? smallPrint(escapeHtml(letter.note)) : "",
  ].filter(Boolean);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(letter.subject)}</title>
<style>${sheet}</style></head>
<body class="paper" style="margin:0;padding:32px 16px;background:#f2f4f5;${font}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="sheet" style="max-width:560px;background:#ffffff;border:1px solid #dfe4e8;border-radius:12px">
<tr><td class="letter" style="padding:32px 32px 16px;${font}">
<p class="accent" style="margin:0 0 24px;font-size:13px;font-weight:600;letter-spacing:.02em;color:#0b5c55">Landfall</p>
<h1 class="ink" style="margin:0 0 16px;font-size:20px;line-height:28px;color:#14181c;overflow-wrap:anywhere">${escapeHtml(letter.heading)}</h1>
${content.join("\n")}
</td></tr></table>
${footOf(letter)}
</td></tr></table>
</body></html>
`;
}
