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
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findFreePort, isPortFree } from "./ports";
import {
  canEnter,
  findPostgresBinaries,
  findPostgresOwner,
  ownerOf,
  type PostgresOwner,
  placeOutsideClone,
} from "./postgres-binaries";

const user = "landfall";

/** A running Postgres that npm brought, listening on the loopback only. */
export interface Postgres {
  /** Where its files are; inside `.data/` unless the clone is closed to the user that runs it. */
  directory: string;
  port: number;
  url(database: string): string;
  /** Does nothing when another live process started it: that one will stop it. */
  stop(): Promise<void>;
}

interface Connection {
  directory: string;
  port: number;
  password: string;
  /** The process that stops it. When that process has died, whoever comes next inherits the duty. */
  owner?: number;
}

/** The embedded Postgres that runs on `home` now, if one does. */
export async function findRunningPostgres(home: string): Promise<Pick<Postgres, "url"> | undefined> {
  const connection = readConnection(join(home, "connection.json"));
  const running = connection && (await findRunning(connection));
  return running && { url: (database) => urlOf(running, database) };
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
  return /postgres/.test(
    spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "postgres",
  );
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
  const { directory, port, password, owner } = connection;
  return directory && port && password ? { directory, port, password, ...(owner ? { owner } : {}) } : undefined;
}

function writeConnection(path: string, connection: Connection): void {
  writeFileSync(path, `${JSON.stringify(connection, undefined, 2)}\n`, { mode: 0o600 });
}

function holdsDatabase(directory: string | undefined): directory is string {
  return directory !== undefined && existsSync(join(directory, "PG_VERSION"));
}

/** The folder that has the database, also after the clone was moved; for a new one, a folder its owner can enter. */
function chooseDirectory(root: string, home: string, owner: PostgresOwner, known: string | undefined): string {
  const inside = join(home, "data");
  if (holdsDatabase(inside)) return inside;
  if (holdsDatabase(known)) return known;
  return canEnter(owner, home) ? inside : join(placeOutsideClone(root), "data");
}

/**
 * Makes the files of an empty database. They appear under their name only when complete, so a kill in between leaves nothing
 * that looks like a database; one whose password was lost is kept aside.
 */
function initialise(binary: string, connection: Connection, owner: PostgresOwner): void {
  const unfinished = `${connection.directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const secrets = mkdtempSync(join(tmpdir(), "landfall-"));
  const passwordFile = join(secrets, "password");
  writeFileSync(passwordFile, connection.password, { mode: 0o600 });
  if (owner.uid !== undefined && owner.gid !== undefined) {
    for (const path of [unfinished, secrets, passwordFile]) chownSync(path, owner.uid, owner.gid);
  }
  // The builtin locale sorts by code point on every system, so that a page of names is the same everywhere.
  const result = spawnSync(
    binary,
    [
      `--pgdata=${unfinished}`,
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
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`Postgres could not create its files in ${connection.directory}: ${result.stderr.trim()}`);
  }
  if (existsSync(connection.directory)) {
    const aside = `${connection.directory}.${Date.now()}`;
    console.log(`The password of the database in ${connection.directory} is lost; it is kept as ${aside}.`);
    renameSync(connection.directory, aside);
  }
  renameSync(unfinished, connection.directory);
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
  /** Where its files go; chosen when not given. */
  directory?: string;
  settings?: Record<string, string>;
  port?: number;
}): Promise<Postgres> {
  const { root, home, settings = {} } = options;
  let owner = findPostgresOwner();
  mkdirSync(home, { recursive: true });
  if (owner.uid !== undefined) chmodSync(home, 0o755);
  const connectionPath = join(home, "connection.json");
  const known = readConnection(connectionPath);
  const directory = options.directory ?? chooseDirectory(root, home, owner, known?.directory);
  let connection: Connection = {
    port: options.port ?? (await findFreePort()),
    password: randomBytes(24).toString("base64url"),
    ...known,
    directory,
  };
  if (holdsDatabase(directory)) owner = ownerOf(directory, owner);
  const running = holdsDatabase(directory) ? await findRunning(connection) : undefined;
  const isBorrowed = running?.owner !== undefined && isAlive(running.owner);
  if (running) {
    connection = running;
  } else {
    const { initdb, postgres } = findPostgresBinaries(root, owner);
    if (!(await isPortFree(connection.port))) connection = { ...connection, port: await findFreePort() };
    if (!known || !holdsDatabase(directory)) initialise(initdb, connection, owner);
    writeConnection(connectionPath, { ...connection, owner: process.pid });
    await launch(postgres, connection, owner, settings, join(home, "postgres.log"));
  }
  if (running && !isBorrowed) writeConnection(connectionPath, { ...running, owner: process.pid });
  return {
    directory,
    port: connection.port,
    url: (database) => urlOf(connection, database),
    stop: async () => {
      if (!isBorrowed) await stopPostmaster(directory);
    },
  };
}

/**
 * A Postgres for one test run: a folder of its own under the system's temporary one, no waiting for the disk. Both are gone
 * when it is stopped or when this process ends, however it ends.
 */
export async function startTemporaryPostgres(root: string): Promise<Postgres & { home: string }> {
  const owner = findPostgresOwner();
  const parents = [tmpdir(), "/tmp", "/var/tmp"].filter((parent) => existsSync(parent) && canEnter(owner, parent));
  const home = mkdtempSync(join(parents[0] ?? tmpdir(), "landfall-postgres-"));
  const guard = spawn(process.execPath, [join(root, "scripts/remove-with-parent.mjs"), home, join(home, "data")], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const postgres = await startPostgres({
    root,
    home,
    directory: join(home, "data"),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" },
  });
  guard.unref();
  return {
    ...postgres,
    home,
    stop: async () => {
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
      guard.stdin.end();
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
