import "server-only";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { log } from "@/lib/server/log";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { findAuditCheck, type StoredAuditCheck, saveAuditCheck } from "@/lib/server/repositories/platform-settings";
import { verifyAuditChain } from "./verify-audit-chain";

const wholeEveryMs = 24 * 60 * 60 * 1000;

/**
 * Checks the audit log and keeps what was found for the administrators' page. It is also held to the end that the newest
 * unbroken check has seen, so that nobody cuts the log off by moving the note of its end alone.
 *
 * The whole log is read once a day, and each time while something is wrong with it. In between only what was added since
 * the end that was kept is read: a log of years isn't read every hour, and what somebody changes in it is found within a
 * day.
 */
export async function checkAuditChain(now: Date = new Date()): Promise<StoredAuditCheck> {
  const before = await findAuditCheck(db);
  const wholeAt = before?.wholeAt ?? before?.at;
  const isDue = !wholeAt || now.getTime() - wholeAt.getTime() >= wholeEveryMs || wholeAt > now;
  if (isDue || !before?.kept || before.problems.length > 0) return checkWholeChain(now, before?.kept);
  const { entries, end, problems } = await verifyAuditChain({ after: before.kept });
  if (problems.length > 0) return checkWholeChain(now, before.kept);
  return keep({ at: now, wholeAt, entries: before.entries + entries, problems, kept: end });
}

async function checkWholeChain(now: Date, kept: StoredAuditCheck["kept"]): Promise<StoredAuditCheck> {
  const { entries, end, problems } = await verifyAuditChain({ expected: kept });
  const isUnbroken = problems.length === 0 && entries > 0;
  return keep({ at: now, wholeAt: now, entries, problems, kept: isUnbroken ? end : kept });
}

async function keep(check: StoredAuditCheck): Promise<StoredAuditCheck> {
  const { entries, problems } = check;
  await saveAuditCheck(db, check);
  if (problems.length > 0) log.error({ event: "audit_chain_broken", entries, problems }, "the audit log is broken");
  return check;
}

/** The whole log, for an administrator who wants to know it now; that they did stands in the log afterwards. */
export async function checkAuditChainFor(actor: Actor, now: Date = new Date()): Promise<StoredAuditCheck> {
  const check = await checkWholeChain(now, (await findAuditCheck(db))?.kept);
  await db.$transaction((tx) =>
    auditLog.record(tx, actor, "audit.checked", "audit", { entries: check.entries, problems: check.problems.length }),
  );
  return check;
}
