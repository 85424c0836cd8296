/** What reviewers' own tests of a version have shown. Masked; for reviewers, and for the partner whose version it is. */
import "server-only";
import { z } from "zod";
import { outcome } from "@/lib/contract";
import { endpointKey } from "@/lib/destination/endpoints";
import { exchange } from "@/lib/destination/exchange";
import { type ReviewRun, reviewAccounts } from "@/lib/review-contract";
import type { Db, Tx } from "@/lib/server/db";
import { runDetails } from "@/lib/test-history-contract";
import { fromJsonColumn, toJsonColumn } from "./json-column";

type Kept = Pick<ReviewRun, "endpoint" | "endpointHash" | "account" | "exchange" | "outcome" | "details">;

export async function createReviewRun(
  tx: Tx,
  run: Kept & { versionId: string; userId: string; host: string; createdAt: Date },
): Promise<string> {
  const { exchange: shown, outcome: what, details, ...columns } = run;
  const { id } = await tx.reviewRun.create({
    data: {
      ...columns,
      exchange: toJsonColumn(shown),
      outcome: toJsonColumn(what),
      ...(details && { details: toJsonColumn(details) }),
    },
    select: { id: true },
  });
  return id;
}

/** The newest runs of a version first. */
export async function listReviewRuns(db: Db | Tx, versionId: string, take = 100) {
  const rows = await db.reviewRun.findMany({
    where: { versionId },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take,
  });
  return rows.map((row) => ({
    ...row,
    endpoint: endpointKey.parse(row.endpoint),
    account: z.enum(reviewAccounts).parse(row.account),
    exchange: exchange.parse(fromJsonColumn(row.exchange)),
    outcome: outcome.parse(fromJsonColumn(row.outcome)),
    details: row.details === null ? null : runDetails.parse(fromJsonColumn(row.details)),
  }));
}
