import fc from "fast-check";
import { expect, test } from "vitest";
import { type EndpointKey, endpointAt } from "@/lib/destination/endpoints";
import { classify } from "@/lib/destination/error-catalog";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import type { Exchange } from "@/lib/destination/exchange";
import { answered, anyExchange, unanswered } from "@/lib/testing/definitions";
import { playTrial, type TrialAttempt, trialWaitMsMax, trialWords } from "./delivery-trial";
import { retriesMax, retryDelayMs } from "./retry";

const definition = sandboxDestination("https://sandbox.example", "w");

/** Plays a trial against a partner who answers like this, call after call. */
async function play(answers: readonly (Exchange | undefined)[], { endpoint = "addUsers", patience = 99 } = {}) {
  const attempts: TrialAttempt[] = [];
  const [called, waited]: [EndpointKey[], number[]] = [[], []];
  const key = endpoint === "listCreation" ? "listCreation" : "addUsers";
  const end = await playTrial(definition, key, {
    call: async (current) => {
      const exchange = answers[Math.min(called.length, answers.length - 1)];
      called.push(current);
      const call = endpointAt(definition, current);
      return exchange && call && { exchange, outcome: classify(exchange, call, current).outcome };
    },
    wait: async (milliseconds) => {
      waited.push(milliseconds);
      return waited.length <= patience;
    },
    onAttempt: (attempt) => attempts.push(attempt),
  });
  return { end, attempts, called, waited, words: trialWords(attempts, end).replaceAll("\u00a0", " ") };
}

const fine = answered(200, "{}");
const busy = answered(429, "", [{ name: "retry-after", value: "30" }]);
const gone = answered(404, '{"error":{"code":"list_not_found"}}');
const created = answered(201, '{"list":{"id":"l2"}}');

test("retries until it is done, and says what a delivery would have waited", async () => {
  const { end, attempts, waited, words } = await play([busy, answered(500), fine]);
  expect(end).toBe("done");
  expect(attempts.map(({ step, waitMs }) => [step.do, waitMs.delivery, waitMs.trial])).toEqual([
    ["retry", 30_000, 2_000],
    ["retry", 2_000, 2_000],
    ["done", 0, 0],
  ]);
  expect(waited).toEqual([2_000, 2_000]);
  expect(words).toBe("Done with call 3. A delivery would have waited 32 s in all; here it was 4 s.");
});

test("the first call may be all there is", async () => {
  expect((await play([fine])).words).toBe("Done with the first call.");
  expect((await play([answered(401)])).words).toBe("Failed with the first call.");
  expect((await play([answered(500), fine])).words).toContain("waited 1 s in all, as it was here.");
});

test("gives up after the last retry", async () => {
  const { end, attempts, words } = await play([answered(500)]);
  expect(end).toBe("failed");
  expect(attempts.map(({ retries }) => retries)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(words).toMatch(/^Failed for good with call 9\. .* 4 min 15 s in all; here it was 15 s\.$/);
});

test("a list that is gone is made anew once, and the call repeated with retries of its own", async () => {
  const once = await play([answered(500), gone, answered(500), created, answered(500), fine]);
  expect(once.called).toEqual(["addUsers", "addUsers", "listCreation", "listCreation", "addUsers", "addUsers"]);
  expect(once.attempts.map(({ retries }) => retries)).toEqual([0, 1, 0, 1, 0, 1]);
  expect(once.end).toBe("done");
  const twice = await play([gone, created, gone]);
  expect([twice.end, twice.called.length]).toEqual(["failed", 3]);
  const never = await play([gone, answered(409)]);
  expect([never.end, never.called.length]).toEqual(["failed", 2]);
});

test("ends when a call can't be made, when somebody stops it, and while it waits", async () => {
  expect((await play([undefined])).words).toBe("Stopped before a call was made.");
  expect((await play([unanswered("cancelled")])).end).toBe("stopped");
  expect((await play([busy, undefined])).words).toContain("Stopped after one call.");
  const impatient = await play([busy], { patience: 1 });
  expect([impatient.end, impatient.attempts.length]).toEqual(["stopped", 2]);
  expect(impatient.words).toMatch(/^Stopped after 2 calls\./);
});

test("what is refused by our own guard is refused in a delivery too", async () => {
  expect(await play([unanswered("refused")])).toMatchObject({ end: "failed", waited: [] });
});

test("whatever a partner answers, it ends, with bounded calls and waits", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyExchange, { minLength: 1, maxLength: 6 }), async (answers) => {
      const { end, called, waited, attempts } = await play(answers);
      expect(["done", "failed", "stopped"]).toContain(end);
      expect(called.length).toBeLessThanOrEqual(3 * (retriesMax + 1));
      expect(Math.max(0, ...waited)).toBeLessThanOrEqual(trialWaitMsMax);
      for (const { retries, waitMs, step } of attempts) {
        if (step.do === "retry") expect(waitMs.delivery).toBeGreaterThanOrEqual(retryDelayMs(retries + 1, 0) ?? 0);
      }
    }),
  );
});
