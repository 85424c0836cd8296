/**
 * A million members (or `BENCH_MEMBERS`) from a CSV into a cohort, first into an empty one, then a file that differs by
 * 2 %, then that difference as a patch, through the service with its checks, staging table and merge; against a bare COPY
 * of the same rows, ready in COPY's own format, into an unlogged table without an index, and into `cohort_member` with its
 * keys. All in turn on one temporary Postgres; wall-clock, a ratio is the median of those of the rounds. Method and
 * results: docs/benchmarks.md.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { migrate } from "@/lib/server/migrate";
import { startTemporaryPostgres } from "@/scripts/postgres";
import { root } from "@/scripts/run";

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const members = Number(process.env.BENCH_MEMBERS ?? 1_000_000);
const goals = { first: 2, steady: 2, patch: 0.5 };
const memoryMaxMb = 150;

/** Seconds of each round. */
type Times = Record<"bare" | "keyed" | keyof typeof goals, number[]>;

const row = (n: number) => {
  // Scattered, as IDs are: neighbours in the file are no neighbours in the index.
  const id = (n * 7_919) % (members * 2);
  return { id: `user-${id}`, email: `person.${id}@example.com`, plan: n % 3 ? "premium" : "" };
};

function pieces(first: string, count: number, line: (n: number) => string): Buffer[] {
  const all: Buffer[] = [];
  let text = first;
  for (let n = 0; n < count; n += 1) {
    text += line(n);
    if (text.length < 65_536) continue;
    all.push(Buffer.from(text));
    text = "";
  }
  return [...all, Buffer.from(text)];
}

/** One in a hundred has gone, and as many have come. */
const isGone = (n: number) => n % 100 === 0;
const csvLine = (n: number) => {
  const { id, email, plan } = row(n);
  return `${id},${email},${plan}\n`;
};
const files = {
  first: pieces("user_id,email,plan\n", members, csvLine),
  steady: pieces("user_id,email,plan\n", members, (n) => csvLine(isGone(n) ? members + n : n)),
  patch: pieces("operation,user_id,email,plan\n", members, (n) =>
    isGone(n) ? `add,${csvLine(n)}remove,${csvLine(members + n)}` : "",
  ),
};
const json = (n: number) => {
  const { email, plan } = row(n);
  return JSON.stringify(plan ? { email, plan } : { email });
};

async function* stream(all: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  for (const piece of all) {
    yield piece;
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
  }
}

let peakBytes = 0;

async function copySeconds(client: pg.Client, target: string, all: readonly Buffer[]): Promise<number> {
  const startedAt = performance.now();
  const copy = client.query(copyFrom(`COPY ${target} FROM STDIN`));
  for (const piece of all) if (!copy.write(piece)) await once(copy, "drain");
  copy.end();
  await once(copy, "finish");
  return (performance.now() - startedAt) / 1000;
}

const postgres = await startTemporaryPostgres(root);
try {
  process.env.DATABASE_URL = postgres.url("postgres");
  process.env.AUTH_SECRET = "a-secret-for-benchmarks-that-protects-nothing";
  process.env.ENCRYPTION_KEY = Buffer.alloc(32, 7).toString("base64");
  process.env.LOG_LEVEL = "silent";
  await migrate(process.env.DATABASE_URL);
  await measure();
} finally {
  await postgres.stop();
}

async function measure(): Promise<void> {
  const { loadCohortMembers } = await import("@/lib/server/services/load-cohort-members");
  const { db } = await import("@/lib/server/db");
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const [organizationId, projectId, bareId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.organization.create({ data: { id: organizationId, name: "Bench", slug: organizationId } });
  await db.project.create({ data: { id: projectId, organizationId, name: "Bench" } });
  const aCohort = (id: string) =>
    db.cohort.create({ data: { id, organizationId, projectId, name: id, createdById: "bench" } });
  await aCohort(bareId);
  await client.query('CREATE UNLOGGED TABLE bare (member_id text COLLATE "C", properties jsonb)');
  const bare = pieces("", members, (n) => `${row(n).id}\t${json(n)}\n`);
  const keyed = pieces("", members, (n) => `${bareId}\t${row(n).id}\t${json(n)}\n`);

  const times: Times = { bare: [], keyed: [], first: [], steady: [], patch: [] };
  global.gc?.();
  const memoryBefore = process.memoryUsage().rss;
  for (let round = 0; round < rounds; round += 1) {
    await client.query("TRUNCATE bare");
    times.bare.push(await copySeconds(client, "bare", bare));
    await client.query("TRUNCATE cohort_member");
    await client.query("CHECKPOINT");
    times.keyed.push(await copySeconds(client, "cohort_member", keyed));
    await client.query("TRUNCATE cohort_member");
    await client.query("CHECKPOINT");
    const cohortId = randomUUID();
    await aCohort(cohortId);
    for (const step of ["first", "steady", "patch"] as const) {
      const startedAt = performance.now();
      const mode = step === "patch" ? "patch" : "replace";
      const file = { mode, contentType: "text/csv", body: stream(files[step]) } as const;
      const loaded = await loadCohortMembers({ name: "Bench", organizationId }, { projectId, cohortId }, file);
      times[step].push((performance.now() - startedAt) / 1000);
      if (loaded.memberCount !== members) throw new Error(`${step} left ${loaded.memberCount} members.`);
    }
  }
  await client.end();
  await db.$disconnect();
  print(times, (peakBytes - memoryBefore) / 1024 ** 2);
}

function print(times: Times, memoryMb: number): void {
  console.log(`\n${members.toLocaleString("en-US")} members: seconds, and the ratio to a bare COPY into cohort_member`);
  const line = (name: string, own: readonly number[], goal: number) => {
    const ratios = own.map((seconds, round) => seconds / (times.keyed[round] ?? Number.NaN));
    const spread = `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}..${Math.max(...ratios).toFixed(2)})`;
    console.log(`  ${name.padEnd(44)} ${median(own).toFixed(2).padEnd(8)} ${spread}`);
    return median(ratios) <= goal;
  };
  line("bare COPY, unlogged, no index", times.bare, Number.POSITIVE_INFINITY);
  line("bare COPY into cohort_member", times.keyed, Number.POSITIVE_INFINITY);
  const isReached = [
    line("first load from CSV", times.first, goals.first),
    line("the same again with 1 % out and 1 % in", times.steady, goals.steady),
    line("that difference as a patch", times.patch, goals.patch),
    memoryMb <= memoryMaxMb,
  ].every(Boolean);
  console.log(`  memory in Node while loading                 ${memoryMb.toFixed(0)} MB more than before`);
  console.log(
    `\n${isReached ? "reached" : "MISSED "} at most ${goals.first}, ${goals.steady} and ${goals.patch} of it, and ${memoryMaxMb} MB more`,
  );
  if (!isReached) process.exitCode = 1;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
