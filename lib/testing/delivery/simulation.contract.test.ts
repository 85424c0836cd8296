import { expect, test } from "vitest";
import type { Fault } from "@/lib/delivery/fault";
import { changeOf } from "@/lib/delivery/plan";
import { simulate } from "@/lib/delivery/simulate";
import type { ListDefinition } from "@/lib/destination/definition";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { sampleValues } from "@/lib/testing/definitions";
import { sandboxForTests } from "@/lib/testing/sandbox-for-tests";
import { playForReal } from "./real-run";

const { aWorkspace, url } = sandboxForTests();

interface Configuration {
  name: string;
  users: number;
  batchSize: number;
  delivery: Partial<ListDefinition["delivery"]>;
  /** What the sandbox takes to answer, in milliseconds. */
  answerMs: number;
  faults: Omit<Fault, "id" | "calls">[];
}

const seed = 7;
const size = { run: "first", addedShare: 0, removedShare: 0, skippedShare: 0 } as const;

const configurations: Configuration[] = [
  { name: "the answers decide", users: 1_200, batchSize: 50, delivery: { concurrency: 4 }, answerMs: 500, faults: [] },
  {
    name: "the declared rate decides",
    users: 500,
    batchSize: 10,
    delivery: { concurrency: 8, rateLimit: { requests: 20, per: "second" } },
    answerMs: 100,
    faults: [],
  },
  {
    name: "retries decide",
    users: 1_000,
    batchSize: 40,
    delivery: { concurrency: 2 },
    answerMs: 250,
    faults: [
      {
        from: 5,
        every: 1,
        percent: 100,
        times: 2,
        effect: { type: "status", status: 429, retryAfterSeconds: 2, body: "" },
      },
      {
        from: 20,
        every: 1,
        percent: 100,
        times: 1,
        effect: { type: "status", status: 500, retryAfterSeconds: null, body: "" },
      },
    ],
  },
];

/** The same faults for the sandbox, which otherwise answers slowly. */
function script(answerMs: number, faults: Configuration["faults"]): object {
  const rules = faults.map(({ effect, ...when }) => ({
    ...when,
    calls: { operation: "any_batch" },
    effect:
      effect.type === "status" && effect.retryAfterSeconds !== null
        ? { type: "status", status: effect.status, retryAfter: "seconds", retryAfterValue: effect.retryAfterSeconds }
        : { type: "status", status: effect.type === "status" ? effect.status : 500 },
  }));
  return { rules: [...rules, { effect: { type: "slow", milliseconds: answerMs } }] };
}

function destination(workspace: string, { batchSize, delivery }: Configuration): ListDefinition {
  const sandbox = sandboxDestination(url(), workspace);
  const { addUsers } = sandbox.endpoints;
  return {
    ...sandbox,
    delivery: { ...sandbox.delivery, ...delivery },
    endpoints: { ...sandbox.endpoints, addUsers: { ...addUsers, batchSize } },
  };
}

/** A run against a workspace of its own, and what the sandbox holds afterwards. */
async function playAgainstSandbox(configuration: Configuration, users: number, faults: Configuration["faults"]) {
  const { name, root, call, credentials } = aWorkspace();
  const { hostname, port } = new URL(url());
  const headers = { authorization: `Bearer ${credentials.key}`, "content-type": "application/json" };
  const body = JSON.stringify(script(configuration.answerMs, faults));
  expect((await fetch(`${root}/faults`, { method: "PUT", headers, body })).status).toBe(200);
  const definition = destination(name, configuration);
  const real = await playForReal({
    definition,
    change: changeOf(definition, { ...size, users }),
    values: sampleValues({
      settings: { bearer_token: credentials.key, channel: "email" },
      mappings: { user_id_field: "user_id", email_field: "email" },
    }),
    policy: { allow: [{ host: hostname, port: Number(port) }], ports: [Number(port)] },
    seed,
  });
  const lists = await call("GET", "/lists");
  return { real, lists: lists.body.lists };
}

const share = (numbers: readonly number[], part: number) =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * part)] ?? Number.NaN;

test.each(configurations)(
  "a simulation and a run for real agree within 10 %: $name",
  { retry: 2 },
  async (configuration) => {
    // What calls take on this machine is learned by a short run, as a partner learns it in the test bench.
    const { real: short } = await playAgainstSandbox(configuration, Math.ceil(configuration.users / 3), []);
    const latency = { medianMs: share(short.times, 0.5), p95Ms: share(short.times, 0.95) };
    const simulated = simulate({
      definition: destination("team", configuration),
      size: { ...size, users: configuration.users },
      latency,
      faults: configuration.faults.map((fault, index) => ({ ...fault, id: String(index), calls: "any_batch" })),
      seed,
    });
    const { real, lists } = await playAgainstSandbox(configuration, configuration.users, configuration.faults);

    expect(real).toMatchObject({
      calls: simulated.calls,
      retries: simulated.retries,
      delivered: simulated.users.added,
    });
    expect(real.failures).toEqual(Object.fromEntries(simulated.failures.map(({ name, calls }) => [name, calls])));
    expect(lists).toMatchObject([{ total: configuration.users }]);
    expect(Math.abs(real.durationMs - simulated.durationMs) / real.durationMs).toBeLessThan(0.1);
  },
);
