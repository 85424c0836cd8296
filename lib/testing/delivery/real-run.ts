/**
 * A run for real, as small as it can be: the plan, the pace and the retries of `lib/delivery` under the clock on the wall,
 * every call through the egress guard. What a simulation says is held against it.
 */
import { setTimeout as wait } from "node:timers/promises";
import { chanceAt } from "@/lib/delivery/chance";
import { idlePace, type Pace, rateOf, takeSlot } from "@/lib/delivery/pacing";
import { planRun, type RunChange, type Stretch } from "@/lib/delivery/plan";
import { callTimeoutMs, nextStep, readRetryAfter } from "@/lib/delivery/retry";
import type { ListDefinition } from "@/lib/destination/definition";
import type { EndpointKey } from "@/lib/destination/endpoints";
import { endpointAt } from "@/lib/destination/endpoints";
import { type Classification, classify } from "@/lib/destination/error-catalog";
import type { Exchange } from "@/lib/destination/exchange";
import { buildRequest, type RequestValues } from "@/lib/destination/request";
import { readListId } from "@/lib/destination/response";
import { send } from "@/lib/server/egress";
import type { EgressPolicy } from "@/lib/server/egress-policy";

export interface RealRun {
  durationMs: number;
  calls: number;
  retries: number;
  delivered: number;
  /** Calls that failed, by the name of their failure. */
  failures: Record<string, number>;
  /** What each call took, from its making to its answer, in milliseconds. */
  times: number[];
  /** The list that was made. */
  listId: RequestValues["listId"];
}

export interface RealRunInput {
  definition: ListDefinition;
  change: RunChange;
  values: Omit<RequestValues, "users" | "listId">;
  policy: EgressPolicy;
  /** The one of the simulation, for the same jitter. */
  seed: number;
}

export function playForReal(input: RealRunInput): Promise<RealRun> {
  return new RealRunner(input).run();
}

interface Batch {
  key: EndpointKey;
  /** The first user, counted from 0. */
  from: number;
  count: number;
  number: number;
}

class RealRunner {
  private readonly started = performance.now();
  private readonly pace: Pace = { ...idlePace };
  private readonly batches: Batch[];
  private readonly result: RealRun = {
    durationMs: 0,
    calls: 0,
    retries: 0,
    delivered: 0,
    failures: {},
    times: [],
    listId: undefined,
  };
  private pausedUntil = 0;

  constructor(private readonly input: RealRunInput) {
    const { stretches } = planRun(input.definition, input.change);
    this.batches = cutBatches(stretches);
  }

  async run(): Promise<RealRun> {
    const { definition } = this.input;
    await this.deliver({ key: "listCreation", from: 0, count: 0, number: 0 });
    await Promise.all(Array.from({ length: definition.delivery.concurrency }, () => this.lane()));
    return { ...this.result, durationMs: this.now() };
  }

  private now(): number {
    return performance.now() - this.started;
  }

  private async lane(): Promise<void> {
    for (let batch = this.batches.shift(); batch; batch = this.batches.shift()) await this.deliver(batch);
  }

  private async deliver(batch: Batch): Promise<void> {
    for (let retries = 0; ; retries += 1) {
      await this.waitForTurn();
      const { exchange, outcome } = await this.call(batch, retries);
      const chance = chanceAt(this.input.seed + 2, batch.number * 16 + retries);
      const header = exchange.response?.headers.find(({ name }) => name.toLowerCase() === "retry-after")?.value;
      const retryAfterMs = header === undefined ? undefined : readRetryAfter(header, Date.now());
      const step = nextStep(outcome, { retries, chance, retryAfterMs, canRecreate: false });
      if (step.do === "done") {
        this.result.delivered += batch.count;
        return;
      }
      this.result.failures[outcome.type] = (this.result.failures[outcome.type] ?? 0) + 1;
      if (step.do !== "retry") return;
      this.pausedUntil = Math.max(this.pausedUntil, this.now() + step.pauseMs);
      await wait(step.afterMs);
    }
  }

  /** Until the pace allows a call and nothing holds all of them back. */
  private async waitForTurn(): Promise<void> {
    do {
      const start = takeSlot(this.pace, rateOf(this.input.definition.delivery), Math.max(this.now(), this.pausedUntil));
      await wait(Math.max(0, start - this.now()));
    } while (this.now() < this.pausedUntil);
  }

  private async call(
    batch: Batch,
    retries: number,
  ): Promise<{ exchange: Exchange; outcome: Classification["outcome"] }> {
    const { definition, values, policy } = this.input;
    const endpoint = endpointAt(definition, batch.key);
    const begun = this.now();
    const built = buildRequest(definition, batch.key, { ...values, users: users(batch), listId: this.result.listId });
    if (!built.ok || !endpoint) throw new Error(`The request of ${batch.key} can't be built.`);
    this.result.calls += 1;
    if (retries > 0) this.result.retries += 1;
    const exchange = await send(built.request, { policy, timeoutMs: callTimeoutMs });
    const { outcome } = classify(exchange, endpoint, batch.key);
    this.result.times.push(this.now() - begun);
    if (batch.key === "listCreation" && outcome.kind === "success") {
      const read = readListId(definition.endpoints.listCreation, exchange.response?.body ?? "");
      if (read.ok) this.result.listId = read.listId;
    }
    return { exchange, outcome };
  }
}

function cutBatches(stretches: readonly Stretch[]): Batch[] {
  const batches: Batch[] = [];
  let from = 0;
  for (const { key, calls, adds, removes } of stretches) {
    for (let call = 0; call < calls; call += 1) {
      batches.push({ key, from, count: adds + removes, number: batches.length });
      from += adds + removes;
    }
  }
  return batches;
}

function users({ from, count }: Batch): RequestValues["users"] {
  return Array.from({ length: count }, (_, index) => ({
    operation: "add" as const,
    properties: { user_id: `user-${from + index}`, email: `user-${from + index}@example.com` },
  }));
}
