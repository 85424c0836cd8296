/**
 * The body of a batch, rendered in every way in turn in one process: 1 M users in batches of 10,000, the bytes that go
 * on the wire. CPU time, one round after the other in changing order, garbage collected before each measurement; the
 * figures are medians of the ratios of a round. Method and results: docs/benchmarks.md. `BENCH_DIFFERENT_USERS=1000000`
 * makes every user a different one; then waiting for memory is a large part of what every fast way takes.
 */
import { deepStrictEqual } from "node:assert";
import { type BenchBatch, benchBatch, type Engine, engines, type ItemShape } from "./render-engines";
import { hostileBatch, userBatches } from "./render-users";

const users = 1_000_000;
const differentUsers = Number(process.env.BENCH_DIFFERENT_USERS ?? 100_000);
const batchSize = 10_000;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

/** What a secret of the destination would look like in a body; no engine is given it as a value. */
const secret = "s3cret-token";

const decoder = new TextDecoder("utf-8", { fatal: true });

async function check(engine: Engine, shape: ItemShape): Promise<void> {
  const batch = benchBatch(hostileBatch(1_000), shape);
  const text = decoder.decode(await engine.render(batch));
  const expected = batch.objects.map(({ email, user_id }) => (shape === "objects" ? { email, id: user_id } : user_id));
  const body: unknown = JSON.parse(text);
  deepStrictEqual(body, { users: expected }, `${engine.name}: wrong body.`);
  if (text.includes(secret)) throw new Error(`${engine.name}: a value brought the secret into the body.`);
}

/** CPU seconds for a million users; of a slow engine from fewer batches. */
async function measure({ render, part }: Engine, batches: readonly BenchBatch[], share: number): Promise<number> {
  const count = Math.max(1, Math.round((users / batchSize) * part * share));
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) {
    const batch = batches[index % batches.length];
    if (batch) bytes += (await render(batch)).length;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (count * batchSize);
}

let bytes = 0;

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

function spread(numbers: readonly number[], digits: number): string {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return `${median(numbers).toFixed(digits)} (${low.toFixed(digits)}..${high.toFixed(digits)})`;
}

interface Goal {
  name: string;
  ours: number;
  goal: number;
}

async function compare(shape: ItemShape): Promise<Goal[]> {
  const batches = userBatches(differentUsers, batchSize).map((batch) => benchBatch(batch, shape));
  const all = engines(shape);
  for (const engine of all) await check(engine, shape);
  const seconds = new Map(all.map(({ name }) => [name, [] as number[]]));
  // The first round warms up and doesn't count.
  for (let round = -1; round < rounds; round += 1) {
    const turn = (round + 1) % all.length;
    for (const engine of [...all.slice(turn), ...all.slice(0, turn)]) {
      const taken = await measure(engine, batches, round < 0 ? 0.2 : 1);
      if (round >= 0) seconds.get(engine.name)?.push(taken);
    }
  }
  return report(shape, all, seconds);
}

function report(shape: ItemShape, all: readonly Engine[], seconds: ReadonlyMap<string, readonly number[]>): Goal[] {
  const [limit, ours, , native] = all;
  const of = (engine: Engine | undefined) => seconds.get(engine?.name ?? "") ?? [];
  const ratios = (top: readonly number[], bottom: readonly number[]) =>
    top.map((value, round) => value / (bottom[round] ?? Number.NaN));
  console.log(`\n${shape}: CPU s for a million users, and the ratio to the hand-written writer: median (min..max)`);
  for (const engine of all) {
    const own = of(engine);
    console.log(`  ${engine.name.padEnd(32)} ${spread(own, 2).padEnd(22)} ${spread(ratios(own, of(limit)), 2)}`);
  }
  const against = (engine: Engine | undefined) => median(ratios(of(ours), of(engine)));
  const peers = all.slice(4);
  const segment = all.find(({ name }) => name.startsWith("Segment"));
  return [
    { name: `${shape}: of the hand-written byte writer`, ours: against(limit), goal: 1.3 },
    { name: `${shape}: of Segment's mapping kit`, ours: against(segment), goal: 0.1 },
    { name: `${shape}: of JSON.stringify over hand-mapped objects`, ours: against(native), goal: 0.8 },
    { name: `${shape}: of the fastest other peer`, ours: Math.max(...peers.map(against)), goal: 1 },
  ];
}

const goals = [...(await compare("objects")), ...(await compare("ids"))];
console.log("\nLandfall's share of the CPU time of others, and the goal");
for (const { name, ours, goal } of goals) {
  console.log(`  ${ours <= goal ? "reached" : "MISSED "} ${ours.toFixed(3)} <= ${goal}  ${name}`);
}
console.log(
  `\nEvery engine's bodies of 1,000 hostile users equal the reference. ${(bytes / 1e9).toFixed(1)} GB were written.`,
);
if (goals.some(({ ours, goal }) => ours > goal)) process.exitCode = 1;
