import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ItemOutcome, ListDefinition } from "@/lib/destination/definition";
import { errors } from "@/lib/destination/example/list-destination";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { listGone } from "@/lib/destination/example/usual-errors";
import type { Fault, FaultEffect } from "./fault";
import { rateOf } from "./pacing";
import { callsOf, planRun } from "./plan";
import { retriesMax } from "./retry";
import { simulate } from "./simulate";
import type { SimulatedCall, Simulation, SimulationInput } from "./simulation";

const sandbox = sandboxDestination("http://127.0.0.1:4000", "acme");

interface Shape {
  batchSize?: number;
  delivery?: Partial<ListDefinition["delivery"]>;
  itemOutcomes?: ItemOutcome[];
  isShared?: boolean;
}

/** The sandbox example, whose list may turn out to be gone. */
function destination({
  batchSize = 1_000,
  delivery = {},
  itemOutcomes = [],
  isShared = false,
}: Shape = {}): ListDefinition {
  const { endpoints } = sandbox;
  const members = { batchSize, itemOutcomes, errors: [...errors(listGone), ...endpoints.addUsers.errors] };
  return {
    ...sandbox,
    memberCalls: isShared ? "shared" : "separate",
    delivery: { ...sandbox.delivery, ...delivery },
    endpoints: {
      ...endpoints,
      addUsers: { ...endpoints.addUsers, ...members },
      removeUsers: { ...endpoints.removeUsers, ...members },
      updateUsers: { ...endpoints.updateUsers, ...members },
    },
  };
}

function input(overrides: Partial<SimulationInput> = {}, shape: Shape = {}): SimulationInput {
  return {
    definition: destination(shape),
    size: { users: 100_000, run: "first", addedShare: 0.1, removedShare: 0.05, skippedShare: 0 },
    latency: { medianMs: 200, p95Ms: 200 },
    faults: [],
    seed: 1,
    ...overrides,
  };
}

let faultCount = 0;
function fault(effect: FaultEffect, overrides: Partial<Fault> = {}): Fault {
  faultCount += 1;
  return {
    id: `fault-${faultCount}`,
    calls: "any_batch",
    from: 1,
    every: 1,
    percent: 100,
    times: null,
    effect,
    ...overrides,
  };
}
const status = (code: number, retryAfterSeconds: number | null = null, body = ""): FaultEffect => ({
  type: "status",
  status: code,
  retryAfterSeconds,
  body,
});
const halfRead: ItemOutcome = {
  id: "refused",
  path: "rejected",
  identifyBy: "value",
  itemPath: "id",
  matchPath: "id",
  caseSensitive: true,
  codePath: "code",
  codes: [],
  messagePath: "message",
  onAdd: "rejected",
  onRemove: "rejected",
};

