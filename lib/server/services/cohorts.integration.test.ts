import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { cohortLimits, type LoadMode, membersQuery } from "@/lib/cohort-contract";
import { toJson } from "@/lib/destination/json";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findCohort, findCohortProject, listCohorts } from "@/lib/server/repositories/cohorts";
import { openMemberLoad } from "@/lib/server/repositories/member-loads";
import { anActor, aProject } from "@/lib/testing/factories";
import { createCohort } from "./create-cohort";
import { deleteCohort } from "./delete-cohort";
import { loadCohortMembers, type MemberFile } from "./load-cohort-members";
import { readMembers } from "./read-members";
import { renameCohort } from "./rename-cohort";

async function aCohort(name = `Cohort ${randomUUID().slice(0, 8)}`) {
  const actor = await anActor();
  const project = await aProject({ id: actor.organizationId });
  const { id: cohortId } = await createCohort(actor, project.id, name);
  return { actor, place: { projectId: project.id, cohortId } };
}

type Place = { projectId: string; cohortId: string };

async function* pieces(...texts: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield Buffer.from(text);
  }
}

function load(actor: Actor, place: Place, mode: LoadMode, file: string, more: Partial<MemberFile> = {}) {
  const contentType = file.startsWith("{") ? "application/x-ndjson" : "text/csv; charset=utf-8";
  return loadCohortMembers(actor, place, { mode, contentType, body: pieces(file), ...more });
}

async function membersOf(
  actor: Actor,
  place: Place,
  query: Partial<Parameters<typeof membersQuery.parse>[0] & object> = {},
) {
  const { members } = await readMembers(actor.organizationId, place, membersQuery.parse({ limit: 1_000, ...query }));
  return Object.fromEntries(members.map(({ id, properties }) => [id, toJson(properties)]));
}

async function loadTables(): Promise<string[]> {
  const rows = await db.$queryRaw<
    { name: string }[]
  >`SELECT relname::text AS name FROM pg_class WHERE relname LIKE 'cohort_load_%'`;
  return rows.map(({ name }) => name);
}

test("a file replaces all members: those that are gone go, those that differ change, the last row of a member counts", async () => {
  const { actor, place } = await aCohort();
  expect(await load(actor, place, "replace", "user_id,plan\nu1,gold\nu2,\nu3,a\n")).toEqual({
    rows: 3,
    repeated: 0,
    added: 3,
    changed: 0,
    removed: 0,
    memberCount: 3,
    properties: ["plan"],
  });
  const next =
    '{"id":"u2","size":12345678901234567890}\n{"id":"u4","size":1}\n{"id":"u3","plan":"a"}\n{"id":"u4","size":2.50}';
  expect(await load(actor, place, "replace", next)).toMatchObject({
    rows: 4,
    repeated: 1,
    added: 1,
    changed: 1,
    removed: 1,
    memberCount: 3,
    properties: ["size", "plan"],
  });
  expect(await membersOf(actor, place)).toEqual({
    u2: '{"size":12345678901234567890}',
    u3: '{"plan":"a"}',
    u4: '{"size":2.50}',
  });
  const entries = await db.auditEntry.findMany({ where: { subject: place.cohortId }, orderBy: { id: "asc" } });
  expect(entries.map(({ action }) => action)).toEqual(["cohort.created", "cohort.loaded", "cohort.loaded"]);
  expect(entries[2]?.details).toMatchObject({ mode: "replace", rows: 4, added: 1, changed: 1, removed: 1 });
  expect(await loadTables()).toEqual([]);
});

