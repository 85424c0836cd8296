import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describeInstallation, prepareDatabase } from "@/scripts/installation";
import { buildPages, generateClient } from "@/scripts/pages";
import { ensureDatabase, startTemporaryPostgres } from "@/scripts/postgres";
import { root } from "@/scripts/run";
import { startStack, waitUntilReady } from "@/scripts/stack";

/**
 * The product as `npm start` runs it: the production build, worker, sandbox and Postgres, with the demo, in a folder and on
 * ports of this run. Tests find them in BASE_URL, DATABASE_URL and SANDBOX_URL; what the servers print is in
 * test-results/servers.log.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const ports = { port: Number(process.env.E2E_PORT), sandboxPort: Number(process.env.E2E_SANDBOX_PORT) };
  await generateClient();
  await buildPages();
  const postgres = await startTemporaryPostgres(root);
  try {
    await ensureDatabase(postgres, "landfall");
    process.env.DEMO = "1";
    delete process.env.BASE_URL;
    delete process.env.SANDBOX_URL;
    const { E2E_PARTNER_PORT, E2E_ECHO_PORT } = process.env;
    process.env.EGRESS_ALLOW = `127.0.0.1:${E2E_PARTNER_PORT},127.0.0.1:${E2E_ECHO_PORT}`;
    const installation = describeInstallation(postgres.url("landfall"), ports, join(postgres.home, "installation"));
    await prepareDatabase(installation);
    mkdirSync(join(root, "test-results"), { recursive: true });
    const log = createWriteStream(join(root, "test-results/servers.log"));
    const options = {
      ...installation,
      mode: "production",
      onLine: (part: string, line: string) => void log.write(`${part}: ${line}\n`),
    } as const;
    const stack = startStack(options);
    // The tests' own processes get what the servers have, so that a fixture can sign a session in or read the outbox.
    for (const [name, value] of Object.entries(installation.env)) if (value !== undefined) process.env[name] = value;
    try {
      await waitUntilReady(stack, options);
    } catch (error) {
      await stack.stop();
      throw error;
    }
    return async () => {
      await stack.stop();
      log.end();
      await postgres.stop();
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
