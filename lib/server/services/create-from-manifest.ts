import "server-only";
import type { CreateFromManifestBody } from "@/lib/contract";
import { parseManifest } from "@/lib/destination/manifest/manifest-text";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { findConnectionInfo } from "@/lib/server/repositories/connection-infos";
import * as destinations from "@/lib/server/repositories/destinations";
import { insertConnectionInfo } from "./save-connection-info";

/**
 * A new destination that is what a manifest describes. Refuses with `invalid_input` and every mistake with its line, what
 * is no manifest; and what a connection info is refused for, where a new one is made with it.
 */
export async function createFromManifest(actor: Actor, body: CreateFromManifestBody): Promise<{ id: string }> {
  const parsed = parseManifest(body.text);
  if (!parsed.ok) {
    const issues = parsed.problems.map(({ path, line, column, message }) => ({
      path: path.join("."),
      message: `Line ${line}, column ${column}: ${message}`,
    }));
    throw new AppError("invalid_input", `This isn't a manifest yet. ${issues[0]?.message ?? ""}`.trim(), { issues });
  }
  return db.$transaction(async (tx) => {
    const info = body.connectionInfo
      ? await insertConnectionInfo(tx, actor, body.connectionInfo)
      : await usableConnectionInfo(tx, actor, body.connectionInfoId ?? "");
    const destination = await destinations.createDestination(tx, actor.organizationId, {
      connectionInfoId: info.id,
      definition: parsed.definition,
      userId: actor.userId,
    });
    await auditLog.record(tx, actor, "destination.created", destination.id, {
      displayName: info.displayName,
      from: "manifest",
    });
    return destination;
  });
}

/** One of the organization's records; refused with the field's name where there is none. */
export async function usableConnectionInfo(tx: Tx, actor: Actor, id: string) {
  const info = await findConnectionInfo(tx, actor.organizationId, id);
  if (info) return info;
  throw new AppError("invalid_input", "This connection info does not exist. Choose another or create one first.", {
    issues: [{ path: "connectionInfoId", message: "Choose a connection info record." }],
  });
}
