/** How often a person may have us call a stranger (SECURITY T12). Counted in Postgres, so in all processes together. */
import "server-only";
import { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/errors";
import { env } from "./env";

interface Limits {
  perUser: RateLimiterPostgres;
  perHost: RateLimiterPostgres;
  sandbox: RateLimiterPostgres;
}

let limits: Limits | undefined;

function limiters(): Limits {
  if (limits) return limits;
  const storeClient = new Pool({ connectionString: env().DATABASE_URL, max: 2 });
  // The migration creates the table; without this flag the library would try to.
  const store = { storeClient, tableName: "rate_limit", tableCreated: true };
  limits = {
    perUser: new RateLimiterPostgres({ ...store, keyPrefix: "test-user", points: 10, duration: 60 }),
    perHost: new RateLimiterPostgres({ ...store, keyPrefix: "test-host", points: 60, duration: 3600 }),
    sandbox: new RateLimiterPostgres({ ...store, keyPrefix: "test-sandbox", points: 240, duration: 60 }),
  };
  return limits;
}

/**
 * Takes one test call from the person's and the host's budget, or refuses with `rate_limited` and the time to wait.
 * The sandbox is our own, so it has a wide budget and spends nothing of the others.
 */
export async function spendTestCall(userId: string, url: string): Promise<void> {
  const { perUser, perHost, sandbox } = limiters();
  const target = new URL(url);
  const sandboxUrl = env().SANDBOX_URL;
  if (sandboxUrl && target.origin === new URL(sandboxUrl).origin) {
    await spend(sandbox, userId, "You have made 240 calls to the sandbox in a minute.");
    return;
  }
  await spend(perUser, userId, "You have made 10 test calls in a minute.");
  await spend(perHost, target.host, `${target.host} has had 60 test calls in the last hour, from everybody together.`);
}

async function spend(limiter: RateLimiterPostgres, key: string, reason: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new AppError("rate_limited", `${reason} Try again in ${seconds} seconds.`, { retryAfterSeconds: seconds });
  }
}