test("a patch adds, removes and changes what it names, and leaves the rest", async () => {
  const { actor, place } = await aCohort();
  await load(
    actor,
    place,
    "replace",
    "user_id,email,plan\nu1,a@x.example,gold\nu2,b@x.example,gold\nu3,c@x.example,\n",
  );
  const file = "Operation,user_id,plan\nADD,u1,silver\nremove,u2,\nadd,u3,\nRemove,u9,\nadd,u4,\nremove,u5,\nadd,u5,x";
  expect(await load(actor, place, "patch", file)).toMatchObject({
    rows: 7,
    repeated: 1,
    added: 2,
    changed: 1,
    removed: 1,
    memberCount: 4,
    properties: ["email", "plan"],
  });
  expect(await membersOf(actor, place)).toEqual({
    u1: '{"plan":"silver","email":"a@x.example"}',
    u3: '{"email":"c@x.example"}',
    u4: "{}",
    u5: '{"plan":"x"}',
  });
  // Null takes a property away; the same once more changes nothing.
  const taken = '{"id":"u1","plan":null,"score":7}';
  expect(await load(actor, place, "patch", taken)).toMatchObject({
    changed: 1,
    properties: ["email", "plan", "score"],
  });
  expect(await load(actor, place, "patch", taken)).toMatchObject({ changed: 0, added: 0, removed: 0 });
  expect((await membersOf(actor, place)).u1).toBe('{"email":"a@x.example","score":7}');
});

test("a refused line, a connection that breaks and an empty file leave everything as it was", async () => {
  const { actor, place } = await aCohort();
  await load(actor, place, "replace", "user_id,plan\nu1,gold\n");
  const before = await findCohort(db, actor.organizationId, place.projectId, place.cohortId);

  const wrong = load(actor, place, "replace", "user_id,plan\nu2,gold\nu3\n");
  await expect(wrong).rejects.toMatchObject({
    code: "invalid_input",
    message: "Line 3: This line has one value, but there are 2 columns.",
    details: { issues: [{ path: "lines.3" }] },
  });
  const broken = load(actor, place, "patch", "", { body: pieces("user_id\nu2\nu3\n", new Error("gone")) });
  await expect(broken).rejects.toThrow("gone");
  const cut = load(actor, place, "replace", "", {
    body: pieces(`user_id\n${"u2\n".repeat(50_000)}`, new Error("gone")),
  });
  await expect(cut).rejects.toThrow("gone");
  await expect(load(actor, place, "replace", "user_id,plan\n")).rejects.toThrow("The file has no members");
  await expect(load(actor, place, "replace", "x", { contentType: "text/plain" })).rejects.toThrow("Content-Type");
  await expect(load(actor, place, "replace", "")).rejects.toThrow("Line 1: The file is empty.");

  expect(await membersOf(actor, place)).toEqual({ u1: '{"plan":"gold"}' });
  expect(await findCohort(db, actor.organizationId, place.projectId, place.cohortId)).toEqual(before);
  expect(await db.auditEntry.count({ where: { subject: place.cohortId, action: "cohort.loaded" } })).toBe(1);
  expect(await loadTables()).toEqual([]);

  const emptied = await load(actor, place, "replace", "user_id,plan\n", { isEmptyAllowed: true });
  expect(emptied).toMatchObject({ removed: 1, memberCount: 0 });
});

test("what COPY or JSON would take for something else arrives as it was written", async () => {
  const { actor, place } = await aCohort();
  const ids = ["\\N", "\\.", "a\\tb", 'q"q', "$1", "😀", "ﬀ", "'; DROP TABLE cohort; --", "%", "_"];
  const lines = ids.map((id) => JSON.stringify({ id, note: `${id}\t\n\r\\n\\` }));
  await load(actor, place, "replace", lines.join("\n"));
  const { members } = await readMembers(actor.organizationId, place, membersQuery.parse({}));
  expect(members.map(({ id, properties }) => [id, properties.note])).toEqual(
    ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map((id) => [id, `${id}\t\n\r\\n\\`]),
  );
});

test("members are read page by page, by the beginning of their IDs, and at random", async () => {
  const { actor, place } = await aCohort();
  const ids = Array.from({ length: 25 }, (_, n) => `${n % 2 ? "b_" : "a%"}${String(n).padStart(2, "0")}`);
  await load(actor, place, "replace", `id\n${ids.join("\n")}`);
  const found: string[] = [];
  let after = "";
  for (;;) {
    const page = await readMembers(actor.organizationId, place, membersQuery.parse({ limit: 10, after }));
    found.push(...page.members.map(({ id }) => id));
    if (page.next === null) break;
    after = page.next;
  }
  expect(found).toEqual(ids.toSorted());
  expect(Object.keys(await membersOf(actor, place, { prefix: "b_0" }))).toEqual([
    "b_01",
    "b_03",
    "b_05",
    "b_07",
    "b_09",
  ]);
  expect(Object.keys(await membersOf(actor, place, { prefix: "a%0", after: "a%04" }))).toEqual(["a%06", "a%08"]);
  expect(await membersOf(actor, place, { prefix: "b%" })).toEqual({});
  const picks = await Promise.all(
    Array.from({ length: 5 }, () => membersOf(actor, place, { sample: "random", limit: 5 })),
  );
  for (const pick of picks) {
    expect(Object.keys(pick)).toHaveLength(5);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(pick)));
  }
  // 53,130 possible picks: five times the same one would be no chance.
  expect(new Set(picks.map((pick) => Object.keys(pick).toSorted().join())).size).toBeGreaterThan(1);
});

