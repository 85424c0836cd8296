import "server-only";
import { z } from "zod";
import { reviewDueAt, versionStatuses } from "@/lib/destination/lifecycle";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findDestination } from "@/lib/server/repositories/destinations";
import { readReviewTargetDays } from "@/lib/server/repositories/platform-settings";
import { listNames } from "@/lib/server/repositories/review-threads";
import { listVersions } from "@/lib/server/repositories/versions";
import type { FrozenVersion, VersionSummary } from "@/lib/submission-contract";
import { ownVersionAt } from "./review-place";

type Row = Awaited<ReturnType<typeof listVersions>>[number];

/** The history of a destination, the newest first: what was submitted or released, by whom, and what became of it. */
export async function readVersions(actor: Actor, destinationId: string, now = new Date()): Promise<VersionSummary[]> {
  const rows = await listVersions(db, actor.organizationId, destinationId);
  if (rows.length === 0 && !(await findDestination(db, actor.organizationId, destinationId))) {
    throw new AppError("not_found", "There is no such destination.");
  }
  const targetDays = await readReviewTargetDays(db);
  const people = rows.flatMap(({ submittedById, decidedById, deprecatedById }) =>
    [submittedById, decidedById, deprecatedById].filter((id) => id !== null),
  );
  const names = await listNames(db, [...new Set(people)]);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? "Somebody who left"));
  return rows.map((row) => summaryOf(row, { nameOf, now, targetDays }));
}

interface Told {
  nameOf: (id: string | null) => string | null;
  now: Date;
  /** Business days in which a review should be answered. */
  targetDays: number;
}

function summaryOf(row: Row, { nameOf, now, targetDays }: Told): VersionSummary {
  const status = z.enum(versionStatuses).parse(row.status);
  return {
    id: row.id,
    number: row.number,
    status,
    audience: row.audience === "organization" ? "organization" : "catalog",
    releaseNote: row.releaseNote,
    contact: row.contact,
    submittedAt: row.submittedAt.toISOString(),
    submittedBy: nameOf(row.submittedById),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: nameOf(row.decidedById),
    decision: row.decision,
    decisionNote: row.decisionNote,
    deprecatedAt: row.deprecatedAt?.toISOString() ?? null,
    deprecatedBy: nameOf(row.deprecatedById),
    deprecationNote: row.deprecationNote,
    installationCount: row._count.installations,
    dueAt: status === "in_review" ? reviewDueAt(row.submittedAt, targetDays).toISOString() : null,
    vault: row.vault && row.vault.expiresAt > now ? { expiresAt: row.vault.expiresAt.toISOString() } : null,
  };
}

/** What was frozen with a version, for its own organization: to look at, to compare the draft with, to restore. */
export async function readVersion(actor: Actor, versionId: string): Promise<FrozenVersion> {
  const version = await ownVersionAt(db, actor, versionId);
  const { id, number, definition, connectionInfo, findings, evidence } = version;
  return { id, number, definition, connectionInfo, findings, evidence };
}
