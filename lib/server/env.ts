/** Every environment variable, parsed once at boot. A message names the variable, never its value. */
import "server-only";
import { z } from "zod";

const key32 = z
  .string()
  .refine((text) => Buffer.from(text, "base64").length === 32, "must be 32 bytes in base64")
  .transform((text) => Buffer.from(text, "base64"));

/** Keys that older secrets were sealed with, by comma, the newest first. */
const keys32 = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(key32));

const optionalText = z
  .string()
  .optional()
  .transform((text) => (text === "" ? undefined : text));

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgres:// address"),
    BASE_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:3000"),
    AUTH_SECRET: z.string().min(32, "must be at least 32 characters"),
    ENCRYPTION_KEY: key32,
    ENCRYPTION_KEY_PREVIOUS: keys32,
    DEMO: z.enum(["0", "1"]).default("0"),
    PLATFORM_NAME: z.string().min(1).max(60).default("Amplitude"),
    SMTP_URL: optionalText.refine(
      (text) => text === undefined || (/^smtps?:\/\//.test(text) && URL.canParse(text)),
      "must be an address such as smtp://user:password@mail.example.com:587",
    ),
    MAIL_FROM: optionalText
      .transform((text) => text ?? "Landfall <no-reply@localhost>")
      .refine(
        (text) => /^(?:[^<>\r\n]*<[^\s@<>,]+@[^\s@<>,]+>|[^\s@<>,]+@[^\s@<>,]+)$/.test(text),
        "must be one address, as in Landfall <no-reply@example.com>",
      ),
    SANDBOX_URL: optionalText,
    SANDBOX_SECRET: optionalText,
    /** Addresses or ranges of the reverse proxies in front of us, by comma: whose X-Forwarded-For to believe. */
    TRUSTED_PROXIES: z
      .string()
      .default("")
      .transform((text) =>
        text
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean),
      ),
    EGRESS_ALLOW: z.string().default(""),
    EGRESS_PROXY: optionalText,
    EGRESS_PORTS: z.string().default("80,443,8080,8443"),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .superRefine((values, context) => {
    const base = new URL(values.BASE_URL);
    const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(base.hostname);
    if (values.NODE_ENV === "production" && base.protocol !== "https:" && !isLoopback) {
      context.addIssue({ code: "custom", path: ["BASE_URL"], message: "must be https away from this machine" });
    }
  });

export type Env = z.infer<typeof schema>;

/** Parses an environment. Throws one error that lists every wrong variable by name. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not usable:\n${lines.join("\n")}`);
}

let parsed: Env | undefined;

/** The environment of this process. Lazy, so that building the pages needs no secrets. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
