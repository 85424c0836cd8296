/** The history of tests has an end, so that no partner's loop of tests can fill the disk. */
import "server-only";
import { db } from "@/lib/server/db";
import { log } from "@/lib/server/log";
import { pruneTestRuns } from "@/lib/server/repositories/test-runs";
import { testRunsMax } from "@/lib/test-history-contract";

/** Deletes what is more than `testRunsMax` runs of an endpoint, the oldest first; see `pruneTestRuns` for what stays. */
export async function pruneTestHistory(): Promise<void> {
  const deleted = await pruneTestRuns(db, testRunsMax);
  if (deleted > 0) log.info({ deleted }, "old test runs deleted");
}
