/** better-auth behind our own door: a list of what is open, our problems instead of its errors, no tokens in bodies. */
import { z } from "zod";
import { AppError, type InputIssue, type RefusalCode } from "@/lib/errors";
import { passwordLength } from "@/lib/people-contract";
import { auth } from "@/lib/server/auth";
import { rateLimited } from "@/lib/server/rate-limits";

/** Everything else that the library could answer does not exist here. */
const open = new Set([
  "POST /sign-up/email",
  "POST /sign-in/email",
  "POST /request-password-reset",
  "POST /reset-password",
  "POST /change-password",
  "POST /send-verification-email",
  "GET /verify-email",
]);

interface Refusal {
  code: RefusalCode;
  message: string;
  /** The form field to show it at. */
  path?: string;
}

const refusals: Record<string, Refusal> = {
  INVALID_EMAIL_OR_PASSWORD: {
    code: "unauthenticated",
    message: "The e-mail address and the password don't belong together. Check both, or reset the password.",
  },
  EMAIL_NOT_VERIFIED: {
    code: "forbidden",
    message: "Confirm your e-mail address first. We have just sent you a new link.",
  },
  INVALID_EMAIL: {
    code: "invalid_input",
    message: "Enter an e-mail address such as you@company.com.",
    path: "email",
  },
  PASSWORD_TOO_SHORT: {
    code: "invalid_input",
    message: `Use at least ${passwordLength.min} characters.`,
    path: "newPassword",
  },
  PASSWORD_TOO_LONG: {
    code: "invalid_input",
    message: `Use at most ${passwordLength.max} characters.`,
    path: "newPassword",
  },
  INVALID_PASSWORD: {
    code: "invalid_input",
    message: "This is not your current password.",
    path: "currentPassword",
  },
  INVALID_TOKEN: {
    code: "invalid_input",
    message: "This link was used already or has expired. Ask for a new one.",
  },
};

const errorBody = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retryAfterSeconds: z.number().optional(),
});

/** Passes one request on. Refuses with `AppError`; answers with the library's cookies and redirects only. */
export async function answerAuth(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
  if (!open.has(`${request.method} ${path}`)) throw new AppError("not_found", "There is nothing at this address.");
  const answer = await auth().handler(request);
  if (answer.status >= 400) throw await refusalOf(answer, path);
  const headers = new Headers({ "cache-control": "no-store" });
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  const location = answer.headers.get("location");
  if (location && answer.status >= 300) {
    headers.set("location", location);
    return new Response(null, { status: 303, headers });
  }
  return new Response(null, { status: 204, headers });
}

async function refusalOf(answer: Response, path: string): Promise<Error> {
  const parsed = errorBody.safeParse(await answer.json().catch(() => ({})));
  const body = parsed.success ? parsed.data : {};
  const refusal = body.code ? refusals[body.code] : undefined;
  if (answer.status === 429) {
    const seconds = body.retryAfterSeconds ?? Number(answer.headers.get("x-retry-after") ?? 60);
    return rateLimited(tooOften[path] ?? "There were too many requests from your network.", seconds);
  }
  if (answer.status >= 500) return new Error(`better-auth answered ${answer.status} ${body.code ?? ""}`);
  if (refusal) {
    const issues: InputIssue[] = refusal.path ? [{ path: refusal.path, message: refusal.message }] : [];
    return new AppError(refusal.code, refusal.message, issues.length > 0 ? { issues } : {});
  }
  const message = body.message ?? "The request is not valid.";
  if (answer.status === 401) return new AppError("unauthenticated", "Sign in to go on.");
  if (answer.status === 403) return new AppError("forbidden", message);
  return new AppError("invalid_input", message, body.issues ? { issues: body.issues } : {});
}

/** The same words whoever an address belongs to. */
const tooOften: Record<string, string> = {
  "/sign-in/email": "There were too many attempts to sign in.",
  "/sign-up/email": "Too many accounts were asked for from your network.",
  "/request-password-reset": "A link for a new password was asked for too often.",
  "/send-verification-email": "A link to confirm the address was asked for too often.",
  "/reset-password": "There were too many attempts to set a password.",
  "/change-password": "There were too many attempts to change the password.",
};
