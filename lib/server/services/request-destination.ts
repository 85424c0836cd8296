import "server-only";
import type { z } from "zod";
import type { destinationRequestBody } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { rateLimited } from "@/lib/server/rate-limits";
import * as auditLog from "@/lib/server/repositories/audit-log";
import {
  createDestinationRequest,
  findDestinationRequest,
  nthLastRequestAt,
  updateDestinationRequestNote,
} from "@/lib/server/repositories/destination-requests";
import { lockOrganization } from "@/lib/server/repositories/users";

const requestsADayMax = 20;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Tells the platform which destination somebody misses. Who asks again for the same one has said so already: then only
 * a new note is kept, in place of the one before.
 */
export async function requestDestination(
  actor: Actor,
  { name, note }: z.output<typeof destinationRequestBody>,
  now = new Date(),
): Promise<{ wasKnown: boolean }> {
  const { organizationId, userId } = actor;
  return db.$transaction(async (tx) => {
    // Two presses at once meet here, so that the second finds what the first has written.
    await lockOrganization(tx, organizationId);
    const known = await findDestinationRequest(tx, { organizationId, userId, name });
    if (known) {
      if (note !== "" && note !== known.note) {
        await updateDestinationRequestNote(tx, { organizationId, id: known.id }, note);
      }
      return { wasKnown: true };
    }
    const oldest = await nthLastRequestAt(tx, { organizationId, userId, nth: requestsADayMax });
    const waitMs = oldest ? oldest.getTime() + dayMs - now.getTime() : 0;
    if (waitMs > 0) {
      const reason = `You have asked for ${requestsADayMax} destinations within a day.`;
      throw rateLimited(reason, Math.ceil(waitMs / 1_000), now.getTime());
    }
    const created = await createDestinationRequest(tx, { organizationId, userId, name, note });
    await auditLog.record(tx, actor, "destination_request.created", created.id, { name });
    return { wasKnown: false };
  });
}
