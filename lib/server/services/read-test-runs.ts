import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findDestination } from "@/lib/server/repositories/destinations";
import * as testRuns from "@/lib/server/repositories/test-runs";
import type { RecordedTestRun, TestRunPage, testRunsQuery } from "@/lib/test-history-contract";
import { withoutSecrets } from "./recorded-test";

/** The recorded runs of one endpoint, newest first, a page at a time. */
export async function listTestRuns(
  actor: Actor,
  destinationId: string,
  { endpoint, cursor, limit }: z.output<typeof testRunsQuery>,
): Promise<TestRunPage> {
  const { organizationId } = actor;
  const destination = await findDestination(db, organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  const [at, id] = cursor?.split("_") ?? [];
  const after = at && id ? { at: new Date(at), id } : undefined;
  // One more than is asked for tells whether there is another page.
  const rows = await testRuns.listTestRuns(
    db,
    { organizationId, destinationId, endpoint },
    { after, limit: limit + 1 },
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    runs: shown.map((run) => ({ ...run, createdAt: run.createdAt.toISOString() })),
    next: rows.length > limit && last ? `${last.createdAt.toISOString()}_${last.id}` : null,
  };
}

/** A run in full, as it was shown to whoever made it, and what it was made with. */
export async function readTestRun(actor: Actor, destinationId: string, id: string): Promise<RecordedTestRun> {
  const { organizationId } = actor;
  const destination = await findDestination(db, organizationId, destinationId);
  const run = destination && (await testRuns.findTestRun(db, { organizationId, destinationId, id }));
  if (!destination || !run) throw new AppError("not_found", "There is no such test run.");
  return {
    ...run,
    createdAt: run.createdAt.toISOString(),
    inputs: run.inputs && withoutSecrets(destination.definition, run.inputs),
  };
}
