import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TestRun } from "@/lib/contract";
import { type EndpointKey, endpointAt } from "@/lib/destination/endpoints";
import { classify } from "@/lib/destination/error-catalog";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import type { Exchange } from "@/lib/destination/exchange";
import { answered } from "@/lib/testing/definitions";
import { playTestTrial, type TestTrial } from "./test-trial";
import { initialTestValues } from "./test-values";

const definition = sandboxDestination("https://sandbox.example", "w");
const values = initialTestValues("p1");

function run(exchange: Exchange, parts: Partial<TestRun> = {}): TestRun {
  const { outcome } = classify(exchange, definition.endpoints.addUsers, "addUsers");
  return {
    id: "3f0c9a52-0f0e-4c5e-9d43-5f3f1a2b7c11",
    endpoint: "addUsers",
    endpointHash: "hash",
    revision: 1,
    createdAt: "2026-01-02T03:04:05.000Z",
    by: "Sam",
    exchange,
    outcome,
    trace: [],
    listId: null,
    skipped: [],
    skippedEvents: [],
    items: null,
    accessToken: null,
    warnings: [],
    ...parts,
  };
}

type Answer = TestRun | { retryAt: number } | "refused";

/** Plays against these answers; `calls` are the places that each call was made of. */
async function play(answers: Answer[], signal = new AbortController().signal) {
  const calls: [EndpointKey, readonly number[] | undefined][] = [];
  const phases: string[] = [];
  let trial: TestTrial | undefined;
  const played = playTestTrial("addUsers", values, {
    definition,
    signal,
    perform: async (key, before, _signal, places) => {
      const answer = answers[calls.length] ?? "refused";
      calls.push([key, places]);
      if (answer === "refused") return {};
      if ("retryAt" in answer) {
        return { refusal: { title: "Too many", message: "", blockers: [], retryAt: answer.retryAt } };
      }
      expect(endpointAt(definition, key)).toBeDefined();
      return { run: answer, values: { ...before, listId: key === "listCreation" ? '"l2"' : before.listId } };
    },
    show: (_key, change) => {
      if (change.phase) phases.push(change.phase);
      if ("trial" in change) trial = change.trial;
    },
  });
  await vi.runAllTimersAsync();
  const after = await played;
  return { after, calls, phases, trial };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const fine = run(answered(200, "{}"));
const down = run(answered(503));

test("each call is shown as it comes back, and the last values are gone on with", async () => {
  const gone = run(answered(404, '{"error":{"code":"list_not_found"}}'));
  const { outcome } = classify(
    answered(201, '{"list":{"id":"l2"}}'),
    definition.endpoints.listCreation,
    "listCreation",
  );
  const made = run(answered(201), { endpoint: "listCreation", outcome });
  const { after, calls, trial } = await play([down, gone, made, fine]);
  expect(calls.map(([key]) => key)).toEqual(["addUsers", "addUsers", "listCreation", "addUsers"]);
  expect(after?.listId).toBe('"l2"');
  expect(trial).toMatchObject({ end: "done", attempts: [{}, {}, {}, {}] });
});

test("of a call that was taken in part only those are sent again who are to be", async () => {
  const partial = (...results: ("accepted" | "retry" | "rejected")[]) =>
    run(answered(200, "{}"), {
      outcome: {
        kind: "partial",
        type: "partial",
        message: "",
        retry: true,
        status: "200",
        items: { kind: "partial", total: 3, accepted: 1, rejected: 0, done: 0, retry: 2, failed: 0, unmatched: 0 },
      },
      items: {
        listed: results.map((result, place) => ({ place, result })),
        unmatched: [],
        problems: [],
      },
    });
  const { calls } = await play([partial("retry", "accepted", "retry"), partial("accepted", "retry"), fine]);
  // Places of a call are those among the users that it was made of.
  expect(calls.map(([, places]) => places)).toEqual([undefined, [0, 2], [2]]);
});

test("where our limit asks for patience, it waits and goes on, and not without end", async () => {
  const soon = () => ({ retryAt: Date.now() + 30_000 });
  const once = await play([down, soon(), fine]);
  expect(once.trial?.end).toBe("done");
  expect(once.trial?.attempts).toHaveLength(2);
  expect(once.phases).toContain("waiting");
  const often = await play([down, soon(), soon(), soon(), soon(), fine]);
  expect([often.trial?.end, often.calls.length]).toEqual(["stopped", 5]);
  const long = await play([{ retryAt: Date.now() + 3_600_000 }, fine]);
  expect([long.after, long.calls.length]).toEqual([undefined, 1]);
});

test("ends when it is cancelled while it waits, and when a call can't be made", async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 500);
  const cancelled = await play([down, fine], stop.signal);
  expect([cancelled.trial?.end, cancelled.calls.length]).toEqual(["stopped", 1]);
  expect(cancelled.phases.at(-1)).toBe("idle");
  expect(cancelled.after).toBeUndefined();
  expect((await play(["refused"])).trial).toBeUndefined();
  const failed = await play([run(answered(401))]);
  expect([failed.trial?.end, failed.after]).toEqual(["failed", undefined]);
});
