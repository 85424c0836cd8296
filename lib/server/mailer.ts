/** Sends one e-mail over SMTP. The outbox decides what is sent and when. */
import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import { env } from "./env";
import { linkTo } from "./mail-letter";
import { mailChoicesPath } from "./news-mails";
import type { Mail } from "./repositories/outbox";

export interface OutgoingMail extends Mail {
  /** Stable across retries, so that a mail that arrives twice is recognised as one. */
  id: string;
  /** Names the event: mails about one version stand together. */
  dedupeKey: string;
  recipient: string;
}

export type SendMail = (mail: OutgoingMail) => Promise<void>;

let transport: Transporter | undefined;

function smtp(): Transporter {
  transport ??= createTransport({
    url: env().SMTP_URL,
    pool: true,
    maxConnections: 2,
    // A template never names a file or an address to fetch, and must not be able to.
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  return transport;
}

/** Whether mail leaves this installation at all; otherwise it is kept for the administrator to read. */
export function isMailConfigured(): boolean {
  return env().SMTP_URL !== undefined;
}

/** Keys of news about a version: at once, or several comments together. */
const aboutVersion = /^(?:version|digest:comments):([0-9a-f-]{36})/;
/** Keys of mails that somebody may choose not to get; those about accounts and invitations come to everybody. */
const news = /^(?:version|digest|request|portal-enabled|platform-role|invitation-accepted):/;

/** Hands a mail to the server, or throws what the server said. */
export async function sendMail(mail: OutgoingMail): Promise<void> {
  const host = new URL(env().BASE_URL).hostname;
  const [, versionId] = aboutVersion.exec(mail.dedupeKey) ?? [];
  await smtp().sendMail({
    from: env().MAIL_FROM,
    // As an object the address is data: a comma or a line break in it cannot add a recipient (T16).
    to: { name: "", address: mail.recipient },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.id}@${host}>`,
    // Nothing was ever sent under this ID; it is what the mails about one version have in common.
    ...(versionId && { references: `<version-${versionId}@${host}>` }),
    ...(news.test(mail.dedupeKey) && { list: { unsubscribe: linkTo(mailChoicesPath) } }),
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  });
}
