/**
 * Rows of a file on their way into a cohort: a table of their own that nobody else reads, filled by COPY, then merged in
 * sets. Only the members that differ are written, since rewriting ten million rows takes 14 times as long and 80 times
 * the log (docs/benchmarks.md).
 */
import "server-only";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import type { LoadMode } from "@/lib/cohort-contract";
import { AppError } from "@/lib/errors";
import type { Tx } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import { Prisma } from "@/lib/server/generated/prisma/client";
import type { MemberRow } from "@/lib/server/member-files/member-row";

const prefix = "cohort_load_";

/** An upload that is under way. */
export interface MemberLoad {
  /** Its table. */
  table: string;
  /** Takes a row. What was taken is written by `flush`. */
  add: (row: MemberRow) => void;
  /** Writes what was taken, and waits while the database is behind: so nothing piles up here. */
  flush: () => Promise<void>;
  /** After the last row: afterwards the table holds all of them. */
  finish: () => Promise<{ rows: number }>;
  /** Drops the table, whatever has happened before. Never throws. */
  close: () => Promise<void>;
}

/** Begins an upload into a cohort; refuses with `conflict` while another one is under way. */
export async function openMemberLoad(cohortId: string): Promise<MemberLoad> {
  const table = `${prefix}${cohortId.replaceAll("-", "").toLowerCase()}`;
  if (!/^cohort_load_[0-9a-f]{32}$/.test(table)) throw new Error("A load belongs to a cohort.");
  const client = new pg.Client({ connectionString: env().DATABASE_URL, application_name: "landfall-load" });
  // A connection that breaks fails the statement that is running; there is nothing to add to that.
  client.on("error", () => {});
  await client.connect();
  try {
    await dropAbandoned(client);
    if (!(await lockPatiently(client, table))) {
      throw new AppError("conflict", "Members of this cohort are being loaded already. Wait until that has ended.");
    }
    await client.query(`DROP TABLE IF EXISTS ${table}`);
    // Unlogged: whatever happens to the server, a half-loaded file is worth nothing.
    await client.query(
      `CREATE UNLOGGED TABLE ${table} (n integer, member_id text COLLATE "C", is_removed boolean, properties jsonb)`,
    );
    return copyInto(client, table);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

function copyInto(client: pg.Client, table: string): MemberLoad {
  const copy = client.query(copyFrom(`COPY ${table} FROM STDIN`));
  let failure: unknown;
  copy.on("error", (error) => {
    failure ??= error;
  });
  let rows = 0;
  let text = "";
  return {
    table,
    add: ({ memberId, isRemoved, properties }) => {
      rows += 1;
      text += `${rows}\t${copyText(memberId)}\t${isRemoved ? "t" : "f"}\t${copyText(properties)}\n`;
    },
    flush: async () => {
      if (failure !== undefined) throw failure;
      const bytes = Buffer.from(text);
      text = "";
      // A connection that breaks meanwhile is an error of the stream, which ends the waiting, too.
      if (bytes.length > 0 && !copy.write(bytes)) await once(copy, "drain");
    },
    finish: async () => {
      if (failure !== undefined) throw failure;
      copy.end(text);
      text = "";
      await once(copy, "finish");
      return { rows };
    },
    close: () => closeLoad(client, table, copy),
  };
}

async function closeLoad(client: pg.Client, table: string, copy: CopyStreamQuery): Promise<void> {
  try {
    if (!copy.writableFinished && !copy.destroyed) copy.destroy();
    await client.query(`DROP TABLE IF EXISTS ${table}`);
  } catch {
    // The next load drops what is left.
  }
  await client.end().catch(() => {});
}

/** COPY's own text format has four characters that stand for something else. */
function copyText(text: string): string {
  if (!/[\\\t\n\r]/.test(text)) return text;
  return text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}

/** Held by the connection for as long as it lives: a process that dies holds nothing. */
async function tryLock(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked",
    [table],
  );
  return rows[0]?.locked === true;
}

/** One that was cancelled a moment ago may still be on its way out. */
async function lockPatiently(client: pg.Client, table: string): Promise<boolean> {
  for (const waitMs of [0, 100, 400, 1_000, 1_500, 2_000]) {
    await setTimeout(waitMs);
    if (await tryLock(client, table)) return true;
  }
  return false;
}

/** Tables of loads whose process ended before it could drop them. */
async function dropAbandoned(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ relname: string }>(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname ~ '^cohort_load_[0-9a-f]{32}$'",
  );
  for (const { relname } of rows) {
    if (!(await tryLock(client, relname))) continue;
    await client.query(`DROP TABLE IF EXISTS ${relname}`);
    await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [relname]);
  }
}

// ------------------------------------------------------------------ merging

