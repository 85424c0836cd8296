/** Background work, in the same Postgres: a job commits with the change that caused it. The only importer of pg-boss. */
import "server-only";
import { fromPrisma, type Job, PgBoss } from "pg-boss";
import { z } from "zod";
import type { Db, Tx } from "./db";
import { env } from "./env";
import { log } from "./log";

/** Every job by name, with its payload. Handlers are at-least-once: each must bear being run again. */
export interface Jobs {
  /** Somebody must be told of something that happened to a version. */
  notify: VersionEvent;
  /** Messages are waiting in the outbox. */
  deliver_outbox: Record<string, never>;
  /** News was collected, and some of it may be due. */
  send_digests: Record<string, never>;
  /** Test accounts that partners lent to reviewers may have come to their end. */
  end_vaults: Record<string, never>;
  /** The audit log is to be checked. */
  check_audit: Record<string, never>;
  /** The history of some endpoint may have become too long. */
  prune_test_history: Record<string, never>;
}

export type VersionEventName =
  | "submitted"
  | "resubmitted"
  | "approved"
  | "changes_requested"
  | "rejected"
  | "withdrawn"
  | "released"
  | "deprecated"
  | "assigned"
  | "account_lent"
  | "account_ended"
  | "commented";

export interface VersionEvent {
  event: VersionEventName;
  versionId: string;
  /** Who did it: never told of it themselves. */
  actorId?: string;
  /** Of `commented`: the thread, and the comment in it; without one it is the thread's newest by the actor. */
  threadId?: string;
  commentId?: string;
}

export type JobName = keyof Jobs;

const queues: Record<JobName, { retryLimit: number; retryDelay: number; retryBackoff: boolean; policy?: "short" }> = {
  notify: { retryLimit: 8, retryDelay: 1, retryBackoff: true },
  // One waiting is enough: a delivery takes everything that is due.
  deliver_outbox: { retryLimit: 8, retryDelay: 5, retryBackoff: true, policy: "short" },
  send_digests: { retryLimit: 2, retryDelay: 5, retryBackoff: true, policy: "short" },
  check_audit: { retryLimit: 2, retryDelay: 60, retryBackoff: true, policy: "short" },
  end_vaults: { retryLimit: 2, retryDelay: 5, retryBackoff: true, policy: "short" },
  prune_test_history: { retryLimit: 2, retryDelay: 60, retryBackoff: true, policy: "short" },
};

declare global {
  var landfallQueue: Promise<PgBoss> | undefined;
}

/**
 * The queue of this process, started on first use. A web process only sends; `supervise` is the worker's. Starting makes
 * the queue's own tables where there are none, and takes a while: see `startQueue`.
 */
function queue(options: { supervise: boolean } = { supervise: false }): Promise<PgBoss> {
  // One a process, like the database client: what starts with the server is a bundle of its own, and has its own modules.
  globalThis.landfallQueue ??= start(options.supervise).catch((error: unknown) => {
    globalThis.landfallQueue = undefined;
    throw error;
  });
  return globalThis.landfallQueue;
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

/**
 * Starts the queue of this process, unless it runs already. The web server does so when it starts, and every route before
 * it changes anything, so that no transaction waits for it with its locks held.
 */
export async function startQueue(): Promise<void> {
  await queue();
}

/**
 * Adds a job inside the caller's transaction: it exists if and only if the change does. Only in a command, which nobody
 * waits for, may this be what starts the queue.
 */
export async function enqueue<Name extends JobName>(tx: Db | Tx, name: Name, payload: Jobs[Name]): Promise<void> {
  const boss = await queue();
  await boss.send(name, payload, { db: fromPrisma(tx) });
}

/** Has this process work on a kind of job, one at a time. A job that is tried again keeps its id. */
export async function work<Name extends JobName>(
  name: Name,
  handler: (payload: Jobs[Name], jobId: string) => Promise<void>,
): Promise<void> {
  const boss = await queue({ supervise: true });
  await boss.work<Jobs[Name]>(name, { pollingIntervalSeconds: 0.5 }, async (jobs: Job<Jobs[Name]>[]) => {
    for (const job of jobs) await handler(job.data, job.id);
  });
}

/** Adds a job of this kind every minute, once whatever the number of workers. */
export async function everyMinute(name: JobName): Promise<void> {
  const boss = await queue();
  await boss.schedule(name, "* * * * *");
}

/** The same, once an hour. */
export async function everyHour(name: JobName): Promise<void> {
  const boss = await queue();
  await boss.schedule(name, "17 * * * *");
}

const queueState = z.object({
  name: z.string(),
  /** Jobs that could be worked on now. */
  waiting: z.number(),
  active: z.number(),
  /** Given up lately: the queue forgets them after a while. */
  failed: z.number(),
  /** When a job of this kind was last finished: a worker was there. */
  finishedAt: z.date().nullable(),
});
export type QueueState = z.infer<typeof queueState>;

/** How the background work stands. */
export async function queueStates(db: Db): Promise<QueueState[]> {
  // Makes sure that the queue's own tables are there.
  await queue();
  const rows = await db.$queryRaw`
    SELECT queue.name,
      count(*) FILTER (WHERE job.state IN ('created', 'retry') AND job.start_after <= now())::int AS waiting,
      count(*) FILTER (WHERE job.state = 'active')::int AS active,
      count(*) FILTER (WHERE job.state = 'failed')::int AS failed,
      max(job.completed_on) FILTER (WHERE job.state = 'completed') AS "finishedAt"
    FROM pgboss.queue LEFT JOIN pgboss.job ON job.name = queue.name GROUP BY queue.name ORDER BY queue.name`;
  return z
    .array(queueState)
    .parse(rows)
    .filter(({ name }) => name in queues);
}

export async function stopQueue(): Promise<void> {
  const running = await globalThis.landfallQueue;
  globalThis.landfallQueue = undefined;
  await running?.stop({ graceful: true, timeout: 20_000 });
}
