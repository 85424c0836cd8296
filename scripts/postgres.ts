import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import {
  canEnter,
  findPostgresBinaries,
  findPostgresOwner,
  type PostgresOwner,
  placeOutsideClone,
} from "./postgres-binaries";

const user = "landfall";

/** A running Postgres that npm brought, listening on the loopback only. */
export interface Postgres {
  /** Where its files are; inside `.data/` unless the clone is closed to the user that runs it. */
  directory: string;
  port: number;
  /** It ran already: somebody else's, or left over from a process that was killed. */
  isReused: boolean;
  url(database: string): string;
  stop(): Promise<void>;
}

interface Connection {
  directory: string;
  port: number;
  password: string;
}

/** A port that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

/** Whether the loopback port can be listened on. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

function urlOf(connection: Connection, database: string): string {
  return `postgresql://${user}:${connection.password}@127.0.0.1:${connection.port}/${database}`;
}

async function answers(connection: Connection): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(connection, "postgres"), connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The postmaster's own note of who it is and where it listens. */
function readPostmaster(directory: string): { pid: number; port: number } | undefined {
  const path = join(directory, "postmaster.pid");
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n");
  const pid = Number.parseInt(lines[0] ?? "", 10);
  const port = Number.parseInt(lines[3] ?? "", 10);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

function isPostgres(pid: number): boolean {
  return /postgres/.test(spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "postgres");
}

/** A Postgres that a killed process left behind is as good as a new one. */
async function findRunning(connection: Connection): Promise<Connection | undefined> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const postmaster = readPostmaster(connection.directory);
    if (!postmaster || !isAlive(postmaster.pid)) return undefined;
    const running = { ...connection, port: postmaster.port };
    if (await answers(running)) return running;
    if (!isPostgres(postmaster.pid)) {
      // After a restart of the machine the number may be another program's; Postgres would refuse to start.
      rmSync(join(connection.directory, "postmaster.pid"), { force: true });
      return undefined;
    }
    await sleep(250);
  }
  throw new Error(
    `A Postgres is running on ${connection.directory} but does not answer. Stop it, or remove the folder to begin with an empty database.`,
  );
}

function readConnection(path: string): Connection | undefined {
  if (!existsSync(path)) return undefined;
  const connection: Partial<Connection> = JSON.parse(readFileSync(path, "utf8"));
  const { directory, port, password } = connection;
  return directory && port && password ? { directory, port, password } : undefined;
}

function writeConnection(path: string, connection: Connection): void {
  writeFileSync(path, `${JSON.stringify(connection, undefined, 2)}\n`, { mode: 0o600 });
}

function chooseDirectory(root: string, home: string, owner: PostgresOwner): string {
  if (canEnter(owner, home)) return join(home, "data");
  return join(placeOutsideClone(root), "data");
}

