import { route } from "@/lib/http/route";
import { mailChoicesBody } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { findMailChoices } from "@/lib/server/repositories/mail-choices";
import { saveMailChoices } from "@/lib/server/services/save-mail-choices";

/** By kind of news: at once, once a day, or never. */
export const GET = route({ action: "account.read" }, async ({ actor }) => findMailChoices(db, actor.userId));

/** What is left out stays. */
export const PATCH = route({ action: "account.read", body: mailChoicesBody }, async ({ actor, body }) => {
  await saveMailChoices(actor, body);
  return undefined;
});
