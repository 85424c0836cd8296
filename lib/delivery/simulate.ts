/**
 * A run under a virtual clock: the plan, the pace and the retries of delivery, with made-up answers. Lanes, as many as
 * the destination allows calls at once, take one call after the other; a call that is to be retried keeps its lane.
 *
 * Between two moments at which something can go wrong, calls are counted in bulk: by a tight loop, or where the declared
 * rate alone decides when calls begin, by arithmetic. Both give the very figures that one step after the other gives.
 */
import { batchedEndpointAt, type EndpointKey } from "@/lib/destination/endpoints";
import { chanceAt } from "./chance";
import { type FaultOutcome, FaultOutcomes, type HalfMeaning } from "./fault-outcome";
import { FaultSchedule } from "./fault-schedule";
import { LatencyTable } from "./latency";
import { idlePace, nextSlot, type Pace, type Rate, rateOf, slotAt, slotsBefore, takeSlot } from "./pacing";
import { canRecreateList, changeOf, planRun, type RunPlan, type Stretch, type SyncChange } from "./plan";
import { callTimeoutMs, givenUpInRowMax, nextStep } from "./retry";
import { type FailureRow, type Items, RunCounts } from "./run-counts";
import type { Simulation, SimulationInput, SimulationOptions, StopReason } from "./simulation";
import { PeakCounter, TimelineWriter } from "./timeline";

/** More calls than this are not simulated: a partner that fails that often needs no more proof. */
const callsMax = 20_000_000;
const never = Number.POSITIVE_INFINITY;
/** With fewer calls ahead, one step after the other is faster than getting ready for many. */
const worthwhile = 32;

/** Plays a run to its end. Deterministic: it depends on nothing but the input. */
export function simulate(input: SimulationInput, options: SimulationOptions = {}): Simulation {
  return new RunSimulator(input, options).run();
}

/** `flight`: under way, and something has gone wrong with it. `wait`: until a retry, or the end of a pause. */
type Phase = "parked" | "free" | "start" | "flight" | "wait";

interface Lane {
  phase: Phase;
  /** When it does its next step. */
  at: number;
  key: EndpointKey;
  isCreation: boolean;
  items: Items;
  /** The number of its batch in the run. */
  batch: number;
  retries: number;
  /** The list it sends to: 0 for the first, 1 for the one made anew. */
  list: number;
  fault: FaultOutcome | undefined;
}

class RunSimulator {
  private readonly rate: Rate | undefined;
  private readonly latency: LatencyTable;
  private readonly schedule: FaultSchedule;
  private readonly outcomes: FaultOutcomes;
  private readonly counts = new RunCounts();
  private readonly timeline = new TimelineWriter();
  private readonly peak: PeakCounter;
  private readonly lanes: Lane[];
  private readonly canRecreate: boolean;
  private readonly waits = { answers: 0, rate: 0, retries: 0, pauses: 0 };
  private change: SyncChange;
  private plan: RunPlan;
  /** The stretch that calls are taken from, and how many of it were taken. */
  private stretch = 0;
  private takenOfStretch = 0;
  private batches = 0;
  private readonly pace: Pace = { ...idlePace };
  private pausedUntil = 0;
  private isListReady: boolean;
  private list = 0;
  private recreations = 0;
  private givenUpInRow = 0;
  private stop: StopReason | undefined;
  private calls = 0;
  private retries = 0;
  private durationMs = 0;

  constructor(
    private readonly input: SimulationInput,
    private readonly options: SimulationOptions,
  ) {
    const { definition, seed } = input;
    this.rate = rateOf(definition.delivery);
    this.peak = new PeakCounter(this.rate?.windowMs ?? 1_000);
    this.latency = new LatencyTable(input.latency, seed, callTimeoutMs);
    this.schedule = new FaultSchedule(input.faults, seed, (key) => batchedEndpointAt(definition, key) !== undefined);
    this.outcomes = new FaultOutcomes(definition);
    this.canRecreate = canRecreateList(definition);
    this.change = changeOf(definition, input.size);
    this.plan = this.planFor(this.change);
    const hasCalls = this.plan.stretches.length > 0;
    this.isListReady = this.plan.creation === undefined || !hasCalls;
    this.lanes = Array.from({ length: definition.delivery.concurrency }, () => this.freeLane());
    const [first] = this.lanes;
    if (first && !this.isListReady) this.create(first, 0);
  }

  run(): Simulation {
    for (let lane = this.pick(); lane.at < never; lane = this.pick()) {
      if (this.calls >= callsMax && this.stop === undefined) this.stopRun("too_many_calls");
      this.step(lane);
    }
    this.leaveRest();
    return this.read();
  }

