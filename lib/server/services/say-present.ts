import "server-only";
import type { z } from "zod";
import type { Presence, presenceBody } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as presences from "@/lib/server/repositories/draft-presences";

/** A tab says every 15 seconds that it is there. After three times of silence it is gone. */
const goneAfterMs = 45_000;

/**
 * Notes that this tab has the draft open, or leaves it, and says who else has it open and which revision is the newest.
 * Refuses with `not_found` what is not this organization's.
 */
export async function sayPresent(
  actor: Actor,
  destinationId: string,
  body: z.output<typeof presenceBody>,
  now = new Date(),
): Promise<Presence> {
  const { organizationId, userId } = actor;
  const seenSince = new Date(now.getTime() - goneAfterMs);
  const revision = await presences.findRevision(db, organizationId, destinationId);
  if (revision === undefined) throw new AppError("not_found", "There is no such destination.");
  const tab = { userId, tabId: body.tabId, section: body.section };
  if (body.isLeaving) await presences.deletePresence(db, organizationId, destinationId, tab);
  else await presences.savePresence(db, organizationId, destinationId, tab, now);
  await presences.deletePresencesBefore(db, seenSince);
  const people = await presences.listOthers(db, organizationId, destinationId, { userId, seenSince });
  return { revision, people };
}
