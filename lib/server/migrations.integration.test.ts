import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { db } from "./db";
import { migrate } from "./migrate";

interface Column {
  table: string;
  name: string;
  isNullable: boolean;
  isList: boolean;
}

/** The scalar columns that the schema's text promises. */
function columnsOf(schema: string): Column[] {
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const names = new Set(models.map((model) => model[1]));
  return models.flatMap(([, model = "", body = ""]) => {
    const table = body.match(/@@map\("(\w+)"\)/)?.[1] ?? model;
    return body.split("\n").flatMap((line) => {
      const field = line.match(/^ {2}(\w+)\s+(\w+)(\[\])?(\?)?/);
      const [, name = "", type = "", list, optional] = field ?? [];
      if (!field || names.has(type)) return [];
      const column = line.match(/@map\("(\w+)"\)/)?.[1] ?? name;
      return [{ table, name: column, isNullable: optional !== undefined, isList: list !== undefined }];
    });
  });
}

test("the migrations make every column that the Prisma schema names, and no other", async () => {
  const expected = columnsOf(await readFile("prisma/schema.prisma", "utf8"));
  const rows = await db.$queryRaw<{ table_name: string; column_name: string; is_nullable: string }[]>`
    select table_name::text, column_name::text, is_nullable::text from information_schema.columns
    where table_schema = 'public' and table_name not in ('_landfall_migrations', 'rate_limit')`;
  const actual = rows.map(
    (row) => `${row.table_name}.${row.column_name} ${row.is_nullable === "YES" ? "null" : "not null"}`,
  );

  expect(actual.sort()).toEqual(
    expected.map((column) => `${column.table}.${column.name} ${column.isNullable ? "null" : "not null"}`).sort(),
  );
});

async function aDestination(): Promise<{ organizationId: string; destinationId: string }> {
  const organizationId = randomUUID();
  await db.organization.create({ data: { id: organizationId, name: "Org", slug: organizationId } });
  const info = await db.connectionInfo.create({ data: { organizationId, displayName: `Info ${organizationId}` } });
  const destination = await db.destination.create({
    data: { organizationId, connectionInfoId: info.id, kind: "list", definition: {} },
  });
  return { organizationId, destinationId: destination.id };
}

async function aVersion(status: string) {
  const ids = await aDestination();
  return await db.destinationVersion.create({ data: versionData({ ...ids, status, number: "1.0" }) });
}

function versionData(own: { organizationId: string; destinationId: string; status: string; number: string }) {
  return {
    ...own,
    definition: { a: 1 },
    connectionInfo: {},
    contentHash: "hash",
    findings: [],
    evidence: {},
    submittedById: "somebody",
  };
}

test("a version's decision can change, what was submitted cannot", async () => {
  const { id } = await aVersion("in_review");
  await db.destinationVersion.update({ where: { id }, data: { status: "approved", decidedAt: new Date() } });

  for (const data of [
    { definition: { a: 2 } },
    { connectionInfo: { name: "x" } },
    { contentHash: "other" },
    { number: "1.1" },
    { findings: [{}] },
    { evidence: { a: 1 } },
    { releaseNote: "other" },
    { submittedById: "another" },
    { submittedAt: new Date(0) },
    { audience: "organization" },
  ]) {
    await expect(db.destinationVersion.update({ where: { id }, data })).rejects.toThrow(/frozen version/);
  }
});

test("one version per destination is in review at a time", async () => {
  const { destinationId, organizationId } = await aVersion("in_review");
  const second = (status: string, number: string) =>
    db.destinationVersion.create({ data: versionData({ destinationId, organizationId, status, number }) });

  await expect(second("in_review", "1.1")).rejects.toThrow();
  await expect(second("rejected", "1.2")).resolves.toMatchObject({ status: "rejected" });
});

test("a display name is unique whatever its case", async () => {
  const { organizationId } = await aDestination();
  await db.connectionInfo.create({ data: { organizationId, displayName: "Acme Messages" } });
  await expect(db.connectionInfo.create({ data: { organizationId, displayName: "ACME messages" } })).rejects.toThrow();
});

test("the audit log only grows", async () => {
  await db.auditEntry.create({ data: { actorName: "Ann", action: "test", subject: "x" } });
  await expect(db.auditEntry.updateMany({ data: { actorName: "Bob" } })).rejects.toThrow(/only grows/);
  await expect(db.auditEntry.deleteMany()).rejects.toThrow(/only grows/);
  await expect(db.$executeRaw`truncate audit_entry`).rejects.toThrow(/only grows/);
  expect(await db.auditEntry.count()).toBe(1);
});

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function aFolderOf(migrations: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "landfall-migrations-"));
  folders.push(folder);
  for (const [name, sql] of Object.entries(migrations)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "migration.sql"), sql);
  }
  return folder;
}

async function anEmptyDatabase(): Promise<string> {
  const name = `landfall_test_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  await db.$executeRawUnsafe(`create database ${name} template template0`);
  return Object.assign(new URL(inject("testServerUrl")), { pathname: `/${name}` }).href;
}

test("migrations run in order, once, also when several processes start at the same time", async () => {
  const url = await anEmptyDatabase();
  const folder = await aFolderOf({
    "0002_b": "insert into t values (1);",
    "0001_a": "create table t (n int);",
  });
  const applied = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)]);

  expect(applied.flat()).toEqual(["0001_a", "0002_b"]);
  expect(await migrate(url, folder)).toEqual([]);
});

test("a migration that fails is undone whole and says which one it was", async () => {
  const url = await anEmptyDatabase();
  const folder = await aFolderOf({ "0001_a": "create table t (n int); select 1/0;" });
  await expect(migrate(url, folder)).rejects.toThrow(/0001_a failed and was undone: division by zero/);

  await writeFile(join(folder, "0001_a/migration.sql"), "create table t (n int);");
  expect(await migrate(url, folder)).toEqual(["0001_a"]);
});

test("a changed or unknown history is refused", async () => {
  const url = await anEmptyDatabase();
  await migrate(url, await aFolderOf({ "0001_a": "select 1;" }));

  await expect(migrate(url, await aFolderOf({ "0001_a": "select 2;" }))).rejects.toThrow(/0001_a was changed/);
  await expect(migrate(url, await aFolderOf({}))).rejects.toThrow(/does not know/);
});