test("names are unique in a project, also when two arrive at once", async () => {
  const { actor, place } = await aCohort("Power users");
  const taken = { code: "conflict", details: { issues: [{ path: "name" }] } };
  await expect(createCohort(actor, place.projectId, "Power users")).rejects.toMatchObject(taken);
  const both = await Promise.allSettled([1, 2].map(() => createCohort(actor, place.projectId, "Others")));
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(renameCohort(actor, place, "Others")).rejects.toMatchObject(taken);
  await renameCohort(actor, place, "Renamed");
  const cohorts = await listCohorts(db, actor.organizationId, place.projectId);
  expect(cohorts.map(({ name, loadedAt }) => [name, loadedAt])).toEqual([
    ["Others", null],
    ["Renamed", null],
  ]);
  await deleteCohort(actor, place);
  expect(await listCohorts(db, actor.organizationId, place.projectId)).toHaveLength(1);
});

test("deleting a cohort deletes its members, and says so in the audit log", async () => {
  const { actor, place } = await aCohort("Short-lived");
  await load(actor, place, "replace", "id\nu1\nu2");
  await deleteCohort(actor, place);
  expect(await db.cohortMember.count({ where: { cohortId: place.cohortId } })).toBe(0);
  const entry = await db.auditEntry.findFirst({ where: { subject: place.cohortId, action: "cohort.deleted" } });
  expect(entry?.details).toEqual({ name: "Short-lived", memberCount: 2 });
});

test("a stranger finds nothing: not by the cohort, not through a project of their own", async () => {
  const { actor, place } = await aCohort();
  await load(actor, place, "replace", "id\nu1");
  const stranger = await anActor();
  const own = await aProject({ id: stranger.organizationId });
  const notFound = { code: "not_found" };
  for (const projectId of [place.projectId, own.id]) {
    const there = { projectId, cohortId: place.cohortId };
    await expect(load(stranger, there, "patch", "id\nu2")).rejects.toMatchObject(notFound);
    await expect(renameCohort(stranger, there, "Mine")).rejects.toMatchObject(notFound);
    await expect(deleteCohort(stranger, there)).rejects.toMatchObject(notFound);
    await expect(membersOf(stranger, there)).rejects.toMatchObject(notFound);
  }
  await expect(createCohort(stranger, place.projectId, "Mine")).rejects.toMatchObject(notFound);
  expect(await listCohorts(db, stranger.organizationId, place.projectId)).toEqual([]);
  expect(await findCohortProject(db, stranger.organizationId, place.cohortId)).toBeUndefined();
  expect(await findCohortProject(db, actor.organizationId, place.cohortId)).toBe(place.projectId);
  // Not even by a project of the own organization that isn't the cohort's.
  const other = await aProject({ id: actor.organizationId });
  await expect(load(actor, { ...place, projectId: other.id }, "patch", "id\nu2")).rejects.toMatchObject(notFound);
  expect(await membersOf(actor, place)).toEqual({ u1: "{}" });
});

test("one load of a cohort at a time; what a crashed one left is swept away by the next", async () => {
  const { actor, place } = await aCohort();
  const running = await openMemberLoad(place.cohortId);
  await expect(load(actor, place, "replace", "id\nu1")).rejects.toMatchObject({ code: "conflict" });
  await running.close();
  await db.$executeRawUnsafe(`CREATE UNLOGGED TABLE cohort_load_${"a".repeat(32)} (n integer)`);
  await db.$executeRawUnsafe("CREATE TABLE cohort_load_of_somebody_else (n integer)");
  await load(actor, place, "replace", "id\nu1");
  expect(await loadTables()).toEqual(["cohort_load_of_somebody_else"]);
});

