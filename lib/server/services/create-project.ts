/** A project of the actor's organization, with its first API key. */
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { newApiKey } from "@/lib/server/api-key";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { insertProject, insertProperty, updateProject } from "@/lib/server/repositories/projects";

/** The API key is in the answer and nowhere else: only its hash is kept. Starts with the property `user_id`. */
export async function createProject(actor: Actor, name: string): Promise<{ id: string; name: string; apiKey: string }> {
  const { organizationId } = actor;
  const { key, hash, last4 } = newApiKey();
  return db.$transaction(async (tx) => {
    const project = await insertProject(tx, organizationId, name);
    if (!project) throw nameTaken(name);
    await updateProject(tx, organizationId, project.id, { apiKeyHash: hash, apiKeyLast4: last4 });
    await insertProperty(tx, project.id, { name: "user_id", type: "string", example: "user-1001" });
    await auditLog.record(tx, actor, "project.created", project.id, { name });
    return { id: project.id, name, apiKey: key };
  });
}

export function nameTaken(name: string): AppError {
  const message = `Your organization has a project named ${name} already. Choose another name.`;
  return new AppError("conflict", message, { issues: [{ path: "name", message }] });
}
