/**
 * How often people may have us call a stranger (SECURITY T12), and what everybody is told who has done something too
 * often. Counted in Postgres, so in all processes together.
 */
import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/errors";
import { db } from "./db";
import { env } from "./env";
import { type Budget, consumeAll } from "./repositories/rate-limits";

interface TestBudget extends Budget {
  /** What was used up, as a sentence. */
  reason: string;
}

/** Calls to strangers; the operators' documentation lists these numbers. */
export const testCallLimits = {
  person: { max: 10, windowSeconds: 60 },
  organization: { max: 30, windowSeconds: 60 },
  host: { max: 60, windowSeconds: 3_600 },
  sandbox: { max: 240, windowSeconds: 60 },
} as const;

/** A call that is about to be made. */
export interface SpentCall {
  url: string;
  /** The same as it may be told: a host may be part of somebody's secret. */
  shownUrl: string;
}

export interface Caller {
  userId: string;
  organizationId: string;
}

/**
 * Takes one test call from the budgets of the person, their organization and the target host, or refuses with
 * `rate_limited`, which budget it is, and when it goes on. A refused call costs nothing. The sandbox is our own: it has
 * a wide budget and spends nothing of the others.
 */
export async function spendTestCall(
  caller: Caller,
  { url, shownUrl }: SpentCall,
  nowMs: number = Date.now(),
): Promise<void> {
  const spent = await consumeAll(db, budgetsOf(caller, url, shownUrl), nowMs);
  if (!spent) return;
  throw rateLimited(spent.budget.reason, spent.retryAfterSeconds, nowMs);
}

/** The refusal of whoever has used up a budget: `reason`, a sentence that says which, and when it goes on. */
export function rateLimited(reason: string, retryAfterSeconds: number, nowMs: number = Date.now()): AppError {
  return new AppError("rate_limited", `${reason} ${whenItGoesOn(retryAfterSeconds, nowMs)}`, { retryAfterSeconds });
}

function budgetsOf({ userId, organizationId }: Caller, url: string, shownUrl: string): TestBudget[] {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  const { SANDBOX_URL } = env();
  const { person, organization, host, sandbox } = testCallLimits;
  if (target && SANDBOX_URL && target.origin === new URL(SANDBOX_URL).origin) {
    const reason = `You have made ${sandbox.max} calls to the sandbox in a minute.`;
    return [{ key: `test-sandbox:${userId}`, rule: sandbox, reason }];
  }
  const budgets: TestBudget[] = [
    { key: `test-user:${userId}`, rule: person, reason: `You have made ${person.max} test calls in a minute.` },
    {
      key: `test-organization:${organizationId}`,
      rule: organization,
      reason: `Your organization has made ${organization.max} test calls in a minute.`,
    },
  ];
  // Without the port: nobody gets a second budget by knocking at another one. A URL that can't be read reaches no host.
  if (target) {
    const shownHost = URL.canParse(shownUrl) ? new URL(shownUrl).hostname : "This host";
    const reason = `${shownHost} has had ${host.max} test calls within an hour, from everybody together.`;
    budgets.push({ key: `test-host:${hashed(target.hostname)}`, rule: host, reason });
  }
  return budgets;
}

/** Enough to tell hosts apart, without keeping their names. */
function hashed(hostname: string): string {
  return createHash("sha256").update(hostname).digest("base64url");
}

function whenItGoesOn(seconds: number, nowMs: number): string {
  const clock = `${new Date(nowMs + seconds * 1_000).toISOString().slice(11, 16)} UTC`;
  if (seconds < 120) return `It goes on in ${seconds === 1 ? "a second" : `${seconds} seconds`}, at ${clock}.`;
  if (seconds < 2 * 3_600) return `It goes on in ${Math.ceil(seconds / 60)} minutes, at ${clock}.`;
  return `It goes on in ${Math.ceil(seconds / 3_600)} hours, at ${clock}.`;
}