test("a connection to the database that breaks ends the load, and the next one finds nothing in its way", async () => {
  const { actor, place } = await aCohort();
  async function* body() {
    yield Buffer.from("id\nu1\n");
    await db.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'landfall-load' AND datname = current_database()`;
    for (let piece = 0; piece < 200; piece += 1) yield Buffer.from(`${"u".repeat(500)}${piece}\n`.repeat(500));
  }
  await expect(load(actor, place, "replace", "", { body: body() })).rejects.toThrow();
  expect(await db.cohortMember.count({ where: { cohortId: place.cohortId } })).toBe(0);
  await load(actor, place, "replace", "id\nu2");
  expect(await membersOf(actor, place)).toEqual({ u2: "{}" });
  expect((await loadTables()).filter((name) => name !== "cohort_load_of_somebody_else")).toEqual([]);
});

test("a cohort that was deleted while its file arrived stays deleted", async () => {
  const { actor, place } = await aCohort();
  async function* body() {
    yield Buffer.from("id\nu1\n");
    await deleteCohort(actor, place);
    yield Buffer.from("u2\n");
  }
  await expect(load(actor, place, "replace", "", { body: body() })).rejects.toMatchObject({ code: "not_found" });
  expect(await db.cohortMember.count({ where: { cohortId: place.cohortId } })).toBe(0);
});

test("a cohort takes no more members than the limit", async () => {
  const { actor, place } = await aCohort();
  await db.cohort.update({ where: { id: place.cohortId }, data: { memberCount: cohortLimits.membersMax } });
  await expect(load(actor, place, "patch", "id\nu1")).rejects.toMatchObject({ code: "too_large" });
  expect(await db.cohortMember.count({ where: { cohortId: place.cohortId } })).toBe(0);
});

// ------------------------------------------------------------------ a million members

const million = 1_000_000;

/** Lines in pieces of about 64 KB, made as they are asked for. `seen` hears how much memory is in use meanwhile. */
async function* lines(first: string, count: number, line: (n: number) => string, seen: (bytes: number) => void) {
  let text = first;
  for (let n = 0; n < count; n += 1) {
    text += line(n);
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = "";
    seen(process.memoryUsage().rss);
  }
  yield Buffer.from(text);
}

test("a million members are replaced and patched in a stream, and memory stays flat", {
  timeout: 180_000,
}, async () => {
  const { actor, place } = await aCohort();
  let peak = 0;
  const seen = (bytes: number) => {
    peak = Math.max(peak, bytes);
  };
  const before = process.memoryUsage().rss;
  const row = (n: number) => `user-${n},person.${n}@example.com,${n % 3 ? "gold" : ""}\n`;
  const first = lines("user_id,email,plan\n", million, row, seen);
  const loaded = await loadCohortMembers(actor, place, { mode: "replace", contentType: "text/csv", body: first });
  expect(loaded).toMatchObject({ rows: million, added: million, memberCount: million, repeated: 0 });

  // 10,000 leave, 10,000 come, 10,000 change; each of the last is there twice.
  const change = (n: number) => {
    const operation = n % 4 === 0 ? "remove" : "add";
    const id = n % 4 === 1 ? million + n : n % 4 === 0 ? n : n - (n % 4) + 2;
    return `${JSON.stringify({ id: `user-${id}`, operation, ...(operation === "add" && { plan: `new-${n}` }) })}\n`;
  };
  const patch = lines("", 40_000, change, seen);
  const patched = await loadCohortMembers(actor, place, {
    mode: "patch",
    contentType: "application/jsonl",
    body: patch,
  });
  expect(patched).toMatchObject({ rows: 40_000, added: 10_000, changed: 10_000, removed: 10_000, repeated: 10_000 });

  expect(await db.cohortMember.count({ where: { cohortId: place.cohortId } })).toBe(million);

  // The file alone has 40 MB, and a million objects in memory would have several hundred.
  expect((peak - before) / 1024 ** 2).toBeLessThan(150);
});
