import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { verifyAuditChain } from "./verify-audit-chain";

const superuser = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 });
afterAll(() => superuser.end());

/** What somebody may do who owns the database: everything that the triggers refuse. */
async function tamper(...statements: string[]): Promise<void> {
  const client = await superuser.connect();
  try {
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    for (const statement of statements) await client.query(statement);
    await client.query("commit");
  } finally {
    client.release();
  }
}

async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await db.$transaction((tx) =>
      auditLog.record(tx, { name: "Ann Ünïcode 🚢", userId: "u1" }, "test.written", `subject-${index}`, {
        text: "“quotes” and \\ backslashes",
        nested: { list: [1, 2.5, null, true] },
      }),
    );
  }
}

beforeEach(async () => {
  await tamper("delete from audit_entry", "update audit_head set position = 0, hash = ''");
  await write(10);
});

test("a log that nobody has touched is unbroken, in batches of any size, and ends where the last check may be held to", async () => {
  const check = await verifyAuditChain();
  expect(check).toMatchObject({ entries: 10, problems: [], end: { position: "10" } });
  expect(check.end.hash).toMatch(/^[0-9a-f]{64}$/);
  for (const batchSize of [1, 3, 10, 11]) expect(await verifyAuditChain({ batchSize })).toEqual(check);
  await write(3);
  expect(await verifyAuditChain({ expected: check.end })).toMatchObject({ entries: 13, problems: [] });
});

test("an empty log is unbroken", async () => {
  await tamper("delete from audit_entry", "update audit_head set position = 0, hash = ''");
  expect(await verifyAuditChain()).toEqual({ entries: 0, end: { position: "0", hash: "" }, problems: [] });
});

test.each([
  ["at", "at = at + interval '1 millisecond'"],
  ["actor_id", "actor_id = 'u2'"],
  ["actor_id, removed", "actor_id = null"],
  ["actor_name", "actor_name = 'Bob'"],
  ["organization_id", "organization_id = ''"],
  ["action", "action = 'test.writtem'"],
  ["subject", "subject = subject || ' '"],
  ["details", `details = details || '{"more": 1}'`],
  ["id", "id = id + 1000"],
  ["hash", "hash = repeat('0', 64)"],
  ["a letter moved from one column into the next", "action = 'test.writte', subject = 'n' || subject"],
])("an entry that was changed is found: %s", async (_, change) => {
  await tamper(`update audit_entry set ${change} where position = 5`);
  const { problems } = await verifyAuditChain();
  expect(problems[0]).toMatch(/^Entry 5 \(id \d+\) is not what was written/);
});

test("a changed entry with the right hash of its own breaks the chain after it", async () => {
  await tamper(
    "update audit_entry set actor_name = 'Bob' where position = 5",
    `update audit_entry as entry set hash = audit_hash((select hash from audit_entry where position = 4), 5, entry)
     where position = 5`,
  );
  const { problems } = await verifyAuditChain();
  expect(problems).toEqual([expect.stringMatching(/^Entry 6 /)]);
});

test.each([
  [1, "Entry 1 is missing."],
  [5, "Entry 5 is missing."],
  [10, "Entry 10 is missing: the end was cut off."],
])("an entry that was removed is found: number %i", async (position, problem) => {
  await tamper(`delete from audit_entry where position = ${position}`);
  expect((await verifyAuditChain()).problems).toEqual([problem]);
});

