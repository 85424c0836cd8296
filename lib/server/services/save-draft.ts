import "server-only";
import type { SaveDraftBody } from "@/lib/contract";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as destinations from "@/lib/server/repositories/destinations";
import { forgetAnswers } from "@/lib/server/repositories/test-values";
import { findUser } from "@/lib/server/repositories/users";

/** Saves the draft if nobody saved in between; otherwise refuses and tells what the server holds. */
export async function saveDraft(actor: Actor, id: string, body: SaveDraftBody, now = new Date()) {
  const isSaved = await db.$transaction(async (tx) => {
    const data = { ...body, userId: actor.userId, now };
    if (!(await destinations.updateDraft(tx, actor.organizationId, id, data))) return false;
    // What was answered in the clear before a field was made secret must not stay.
    const secretIds = body.definition.fields.filter(isSecretField).map((field) => field.id);
    await forgetAnswers(tx, actor.organizationId, id, secretIds);
    return true;
  });
  if (isSaved) return { revision: body.revision + 1, updatedAt: now.toISOString() };
  throw await staleRevision(actor, id);
}

/** The refusal of a revision that is not the newest: with the newest, so that nothing has to be lost. */
export async function staleRevision(actor: Actor, id: string): Promise<AppError> {
  const theirs = await readDraft(actor, id);
  return new AppError(
    "stale_revision",
    `${theirs.updatedBy ?? "Somebody"} saved this destination in the meantime. Your text is kept in this browser.`,
    { theirs },
  );
}

/** The draft as the API gives it. Refuses with `not_found` what is not this organization's. */
export async function readDraft(actor: Actor, id: string) {
  const destination = await destinations.findDestination(db, actor.organizationId, id);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  return {
    id: destination.id,
    revision: destination.revision,
    definition: destination.definition,
    updatedAt: destination.updatedAt.toISOString(),
    updatedBy: destination.updatedById ? ((await findUser(db, destination.updatedById))?.name ?? null) : null,
  };
}
