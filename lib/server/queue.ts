/** Background work, in the same Postgres: a job commits with the change that caused it. The only importer of pg-boss. */
import "server-only";
import { fromPrisma, type Job, PgBoss } from "pg-boss";
import type { Db, Tx } from "./db";
import { env } from "./env";
import { log } from "./log";

/** Every job by name, with its payload. Handlers are at-least-once: each must bear being run again. */
export interface Jobs {
  /** Somebody must be told of something that happened to a version. */
  notify: { event: VersionEventName; versionId: string };
  /** Messages are waiting in the outbox. */
  deliver_outbox: Record<string, never>;
}
export type VersionEventName = "submitted" | "approved" | "changes_requested" | "rejected" | "withdrawn";
export type JobName = keyof Jobs;

const queues: Record<JobName, { retryLimit: number; retryDelay: number; retryBackoff: boolean; policy?: "short" }> = {
  notify: { retryLimit: 8, retryDelay: 1, retryBackoff: true },
  // One waiting is enough: a delivery takes everything that is due.
  deliver_outbox: { retryLimit: 8, retryDelay: 5, retryBackoff: true, policy: "short" },
};

let started: Promise<PgBoss> | undefined;

/** The queue of this process, started on first use. A web process only sends; `supervise` is the worker's. */
function queue(options: { supervise: boolean } = { supervise: false }): Promise<PgBoss> {
  started ??= start(options.supervise).catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function start(supervise: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    application_name: "landfall-queue",
    max: supervise ? 4 : 2,
    supervise,
    schedule: supervise,
  });
  boss.on("error", (error) => log.error({ err: error }, "queue"));
  await boss.start();
  for (const [name, options] of Object.entries(queues)) await boss.createQueue(name, options);
  return boss;
}

/** Adds a job inside the caller's transaction: it exists if and only if the change does. */
export async function enqueue<Name extends JobName>(tx: Db | Tx, name: Name, payload: Jobs[Name]): Promise<void> {
  const boss = await queue();
  await boss.send(name, payload, { db: fromPrisma(tx) });
}

/** Has this process work on a kind of job, one at a time. */
export async function work<Name extends JobName>(
  name: Name,
  handler: (payload: Jobs[Name]) => Promise<void>,
): Promise<void> {
  const boss = await queue({ supervise: true });
  await boss.work<Jobs[Name]>(name, { pollingIntervalSeconds: 0.5 }, async (jobs: Job<Jobs[Name]>[]) => {
    for (const job of jobs) await handler(job.data);
  });
}

/** Adds a job of this kind every minute, once whatever the number of workers. */
export async function everyMinute(name: JobName): Promise<void> {
  const boss = await queue();
  await boss.schedule(name, "* * * * *");
}

export async function stopQueue(): Promise<void> {
  const running = await started;
  started = undefined;
  await running?.stop({ graceful: true, timeout: 20_000 });
}
