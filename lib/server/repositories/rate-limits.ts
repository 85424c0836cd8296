/** Counters that every process shares: how often something was tried within a window of time. */
import type { Db, Tx } from "@/lib/server/db";

export interface RateLimitRule {
  windowSeconds: number;
  max: number;
}

export interface RateLimitAnswer {
  isAllowed: boolean;
  /** Until the window ends and tries count anew. */
  retryAfterSeconds: number;
}

interface Counter {
  points: number;
  expire: bigint;
}

const keepExpiredMs = 60 * 60 * 1000;

/**
 * Counts one try of `key` and says whether it is within the rule. One statement, so that simultaneous tries
 * cannot all see the old count. The window is fixed: it begins with the first try.
 */
export async function consume(
  db: Db | Tx,
  key: string,
  rule: RateLimitRule,
  nowMs: number = Date.now(),
): Promise<RateLimitAnswer> {
  const now = BigInt(nowMs);
  const end = BigInt(nowMs + rule.windowSeconds * 1000);
  const [counter] = await db.$queryRaw<Counter[]>`
    INSERT INTO rate_limit AS held (key, points, expire) VALUES (${key.slice(0, 255)}, 1, ${end})
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN held.expire <= ${now} THEN 1 ELSE held.points + 1 END,
      expire = CASE WHEN held.expire <= ${now} THEN ${end} ELSE held.expire END
    RETURNING points, expire`;
  if (!counter) throw new Error("The rate limit counter returned no row.");
  // A window that begins is a good moment to sweep: it is rarer than a try and costs one indexed delete.
  if (counter.points === 1) await db.$executeRaw`DELETE FROM rate_limit WHERE expire < ${now - BigInt(keepExpiredMs)}`;
  const retryAfterSeconds = Math.max(1, Math.ceil((Number(counter.expire) - nowMs) / 1000));
  return { isAllowed: counter.points <= rule.max, retryAfterSeconds };
}