describe("in general", () => {
  const anyEffect: fc.Arbitrary<FaultEffect> = fc.oneof(
    fc.constantFrom(200, 301, 401, 404, 422, 429, 500, 503).map((code) => status(code)),
    fc.integer({ min: 0, max: 90 }).map((seconds) => status(429, seconds)),
    fc.integer({ min: 1, max: 60_000 }).map((milliseconds) => ({ type: "slow" as const, milliseconds })),
    fc.constantFrom<FaultEffect>(
      { type: "hang" },
      { type: "cut" },
      { type: "malformed_json" },
      { type: "reject_half" },
      { type: "list_gone" },
      { type: "html_page", status: 502 },
      { type: "error_body", body: '{"error":{"code":"invalid_key"}}' },
    ),
  );
  const anyFault = fc
    .record({
      effect: anyEffect,
      calls: fc.constantFrom("any" as const, "any_batch" as const, "addUsers" as const, "listCreation" as const),
      from: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constant(1)),
      every: fc.integer({ min: 1, max: 90 }),
      percent: fc.oneof(fc.constant(100), fc.double({ min: 0, max: 100, noNaN: true })),
      times: fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }),
    })
    .map(({ effect, ...rest }) => fault(effect, rest));
  const anyRate = fc.option(
    fc.record({
      requests: fc.integer({ min: 1, max: 60 }),
      per: fc.constantFrom("second" as const, "minute" as const),
    }),
    { nil: null },
  );
  const anyInput = fc
    .record({
      users: fc.integer({ min: 0, max: 3_000 }),
      run: fc.constantFrom("first" as const, "later" as const),
      skippedShare: fc.constantFrom(0, 0.1),
      batchSize: fc.integer({ min: 1, max: 40 }),
      rateLimit: anyRate,
      concurrency: fc.integer({ min: 1, max: 16 }),
      medianMs: fc.integer({ min: 1, max: 2_000 }),
      spread: fc.constantFrom(1, 3),
      faults: fc.array(anyFault, { maxLength: 3 }),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      itemOutcomes: fc.constantFrom<ItemOutcome[]>([], [halfRead], [{ ...halfRead, onAdd: "retry", onRemove: "done" }]),
      isShared: fc.boolean(),
    })
    .map((drawn) => {
      const { batchSize, itemOutcomes, isShared, rateLimit, concurrency } = drawn;
      const size = {
        users: drawn.users,
        run: drawn.run,
        addedShare: 0.6,
        removedShare: 0.3,
        skippedShare: drawn.skippedShare,
      };
      const latency = { medianMs: drawn.medianMs, p95Ms: drawn.medianMs * drawn.spread };
      const shape = { batchSize, itemOutcomes, isShared, delivery: { rateLimit, concurrency } };
      return input({ size, latency, faults: drawn.faults, seed: drawn.seed }, shape);
    });

  function stepByStep(simulated: SimulationInput): { simulation: Simulation; calls: SimulatedCall[] } {
    const calls: SimulatedCall[] = [];
    const simulation = simulate(simulated, { isStepByStep: true, onCall: (call) => calls.push(call) });
    return { simulation, calls };
  }

  test("in bulk and step by step it is the same run", () => {
    fc.assert(
      fc.property(anyInput, (simulated) => {
        expect(simulate(simulated)).toEqual(stepByStep(simulated).simulation);
      }),
      { numRuns: 400 },
    );
  });

  test("nobody is lost or counted twice", () => {
    fc.assert(
      fc.property(anyInput, (simulated) => {
        const { users, batches, batchesPlanned, change, tooLarge } = simulate(simulated);
        const { added, removed, rejected, failed, notSent } = users;
        expect(added + removed + rejected + failed + notSent + tooLarge).toBe(change.adds + change.removes);
        expect(added).toBeLessThanOrEqual(change.adds);
        expect(removed).toBeLessThanOrEqual(change.removes);
        expect(batches.delivered + batches.failed + batches.notSent).toBe(batchesPlanned);
        if (change.isFirst) expect(change.adds + change.skipped + change.overLimit).toBe(simulated.size.users);
      }),
      { numRuns: 400 },
    );
  });

  test("never more calls at once, and never more in any window, than declared; time goes forward", () => {
    fc.assert(
      fc.property(anyInput, (simulated) => {
        const { simulation, calls } = stepByStep(simulated);
        const { concurrency } = simulated.definition.delivery;
        const rate = rateOf(simulated.definition.delivery);
        calls.forEach(({ startMs, endMs }, index) => {
          expect(startMs).toBeGreaterThanOrEqual(calls[index - 1]?.startMs ?? 0);
          expect(endMs).toBeGreaterThan(startMs);
          const atOnce = calls.slice(0, index + 1).filter((other) => other.endMs > startMs).length;
          expect(atOnce).toBeLessThanOrEqual(concurrency);
          const before = rate && calls[index - rate.calls];
          if (before) expect(startMs - before.startMs).toBeGreaterThanOrEqual(rate.windowMs);
        });
        expect(simulation.durationMs).toBe(calls.reduce((last, { endMs }) => Math.max(last, endMs), 0));
        expect(simulation.rate.peak).toBeLessThanOrEqual(rate?.calls ?? Number.POSITIVE_INFINITY);
        expect(Math.max(0, ...calls.map(({ retry }) => retry))).toBeLessThanOrEqual(retriesMax);
        expect(simulation.calls).toBe(calls.length);
      }),
      { numRuns: 150 },
    );
  });

  test("nobody is sent before the list is there", () => {
    fc.assert(
      fc.property(anyInput, (simulated) => {
        const { calls } = stepByStep(simulated);
        const created = calls.findLast(({ endpoint }) => endpoint === "listCreation");
        if (simulated.size.run === "later" || !created) return;
        const first = calls.findIndex(({ endpoint }) => endpoint !== "listCreation");
        const before = calls.slice(0, first);
        expect(calls[first]?.startMs ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
          Math.max(0, ...before.map(({ endMs }) => endMs)),
        );
        // A list made anew: those who were on their way to the old one may still arrive, nobody sets out.
        const during = calls.filter(({ startMs }) => startMs > created.startMs && startMs < created.endMs);
        expect(during).toEqual([]);
      }),
    );
  });

  test("the timeline holds every call", () => {
    fc.assert(
      fc.property(anyInput, (simulated) => {
        const { timeline, calls, retries, durationMs } = simulate(simulated);
        const sum = (part: "calls" | "retries") => timeline.buckets.reduce((all, bucket) => all + bucket[part], 0);
        expect([sum("calls"), sum("retries")]).toEqual([calls, retries]);
        expect(timeline.buckets.length * timeline.bucketMs).toBeGreaterThanOrEqual(durationMs);
        expect(timeline.buckets.length).toBeLessThanOrEqual(240);
      }),
    );
  });
});

test("without faults a run is its plan, at the pace of the slower of rate and answers", () => {
  const plain = simulate(input());
  expect(plain).toMatchObject({ end: "succeeded", calls: 101, retries: 0, durationMs: 200 + (100 / 4) * 200 });
  const paced = simulate(input({}, { delivery: { rateLimit: { requests: 10, per: "second" } } }));
  expect(paced).toMatchObject({ durationMs: 200 + 9_900 + 200, rate: { peak: 10 } });
  const { definition } = input();
  expect(plain.calls).toBe(callsOf(planRun(definition, plain.change)));
});

