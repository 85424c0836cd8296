import "server-only";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findDestination } from "@/lib/server/repositories/destinations";
import * as testValues from "@/lib/server/repositories/test-values";
import { type TestValuesAnswer, testAnswers } from "@/lib/test-values-contract";

/**
 * What is kept of a person's tests of a destination. Of a secret nobody learns more than that it is stored, since when,
 * and its fingerprint. Answers that can't be read any more are none.
 */
export async function readTestValues(actor: Actor, destinationId: string): Promise<TestValuesAnswer> {
  const { organizationId, userId } = actor;
  const destination = await findDestination(db, organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  const found = await testValues.findTestValues(db, { organizationId, userId, destinationId });
  if (!found) return { answers: null, updatedAt: null, secrets: [] };
  return {
    answers: testAnswers.safeParse(found.answers).data ?? null,
    updatedAt: found.updatedAt.toISOString(),
    secrets: found.secrets.map(({ storedAt, ...secret }) => ({ ...secret, storedAt: storedAt.toISOString() })),
  };
}
