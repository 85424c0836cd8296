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
  // A window that begins is a good moment to sweep: it is rarer than a try. A row that somebody else is counting in is
  // left to them; waiting for it could wait for ever, since they may be waiting for a row of ours.
  if (counter.points === 1) {
    await db.$executeRaw`
      DELETE FROM rate_limit WHERE key IN
        (SELECT key FROM rate_limit WHERE expire < ${now - BigInt(keepExpiredMs)} FOR UPDATE SKIP LOCKED)`;
  }
  const retryAfterSeconds = Math.max(1, Math.ceil((Number(counter.expire) - nowMs) / 1000));
  return { isAllowed: counter.points <= rule.max, retryAfterSeconds };
}

export interface Budget {
  key: string;
  rule: RateLimitRule;
}

/** Of the budgets that are spent, the one that is so for longest. */
export interface SpentBudget<Of extends Budget> {
  budget: Of;
  retryAfterSeconds: number;
}

class Spent<Of extends Budget> extends Error {
  constructor(readonly spent: SpentBudget<Of>) {
    super("A budget is spent.");
  }
}

/**
 * Takes one try from every budget, or from none: whoever is refused by one budget uses up none of the others. Gives the
 * refusal. The rows are locked in the order of their keys, so that simultaneous tries wait for each other and are
 * counted right.
 */
export async function consumeAll<Of extends Budget>(
  db: Db,
  budgets: readonly Of[],
  nowMs: number = Date.now(),
): Promise<SpentBudget<Of> | undefined> {
  const inOrder = budgets.toSorted((left, right) => (left.key < right.key ? -1 : 1));
  try {
    await db.$transaction(
      async (tx) => {
        const spent: SpentBudget<Of>[] = [];
        for (const budget of inOrder) {
          const { isAllowed, retryAfterSeconds } = await consume(tx, budget.key, budget.rule, nowMs);
          if (!isAllowed) spent.push({ budget, retryAfterSeconds });
        }
        const [longest] = spent.toSorted((left, right) => right.retryAfterSeconds - left.retryAfterSeconds);
        if (longest) throw new Spent(longest);
      },
      { maxWait: 10_000, timeout: 10_000 },
    );
    return undefined;
  } catch (error) {
    if (error instanceof Spent) return error.spent;
    throw error;
  }
}
