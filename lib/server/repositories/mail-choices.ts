/** How people want to be mailed about each kind of news. */
import {
  defaultMailChoice,
  type MailChoice,
  type NotificationKind,
  type notificationKinds,
  parseMailChoice,
} from "@/lib/notification-kinds";
import type { Db, Tx } from "@/lib/server/db";

export type MailChoices = Record<NotificationKind, MailChoice>;

/** All of a person's choices; where they have made none, the default. */
export async function findMailChoices(db: Db | Tx, userId: string): Promise<MailChoices> {
  const rows = await db.notificationPreference.findMany({ where: { userId } });
  const choiceOf = (kind: NotificationKind) => parseMailChoice(rows.find((row) => row.kind === kind)?.email);
  return {
    review: choiceOf("review"),
    comment: choiceOf("comment"),
    installation: choiceOf("installation"),
    organization: choiceOf("organization"),
  } satisfies Record<(typeof notificationKinds)[number], MailChoice>;
}

/** The choices of several people about one kind. Who has made none gets the default. */
export async function mailChoicesAbout(
  db: Db | Tx,
  kind: NotificationKind,
  userIds: readonly string[],
): Promise<(userId: string) => MailChoice> {
  const rows = await db.notificationPreference.findMany({ where: { kind, userId: { in: [...userIds] } } });
  const choices = new Map(rows.map((row) => [row.userId, parseMailChoice(row.email)]));
  return (userId) => choices.get(userId) ?? defaultMailChoice;
}

export async function saveMailChoice(tx: Tx, userId: string, kind: NotificationKind, email: MailChoice): Promise<void> {
  await tx.notificationPreference.upsert({
    where: { userId_kind: { userId, kind } },
    create: { userId, kind, email },
    update: { email },
  });
}