export interface MergedMembers {
  /** Different members of the file. */
  members: number;
  added: number;
  changed: number;
  removed: number;
}

/**
 * Makes the members of a cohort those of a load (`replace`) or applies it to them (`patch`). Of several rows of one
 * member the last counts. The cohort must be locked. Refuses with `unavailable` when the load lost rows, as an unlogged
 * table does in a crash: an empty table must not read as "remove everybody".
 */
export async function mergeMembers(
  tx: Tx,
  cohortId: string,
  load: { table: string; rows: number; mode: LoadMode; isCohortEmpty: boolean },
): Promise<MergedMembers> {
  const table = Prisma.raw(load.table);
  // The planner knows nothing of a table that was just made, and a wrong guess would compare each with each.
  await tx.$executeRaw`SET LOCAL enable_nestloop = off`;
  await tx.$executeRaw`SET LOCAL work_mem = '64MB'`;
  const [found] = await tx.$queryRaw<{ rows: bigint }[]>`SELECT count(*) AS rows FROM ${table}`;
  if (Number(found?.rows) !== load.rows) {
    throw new AppError(
      "unavailable",
      "The database lost the file while it was loading. Nothing was changed; try again.",
    );
  }
  if (load.mode === "replace" && load.isCohortEmpty) return fillCohort(tx, cohortId, table);
  await tx.$executeRaw`
    CREATE TEMP TABLE last_row ON COMMIT DROP AS
    SELECT DISTINCT ON (member_id) member_id, is_removed, properties FROM ${table} ORDER BY member_id, n DESC`;
  await tx.$executeRaw`ANALYZE last_row`;
  const [last] = await tx.$queryRaw<{ members: bigint }[]>`SELECT count(*) AS members FROM last_row`;
  const merged = load.mode === "replace" ? await replaceMembers(tx, cohortId) : await patchMembers(tx, cohortId);
  return { members: Number(last?.members), ...merged };
}

/** Nobody to compare with. In the order of the IDs, which the index takes twice as fast as any other. */
async function fillCohort(tx: Tx, cohortId: string, table: Prisma.Sql): Promise<MergedMembers> {
  const added = await tx.$executeRaw`
    INSERT INTO cohort_member (cohort_id, member_id, properties)
    SELECT DISTINCT ON (member_id) ${cohortId}::uuid, member_id, properties FROM ${table}
    ORDER BY member_id, n DESC`;
  return { members: added, added, changed: 0, removed: 0 };
}

type Changes = Omit<MergedMembers, "members">;

async function replaceMembers(tx: Tx, cohortId: string): Promise<Changes> {
  const removed = await tx.$executeRaw`
    DELETE FROM cohort_member m
    WHERE m.cohort_id = ${cohortId}::uuid AND NOT EXISTS (SELECT FROM last_row l WHERE l.member_id = m.member_id)`;
  const changed = await tx.$executeRaw`
    UPDATE cohort_member m SET properties = l.properties FROM last_row l
    WHERE m.cohort_id = ${cohortId}::uuid AND m.member_id = l.member_id AND m.properties <> l.properties`;
  const added = await tx.$executeRaw`
    INSERT INTO cohort_member (cohort_id, member_id, properties)
    SELECT ${cohortId}::uuid, l.member_id, l.properties FROM last_row l
    WHERE NOT EXISTS (
      SELECT FROM cohort_member m WHERE m.cohort_id = ${cohortId}::uuid AND m.member_id = l.member_id)
    ORDER BY l.member_id`;
  return { added, changed, removed };
}

async function patchMembers(tx: Tx, cohortId: string): Promise<Changes> {
  const removed = await tx.$executeRaw`
    DELETE FROM cohort_member m USING last_row l
    WHERE m.cohort_id = ${cohortId}::uuid AND m.member_id = l.member_id AND l.is_removed`;
  // As a JSON merge patch does: what the file names is set or, with null, taken away; the rest stays.
  const changed = await tx.$executeRaw`
    UPDATE cohort_member m SET properties = jsonb_strip_nulls(m.properties || l.properties) FROM last_row l
    WHERE m.cohort_id = ${cohortId}::uuid AND m.member_id = l.member_id AND NOT l.is_removed
      AND m.properties <> jsonb_strip_nulls(m.properties || l.properties)`;
  const added = await tx.$executeRaw`
    INSERT INTO cohort_member (cohort_id, member_id, properties)
    SELECT ${cohortId}::uuid, l.member_id, jsonb_strip_nulls(l.properties) FROM last_row l
    WHERE NOT l.is_removed AND NOT EXISTS (
      SELECT FROM cohort_member m WHERE m.cohort_id = ${cohortId}::uuid AND m.member_id = l.member_id)
    ORDER BY l.member_id`;
  return { added, changed, removed };
}
