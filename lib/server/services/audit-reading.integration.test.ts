import { describe, expect, test } from "vitest";
import { auditFile } from "@/lib/server/audit-file";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { findAuditCheck } from "@/lib/server/repositories/platform-settings";
import { anActor } from "@/lib/testing/factories";
import { checkAuditChain, checkAuditChainFor } from "./check-audit-chain";

async function write(name: string, action: string, subject: string, at: string, organizationId?: string) {
  const details = { words: "a, b\n“c”", number: 1 };
  await db.auditEntry.create({
    data: { actorName: name, actorId: `id of ${name}`, action, subject, organizationId, details, at: new Date(at) },
  });
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

const subjectsOf = async (filter: auditLog.AuditFilter) =>
  (await auditLog.list(db, filter)).map(({ subject }) => subject);

test("entries are found by person, action, organization, subject and day", async () => {
  await write("Ann Smith", "version.approved", "first", "2026-03-01T00:00:00.000Z", "o1");
  await write("Bob", "version.rejected", "second", "2026-03-01T23:59:59.999Z", "o2");
  await write("ANNABEL", "member.removed", "third", "2026-03-02T00:00:00.000Z", "o1");
  expect(await subjectsOf({})).toEqual(["third", "second", "first"]);
  expect(await subjectsOf({ actor: "ann" })).toEqual(["third", "first"]);
  expect(await subjectsOf({ actor: "id of Bob" })).toEqual(["second"]);
  expect(await subjectsOf({ action: "version." })).toEqual(["second", "first"]);
  expect(await subjectsOf({ action: "version.approved", organization: "o1" })).toEqual(["first"]);
  expect(await subjectsOf({ organization: "o1" })).toEqual(["third", "first"]);
  expect(await subjectsOf({ subject: "second" })).toEqual(["second"]);
  expect(await subjectsOf({ from: "2026-03-02" })).toEqual(["third"]);
  expect(await subjectsOf({ until: "2026-03-01" })).toEqual(["second", "first"]);
  expect(await subjectsOf({ from: "2026-03-01", until: "2026-03-01" })).toEqual(["second", "first"]);
  expect(await subjectsOf({ actor: "100%_" })).toEqual([]);
  expect(await auditLog.listActions(db)).toEqual(["member.removed", "version.approved", "version.rejected"]);
});

test("pages follow each other without a gap, and the file holds all of them", async () => {
  const all = await subjectsOf({});
  const first = await auditLog.list(db, {}, { limit: 2 });
  const second = await auditLog.list(db, {}, { limit: 2, before: first.at(-1)?.id });
  expect([...first, ...second].map(({ subject }) => subject)).toEqual(all);
  for (const batchSize of [1, 2, 3, 50]) {
    const text = await textOf(auditFile("ndjson", auditLog.readAll(db, {}, batchSize)));
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ subject }) => subject)).toEqual(all);
    expect(lines[0]).toMatchObject({
      position: "3",
      actorName: "ANNABEL",
      details: { words: "a, b\n“c”", number: 1 },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  }
});

test("in CSV every entry is one record, and no cell is a formula", async () => {
  await write('=HYPERLINK("https://evil.example")', "test.written", "+1", "2026-03-03T00:00:00.000Z");
  const text = await textOf(auditFile("csv", auditLog.readAll(db, { from: "2026-03-03" })));
  const [head, ...rest] = text.split("\r\n");
  expect(head).toBe("position,id,at,actorId,actorName,organizationId,action,subject,details,hash");
  expect(rest).toHaveLength(2);
  expect(rest[0]).toMatch(
    /^4,\d+,2026-03-03T00:00:00\.000Z,"id of =HYPERLINK\(""https:\/\/evil\.example""\)","'=HYPERLINK\(""https:\/\/evil\.example""\)",,test\.written,'\+1,"\{""words"":""a, b\\n“c”"",""number"":1\}",[0-9a-f]{64}$/,
  );
});

test("a file that nobody reads to its end stops reading the log", async () => {
  let batches = 0;
  async function* endless(): AsyncGenerator<auditLog.AuditRow[]> {
    for (;;) {
      batches += 1;
      yield await auditLog.list(db, {}, { limit: 1 });
    }
  }
  const reader = auditFile("ndjson", endless()).getReader();
  await reader.read();
  await reader.cancel();
  const before = batches;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(batches).toBe(before);
});

