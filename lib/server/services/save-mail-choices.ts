import "server-only";
import { notificationKinds } from "@/lib/notification-kinds";
import type { MailChoicesBody } from "@/lib/people-contract";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { dropWaiting } from "@/lib/server/repositories/digest-items";
import { findMailChoices, saveMailChoice } from "@/lib/server/repositories/mail-choices";
import { lockUser } from "@/lib/server/repositories/users";

/** Changes how somebody is mailed. What waits of a kind that they no longer want mailed is not sent. */
export async function saveMailChoices(actor: Actor, body: MailChoicesBody): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockUser(tx, actor.userId);
    const before = await findMailChoices(tx, actor.userId);
    const changed = notificationKinds.filter((kind) => body[kind] !== undefined && body[kind] !== before[kind]);
    if (changed.length === 0) return;
    for (const kind of changed) {
      const choice = body[kind] ?? before[kind];
      await saveMailChoice(tx, actor.userId, kind, choice);
      if (choice === "never") await dropWaiting(tx, actor.userId, kind);
    }
    await auditLog.record(tx, actor, "account.mail_choices_changed", actor.userId, {
      ...Object.fromEntries(changed.map((kind) => [kind, { from: before[kind], to: body[kind] ?? before[kind] }])),
    });
  });
}
