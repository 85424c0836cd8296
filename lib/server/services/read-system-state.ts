import "server-only";
import { landfallVersion } from "@/lib/destination/request-header";
import { db } from "@/lib/server/db";
import { isMailConfigured } from "@/lib/server/mailer";
import { queueStates } from "@/lib/server/queue";
import { countWaiting } from "@/lib/server/repositories/digest-items";
import { countMessages } from "@/lib/server/repositories/outbox";
import { findAuditCheck } from "@/lib/server/repositories/platform-settings";
import { readDatabaseState } from "@/lib/server/repositories/system";
import { secretKeys } from "@/lib/server/sealed-secrets";

/** A worker finishes something at least once a minute: after so long without, none is there. */
const workerSilenceMs = 150_000;

/** How this installation is. Nothing in it is a guess: what can't be known is not said. */
export async function readSystemState(now: Date = new Date()) {
  const [database, queues, outbox, digests, audit] = await Promise.all([
    readDatabaseState(db),
    queueStates(db),
    countMessages(db),
    countWaiting(db),
    findAuditCheck(db),
  ]);
  const finished = queues.flatMap(({ finishedAt }) => finishedAt ?? []);
  const workerSeenAt = finished.reduce<Date | undefined>(
    (newest, at) => (newest && newest > at ? newest : at),
    undefined,
  );
  return {
    version: landfallVersion,
    node: process.version,
    startedAt: new Date(now.getTime() - process.uptime() * 1000),
    database,
    worker: {
      seenAt: workerSeenAt,
      isThere: workerSeenAt !== undefined && now.getTime() - workerSeenAt.getTime() < workerSilenceMs,
    },
    queues,
    mail: {
      isConfigured: isMailConfigured(),
      counts: Object.fromEntries(outbox.counts),
      oldestWaitingAt: outbox.oldestWaitingAt,
    },
    digests,
    audit,
    keyId: secretKeys().currentId,
  };
}
