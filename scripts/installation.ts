import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "@/lib/server/migrate";
import { isPortFree } from "./ports";
import { ensureDatabase, findRunningPostgres, type Postgres, startPostgres } from "./postgres";
import { root, run } from "./run";
import { loadSecrets } from "./secrets";

const databaseName = "landfall";

/** Where an installation keeps what must outlive it: its database, unless DATABASE_URL is set, and its secrets. */
export const dataDirectory = join(root, ".data");

/** What this installation runs with: the environment of every process, and where they listen. */
export interface Installation {
  env: Record<string, string | undefined>;
  databaseUrl: string;
  baseUrl: string;
  port: number;
  sandboxPort: number;
  host: string;
  isDemo: boolean;
}

/** Reads `.env` if there is one; what the shell says has the last word. */
export function loadEnvFile(): void {
  const path = join(root, ".env");
  if (existsSync(path)) process.loadEnvFile(path);
}

function readPort(name: string, fallback: number): number {
  const text = process.env[name];
  if (!text) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${name} must be a port number from 1 to 65535; it is "${text}".`);
}

export interface Ports {
  port: number;
  sandboxPort: number;
}

/** What root made, an ordinary user cannot read: better said once than by the first file that refuses. */
function assertOurs(directory: string): void {
  const uid = process.getuid?.();
  if (uid === 0 || !existsSync(directory) || statSync(directory).uid === uid) return;
  throw new Error(
    `${directory} belongs to another user, who started Landfall here before. Start it as that user again, or remove the folder (and with it the database) to begin anew.`,
  );
}

/** The ports from the environment, checked before anything slow begins. */
export async function choosePorts(): Promise<Ports> {
  const ports = { port: readPort("PORT", 3000), sandboxPort: readPort("SANDBOX_PORT", 4010) };
  if (ports.port === ports.sandboxPort) throw new Error("PORT and SANDBOX_PORT must differ.");
  for (const [name, port] of [
    ["PORT", ports.port],
    ["SANDBOX_PORT", ports.sandboxPort],
  ] as const) {
    if (await isPortFree(port)) continue;
    throw new Error(
      `Port ${port} is in use by another program, perhaps another Landfall. Stop it, or choose another port: ${name}=${port + 1} npm start`,
    );
  }
  return ports;
}

/** The database to use: the one DATABASE_URL names, or the embedded one, which is started when it does not run. */
export async function openDatabase(directory = dataDirectory): Promise<{ url: string; postgres?: Postgres }> {
  assertOurs(directory);
  const given = process.env.DATABASE_URL;
  if (given) return { url: given };
  const postgres = await startPostgres({ root, home: join(directory, "postgres") });
  await ensureDatabase(postgres, databaseName);
  return { url: postgres.url(databaseName), postgres };
}

/** The database of an installation that runs already: for one more worker beside it. */
export async function findDatabase(): Promise<string> {
  const given = process.env.DATABASE_URL;
  if (given) return given;
  const running = await findRunningPostgres(join(dataDirectory, "postgres"));
  if (running) return running.url(databaseName);
  throw new Error("No database runs here. Start one with npm start, or set DATABASE_URL.");
}

/** Completes the environment: what is set stays, what is missing gets the default of SPEC 20. */
export function describeInstallation(databaseUrl: string, ports: Ports, directory = dataDirectory): Installation {
  const { port, sandboxPort } = ports;
  const baseUrl = process.env.BASE_URL || `http://localhost:${port}`;
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(new URL(baseUrl).hostname);
  // The demo signs anybody in as anybody: a database of somebody's own gets it only when they ask.
  const demo = process.env.DEMO || (process.env.DATABASE_URL ? "0" : "1");
  const secrets = loadSecrets(directory);
  return {
    databaseUrl,
    baseUrl,
    port,
    sandboxPort,
    host: process.env.LISTEN_HOST || (isLocal ? "127.0.0.1" : "0.0.0.0"),
    isDemo: demo === "1",
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      BASE_URL: baseUrl,
      AUTH_SECRET: process.env.AUTH_SECRET || secrets.AUTH_SECRET,
      ENCRYPTION_KEY: process.env.ENCRYPTION_KEY || secrets.ENCRYPTION_KEY,
      ENCRYPTION_KEY_PREVIOUS: process.env.ENCRYPTION_KEY_PREVIOUS || secrets.ENCRYPTION_KEY_PREVIOUS || "",
      SANDBOX_SECRET: process.env.SANDBOX_SECRET || secrets.SANDBOX_SECRET,
      SANDBOX_URL: process.env.SANDBOX_URL || `http://127.0.0.1:${sandboxPort}`,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      DEMO: demo,
    },
  };
}

async function hasPeople(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return ((await client.query('select 1 from "user" limit 1')).rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}

/** Refuses to go on while stored secrets need a key that isn't there: in a process of its own, as all server code. */
async function assertKeysForSecrets({ env }: Installation): Promise<void> {
  const { code } = await run(
    process.execPath,
    ["--import", "tsx", "--conditions=react-server", join(root, "scripts/check-keys.ts")],
    { env: { ...env, NODE_ENV: "production" } },
  );
  if (code !== 0) throw new Error("Stored secrets can't be opened with the keys at hand: the reason is above.");
}

async function assertReachable(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message || String("code" in error && error.code) : String(error);
    throw new Error(
      `The database cannot be used: ${reason}. Check DATABASE_URL: the server must run and the database exist.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Migrates, and fills an empty database: with the demo, or without it with what every installation needs. */
export async function prepareDatabase(installation: Installation): Promise<void> {
  const { databaseUrl, env } = installation;
  await assertReachable(databaseUrl);
  const applied = await migrate(databaseUrl);
  if (applied.length > 0)
    console.log(`Database: ${applied.length === 1 ? "1 migration" : `${applied.length} migrations`} applied.`);
  await assertKeysForSecrets(installation);
  if (await hasPeople(databaseUrl)) return;
  const { code } = await run(
    process.execPath,
    ["--import", "tsx", "--conditions=react-server", join(root, "prisma/seed.ts")],
    { env: { ...env, NODE_ENV: "production" } },
  );
  if (code !== 0) throw new Error("The database could not be filled: the reason is above.");
}
