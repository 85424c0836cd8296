/** A password is a new one: write it down and tell its owner, who may not be the one who did it. */
import { randomUUID } from "node:crypto";
import { db } from "@/lib/server/db";
import { passwordChangedMail } from "@/lib/server/mail-templates";
import { record } from "@/lib/server/repositories/audit-log";
import { queueMail } from "./send-mail";

export async function recordPasswordChange(
  user: { id: string; name: string; email: string },
  how: "changed" | "reset",
): Promise<void> {
  await db.$transaction(async (tx) => {
    await record(tx, { userId: user.id, name: user.name }, `account.password_${how}`, user.id);
    await queueMail(tx, {
      dedupeKey: `password-changed:${user.id}:${randomUUID()}`,
      recipient: user.email,
      ...passwordChangedMail(user.name),
    });
  });
}