  private planFor(change: SyncChange): RunPlan {
    const { definition, bytes } = this.input;
    return planRun(definition, change, (key) => bytes?.[key]);
  }

  private freeLane(): Lane {
    const items = { adds: 0, removes: 0 };
    const none = {
      key: "addUsers",
      isCreation: false,
      items,
      batch: 0,
      retries: 0,
      list: 0,
      fault: undefined,
    } as const;
    return { ...none, phase: "free", at: 0 };
  }

  /** The lane whose turn it is. Among those of one moment failures come first, then calls in the order of their batches. */
  private pick(): Lane {
    const { lanes } = this;
    let best = lanes[0] ?? this.freeLane();
    for (let index = 1; index < lanes.length; index += 1) {
      const lane = lanes[index];
      if (lane && (lane.at < best.at || (lane.at === best.at && comesFirst(lane, best)))) best = lane;
    }
    return best;
  }

  private step(lane: Lane): void {
    switch (lane.phase) {
      case "free":
        if (!this.isListReady || this.stop !== undefined || !this.hasMore()) park(lane);
        else if (this.options.isStepByStep || !this.hurry(lane.at)) this.take(lane);
        return;
      case "wait":
        this.reserve(lane, lane.at);
        return;
      case "start":
        this.start(lane);
        return;
      case "flight":
        this.finish(lane);
        return;
      case "parked":
        lane.at = never;
    }
  }

  private hasMore(): boolean {
    return this.stretch < this.plan.stretches.length;
  }

  /** The next batch of the plan for a lane that is free. */
  private take(lane: Lane): void {
    const stretch = this.plan.stretches[this.stretch];
    if (!stretch) return;
    lane.key = stretch.key;
    lane.items = stretch;
    lane.isCreation = false;
    lane.batch = this.batches;
    lane.retries = 0;
    lane.list = this.list;
    this.advance(1);
    const from = Math.max(lane.at, this.pausedUntil);
    this.waits.pauses += from - lane.at;
    this.reserve(lane, from);
  }

  private advance(calls: number): void {
    this.batches += calls;
    this.takenOfStretch += calls;
    if (this.takenOfStretch < (this.plan.stretches[this.stretch]?.calls ?? 0)) return;
    this.stretch += 1;
    this.takenOfStretch = 0;
  }

  /** Asks the pace when the lane's call may begin. */
  private reserve(lane: Lane, from: number): void {
    const start = takeSlot(this.pace, this.rate, from);
    this.waits.rate += start - from;
    lane.phase = "start";
    lane.at = start;
  }

  private create(lane: Lane, now: number): void {
    const { creation } = this.plan;
    if (creation === undefined) return;
    Object.assign(lane, { key: creation, isCreation: true, batch: 0, retries: 0, list: this.list });
    lane.items = { adds: 0, removes: 0 };
    this.isListReady = false;
    this.reserve(lane, Math.max(now, this.pausedUntil));
  }

  /** A call begins. What it is to come to is known at once; if all is well, only its end is waited for. */
  private start(lane: Lane): void {
    if (lane.at < this.pausedUntil) {
      this.waits.pauses += this.pausedUntil - lane.at;
      lane.at = this.pausedUntil;
      lane.phase = "wait";
      return;
    }
    const fault = this.faultOf(lane);
    const begun = lane.at;
    const isFine = fault === undefined || fault.outcome.kind === "success";
    const time = fault?.insteadMs ?? this.answerTime(lane) + (fault?.addedMs ?? 0);
    this.begin(lane, time, isFine, fault?.outcome.kind === "failure");
    if (isFine) this.succeed(lane, fault?.unnoticed);
    else {
      lane.fault = fault;
      lane.phase = "flight";
    }
    this.options.onCall?.({ endpoint: lane.key, startMs: begun, endMs: begun + time, retry: lane.retries });
  }

  private faultOf(lane: Lane): FaultOutcome | undefined {
    const hit = this.schedule.next(lane.key);
    const fault = hit < 0 ? undefined : this.input.faults[hit];
    return fault && this.outcomes.of(fault.effect, lane.key);
  }

  private answerTime({ batch, retries, isCreation }: Lane): number {
    if (retries === 0 && !isCreation) return this.latency.at(batch);
    const draw = chanceAt(this.input.seed + 1, batch * 16 + retries + (isCreation ? 2 ** 40 : 0));
    return this.latency.at(Math.floor(draw * 1_024));
  }

