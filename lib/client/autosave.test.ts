import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { Autosave } from "./autosave";

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What the network does to one save: lose the request, or the answer, or neither. */
type Fate = "answered" | "request_lost" | "answer_lost";

interface Stored {
  revision: number;
  text: string;
  by: string;
}

function aServer(plan: { latencyMs: number; fate: Fate }[]) {
  const stored: Stored = { revision: 1, text: "", by: "nobody" };
  let inFlight = 0;
  const seen = { mostAtOnce: 0, calls: 0 };
  async function save(revision: number, text: string) {
    const step = plan[seen.calls] ?? { latencyMs: 10, fate: "answered" };
    seen.calls += 1;
    inFlight += 1;
    seen.mostAtOnce = Math.max(seen.mostAtOnce, inFlight);
    try {
      await new Promise((resolve) => setTimeout(resolve, step.latencyMs));
      if (step.fate === "request_lost") throw new AppError("unavailable", "lost");
      if (revision !== stored.revision) throw stale();
      Object.assign(stored, { revision: revision + 1, text, by: "me" });
      if (step.fate === "answer_lost") throw new AppError("unavailable", "lost");
      return { revision: stored.revision, updatedAt: new Date().toISOString() };
    } finally {
      inFlight -= 1;
    }
  }
  const stale = () => new AppError("stale_revision", "Kim saved this destination.", { theirs: { ...stored } });
  return { stored, seen, save };
}

function anAutosave(server: ReturnType<typeof aServer>) {
  return new Autosave<string>({
    saved: { document: "", revision: 1, at: new Date(0) },
    save: server.save,
    isSame: (one, other) => one === other,
    readTheirs: (details) =>
      typeof details === "object" && details && "text" in details && "revision" in details
        ? {
            document: String(details.text),
            revision: Number(details.revision),
            updatedAt: "2026-01-01T00:00:00Z",
            updatedBy: "Kim",
          }
        : undefined,
  });
}

const network = fc.array(
  fc.record({
    latencyMs: fc.integer({ min: 0, max: 4_000 }),
    fate: fc.constantFrom<Fate>("answered", "answered", "request_lost", "answer_lost"),
  }),
  { maxLength: 12 },
);
type Deed = "edit" | "flush" | "retry";
const deeds = fc.array(
  fc.record({
    deed: fc.constantFrom<Deed>("edit", "edit", "edit", "flush", "retry"),
    text: fc.string(),
    pauseMs: fc.integer({ min: 0, max: 3_000 }),
  }),
  { maxLength: 20 },
);
const edits = fc.array(fc.record({ text: fc.string(), pauseMs: fc.integer({ min: 0, max: 3_000 }) }), {
  maxLength: 20,
});

test("after any edits at any latency the server holds the last one, and never saw two saves at once", async () => {
  await fc.assert(
    fc.asyncProperty(network, deeds, async (plan, steps) => {
      const server = aServer(plan);
      const autosave = anAutosave(server);
      let last = "";
      for (const { deed, text, pauseMs } of steps) {
        if (deed === "edit") last = text;
        if (deed === "edit") autosave.edit(text);
        else if (deed === "retry") autosave.retry();
        else autosave.flush().catch(() => undefined);
        await vi.advanceTimersByTimeAsync(pauseMs);
      }
      // Long enough for every planned failure to be tried again.
      await vi.advanceTimersByTimeAsync(15 * 35_000);
      expect(server.seen.mostAtOnce).toBeLessThanOrEqual(1);
      expect(server.stored.text).toBe(last);
      expect(autosave.state.kind).toBe("saved");
      expect(autosave.revision).toBe(server.stored.revision);
    }),
    { numRuns: 300 },
  );
});

test("flush gives the revision under which the server holds what was on screen", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2_000 }), edits, async (latencyMs, steps) => {
      const server = aServer(Array.from({ length: 40 }, () => ({ latencyMs, fate: "answered" as const })));
      const autosave = anAutosave(server);
      for (const { text, pauseMs } of steps) {
        autosave.edit(text);
        const flushed = autosave.flush();
        await vi.advanceTimersByTimeAsync(pauseMs + 3 * latencyMs + 1);
        expect(await flushed).toBe(server.stored.revision);
        expect(server.stored.text).toBe(text);
      }
    }),
    { numRuns: 60 },
  );
});

test("a save follows the last edit within a second, and an endless edit is saved all the same", async () => {
  const server = aServer([]);
  const autosave = anAutosave(server);
  autosave.edit("a");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.stored.text).toBe("a");
  for (let second = 0; second < 60; second += 1) {
    autosave.edit(`typing ${second}`);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(server.stored.text).not.toBe("a");
});

test("somebody else's save stops ours until it is resolved, and nothing is overwritten", async () => {
  const server = aServer([]);
  const autosave = anAutosave(server);
  autosave.edit("mine");
  Object.assign(server.stored, { revision: 2, text: "theirs", by: "Kim" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(autosave.state).toMatchObject({ kind: "conflict", theirs: { revision: 2, document: "theirs" } });

  autosave.edit("mine, and more");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.stored.text).toBe("theirs");
  await expect(autosave.flush()).rejects.toMatchObject({ code: "stale_revision" });

  autosave.resolveConflict("mine, and more");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.stored).toMatchObject({ revision: 3, text: "mine, and more" });
  expect(autosave.state.kind).toBe("saved");
});

test("taking theirs saves nothing", async () => {
  const server = aServer([]);
  const autosave = anAutosave(server);
  autosave.edit("mine");
  Object.assign(server.stored, { revision: 2, text: "theirs", by: "Kim" });
  await vi.advanceTimersByTimeAsync(1_000);
  const calls = server.seen.calls;
  if (autosave.state.kind === "conflict") autosave.resolveConflict(autosave.state.theirs.document);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(autosave.state.kind).toBe("saved");
  expect(autosave.revision).toBe(2);
  expect(server.seen.calls).toBe(calls);
});

test("a refusal keeps the text and is tried again after the next edit", async () => {
  let isSignedIn = false;
  const server = aServer([]);
  const autosave = new Autosave<string>({
    saved: { document: "", revision: 1, at: new Date(0) },
    save: async (revision, text) => {
      if (!isSignedIn) throw new AppError("unauthenticated", "Sign in to go on.");
      return server.save(revision, text);
    },
    isSame: (one, other) => one === other,
    readTheirs: () => undefined,
  });
  autosave.edit("a");
  const flushed = expect(autosave.flush()).rejects.toMatchObject({ code: "unauthenticated" });
  await vi.advanceTimersByTimeAsync(10_000);
  await flushed;
  expect(autosave.state).toEqual({ kind: "refused", message: "Sign in to go on." });
  isSignedIn = true;
  autosave.retry();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.stored.text).toBe("a");
  expect(autosave.state.kind).toBe("saved");
});
