import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const secretsFile = z.object({
  AUTH_SECRET: z.string(),
  ENCRYPTION_KEY: z.string(),
  /** Older keys, by comma, the newest first: for what they have sealed. */
  ENCRYPTION_KEY_PREVIOUS: z.string().optional(),
  SANDBOX_SECRET: z.string(),
});

/** What signs sessions and seals stored secrets. Whoever loses it loses every sealed secret. */
export type Secrets = z.infer<typeof secretsFile>;

/** Reads the secrets of this installation, or on the first start makes them, in a file that only its owner can read. */
export function loadSecrets(dataDirectory: string): Secrets {
  const path = join(dataDirectory, "secrets.json");
  if (existsSync(path)) {
    const parsed = secretsFile.safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (parsed.success) return parsed.data;
    throw new Error(
      `${path} is damaged: it must hold AUTH_SECRET, ENCRYPTION_KEY and SANDBOX_SECRET. Restore it from a backup; without ENCRYPTION_KEY no stored secret can be opened.`,
    );
  }
  const secrets = {
    AUTH_SECRET: randomBytes(32).toString("base64"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SANDBOX_SECRET: randomBytes(32).toString("base64"),
  };
  mkdirSync(dataDirectory, { recursive: true });
  writeFileSync(path, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  return secrets;
}

/**
 * Puts a new key in the place of the one that seals, and keeps that one for opening. Refuses where the keys come from the
 * environment: a key in the file would not be used.
 */
export function makeEncryptionKey(dataDirectory: string): void {
  if (process.env.ENCRYPTION_KEY) {
    throw new Error(
      "ENCRYPTION_KEY is set in the environment: put a new key there (openssl rand -base64 32), and the one before into ENCRYPTION_KEY_PREVIOUS.",
    );
  }
  const secrets = loadSecrets(dataDirectory);
  const older = [secrets.ENCRYPTION_KEY, secrets.ENCRYPTION_KEY_PREVIOUS].filter(Boolean).join(",");
  const renewed: Secrets = {
    ...secrets,
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    ENCRYPTION_KEY_PREVIOUS: older,
  };
  const path = join(dataDirectory, "secrets.json");
  // Written beside and then moved over: a crash in between must not cost a key.
  const beside = `${path}.${randomBytes(4).toString("hex")}`;
  writeFileSync(beside, `${JSON.stringify(renewed, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  renameSync(beside, path);
}