  /** Notes a call that begins now and moves its lane to the call's end. */
  private begin(lane: Lane, time: number, isTaken: boolean, isFailed: boolean): void {
    const isRetry = lane.retries > 0;
    this.calls += 1;
    if (isRetry) this.retries += 1;
    this.timeline.add(lane.at, isTaken ? lane.items.adds + lane.items.removes : 0, isRetry, isFailed);
    this.peak.add(lane.at);
    this.waits.answers += time;
    lane.at += time;
    this.durationMs = Math.max(this.durationMs, lane.at);
  }

  private succeed(lane: Lane, unnoticed: FaultOutcome["unnoticed"] = "none"): void {
    lane.phase = "free";
    this.givenUpInRow = 0;
    if (lane.isCreation) {
      this.isListReady = true;
      this.wake(lane.at);
      return;
    }
    this.counts.deliver(lane.items);
    this.counts.batches.delivered += 1;
    const items = lane.items.adds + lane.items.removes;
    if (unnoticed !== "none") this.counts.users.unnoticed += unnoticed === "all" ? items : Math.floor(items / 2);
  }

  /** Lets the lanes go on that wait for the list, from the moment it is there. */
  private wake(now: number): void {
    for (const lane of this.lanes) {
      if (lane.phase !== "parked" && lane.phase !== "free") continue;
      lane.at = lane.phase === "parked" ? now : Math.max(lane.at, now);
      lane.phase = "free";
    }
  }

  /** A call with something wrong ends: what follows is decided as in delivery. */
  private finish(lane: Lane): void {
    const { fault } = lane;
    lane.phase = "free";
    if (!fault) return;
    const row = this.counts.meet(lane.key, fault.outcome, lane.at);
    // The call went to a list that has been given up meanwhile.
    if (lane.list !== this.list) return;
    if (fault.half) {
      this.finishHalf(lane, fault.half, row);
      return;
    }
    const canRecreate = this.canRecreate && !lane.isCreation && this.recreations === 0;
    const chance = chanceAt(this.input.seed + 2, lane.batch * 16 + lane.retries + (lane.isCreation ? 2 ** 40 : 0));
    const { retryAfterMs, outcome } = fault;
    const step = nextStep(outcome, { retries: lane.retries, chance, retryAfterMs, canRecreate });
    if (step.do === "done") this.succeed(lane);
    else if (step.do === "recreate") this.recreate(lane);
    else if (step.do === "retry") this.retry(lane, step.afterMs, step.pauseMs);
    else this.fail(lane, row, step, outcome.meaning === "list_gone" && this.recreations > 0);
  }