test("a batch of one, ten million times", () => {
  const size = { users: 10_000_000, run: "first" as const, addedShare: 0, removedShare: 0, skippedShare: 0 };
  const limited = { batchSize: 1, delivery: { rateLimit: { requests: 90, per: "second" as const } } };
  const simulation = simulate(input({ size, latency: { medianMs: 20, p95Ms: 25 } }, limited));
  expect(simulation.calls).toBe(10_000_001);
  expect(simulation.users.added).toBe(10_000_000);
  expect(simulation.durationMs).toBeGreaterThanOrEqual((10_000_000 / 90) * 1_000);
  expect(simulation.rate.peak).toBe(90);
});

test("the same seed gives the same run, another one another", () => {
  const chancy = input({ faults: [fault(status(500), { percent: 20 })] });
  expect(simulate(chancy)).toEqual(simulate(chancy));
  expect(simulate({ ...chancy, seed: 2 }).durationMs).not.toBe(simulate(chancy).durationMs);
});

describe("what goes wrong", () => {
  test("is named by the destination's own catalog", () => {
    const { failures, end, retries } = simulate(input({ faults: [fault(status(429, 2), { times: 3 })] }));
    expect(failures).toMatchObject([
      { endpoint: "addUsers", name: "Rate limit", status: "429", calls: 3, batches: 0, users: 0 },
    ]);
    expect([end, retries]).toEqual(["succeeded", 3]);
  });

  test("a batch that fails for good costs its users, and the rest goes on", () => {
    const { failures, end, users } = simulate(input({ faults: [fault(status(422), { from: 5, times: 2 })] }));
    expect(failures).toMatchObject([{ name: "Member refused", batches: 2, users: 2_000 }]);
    expect([end, users.added, users.failed]).toEqual(["partial", 98_000, 2_000]);
  });

  test("Retry-After holds every call back", () => {
    const simulated = input({ faults: [fault(status(429, 60), { from: 9, times: 1 })] });
    const starts: number[] = [];
    simulate(simulated, { isStepByStep: true, onCall: ({ startMs }) => starts.push(startMs) });
    const pause = Math.max(...starts.slice(1).map((start, index) => start - (starts[index] ?? 0)));
    expect(pause).toBeGreaterThanOrEqual(60_000);
  });

  test("a revoked key ends the run within the calls in flight", () => {
    const { stop, end, users, failures } = simulate(input({ faults: [fault(status(401), { from: 41 })] }));
    expect([stop, end]).toEqual(["refused", "failed"]);
    expect(users.added).toBe(40_000);
    expect(users.notSent).toBeGreaterThan(50_000);
    expect(failures.reduce((sum, { calls }) => sum + calls, 0)).toBeLessThanOrEqual(4);
  });

  test("a partner that is down ends the run after ten calls given up in a row", () => {
    const { stop, batches } = simulate(input({ faults: [fault(status(503), { from: 11 })] }));
    expect(stop).toBe("given_up");
    expect(batches.failed).toBeLessThanOrEqual(13);
  });

  test("a list that is gone is created again, and everybody sent to it", () => {
    const simulation = simulate(input({ faults: [fault({ type: "list_gone" }, { from: 41, times: 1 })] }));
    expect(simulation).toMatchObject({ recreations: 1, end: "succeeded", users: { added: 100_000 } });
    expect(simulation.sentAgain).toBeGreaterThanOrEqual(40_000);
    const twice = simulate(input({ faults: [fault({ type: "list_gone" }, { from: 41, times: 50 })] }));
    expect(twice).toMatchObject({ recreations: 1, end: "failed", stop: "list_gone_again" });
  });

  test("a creation that fails leaves everybody unsent", () => {
    const { stop, users } = simulate(input({ faults: [fault(status(409), { calls: "listCreation" })] }));
    expect([stop, users.notSent]).toEqual(["creation_failed", 100_000]);
  });

  test("refused users are rejected where the destination reads that, and unnoticed where it doesn't", () => {
    const half = [fault({ type: "reject_half" }, { from: 1, times: 1 })];
    expect(simulate(input({ faults: half }, { itemOutcomes: [halfRead] }))).toMatchObject({
      end: "partial",
      users: { added: 99_500, rejected: 500, unnoticed: 0 },
    });
    expect(simulate(input({ faults: half }))).toMatchObject({
      end: "succeeded",
      users: { rejected: 0, unnoticed: 500 },
    });
  });

  test("an answer later than we wait is a timeout", () => {
    const { failures } = simulate(input({ faults: [fault({ type: "slow", milliseconds: 40_000 }, { times: 1 })] }));
    expect(failures).toMatchObject([{ name: "No answer", status: "timeout" }]);
  });
});
