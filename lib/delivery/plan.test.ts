import fc from "fast-check";
import { expect, test } from "vitest";
import type { CohortDefinition } from "@/lib/destination/definition";
import { sandboxEventDestination } from "@/lib/destination/example/sandbox-event-destination";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { callsOf, changeOf, itemsPerCall, planRun, type RunPlan, type SyncSize } from "./plan";

const list = asList(sampleDefinition());

function withBatch(size: number, overrides: Partial<CohortDefinition["endpoints"]["updateUsers"]> = {}) {
  const { endpoints } = list;
  return {
    ...list,
    endpoints: {
      ...endpoints,
      updateUsers: { ...endpoints.updateUsers, batchSize: size, ...overrides },
      addUsers: { ...endpoints.addUsers, batchSize: size },
      removeUsers: { ...endpoints.removeUsers, batchSize: size },
    },
  };
}

const size = (overrides: Partial<SyncSize> = {}): SyncSize => ({
  users: 1_000,
  run: "first",
  addedShare: 0,
  removedShare: 0,
  skippedShare: 0,
  ...overrides,
});

const total = ({ stretches }: RunPlan) => ({
  adds: stretches.reduce((sum, { calls, adds }) => sum + calls * adds, 0),
  removes: stretches.reduce((sum, { calls, removes }) => sum + calls * removes, 0),
});

test("a list is created, then filled, then relieved of those who left", () => {
  const change = { isFirst: true, adds: 250, removes: 120, events: 0 };
  expect(planRun(withBatch(100), change)).toEqual({
    creation: "listCreation",
    stretches: [
      { key: "addUsers", calls: 2, adds: 100, removes: 0 },
      { key: "addUsers", calls: 1, adds: 50, removes: 0 },
      { key: "removeUsers", calls: 1, adds: 0, removes: 100 },
      { key: "removeUsers", calls: 1, adds: 0, removes: 20 },
    ],
    tooLarge: 0,
  });
});

test("both directions share the call at the turn where the endpoint mixes them, and only there", () => {
  const change = { isFirst: false, adds: 250, removes: 120, events: 0 };
  const shared = { ...withBatch(100, { mixesDirections: true }), memberCalls: "shared" as const };
  expect(planRun(shared, change).stretches).toEqual([
    { key: "updateUsers", calls: 2, adds: 100, removes: 0 },
    { key: "updateUsers", calls: 1, adds: 50, removes: 50 },
    { key: "updateUsers", calls: 1, adds: 0, removes: 70 },
  ]);
  const apart = { ...withBatch(100, { mixesDirections: false }), memberCalls: "shared" as const };
  expect(planRun(apart, change).stretches.every(({ adds, removes }) => adds === 0 || removes === 0)).toBe(true);
});

test("every user is in exactly one call, and no call is larger than it may be", () => {
  const anyNumber = fc.integer({ min: 0, max: 10_000_000 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      anyNumber,
      anyNumber,
      fc.boolean(),
      fc.boolean(),
      (batch, adds, removes, isShared, mixesDirections) => {
        const memberCalls = isShared ? ("shared" as const) : ("separate" as const);
        const plan = planRun(
          { ...withBatch(batch, { mixesDirections }), memberCalls },
          { isFirst: false, adds, removes, events: 0 },
        );
        expect(total(plan)).toEqual({ adds, removes });
        expect(plan.stretches.every((each) => each.adds + each.removes <= batch)).toBe(true);
        const least =
          isShared && mixesDirections
            ? Math.ceil((adds + removes) / batch)
            : Math.ceil(adds / batch) + Math.ceil(removes / batch);
        expect(callsOf(plan)).toBe(least);
      },
    ),
  );
});

test("ten million users are planned at once", () => {
  const before = performance.now();
  for (let round = 0; round < 1_000; round += 1) {
    planRun(withBatch(1), changeOf(list, size({ users: 10_000_000 })));
  }
  expect((performance.now() - before) / 1_000).toBeLessThan(1);
});

test("the bytes of a body close a call, when they are less than its size allows", () => {
  const room = { batchSize: 1_000, bodyBytesMax: 1_000 };
  expect(itemsPerCall(room, { item: 99, frame: 20 })).toBe(9);
  expect(itemsPerCall({ ...room, batchSize: 5 }, { item: 99, frame: 20 })).toBe(5);
  expect(itemsPerCall(room)).toBe(1_000);
  expect(itemsPerCall(room, { item: 2_000, frame: 20 })).toBe(0);
  const { endpoints } = withBatch(1_000);
  const limited = { ...list, endpoints: { ...endpoints, addUsers: { ...endpoints.addUsers, bodyBytesMax: 1_000 } } };
  const plan = planRun(limited, { isFirst: false, adds: 500, removes: 0, events: 0 }, () => ({
    item: 2_000,
    frame: 20,
  }));
  expect(plan).toMatchObject({ stretches: [], tooLarge: 500 });
});

test("the difference is sent, and the whole cohort where the definition asks for it", () => {
  const churn = size({ run: "later", addedShare: 0.02, removedShare: 0.01, skippedShare: 0.1 });
  expect(changeOf(list, churn)).toMatchObject({ isFirst: false, adds: 18, removes: 10, skipped: 2 });
  expect(changeOf(list, { ...churn, run: "first" })).toMatchObject({
    isFirst: true,
    adds: 900,
    removes: 0,
    skipped: 100,
  });
  const whole = { ...list, delivery: { ...list.delivery, fullRefresh: true } };
  expect(changeOf(whole, churn)).toMatchObject({ isFirst: false, adds: 900, removes: 0 });
  const small = { ...list, delivery: { ...list.delivery, cohortSizeMax: 600 } };
  expect(changeOf(small, size())).toMatchObject({ adds: 600, overLimit: 400 });
});

test("each action of an event destination gets its own calls", () => {
  const definition = sandboxEventDestination("http://127.0.0.1:4000", "acme");
  const change = changeOf(definition, size({ users: 250 }));
  const plan = planRun(definition, change);
  expect(plan.creation).toBeUndefined();
  expect(total(plan).adds).toBe(250 * definition.actions.length);
});
