import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** Any number will do, as long as nothing else in the database locks on it. */
const lockKey = 7_263_105_518;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return await Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(directory, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  await client.query(`
    create table if not exists _landfall_migrations (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from _landfall_migrations",
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function assertSameHistory(applied: Map<string, string>, migrations: Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of applied) {
    const expected = known.get(name);
    if (expected === undefined) {
      throw new Error(
        `The database has migration ${name}, which this version of the code does not know. It was used by a newer version: update the code, or restore a backup made before it.`,
      );
    }
    if (expected !== checksum) {
      throw new Error(
        `Migration ${name} was changed after the database had applied it. Restore prisma/migrations/${name}/migration.sql and put the change in a new migration.`,
      );
    }
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("insert into _landfall_migrations (name, checksum) values ($1, $2)", [
      migration.name,
      migration.checksum,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw new Error(
      `Migration ${migration.name} failed and was undone: ${error instanceof Error ? error.message : error}`,
      {
        cause: error,
      },
    );
  }
}

/**
 * Brings a database up to this version of the code and returns the names of the migrations it applied, in order. Each runs
 * in a transaction of its own; processes that migrate at the same time wait for each other. Refuses a database whose history
 * differs from `prisma/migrations`.
 */
export async function migrate(
  databaseUrl: string,
  directory: string = join(process.cwd(), "prisma", "migrations"),
): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    const applied = await readApplied(client);
    assertSameHistory(applied, migrations);
    const pending = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}
