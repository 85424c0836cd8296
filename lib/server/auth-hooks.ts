/** What we add around better-auth's own endpoints: limits per account, strict input, audit. */
import { APIError, createAuthMiddleware, getIP, getSessionFromCtx, isAPIError } from "better-auth/api";
import type { z } from "zod";
import { signUpBody } from "@/lib/people-contract";
import { db } from "./db";
import { consume, type RateLimitRule } from "./repositories/rate-limits";
import { recordPasswordChange } from "./services/record-password-change";

/**
 * SECURITY T11. An address may try more often than one account, since an office shares it. The limit per account
 * alone holds against guesses that come from many addresses.
 */
const signInPerAccountAndAddress: RateLimitRule = { windowSeconds: 60, max: 5 };
const signInPerAccount: RateLimitRule = { windowSeconds: 60, max: 20 };
const mailsPerAccount: RateLimitRule = { windowSeconds: 3600, max: 5 };
const passwordTriesPerPerson: RateLimitRule = { windowSeconds: 300, max: 5 };

/** better-auth's limits by address and path, kept in our table. Its defaults are too strict for a shared address. */
export const rateLimit = {
  enabled: true,
  window: 60,
  max: 300,
  customRules: {
    "/sign-in/email": { window: 60, max: 30 },
    "/sign-up/email": { window: 60, max: 10 },
    "/request-password-reset": { window: 60, max: 10 },
    "/send-verification-email": { window: 60, max: 10 },
    "/reset-password": { window: 60, max: 10 },
    "/change-password": { window: 60, max: 10 },
  },
  customStorage: {
    async consume(key: string, rule: { window: number; max: number }) {
      const answer = await consume(db, `auth:${key}`, { windowSeconds: rule.window, max: rule.max });
      return { allowed: answer.isAllowed, retryAfter: answer.isAllowed ? null : answer.retryAfterSeconds };
    },
  },
};

async function limit(key: string, rule: RateLimitRule): Promise<void> {
  const answer = await consume(db, key, rule);
  if (answer.isAllowed) return;
  const { retryAfterSeconds } = answer;
  throw new APIError("TOO_MANY_REQUESTS", { code: "RATE_LIMITED", message: "Too many tries.", retryAfterSeconds });
}

/** The same for known and unknown addresses: the key is what was typed, whoever it belongs to. */
async function limitByEmail(path: string, email: string, address: string): Promise<void> {
  if (path === "/sign-in/email") {
    await limit(`sign-in:${email}|${address}`, signInPerAccountAndAddress);
    await limit(`sign-in:${email}`, signInPerAccount);
  }
  if (path === "/request-password-reset" || path === "/send-verification-email") {
    await limit(`mail:${path}:${email}`, mailsPerAccount);
  }
}

/** `body` parsed by our own schema, or a refusal that names each field. */
function parsed<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  throw new APIError("BAD_REQUEST", { code: "INVALID_INPUT", message: issues[0]?.message ?? "Not valid.", issues });
}

function emailIn(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("email" in body)) return undefined;
  return typeof body.email === "string" ? body.email.trim().toLowerCase() : undefined;
}

export const before = createAuthMiddleware(async (context) => {
  const headers = context.request ?? context.headers;
  const address = (headers && getIP(headers, context.context.options)) ?? "unknown";
  const email = emailIn(context.body);
  if (email) await limitByEmail(context.path, email, address);
  if (context.path === "/sign-up/email") return { context: { body: parsed(signUpBody, context.body) } };
  if (context.path === "/change-password") {
    // By person: whoever holds a stolen session may guess from many addresses, and many people share one.
    const session = await getSessionFromCtx(context);
    await limit(`change-password:${session?.user.id ?? address}`, passwordTriesPerPerson);
    // Whoever knew the old password is signed out, whatever the form asked for.
    return { context: { body: { ...context.body, revokeOtherSessions: true } } };
  }
});

export const after = createAuthMiddleware(async (context) => {
  if (context.path !== "/change-password" || isAPIError(context.context.returned)) return;
  const user = context.context.newSession?.user;
  if (user) await recordPasswordChange(user, "changed");
});
