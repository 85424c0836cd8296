import "server-only";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findDestination } from "@/lib/server/repositories/destinations";
import * as testValues from "@/lib/server/repositories/test-values";

/** Deletes everything that is kept of the person's own tests of a destination. Nothing kept is nothing to refuse. */
export async function deleteTestValues(actor: Actor, destinationId: string): Promise<void> {
  await testValues.deleteTestValues(db, await ownerOf(actor, destinationId));
}

/** Deletes one stored secret of the person's own. The field may be gone from the draft already. */
export async function deleteTestSecret(actor: Actor, destinationId: string, fieldId: string): Promise<void> {
  await testValues.deleteSecret(db, await ownerOf(actor, destinationId), fieldId);
}

async function ownerOf({ organizationId, userId }: Actor, destinationId: string): Promise<testValues.TestValuesOwner> {
  const destination = await findDestination(db, organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  return { organizationId, userId, destinationId };
}