  private retry(lane: Lane, afterMs: number, pauseMs: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, lane.at + pauseMs);
    if (this.stop !== undefined) {
      this.counts.leave(lane.items);
      return;
    }
    lane.retries += 1;
    lane.phase = "wait";
    lane.at += afterMs;
    this.waits.retries += afterMs;
  }

  private fail(
    lane: Lane,
    row: FailureRow,
    { stopsRun, isGivenUp }: { stopsRun: boolean; isGivenUp: boolean },
    isGoneAgain: boolean,
  ): void {
    const lost = lane.items.adds + lane.items.removes;
    row.users += lost;
    row.batches += 1;
    this.givenUpInRow = isGivenUp ? this.givenUpInRow + 1 : 0;
    if (lane.isCreation) {
      this.stopRun("creation_failed");
      return;
    }
    this.counts.users.failed += lost;
    this.counts.batches.failed += 1;
    if (stopsRun) this.stopRun("refused");
    else if (isGoneAgain) this.stopRun("list_gone_again");
    else if (this.givenUpInRow >= givenUpInRowMax) this.stopRun("given_up");
  }

  /** A call was accepted, and every second item of it refused. */
  private finishHalf(lane: Lane, half: HalfMeaning, row: FailureRow): void {
    const { adds, removes } = lane.items;
    const refusedAdds = Math.floor(adds / 2);
    const refused = { adds: refusedAdds, removes: Math.floor((adds + removes) / 2) - refusedAdds };
    const meant = (meaning: HalfMeaning["add"]): Items => ({
      adds: half.add === meaning ? refused.adds : 0,
      removes: half.remove === meaning ? refused.removes : 0,
    });
    const [rejected, again] = [meant("rejected"), meant("retry")];
    const lost = rejected.adds + rejected.removes;
    const taken = { adds: adds - rejected.adds - again.adds, removes: removes - rejected.removes - again.removes };
    this.counts.deliver(taken);
    this.timeline.addItems(lane.at, taken.adds + taken.removes);
    this.counts.users.rejected += lost;
    row.users += lost;
    this.givenUpInRow = 0;
    if (again.adds + again.removes === 0) {
      this.counts.batches.delivered += 1;
      return;
    }
    lane.items = again;
    const chance = chanceAt(this.input.seed + 3, lane.batch * 16 + lane.retries);
    const outcome = {
      ...lane.fault?.outcome,
      kind: "partial",
      type: row.name,
      message: "",
      retry: true,
      status: "200",
    } as const;
    const step = nextStep(outcome, { retries: lane.retries, chance, canRecreate: false });
    if (step.do === "retry") this.retry(lane, step.afterMs, 0);
    else this.fail(lane, row, { stopsRun: false, isGivenUp: true }, false);
  }

  /** The list is gone: everybody has to be sent to a new one. */
  private recreate(lane: Lane): void {
    if (this.stop !== undefined) {
      this.counts.leave(lane.items);
      return;
    }
    this.recreations += 1;
    this.list += 1;
    this.counts.startOver();
    this.change = changeOf(this.input.definition, { ...this.input.size, run: "first" });
    this.plan = this.planFor(this.change);
    this.stretch = 0;
    this.takenOfStretch = 0;
    for (const other of this.lanes) if (other.phase === "start" || other.phase === "wait") park(other);
    this.create(lane, lane.at);
  }

  private stopRun(reason: StopReason): void {
    this.stop ??= reason;
    for (const lane of this.lanes) {
      if (lane.phase !== "start" && lane.phase !== "wait") continue;
      if (!lane.isCreation) this.counts.leave(lane.items);
      park(lane);
    }
  }

  private leaveRest(): void {
    for (let index = this.stretch; index < this.plan.stretches.length; index += 1) {
      const stretch = this.plan.stretches[index];
      if (!stretch) continue;
      this.counts.leave(stretch, stretch.calls - (index === this.stretch ? this.takenOfStretch : 0));
    }
  }

  /**
   * Makes the calls that nothing can go wrong with, up to the next moment at which something may happen, all at once.
   * False where that would be none.
   */
  private hurry(now: number): boolean {
    const stretch = this.plan.stretches[this.stretch];
    if (!stretch || now < this.pausedUntil || this.quietCalls(stretch) < worthwhile) return false;
    const trouble = this.nextTrouble();
    if (!this.startQuietly(trouble)) return false;
    const quiet = this.quietCalls(stretch);
    const free = this.lanes.filter(({ phase }) => phase === "free");
    const jumped = this.jump(free, stretch, quiet, trouble);
    const looped = this.loop(free, stretch, quiet - jumped, trouble);
    return jumped + looped > 0;
  }

  private quietCalls({ key, calls }: Stretch): number {
    return Math.min(this.schedule.quietCalls(key), calls - this.takenOfStretch);
  }

  private nextTrouble(): number {
    let next = never;
    for (const { phase, at } of this.lanes) if (phase === "flight" || phase === "wait") next = Math.min(next, at);
    return next;
  }

  /** Begins the calls that have their slot already. False when something may go wrong with one of them. */
  private startQuietly(before: number): boolean {
    const isDue = ({ phase, at }: Lane) => phase === "start" && at < before;
    for (let lane = this.lanes.find(isDue); lane; lane = this.lanes.find(isDue)) {
      for (const other of this.lanes) if (isDue(other) && comesBefore(other, lane)) lane = other;
      if (this.schedule.quietCalls(lane.key) < 1) return false;
      this.schedule.skip(lane.key, 1);
      this.begin(lane, this.answerTime(lane), true, false);
      this.succeed(lane);
    }
    return true;
  }

  /** Call after call, without looking right or left. */
  private loop(free: readonly Lane[], stretch: Stretch, quiet: number, trouble: number): number {
    const { rate, latency, timeline, peak, pace, batches } = this;
    const ready = Float64Array.from(free, ({ at }) => at);
    const items = stretch.adds + stretch.removes;
    let calls = 0;
    let answers = 0;
    let waited = 0;
    let last = this.durationMs;
    while (calls < quiet) {
      let best = 0;
      for (let index = 1; index < ready.length; index += 1) {
        if ((ready[index] ?? never) < (ready[best] ?? never)) best = index;
      }
      const now = ready[best] ?? never;
      if (now >= trouble || nextSlot(pace, rate, now) >= trouble) break;
      const start = takeSlot(pace, rate, now);
      timeline.add(start, items);
      peak.add(start);
      const time = latency.at(batches + calls);
      const end = start + time;
      ready[best] = end;
      if (end > last) last = end;
      waited += start - now;
      answers += time;
      calls += 1;
    }
    this.durationMs = last;
    this.settle(free, ready, stretch, calls, answers, waited);
    return calls;
  }

  /**
   * Many calls in no time, where the rate alone decides when they begin: no answer takes longer than it takes the rate to
   * come round to its lane again, so each call begins exactly at the next slot.
   */
  private jump(free: readonly Lane[], stretch: Stretch, quiet: number, trouble: number): number {
    const { rate, latency } = this;
    const lanes = free.length;
    if (!rate || slotAt(rate, lanes) - 1 < latency.max) return 0;
    const first = this.pace.taken - (rate.burst - 1);
    const row = { rate, anchor: this.pace.anchor, first };
    const before = trouble === never ? never : slotsBefore(rate, trouble - row.anchor) - first;
    // The last calls are left to the loop, which knows how to stop.
    const count = Math.min(quiet, before) - 2 * lanes;
    const ready = free.map(({ at }) => at).toSorted((one, other) => one - other);
    const isBound = ready.every((at, index) => at <= row.anchor + slotAt(rate, first + index));
    if (count < 4 * lanes || !isBound) return 0;
    this.timeline.addSlots({ ...row, count }, stretch.adds + stretch.removes);
    this.peak.addSlots({ ...row, count });
    const ends = Array.from({ length: 2 * lanes }, (_, index) => count - 2 * lanes + index)
      .map((call) => row.anchor + slotAt(rate, first + call) + latency.at(this.batches + call))
      .toSorted((one, other) => one - other)
      .slice(lanes);
    this.pace.taken += count;
    this.durationMs = Math.max(this.durationMs, ends.at(-1) ?? 0);
    const answers = latency.sum(this.batches, count);
    // Whatever the lanes did between then and now was answers or waiting.
    const passed = sum(ends) - sum(ready);
    this.settle(free, ends, stretch, count, answers, passed - answers);
    return count;
  }

  /** Notes calls that succeeded at once, and when their lanes are free again. */
  private settle(
    free: readonly Lane[],
    ready: ArrayLike<number>,
    stretch: Stretch,
    calls: number,
    answers: number,
    waited: number,
  ): void {
    if (calls === 0) return;
    free.forEach((lane, index) => {
      lane.at = ready[index] ?? lane.at;
    });
    this.calls += calls;
    this.givenUpInRow = 0;
    this.counts.deliver(stretch, calls);
    this.counts.batches.delivered += calls;
    this.schedule.skip(stretch.key, calls);
    this.advance(calls);
    this.waits.answers += answers;
    this.waits.rate += waited;
  }

  private read(): Simulation {
    const { users, batches, sentAgain } = this.counts;
    const { definition } = this.input;
    const { durationMs, calls } = this;
    return {
      durationMs,
      calls,
      retries: this.retries,
      change: this.change,
      tooLarge: this.plan.tooLarge,
      batchesPlanned: this.plan.stretches.reduce((all, stretch) => all + stretch.calls, 0),
      batches,
      users,
      sentAgain,
      recreations: this.recreations,
      rate: {
        declared: this.rate,
        peak: this.peak.read(),
        peakWindowMs: this.peak.windowMs,
        perSecond: durationMs === 0 ? 0 : calls / (durationMs / 1_000),
      },
      waits: this.waits,
      concurrency: definition.delivery.concurrency,
      failures: this.counts.failureRows(),
      timeline: this.timeline.read(durationMs),
      end: this.end(),
      ...(this.stop === undefined ? {} : { stop: this.stop }),
    };
  }

  /** A run in which anybody was refused or left is never a success (SPEC 16). */
  private end(): Simulation["end"] {
    const { batches, users } = this.counts;
    if (this.calls === 0) return "nothing";
    if (this.stop !== undefined || (batches.delivered === 0 && batches.failed > 0)) return "failed";
    return batches.failed + users.rejected > 0 ? "partial" : "succeeded";
  }
}

function park(lane: Lane): void {
  lane.phase = "parked";
  lane.at = never;
}

const ranks: Record<Phase, number> = { flight: 0, wait: 0, start: 1, free: 2, parked: 3 };

function comesFirst(lane: Lane, other: Lane): boolean {
  const [own, theirs] = [ranks[lane.phase], ranks[other.phase]];
  return own === theirs ? lane.batch < other.batch : own < theirs;
}

function comesBefore(lane: Lane, other: Lane): boolean {
  return lane.at < other.at || (lane.at === other.at && lane.batch < other.batch);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
