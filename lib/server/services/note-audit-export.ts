import "server-only";
import type { AuditExportFormat } from "@/lib/admin-contract";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";

/** Writes down that somebody takes the audit log out, and which part of it. */
export async function noteAuditExport(
  actor: Actor,
  format: AuditExportFormat,
  filter: auditLog.AuditFilter,
): Promise<void> {
  await db.$transaction((tx) =>
    auditLog.record(tx, actor, "audit.exported", "audit", { format, filter: { ...filter } }),
  );
}
