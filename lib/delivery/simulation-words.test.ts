import { expect, test } from "vitest";
import { errors } from "@/lib/destination/example/list-destination";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { sandboxEventDestination } from "@/lib/destination/example/sandbox-event-destination";
import type { Fault } from "./fault";
import { describeFault } from "./fault-words";
import { simulate } from "./simulate";
import type { SimulationInput } from "./simulation";
import { durationWords, simulationWords } from "./simulation-words";

const sandbox = sandboxDestination("http://127.0.0.1:4000", "acme");
const definition = {
  ...sandbox,
  delivery: { ...sandbox.delivery, rateLimit: { requests: 90, per: "second" as const } },
  endpoints: {
    ...sandbox.endpoints,
    addUsers: {
      ...sandbox.endpoints.addUsers,
      batchSize: 10_000,
      itemOutcomes: [],
      errors: errors(["429", "Rate limited", "Too many calls.", "", { retry: "fail" }]),
    },
  },
};
const limited: Fault = {
  id: "limited",
  calls: "addUsers",
  from: 10,
  every: 20,
  percent: 100,
  times: 4,
  effect: { type: "status", status: 429, retryAfterSeconds: null, body: "" },
};
const size = { users: 1_000_000, run: "first" as const, addedShare: 0.02, removedShare: 0.01, skippedShare: 0 };

function words(overrides: Partial<SimulationInput> = {}, cadence: "hourly" | "real_time" | undefined = undefined) {
  const input = { definition, size, latency: { medianMs: 200, p95Ms: 200 }, faults: [], seed: 1, ...overrides };
  const { headline, notes } = simulationWords(input.definition, simulate(input), input.size, cadence);
  return { headline: headline.replaceAll("\u00a0", " "), notes: notes.map((note) => note.replaceAll("\u00a0", " ")) };
}

test("how long, how fast and what fails, in one sentence", () => {
  expect(words({ faults: [limited] }).headline).toBe(
    "1,000,000 users take about 5.2 s at 19 requests a second; 4 of 100 batches fail as “Rate limited”.",
  );
  expect(words({ latency: { medianMs: 20, p95Ms: 20 } }).headline).toBe(
    "1,000,000 users take about 1.1 s at 89 requests a second.",
  );
});

test("what the duration depends on", () => {
  expect(words().notes[0]).toContain("The partner's answers decide");
  expect(words({ latency: { medianMs: 4, p95Ms: 4 } }).notes[0]).toContain("The declared rate decides");
  const slow: Fault = { ...limited, effect: { type: "status", status: 503, retryAfterSeconds: 60, body: "" } };
  expect(words({ faults: [slow] }).notes[0]).toContain("Waiting for retries decides");
});

test("a run that ends early says why, and what is left", () => {
  const revoked: Fault = {
    ...limited,
    times: null,
    every: 1,
    effect: { ...limited.effect, type: "status", status: 401, retryAfterSeconds: null, body: "" },
  };
  const { headline, notes } = words({ faults: [revoked] }, "hourly");
  expect(headline).toContain("are not finished: the run ends after");
  expect(notes[0]).toMatch(
    /^The credentials were refused, so the run ends with the calls in flight; [\d,]+ users are left/,
  );
  expect(notes.join(" ")).not.toContain("every hour");
});

test("a later run sends changes, and fits its cadence or doesn't", () => {
  const later = { ...size, run: "later" as const };
  expect(words({ size: later }, "hourly")).toMatchObject({
    headline: expect.stringMatching(/^30,000 changes of 1,000,000 users take about/),
    notes: expect.arrayContaining([expect.stringMatching(/^With a run every hour, it is over 59 min before/)]),
  });
  const long = words({ size: { ...size, users: 10_000_000 }, latency: { medianMs: 900, p95Ms: 900 } }, "real_time");
  expect(long.notes.at(-1)).toContain("longer than the minute");
});

test("nobody to send, and what is left out", () => {
  expect(words({ size: { ...size, users: 0 } }).headline).toBe("0 users: there is nothing to send.");
  expect(words({ size: { ...size, skippedShare: 0.1 } }).notes).toContain(
    "100,000 users are skipped because a mapped property has no value.",
  );
});

test("users that are lost without a word are pointed out", () => {
  const half: Fault = { ...limited, effect: { type: "reject_half" } };
  expect(words({ faults: [half] }).notes[0]).toMatch(
    /^20,000 users count as delivered although the partner didn't take them/,
  );
});

test("events are counted for each action", () => {
  const events = sandboxEventDestination("http://127.0.0.1:4000", "acme");
  expect(words({ definition: events }).headline).toMatch(/^1,000,000 events of each action take about/);
});

test("durations as a person says them", () => {
  const spoken = (milliseconds: number) => durationWords(milliseconds).replaceAll("\u00a0", " ");
  expect([340, 5_240, 9_970, 59_400, 95_000, 754_000, 3_600_000, 7_800_000, 273_600_000].map(spoken)).toEqual([
    "340 ms",
    "5.2 s",
    "10 s",
    "59 s",
    "1 min 35 s",
    "12 min",
    "1 h",
    "2 h 10 min",
    "3 days 4 h",
  ]);
});

test("a fault says what it does to which calls", () => {
  const say = (overrides: Partial<Fault>) =>
    describeFault(definition, { ...limited, from: 1, every: 1, times: null, ...overrides });
  expect(say({})).toBe("Add users, all calls: answered with 429.");
  expect(say({ calls: "any", from: 41, effect: { type: "hang" } })).toBe(
    "Any call, from call 41 on: no answer until the caller gives up.",
  );
  expect(
    say({
      calls: "any_batch",
      times: 3,
      effect: { ...limited.effect, type: "status", status: 429, retryAfterSeconds: 2, body: "" },
    }),
  ).toBe("Any batch, the first 3 calls: answered with 429 and Retry-After: 2.");
  expect(say({ every: 22, percent: 5, effect: { type: "reject_half" } })).toBe(
    "Add users, every 22nd call, 5 % of them: every second item is rejected.",
  );
});
