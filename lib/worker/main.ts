/** Binds job names to services; nothing else. Any number of workers may run at once. */
import { db } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { everyHour, everyMinute, stopQueue, work } from "@/lib/server/queue";
import { checkAuditChain } from "@/lib/server/services/check-audit-chain";
import { endExpiredVaults } from "@/lib/server/services/end-vault";
import { notify } from "@/lib/server/services/notify";
import { pruneTestHistory } from "@/lib/server/services/prune-test-history";
import { sendDigests } from "@/lib/server/services/send-digests";
import { deliverOutbox } from "@/lib/server/services/send-mail";

const stopping = new AbortController();

async function main(): Promise<void> {
  env();
  await work("notify", (event, jobId) => notify(event, { jobId }));
  await work("deliver_outbox", async () => {
    await deliverOutbox({ signal: stopping.signal });
  });
  await work("send_digests", async () => {
    await sendDigests();
  });
  await work("end_vaults", async () => {
    await endExpiredVaults();
  });
  await work("check_audit", async () => {
    await checkAuditChain();
  });
  await work("prune_test_history", async () => {
    await pruneTestHistory();
  });
  // A message whose delivery failed, or whose job was lost with a database restore, goes out within a minute.
  await everyMinute("deliver_outbox");
  await everyMinute("send_digests");
  await everyHour("check_audit");
  await everyHour("prune_test_history");
  await everyMinute("end_vaults");
  log.info("worker is ready");
}

let isStopping = false;
async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, "worker stops");
  stopping.abort();
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