test("a check is kept for the administrators; one that somebody asked for stands in the log", async () => {
  const admin = await anActor({ platformRole: "admin" });
  const check = await checkAuditChainFor(admin, new Date("2026-04-01T10:00:00Z"));
  expect(check).toMatchObject({ entries: 4, problems: [], kept: { position: "4" } });
  expect(await findAuditCheck(db)).toEqual(check);
  const [entry] = await auditLog.list(db, { action: "audit.checked" });
  expect(entry).toMatchObject({ actorName: admin.name, details: { entries: 4, problems: 0 } });
  expect((await checkAuditChain()).entries).toBe(5);
});

test("who cuts the log off and moves the note of its end is found by the next check, and by every one after it", async () => {
  await checkAuditChain();
  await db.$transaction([
    db.$executeRaw`set local session_replication_role = replica`,
    db.$executeRaw`delete from audit_entry where position > 3`,
    db.$executeRaw`update audit_head set (position, hash) = (select position, hash from audit_entry where position = 3)`,
  ]);
  for (let times = 0; times < 2; times += 1) {
    const { problems, kept } = await checkAuditChain();
    expect(problems).toEqual(["Entry 5, whose hash was kept, is missing: the end was cut off."]);
    expect(kept?.position).toBe("5");
  }
});

describe("between two checks of the whole log", () => {
  const hour = (of: number) => new Date(Date.UTC(2031, 0, 1, of));

  /** As somebody who may do anything to the database, past its triggers. */
  async function tamper(...statements: string[]): Promise<void> {
    await db.$transaction([
      db.$executeRawUnsafe("set local session_replication_role = replica"),
      ...statements.map((statement) => db.$executeRawUnsafe(statement)),
    ]);
  }

  test("only what was added is read; what was changed before is found within a day, and stays found", async () => {
    // From here on the chain is one of this test alone.
    await tamper("delete from audit_entry", "update audit_head set position = 0, hash = ''");
    await db.platformSetting.deleteMany({ where: { key: "audit_check" } });
    const actor = await anActor();
    const write = () => db.$transaction((tx) => auditLog.record(tx, actor, "project.created", "p", { name: "A" }));
    for (let count = 0; count < 3; count += 1) await write();
    expect(await checkAuditChain(hour(0))).toMatchObject({ entries: 3, problems: [], wholeAt: hour(0) });

    await tamper("update audit_entry set subject = 'changed' where position = 2");
    await write();
    expect(await checkAuditChain(hour(1))).toMatchObject({
      ...{ at: hour(1), wholeAt: hour(0), entries: 4, problems: [] },
      kept: { position: "4" },
    });
    expect(await checkAuditChain(hour(23))).toMatchObject({ problems: [], wholeAt: hour(0) });
    const broken = [expect.stringContaining("Entry 2 ")];
    expect(await checkAuditChain(hour(24))).toMatchObject({ problems: broken, wholeAt: hour(24), entries: 4 });
    // It isn't forgotten an hour later.
    expect(await checkAuditChain(hour(25))).toMatchObject({ problems: broken, kept: { position: "4" } });
    await tamper("update audit_entry set subject = 'p' where position = 2");
    expect(await checkAuditChain(hour(26))).toMatchObject({ problems: [], wholeAt: hour(26) });
  });

  test("an administrator who asks has the whole log read", async () => {
    expect(await checkAuditChain(hour(27))).toMatchObject({ problems: [], wholeAt: hour(26) });
    await tamper("update audit_entry set subject = 'changed' where position = 1");
    const admin = await anActor({ platformRole: "admin" });
    expect(await checkAuditChainFor(admin, hour(28))).toMatchObject({
      problems: [expect.stringContaining("Entry 1 ")],
    });
    await tamper("update audit_entry set subject = 'p' where position = 1");
    expect(await checkAuditChain(hour(29))).toMatchObject({ problems: [] });
  });

  test("an end that was cut off, rewritten or added past the chain is found at the next check", async () => {
    const { kept } = await checkAuditChain(hour(30));
    const rewritten = `update audit_entry set hash = repeat('0', 64) where position = ${kept?.position}`;
    const [row] = await db.$queryRaw<{ hash: string }[]>`select hash from audit_entry order by position desc limit 1`;
    await tamper(rewritten);
    expect((await checkAuditChain(hour(31))).problems).not.toEqual([]);
    await tamper(`update audit_entry set hash = '${row?.hash}' where position = ${kept?.position}`);
    expect(await checkAuditChain(hour(32))).toMatchObject({ problems: [] });

    await tamper(`delete from audit_entry where position = ${kept?.position}`);
    expect((await checkAuditChain(hour(33))).problems).not.toEqual([]);
  });
});
