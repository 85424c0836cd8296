/**
 * What our e-mails say. Each has a text and an HTML form made of the same parts. Links are made of paths on
 * BASE_URL only, so the Host header of a request can never appear in one (T16).
 */
import { env } from "./env";
import type { Mail } from "./repositories/outbox";

interface Letter {
  subject: string;
  heading: string;
  paragraphs: string[];
  /** What somebody else wrote, set off from our own words. */
  quote?: string;
  button?: { label: string; path: string };
  /** Small print, such as how long the link works. */
  note?: string;
}

/** Turns the parts of a letter into a mail. Everything in it is text: HTML in a name stays visible as such. */
export function compose(letter: Letter): Mail {
  const link = letter.button && linkTo(letter.button.path);
  return { subject: letter.subject, text: asText(letter, link), html: asHtml(letter, link) };
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

function asText(letter: Letter, link: string | undefined): string {
  const quote = letter.quote?.split("\n").map((line) => `> ${line}`);
  const parts = [
    letter.heading,
    ...letter.paragraphs,
    quote?.join("\n"),
    letter.button && `${letter.button.label}:\n${link}`,
    letter.note,
    `-- \nLandfall, the partner integration portal of ${env().PLATFORM_NAME}\n${linkTo("/")}`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

function asHtml(letter: Letter, link: string | undefined): string {
  const paragraph = (text: string, style = "") =>
    `<p style="margin:0 0 16px;font-size:15px;line-height:24px;color:#3a4149;${style}">${escapeHtml(text)}</p>`;
  const button =
    letter.button && link
      ? `<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="display:inline-block;padding:11px 20px;border-radius:8px;background:#0b5c55;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none">${escapeHtml(letter.button.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;line-height:20px;color:#5c656f">If the button does not work, open this address:<br><a href="${escapeHtml(link)}" style="color:#0b5c55;word-break:break-all">${escapeHtml(link)}</a></p>`
      : "";
  const quote = letter.quote
    ? `<blockquote style="margin:0 0 16px;padding:4px 0 4px 16px;border-left:3px solid #cfd6dc;font-size:15px;line-height:24px;color:#3a4149;white-space:pre-wrap">${escapeHtml(letter.quote)}</blockquote>`
    : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><title>${escapeHtml(letter.subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f2f4f5;${font}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #dfe4e8;border-radius:12px">
<tr><td style="padding:32px 32px 16px;${font}">
<p style="margin:0 0 24px;font-size:13px;font-weight:600;letter-spacing:.02em;color:#0b5c55">Landfall</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:28px;color:#14181c">${escapeHtml(letter.heading)}</h1>
${letter.paragraphs.map((text) => paragraph(text)).join("\n")}
${quote}
${button}
${letter.note ? paragraph(letter.note, "font-size:13px;line-height:20px;color:#5c656f") : ""}
</td></tr></table>
<p style="margin:16px 0 0;font-size:12px;line-height:18px;color:#5c656f">Landfall, the partner integration portal of ${escapeHtml(env().PLATFORM_NAME)}<br><a href="${escapeHtml(linkTo("/"))}" style="color:#5c656f">${escapeHtml(linkTo("/"))}</a></p>
</td></tr></table>
</body></html>
`;
}

export function verificationMail(name: string, token: string): Mail {
  const path = `/api/auth/verify-email?token=${encodeURIComponent(token)}&callbackURL=${encodeURIComponent("/verify-email")}`;
  return compose({
    subject: "Confirm your e-mail address",
    heading: `Welcome, ${name}`,
    paragraphs: ["Confirm that this address is yours, and your account is ready to use."],
    button: { label: "Confirm address", path },
    note: "The link works for 24 hours. If you did not register, ignore this message: nothing happens without the link.",
  });
}

export function passwordResetMail(name: string, token: string): Mail {
  return compose({
    subject: "Choose a new password",
    heading: "Choose a new password",
    paragraphs: [`Hello ${name}, somebody asked to reset the password of your account.`],
    button: { label: "Choose a new password", path: `/reset-password/${encodeURIComponent(token)}` },
    note: "The link works once, for one hour. If it was not you, ignore this message: your password stays as it is.",
  });
}

export function passwordChangedMail(name: string): Mail {
  return compose({
    subject: "Your password was changed",
    heading: "Your password was changed",
    paragraphs: [
      `Hello ${name}, the password of your account was just changed, and every other session was signed out.`,
      "If it was not you, reset your password now and tell an owner of your organization.",
    ],
    button: { label: "Reset password", path: "/reset-password" },
  });
}

/** Registration with an address that already has an account: only the owner of the mailbox learns of it (T11). */
export function alreadyRegisteredMail(name: string): Mail {
  return compose({
    subject: "You already have an account",
    heading: "You already have an account",
    paragraphs: [
      `Hello ${name}, somebody, probably you, tried to register with this address. It already has an account: sign in with your password, or choose a new one.`,
    ],
    button: { label: "Sign in", path: "/sign-in" },
    note: "If it was not you, there is nothing to do.",
  });
}

export function invitationMail(invitation: {
  id: string;
  organizationName: string;
  inviterName: string;
  role: string;
  expiresAt: Date;
}): Mail {
  const day = invitation.expiresAt.toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
  return compose({
    subject: `Join ${invitation.organizationName} on Landfall`,
    heading: `${invitation.inviterName} invited you to ${invitation.organizationName}`,
    paragraphs: [
      `You would join as ${invitation.role === "owner" ? "an owner" : "a member"}. Sign in or register with the address that this message was sent to, then accept.`,
    ],
    button: { label: "See the invitation", path: `/invitations/${encodeURIComponent(invitation.id)}` },
    note: `The invitation is open until ${day}.`,
  });
}

export function roleChangedMail(organizationName: string, role: string, changedBy: string): Mail {
  return compose({
    subject: `Your role in ${organizationName} changed`,
    heading: `You are now ${role === "owner" ? "an owner" : "a member"} of ${organizationName}`,
    paragraphs: [`${changedBy} changed your role. It applies at once.`],
    button: { label: "See your organization", path: "/organization" },
  });
}

export function removedFromOrganizationMail(organizationName: string, removedBy: string): Mail {
  return compose({
    subject: `You are no longer in ${organizationName}`,
    heading: `You are no longer in ${organizationName}`,
    paragraphs: [
      `${removedBy} removed you from ${organizationName}. Your account stays yours. If this was a mistake, ask an owner to invite you again.`,
    ],
  });
}

export function portalEnabledMail(organizationName: string): Mail {
  return compose({
    subject: `${organizationName} can build destinations now`,
    heading: "The portal is open for you",
    paragraphs: [
      `An administrator enabled building for ${organizationName}. Create your first destination: it begins as a working example against the sandbox partner.`,
    ],
    button: { label: "Build a destination", path: "/destinations" },
  });
}
