/**
 * How our e-mails look. Styles are written at each element, because many programs drop a style sheet; the sheet only adds
 * what those that keep it can do: dark, and less margin on a phone. Outlook on Windows draws mails with Word, which knows
 * neither the width of a table that may shrink nor the padding of a link: what is marked `mso` is for it alone.
 */
import { isRightToLeft } from "@/lib/isolated";
import type { Letter, LetterItem, Link } from "./mail-letter";

interface Surroundings {
  /** Who sends it, in words. */
  sender: string;
  linkTo: (path: string) => string;
  /** What a list of mails shows beside the subject. */
  preview: string;
}

export function letterHtml(letter: Letter, { sender, linkTo, preview }: Surroundings): string {
  const content = [
    letter.name ? paragraph(`Hello ${letter.name},`) : "",
    ...letter.paragraphs.map(paragraph),
    letter.quote ? blockquote(letter.quote) : "",
    ...(letter.items ?? []).map((item) => itemOf(item, linkTo)),
    letter.button ? buttonOf(letter.button, linkTo) : "",
    letter.note ? smallPrint(escapeHtml(letter.note)) : "",
  ].filter(Boolean);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(letter.subject)}</title>
<style>${sheet}</style></head>
<body class="paper" style="margin:0;padding:32px 16px;background:#f2f4f5;${font}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(preview)}${nothing}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="sheet" style="max-width:560px;background:#ffffff;border:1px solid #dfe4e8;border-radius:12px">
<tr><td class="letter" align="left" style="padding:32px 32px 16px;${font}">
<p class="accent" style="margin:0 0 24px;font-size:13px;font-weight:600;letter-spacing:.02em;color:#0b5c55">Landfall</p>
<h1 class="ink" style="margin:0 0 16px;font-size:20px;line-height:28px;color:#14181c;overflow-wrap:anywhere">${escapeHtml(letter.heading)}</h1>
${content.join("\n")}
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
${footOf(letter, sender, linkTo)}
</td></tr></table>
</body></html>
`;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Fills the rest of the preview, which would go on with the letter itself. */
const nothing = "&#8199;&#847;".repeat(80);

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const sheet = `
:root{color-scheme:light dark}
@media (max-width:480px){.paper{padding:16px 8px!important}.letter{padding:24px 20px 8px!important}}
@media (prefers-color-scheme:dark){
.paper{background:#0f1417!important}.sheet{background:#171d21!important;border-color:#2b343a!important}
.ink{color:#eef2f4!important}.body{color:#c6ced4!important}.small,.small a{color:#9aa5ad!important}
.accent{color:#5ed0c3!important}.rule{border-color:#3d484f!important}
.button,.button a{background:#5ed0c3!important;color:#06201d!important}
}`.trim();

function paragraph(text: string): string {
  return `<p class="body" style="margin:0 0 16px;font-size:15px;line-height:24px;color:#3a4149;overflow-wrap:anywhere">${escapeHtml(text)}</p>`;
}

/** Lines are kept by breaks, which every program knows; `pre-wrap` adds the spaces at their beginning. */
function blockquote(text: string): string {
  const lines = escapeHtml(text).replace(/\r?\n/g, "<br>");
  const [direction, side] = isRightToLeft(text) ? ["rtl", "right"] : ["ltr", "left"];
  return `<blockquote dir="${direction}" class="body rule" style="margin:0 0 16px;padding:2px 16px;border-${side}:3px solid #cfd6dc;text-align:${side};font-size:15px;line-height:24px;color:#3a4149;white-space:pre-wrap;overflow-wrap:anywhere">${lines}</blockquote>`;
}

function smallPrint(html: string): string {
  return `<p class="small" style="margin:0 0 16px;font-size:13px;line-height:20px;color:#5c656f;overflow-wrap:anywhere">${html}</p>`;
}

function buttonOf({ label, path }: Link, linkTo: Surroundings["linkTo"]): string {
  const href = escapeHtml(linkTo(path));
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:24px 0"><tr><td class="button" bgcolor="#0b5c55" style="border-radius:8px;background:#0b5c55;mso-padding-alt:11px 20px"><a href="${href}" style="display:inline-block;padding:11px 20px;border-radius:8px;background:#0b5c55;color:#ffffff;font-size:15px;font-weight:600;line-height:20px;text-decoration:none">${escapeHtml(label)}</a></td></tr></table>
${smallPrint(`If the button does not work, open this address:<br><a class="accent" href="${href}" style="color:#0b5c55;word-break:break-all">${href}</a>`)}`;
}

function itemOf({ title, body, quote, path }: LetterItem, linkTo: Surroundings["linkTo"]): string {
  const href = escapeHtml(linkTo(path));
  return `<div class="rule" style="margin:0 0 16px;padding:16px 0 0;border-top:1px solid #dfe4e8">
<h2 style="margin:0 0 8px;font-size:15px;line-height:22px;font-weight:600;overflow-wrap:anywhere"><a class="accent" href="${href}" style="color:#0b5c55">${escapeHtml(title)}</a></h2>
${body ? paragraph(body) : ""}
${quote ? blockquote(quote) : ""}
</div>`;
}

function footOf(letter: Letter, sender: string, linkTo: Surroundings["linkTo"]): string {
  const home = escapeHtml(linkTo("/"));
  const reason = letter.reason
    ? `<br><br>${escapeHtml(letter.reason.text)}<br><a href="${escapeHtml(linkTo(letter.reason.link.path))}" style="color:#5c656f">${escapeHtml(letter.reason.link.label)}</a>`
    : "";
  return `<p class="small" style="max-width:560px;margin:16px 0 0;font-size:12px;line-height:18px;color:#5c656f;${font}">${escapeHtml(sender)}<br><a href="${home}" style="color:#5c656f">${home}</a>${reason}</p>`;
}
