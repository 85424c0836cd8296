import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const secretsFile = z.object({ AUTH_SECRET: z.string(), ENCRYPTION_KEY: z.string(), SANDBOX_SECRET: z.string() });

/** What signs sessions and seals customers' settings. Whoever loses it loses every sealed setting. */
export type Secrets = z.infer<typeof secretsFile>;

/** Reads the secrets of this installation, or on the first start makes them, in a file that only its owner can read. */
export function loadSecrets(dataDirectory: string): Secrets {
  const path = join(dataDirectory, "secrets.json");
  if (existsSync(path)) {
    const parsed = secretsFile.safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (parsed.success) return parsed.data;
    throw new Error(
      `${path} is damaged: it must hold AUTH_SECRET, ENCRYPTION_KEY and SANDBOX_SECRET. Restore it from a backup; without ENCRYPTION_KEY the sealed settings of customers cannot be opened.`,
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
