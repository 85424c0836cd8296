/**
 * Accounts, passwords and sessions: better-auth over our tables. Organizations and invitations are not its business
 * but ours (lib/server/services), because each change there commits together with its audit entry.
 */
import "server-only";
import { createHash } from "node:crypto";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { betterAuth } from "better-auth/minimal";
import { passwordLength } from "@/lib/people-contract";
import { after, before, rateLimit } from "./auth-hooks";
import { db } from "./db";
import { demoSignIn } from "./demo-sign-in";
import { env } from "./env";
import { log } from "./log";
import { alreadyRegisteredMail, passwordResetMail, verificationMail } from "./mail-templates";
import { record } from "./repositories/audit-log";
import type { Mail } from "./repositories/outbox";
import { finishRegistration } from "./services/finish-registration";
import { recordPasswordChange } from "./services/record-password-change";
import { queueMail } from "./services/send-mail";

const hour = 60 * 60;
const day = 24 * hour;

let instance: ReturnType<typeof createAuth> | undefined;

/** The one instance of this process. Lazy, so that building the pages needs no secrets. */
export function auth() {
  instance ??= createAuth();
  return instance;
}

function createAuth() {
  const { AUTH_SECRET, BASE_URL, TRUSTED_PROXIES } = env();
  return betterAuth({
    appName: "Landfall",
    baseURL: BASE_URL,
    basePath: "/api/auth",
    secret: AUTH_SECRET,
    trustedOrigins: [new URL(BASE_URL).origin],
    database: prismaAdapter(db, { provider: "postgresql", transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      requireEmailVerification: true,
      resetPasswordTokenExpiresIn: hour,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) =>
        mail(`password-reset:${token}`, user.email, passwordResetMail(user.name, token)),
      onPasswordReset: ({ user }) => recordPasswordChange(user, "reset"),
      onExistingUserSignUp: ({ user }) =>
        mail(`already-registered:${user.id}:${today()}`, user.email, alreadyRegisteredMail(user.name)),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      expiresIn: day,
      // Following a link from a mailbox proves the address, nothing more: a link somebody else sent must not sign you in.
      autoSignInAfterVerification: false,
      sendVerificationEmail: ({ user, token }) =>
        mail(`verification:${token}`, user.email, verificationMail(user.name, token)),
      afterEmailVerification: (user) => finishRegistration(user.id),
    },
    user: {
      additionalFields: {
        // Never from a request: only an administrator's own use case writes it (T6).
        platformRole: { type: "string", required: false, defaultValue: "none", input: false },
        organizationName: { type: "string", required: false, returned: false },
      },
    },
    session: {
      // Without renewal: a page cannot set cookies while it renders, so the cookie would end before its session.
      expiresIn: 14 * day,
      disableSessionRefresh: true,
      additionalFields: { activeOrganizationId: { type: "string", required: false, input: false } },
    },
    verification: { storeIdentifier: "hashed" },
    databaseHooks: {
      user: {
        create: { after: (user) => record(db, { userId: user.id, name: user.name }, "account.created", user.id) },
      },
      session: { create: { after: (session, context) => recordSignIn(session, context?.path) } },
    },
    hooks: { before, after },
    plugins: [demoSignIn],
    rateLimit,
    advanced: {
      cookiePrefix: "landfall",
      useSecureCookies: BASE_URL.startsWith("https:"),
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"], trustedProxies: TRUSTED_PROXIES },
    },
    telemetry: { enabled: false },
    // A refused sign-in is an answer, not an error; route() logs it as one.
    onAPIError: { onError: (error) => log.debug({ source: "auth", err: error }, "refused") },
    logger: { level: "error", log: (level, message) => log[level]({ source: "auth" }, message) },
  });
}

/** A changed password begins a new session too, which is not a sign-in. */
async function recordSignIn(
  { userId, ipAddress, userAgent }: { userId: string; ipAddress?: string | null; userAgent?: string | null },
  path: string | undefined,
): Promise<void> {
  if (path === "/change-password") return;
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  await record(db, { userId, name: user.name }, "session.created", userId, {
    network: ipAddress ?? "",
    browser: (userAgent ?? "").slice(0, 200),
  });
}

/** Tokens are part of what makes a message unique, but don't belong into a column that is listed: only their hash. */
async function mail(event: string, recipient: string, content: Mail): Promise<void> {
  const dedupeKey = createHash("sha256").update(event).digest("hex");
  await queueMail(db, { dedupeKey: `${event.split(":")[0]}:${dedupeKey}`, recipient, ...content });
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
