/** What the platform's administrators set for everybody, each with what counts until they do. */
import "server-only";
import { z } from "zod";
import { reviewTargetDays } from "@/lib/admin-contract";
import { reviewTargetDaysDefault } from "@/lib/review-clock";
import type { Db, Tx } from "@/lib/server/db";
import { fromJsonColumn } from "./json-column";

const reviewTargetKey = "review_target_days";
const auditCheckKey = "audit_check";

/** In how many business days a submission is to be answered (SPEC 14). */
export async function readReviewTargetDays(db: Db | Tx): Promise<number> {
  const row = await db.platformSetting.findUnique({ where: { key: reviewTargetKey } });
  const days = reviewTargetDays.safeParse(fromJsonColumn(row?.value));
  return days.success ? days.data : reviewTargetDaysDefault;
}

export async function saveReviewTargetDays(tx: Tx, days: number): Promise<void> {
  await save(tx, reviewTargetKey, days);
}

const chainEnd = z.object({ position: z.string(), hash: z.string() });
const auditCheck = z.object({
  at: z.coerce.date(),
  /** When the whole log was read for it, or for the check that it goes on from; absent: then. */
  wholeAt: z.coerce.date().optional(),
  /** Of the whole log. */
  entries: z.number(),
  problems: z.array(z.string()),
  /** Where the log ended at the newest check that found nothing wrong: it must never end before that again. */
  kept: chainEnd.optional(),
});
/** The newest check of the audit log. */
export type StoredAuditCheck = z.infer<typeof auditCheck>;

export async function findAuditCheck(db: Db | Tx): Promise<StoredAuditCheck | undefined> {
  const row = await db.platformSetting.findUnique({ where: { key: auditCheckKey } });
  return auditCheck.safeParse(row?.value).data;
}

export async function saveAuditCheck(
  db: Db | Tx,
  { at, wholeAt = at, entries, problems, kept }: StoredAuditCheck,
): Promise<void> {
  const times = { at: at.toISOString(), wholeAt: wholeAt.toISOString() };
  await save(db, auditCheckKey, { ...times, entries, problems, ...(kept && { kept }) });
}

type Json = string | number | boolean | Json[] | { [key: string]: Json };

async function save(db: Db | Tx, key: string, value: Json): Promise<void> {
  await db.platformSetting.upsert({ where: { key }, create: { key, value }, update: { value } });
}
