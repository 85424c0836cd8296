import "server-only";
import type { ConnectionInfoBody, UpdateConnectionInfoBody } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as connectionInfos from "@/lib/server/repositories/connection-infos";

/** Creates a connection info record for the actor's organization. Refuses a display name that is taken. */
export async function createConnectionInfo(actor: Actor, body: ConnectionInfoBody) {
  return db.$transaction((tx) => insertConnectionInfo(tx, actor, body));
}

/** The same within somebody else's transaction. */
export async function insertConnectionInfo(tx: Tx, actor: Actor, body: ConnectionInfoBody) {
  await assertUsable(tx, actor, body);
  const row = await connectionInfos.createConnectionInfo(tx, actor.organizationId, body);
  await auditLog.record(tx, actor, "connection_info.created", row.id, { displayName: row.displayName });
  return row;
}

/** Saves one if the revision matches; a stale save is refused and told what the server holds. */
export async function updateConnectionInfo(actor: Actor, id: string, { revision, ...body }: UpdateConnectionInfoBody) {
  return db.$transaction(async (tx) => {
    await assertUsable(tx, actor, body, id);
    const before = await connectionInfos.findConnectionInfo(tx, actor.organizationId, id);
    const isSaved = await connectionInfos.updateConnectionInfo(tx, actor.organizationId, id, revision, body);
    const row = await connectionInfos.findConnectionInfo(tx, actor.organizationId, id);
    if (!row) throw new AppError("not_found", "There is no such connection info.");
    if (!isSaved) {
      throw new AppError(
        "stale_revision",
        "Somebody else saved this connection info in the meantime. Your text is still here: compare it with theirs, then save again.",
        { theirs: row },
      );
    }
    await auditLog.record(tx, actor, "connection_info.updated", id, {
      displayName: row.displayName,
      ...(before && before.displayName !== row.displayName && { displayNameBefore: before.displayName }),
      changed: changedTexts(before, row),
    });
    return row;
  });
}

async function assertUsable(tx: Tx, actor: Actor, body: ConnectionInfoBody, exceptId?: string): Promise<void> {
  if (await connectionInfos.isDisplayNameTaken(tx, body.displayName, exceptId)) {
    throw new AppError(
      "conflict",
      `The display name “${body.displayName}” is taken on this platform. Choose another.`,
      {
        issues: [{ path: "displayName", message: "This display name is taken on this platform. Choose another." }],
      },
    );
  }
  if (body.logoId && !(await connectionInfos.findLogo(tx, actor.organizationId, body.logoId))) {
    throw new AppError("invalid_input", "This logo does not exist any more. Upload it again.", {
      issues: [{ path: "logoId", message: "This logo does not exist any more. Upload it again." }],
    });
  }
  if (body.categoryId && !(await tx.category.findUnique({ where: { id: body.categoryId } }))) {
    throw new AppError("invalid_input", "This category does not exist any more. Choose another.", {
      issues: [{ path: "categoryId", message: "This category does not exist any more. Choose another." }],
    });
  }
}

/** Which of the texts of one record are others in the next. */
function changedTexts(before: object | null, after: object): string[] {
  const old = new Map(Object.entries(before ?? {}));
  const isText = (value: unknown) => typeof value === "string" || value === null;
  return Object.entries(after).flatMap(([key, value]) => (isText(value) && old.get(key) !== value ? [key] : []));
}
