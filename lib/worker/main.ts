/** Binds job names to services; nothing else. Any number of workers may run at once. */
import type { Job } from "pg-boss";
import { db } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { type JobName, type Jobs, queue, stopQueue } from "@/lib/server/queue";
import { notify } from "@/lib/server/services/notify";
import { deliverOutbox } from "@/lib/server/services/send-mail";

const handlers: { [Name in JobName]: (payload: Jobs[Name]) => Promise<void> } = {
  notify,
  deliver_outbox: async () => {
    await deliverOutbox();
  },
};

async function work<Name extends JobName>(name: Name): Promise<void> {
  const boss = await queue({ supervise: true });
  await boss.work<Jobs[Name]>(name, { pollingIntervalSeconds: 0.5 }, async (jobs: Job<Jobs[Name]>[]) => {
    for (const job of jobs) await handlers[name](job.data);
  });
}

async function main(): Promise<void> {
  env();
  await work("notify");
  await work("deliver_outbox");
  // A message whose delivery failed, or whose job was lost with a database restore, goes out within a minute.
  const boss = await queue();
  await boss.schedule("deliver_outbox", "* * * * *");
  log.info("worker is ready");
}

let isStopping = false;
async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, "worker stops");
  await stopQueue();
  await db.$disconnect();
  process.exit(0);
}

process.on("SIGTERM", (signal) => void stop(signal));
process.on("SIGINT", (signal) => void stop(signal));
main().catch((error: unknown) => {
  log.fatal({ err: error }, "worker could not start");
  process.exit(1);
});
