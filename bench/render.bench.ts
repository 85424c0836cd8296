/**
 * The body of a batch, rendered in every way in turn in one process: 1 M different users in batches of 10,000, the bytes
 * that go on the wire. Each batch is made right before, as a cursor would deliver it, and then rendered by one engine
 * after the other, in changing order, with the garbage collected in between; only the rendering is measured, in CPU
 * time. The figures are medians of the ratios of a round. Method and results: docs/benchmarks.md.
 */
import { deepStrictEqual } from "node:assert";
import { setFlagsFromString } from "node:v8";
import { type BenchBatch, benchBatch, type Engine, engines, type ItemShape } from "./render-engines";
import { hostileBatch, userBatch } from "./render-users";

const batchSize = 10_000;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const batchesOfRound = 20;
const warmUpBatches = 8;

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

/** CPU seconds so far of one engine in one round. */
interface Spent {
  seconds: number;
  users: number;
}

// What a collection does, it then does where it is measured, not on other threads while the next engine is at work.
setFlagsFromString("--single-threaded-gc");

/** CPU seconds for one batch. */
async function measure({ render }: Engine, batch: BenchBatch): Promise<number> {
  // Only what the engine before has left behind: a whole collection would throw compiled code away, too.
  globalThis.gc?.({ type: "minor" });
  const before = process.cpuUsage();
  const body = await render(batch);
  const { user, system } = process.cpuUsage(before);
  bytes += body.length;
  return (user + system) / 1e6;
}

/** Some batches through all engines; the slow ones take part in a few of them. */
async function round(all: readonly Engine[], shape: ItemShape, first: number, count: number): Promise<Spent[]> {
  globalThis.gc?.();
  const spent = all.map((): Spent => ({ seconds: 0, users: 0 }));
  for (let index = first; index < first + count; index += 1) {
    const batch = benchBatch(userBatch(index, batchSize), shape);
    for (let turn = 0; turn < all.length; turn += 1) {
      const place = (turn + index) % all.length;
      const engine = all[place];
      const own = spent[place];
      if (!engine || !own || index % Math.min(count, Math.round(1 / engine.part)) !== 0) continue;
      own.seconds += await measure(engine, batch);
      own.users += batchSize;
    }
  }
  return spent;
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
  const all = engines(shape);
  for (const engine of all) await check(engine, shape);
  await round(all, shape, 0, warmUpBatches);
  const seconds = new Map(all.map(({ name }) => [name, [] as number[]]));
  for (let index = 0; index < rounds; index += 1) {
    const spent = await round(all, shape, index * batchesOfRound, batchesOfRound);
    all.forEach(({ name }, place) => {
      const { seconds: own, users } = spent[place] ?? { seconds: Number.NaN, users: 1 };
      seconds.get(name)?.push((own / users) * 1e6);
    });
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