function initialise(binary: string, connection: Connection, owner: PostgresOwner): void {
  rmSync(connection.directory, { recursive: true, force: true });
  mkdirSync(connection.directory, { recursive: true, mode: 0o700 });
  const secrets = mkdtempSync(join(tmpdir(), "landfall-"));
  const passwordFile = join(secrets, "password");
  writeFileSync(passwordFile, connection.password, { mode: 0o600 });
  if (owner.uid !== undefined && owner.gid !== undefined) {
    for (const path of [connection.directory, secrets, passwordFile]) chownSync(path, owner.uid, owner.gid);
  }
  // The builtin locale sorts by code point on every system, so that a page of names is the same everywhere.
  const result = spawnSync(
    binary,
    [
      `--pgdata=${connection.directory}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-sync",
    ],
    { ...owner, cwd: "/", encoding: "utf8" },
  );
  rmSync(secrets, { recursive: true, force: true });
  if (result.status !== 0) {
    rmSync(connection.directory, { recursive: true, force: true });
    throw new Error(`Postgres could not create its files in ${connection.directory}: ${result.stderr.trim()}`);
  }
}

async function launch(
  binary: string,
  connection: Connection,
  owner: PostgresOwner,
  settings: Record<string, string>,
  logPath: string,
): Promise<void> {
  const log = openSync(logPath, "a", 0o600);
  // An own process group: Ctrl-C in a terminal must reach the web server and the worker before their database.
  const child = spawn(
    binary,
    [
      "-D",
      connection.directory,
      "-p",
      String(connection.port),
      ...Object.entries({ listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings }).flatMap(
        ([name, value]) => ["-c", `${name}=${value}`],
      ),
    ],
    { ...owner, cwd: "/", detached: true, stdio: ["ignore", log, log], env: { ...process.env, LC_MESSAGES: "C" } },
  );
  let hasEnded = false;
  child.once("exit", () => {
    hasEnded = true;
  });
  child.once("error", () => {
    hasEnded = true;
  });
  child.unref();
  for (let attempt = 0; attempt < 600 && !hasEnded; attempt++) {
    if (existsSync(join(connection.directory, "postmaster.pid")) && (await answers(connection))) return;
    await sleep(50);
  }
  const lines = readFileSync(logPath, "utf8").trim().split("\n").slice(-8).join("\n");
  throw new Error(`Postgres did not start. The end of ${logPath}:\n${lines}`);
}

async function stopPostmaster(directory: string): Promise<void> {
  const postmaster = readPostmaster(directory);
  if (!postmaster) return;
  // SIGINT is Postgres's "fast" shutdown: roll back what is open, write everything down, leave.
  for (const [signal, patience] of [
    ["SIGINT", 200],
    ["SIGQUIT", 100],
  ] as const) {
    try {
      process.kill(postmaster.pid, signal);
    } catch {
      return;
    }
    for (let attempt = 0; attempt < patience; attempt++) {
      if (!isAlive(postmaster.pid)) return;
      await sleep(50);
    }
  }
}

/**
 * Starts the Postgres that npm installed, with its files under `home`, or reuses the one that runs there. The port and a
 * random password are chosen once and kept in `home`, readable by its owner only.
 */
export async function startPostgres(options: {
  root: string;
  home: string;
  settings?: Record<string, string>;
  port?: number;
}): Promise<Postgres> {
  const { root, home, settings = {} } = options;
  const owner = findPostgresOwner();
  mkdirSync(home, { recursive: true });
  if (owner.uid !== undefined) chmodSync(home, 0o711 | 0o044);
  const connectionPath = join(home, "connection.json");
  let connection = readConnection(connectionPath) ?? {
    directory: chooseDirectory(root, home, owner),
    port: options.port ?? (await findFreePort()),
    password: randomBytes(24).toString("base64url"),
  };
  const { directory } = connection;
  const running = existsSync(join(directory, "PG_VERSION")) ? await findRunning(connection) : undefined;
  if (running) {
    connection = running;
  } else {
    const { initdb, postgres } = findPostgresBinaries(root, owner);
    if (!(await isPortFree(connection.port))) connection = { ...connection, port: await findFreePort() };
    if (!existsSync(join(directory, "PG_VERSION")) || !existsSync(connectionPath)) {
      initialise(initdb, connection, owner);
    }
    writeConnection(connectionPath, connection);
    await launch(postgres, connection, owner, settings, join(home, "postgres.log"));
  }
  return {
    directory,
    port: connection.port,
    isReused: running !== undefined,
    url: (database) => urlOf(connection, database),
    stop: () => stopPostmaster(directory),
  };
}

/** A Postgres for one test run: a folder of its own, no waiting for the disk, gone when stopped. */
export async function startTemporaryPostgres(root: string): Promise<Postgres> {
  const owner = findPostgresOwner();
  const parents = [tmpdir(), "/tmp", "/var/tmp"].filter((parent) => existsSync(parent) && canEnter(owner, parent));
  const home = mkdtempSync(join(parents[0] ?? tmpdir(), "landfall-postgres-"));
  const postgres = await startPostgres({
    root,
    home,
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" },
  });
  return {
    ...postgres,
    stop: async () => {
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Creates the database when the server does not have it yet. */
export async function ensureDatabase(postgres: Postgres, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