test("a removed entry is found when those after it have moved up", async () => {
  await tamper(
    "delete from audit_entry where position = 5",
    "update audit_entry set position = -position where position > 5",
    "update audit_entry set position = -position - 1 where position < 0",
    "update audit_head set position = 9",
  );
  const { problems } = await verifyAuditChain();
  expect(problems[0]).toMatch(/^Entry 5 .*stands in another's place/);
  expect(problems).toHaveLength(5);
});

test("two entries that were swapped are found, with their hashes or without", async () => {
  const swapPlaces = [
    "update audit_entry set position = -4 where position = 4",
    "update audit_entry set position = 4 where position = 7",
    "update audit_entry set position = 7 where position = -4",
  ];
  await tamper(...swapPlaces);
  expect((await verifyAuditChain()).problems[0]).toMatch(/^Entry 4 /);
  await tamper(
    ...swapPlaces,
    `update audit_entry as a set subject = b.subject from audit_entry b
     where (a.position, b.position) in ((4, 7), (7, 4))`,
  );
  const { problems } = await verifyAuditChain();
  expect(problems.map((problem) => problem.split(" (")[0])).toEqual(["Entry 4", "Entry 7"]);
});

test("an end that was cut off is found: by the note of the end, and without it by a hash that was kept", async () => {
  const { end } = await verifyAuditChain();
  await tamper("delete from audit_entry where position > 7");
  expect((await verifyAuditChain()).problems).toEqual(["Entries 8 to 10 are missing: the end was cut off."]);

  await tamper("update audit_head set (position, hash) = (select position, hash from audit_entry where position = 7)");
  expect((await verifyAuditChain()).problems).toEqual([]);
  expect((await verifyAuditChain({ expected: end })).problems).toEqual([
    "Entry 10, whose hash was kept, is missing: the end was cut off.",
  ]);
  await write(5);
  expect((await verifyAuditChain({ expected: end })).problems).toEqual([
    expect.stringMatching(/log before it was rewritten/),
  ]);
});

test("entries that were slipped in, and a missing note of the end, are found", async () => {
  const columns = "actor_name, action, subject, position, hash";
  await tamper(`insert into audit_entry (${columns}) values ('Eve', 'test.forged', 'x', null, '')`);
  expect((await verifyAuditChain()).problems).toEqual(["1 entry has no place in the chain."]);
  await tamper("delete from audit_entry where position is null");
  await tamper(`insert into audit_entry (${columns}) values ('Eve', 'test.forged', 'x', 11, repeat('0', 64))`);
  expect((await verifyAuditChain()).problems).toHaveLength(2);
  await tamper("delete from audit_entry where position = 11", "delete from audit_head");
  expect((await verifyAuditChain()).problems).toEqual(["The note of where the log ends is gone."]);
  await tamper("insert into audit_head values (1, 0, '')");
});

test("the triggers refuse all of it to everybody else", async () => {
  const refused = [
    "update audit_entry set actor_name = 'Bob' where position = 5",
    "update audit_entry set position = 99 where position = 5",
    "update audit_entry set hash = '' where position = 5",
    "delete from audit_entry where position = 5",
    "truncate audit_entry",
    "insert into audit_entry (actor_name, action, subject, position) values ('Eve', 'x.y', 'x', 11)",
    "insert into audit_entry (actor_name, action, subject, hash) values ('Eve', 'x.y', 'x', repeat('0', 64))",
    "update audit_head set position = position - 1",
    "update audit_head set hash = ''",
    "delete from audit_head",
    "truncate audit_head",
  ];
  for (const statement of refused) {
    await expect(superuser.query(statement), statement).rejects.toThrow(/audit log/);
  }
  expect((await verifyAuditChain()).problems).toEqual([]);
});

test("a transaction that fails leaves neither entry nor gap", async () => {
  await expect(
    db.$transaction(async (tx) => {
      await auditLog.record(tx, { name: "Ann" }, "test.failed", "x");
      throw new Error("changed their mind");
    }),
  ).rejects.toThrow("changed their mind");
  await write(1);
  expect(await verifyAuditChain()).toMatchObject({ entries: 11, problems: [] });
});

test("many who write at once make one chain without a gap, in the order of their commits, and nobody waits for ever", async () => {
  const writers = 16;
  const perWriter = 25;
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: writers });
  const durations: number[] = [];
  async function transaction(writer: number, turn: number): Promise<void> {
    const client = await pool.connect();
    const startedAt = performance.now();
    try {
      await client.query("begin");
      // Several entries, and rows that others lock in another order: the chain must not be part of a deadlock.
      for (let entry = 0; entry <= turn % 3; entry += 1) {
        await client.query("insert into audit_entry (actor_name, action, subject) values ($1, 'test.raced', $2)", [
          `Writer ${writer}`,
          randomUUID(),
        ]);
      }
      await client.query(turn % 7 === 6 ? "rollback" : "commit");
    } finally {
      client.release();
      durations.push(performance.now() - startedAt);
    }
  }
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let turn = 0; turn < perWriter; turn += 1) await transaction(writer, turn);
    }),
  );
  await pool.end();
  const turns = Array.from({ length: perWriter }, (_, turn) => (turn % 7 === 6 ? 0 : (turn % 3) + 1));
  const expected = 10 + writers * turns.reduce((sum, count) => sum + count, 0);
  expect(await verifyAuditChain()).toMatchObject({
    entries: expected,
    problems: [],
    end: { position: String(expected) },
  });
  durations.sort((a, b) => a - b);
  expect(durations.at(-1)).toBeLessThan(5_000);
});
