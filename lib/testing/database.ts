import { randomBytes } from "node:crypto";
import pg from "pg";
import { migrate } from "@/lib/server/migrate";

const templateName = "landfall_test_template";

/** A mistyped address must never cost anybody a database: tests create and drop, so only this machine's will do. */
function assertLocal(databaseUrl: string): void {
  const { hostname } = new URL(databaseUrl);
  if (!["localhost", "127.0.0.1", "[::1]"].includes(hostname)) {
    throw new Error(`Tests run against a Postgres on this machine only; the address names ${hostname}.`);
  }
}

function onDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer<T>(serverUrl: string, action: (client: pg.Client) => Promise<T>): Promise<T> {
  assertLocal(serverUrl);
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await action(client);
  } finally {
    await client.end();
  }
}

/** Makes the migrated database that every test file clones. Once per run. */
export async function createTemplate(serverUrl: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    await client.query(`drop database if exists ${templateName} with (force)`);
    await client.query(`create database ${templateName}`);
  });
  await migrate(onDatabase(serverUrl, templateName));
}

/** Clones the template and returns the address of the copy; about a sixth of a second. */
export async function cloneTemplate(serverUrl: string): Promise<string> {
  const name = `landfall_test_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, async (client) => {
    // One clone at a time: Postgres refuses to copy a template while another copy reads it.
    await client.query("select pg_advisory_lock(1)");
    await client.query(`create database ${name} template ${templateName} strategy file_copy`);
  });
  return onDatabase(serverUrl, name);
}

/** Drops a clone. Needed only on a server that outlives the run. */
export async function dropClone(databaseUrl: string): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  if (!/^landfall_test_[0-9a-f]{12}$/.test(name)) throw new Error(`${name} is not a test database.`);
  await onServer(onDatabase(databaseUrl, "postgres"), (client) =>
    client.query(`drop database if exists ${name} with (force)`),
  );
}
