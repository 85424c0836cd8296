import { parseArgs } from "node:util";
import { dataDirectory, describeInstallation, findDatabase, loadEnvFile } from "./installation";
import { fail } from "./run";
import { makeEncryptionKey } from "./secrets";

/**
 * `npm run -s rotate-keys`: seals every stored secret with ENCRYPTION_KEY that an older key (ENCRYPTION_KEY_PREVIOUS) has
 * sealed. Safe while the portal runs, and to stop and start again. `-- --new-key` first makes a new key in the
 * installation's own file, for one that has its keys there; the portal has to be started again to use it.
 */

async function reseal(): Promise<void> {
  const { env } = describeInstallation(await findDatabase(), { port: 3000, sandboxPort: 4010 });
  Object.assign(process.env, env);
  const { db } = await import("@/lib/server/db");
  const { secretKeys, secretsInWords } = await import("@/lib/server/sealed-secrets");
  const { resealSecrets } = await import("@/lib/server/services/reseal-secrets");
  try {
    const result = await resealSecrets(secretKeys(), ({ resealed, total }) =>
      console.log(`${resealed.toLocaleString("en")} of ${secretsInWords(total)} sealed again.`),
    );
    const { resealed, unreadable, remaining } = result;
    console.log(`Done: ${secretsInWords(resealed)} sealed again with key ${secretKeys().currentId}.`);
    if (remaining === 0) {
      console.log("No secret needs an older key. Keep the old key only as long as you keep backups made before now.");
      return;
    }
    process.exitCode = 1;
    console.log(
      unreadable > 0
        ? `${secretsInWords(unreadable)} could not be opened and stayed as they were: their rows were changed or damaged. Their owners have to enter them again.`
        : `${secretsInWords(remaining)} came in under an older key meanwhile: start every process of the portal again, then run this once more.`,
    );
  } finally {
    await db.$disconnect();
  }
}

try {
  const { values } = parseArgs({ options: { "new-key": { type: "boolean", default: false } } });
  loadEnvFile();
  if (values["new-key"]) {
    makeEncryptionKey(dataDirectory);
    console.log("A new key seals from the next start on; the one before stays for opening.");
    console.log("Start the portal again, then run npm run -s rotate-keys.");
  } else {
    await reseal();
  }
} catch (error) {
  fail(error);
}
