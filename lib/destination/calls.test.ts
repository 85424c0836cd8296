import { describe, expect, test } from "vitest";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { callAt } from "./calls";

function withBatchSize(batchSize: number, bodyBytesMax: number | null = null) {
  const definition = structuredClone(sampleDefinition());
  definition.endpoints.addUsers = { ...definition.endpoints.addUsers, batchSize, bodyBytesMax };
  return definition;
}

const users = Array.from({ length: 5 }, (_, index) => ({
  operation: "add" as const,
  properties: { user_id: `u${index + 1}`, email: `u${index + 1}@example.com` },
}));

describe("the calls that the users of a test make", () => {
  test("a call takes what fits and says how many follow", () => {
    const call = callAt(withBatchSize(2), "addUsers", sampleValues({ users }));
    expect([call.total, call.taken, call.following]).toEqual([5, 2, 2]);
  });

  test("every user is in one call, in order, and the calls have batch IDs of their own", () => {
    const definition = withBatchSize(2);
    const calls = [0, 1, 2].map((index) =>
      callAt(definition, "addUsers", sampleValues({ users, batchId: "batch-09" }), index),
    );
    const sent = calls.flatMap(({ built }) => (built.ok ? (built.batch?.users ?? []) : []));
    expect(sent).toEqual(users);
    expect(calls.map(({ values }) => values.batchId)).toEqual(["batch-09", "batch-10", "batch-11"]);
    expect(calls.at(-1)?.following).toBe(0);
  });

  test("past the end it stays with the last call", () => {
    expect(callAt(withBatchSize(2), "addUsers", sampleValues({ users }), 9).index).toBe(2);
  });

  test("users that a byte limit cuts off come in the next call, whoever is left out between them", () => {
    const [first, second, , fourth] = users;
    const noId = { operation: "add" as const, properties: { email: "x@example.com" } };
    const mixed = [first, second, noId, fourth].flatMap((user) => user ?? []);
    const whole = callAt(withBatchSize(9), "addUsers", sampleValues({ users: mixed }));
    const bytes = whole.built.ok ? new TextEncoder().encode(whole.built.request.body).length : 0;
    const definition = withBatchSize(9, bytes - 1);
    const seen = [0, 1, 2].flatMap((index) => {
      const call = callAt(definition, "addUsers", sampleValues({ users: mixed }), index);
      return call.index === index && call.built.ok ? (call.built.batch?.users ?? []) : [];
    });
    expect(seen).toEqual([first, second, fourth]);
  });
});
