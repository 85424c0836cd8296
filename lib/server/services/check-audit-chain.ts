import "server-only";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { log } from "@/lib/server/log";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { findAuditCheck, type StoredAuditCheck, saveAuditCheck } from "@/lib/server/repositories/platform-settings";
import { verifyAuditChain } from "./verify-audit-chain";

/**
 * Checks the audit log and keeps what was found for the administrators' page. It is also held to the end that the newest
 * unbroken check has seen, so that nobody cuts the log off by moving the note of its end alone.
 */
export async function checkAuditChain(now: Date = new Date()): Promise<StoredAuditCheck> {
  const kept = (await findAuditCheck(db))?.kept;
  const { entries, end, problems } = await verifyAuditChain({ expected: kept });
  const isUnbroken = problems.length === 0 && entries > 0;
  const check = { at: now, entries, problems, kept: isUnbroken ? end : kept };
  await saveAuditCheck(db, check);
  if (problems.length > 0) log.error({ event: "audit_chain_broken", entries, problems }, "the audit log is broken");
  return check;
}

/** The same for an administrator who wants to know it now; that they did stands in the log afterwards. */
export async function checkAuditChainFor(actor: Actor, now: Date = new Date()): Promise<StoredAuditCheck> {
  const check = await checkAuditChain(now);
  await db.$transaction((tx) =>
    auditLog.record(tx, actor, "audit.checked", "audit", { entries: check.entries, problems: check.problems.length }),
  );
  return check;
}
