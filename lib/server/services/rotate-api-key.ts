import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { newApiKey } from "@/lib/server/api-key";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { updateProject } from "@/lib/server/repositories/projects";

/** Gives a project a new API key, in the answer and nowhere else. The old one stops working with this. */
export async function rotateApiKey(actor: Actor, projectId: string): Promise<{ apiKey: string }> {
  const { key, hash, last4 } = newApiKey();
  return db.$transaction(async (tx) => {
    const data = { apiKeyHash: hash, apiKeyLast4: last4 };
    const isUpdated = await updateProject(tx, actor.organizationId, projectId, data);
    if (!isUpdated) throw new AppError("not_found", "There is no such project.");
    await auditLog.record(tx, actor, "project.api_key_rotated", projectId, { last4 });
    return { apiKey: key };
  });
}
