import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import type { SaveTestValuesBody, TestAnswers, TestValuesAnswer } from "@/lib/test-values-contract";
import { initialTestValues } from "./test-values";
import { TestValuesKeeper, undoMs } from "./test-values-keeper";

const at = "2026-01-01T00:00:00.000Z";
const offline = () => new AppError("unavailable", "no answer");
const answers = (cohortName: string): TestAnswers => ({ ...initialTestValues(""), cohortName });

/** A server that keeps what it is told, a clock that moves when it is told, and a keeper between them. */
function aKeeper() {
  const server = {
    answers: null as TestAnswers | null,
    secrets: new Map<string, string>(),
    failWith: undefined as AppError | undefined,
    calls: [] as { keepalive: boolean; body?: SaveTestValuesBody; deleted?: string }[],
  };
  const said = (): TestValuesAnswer => ({
    answers: server.answers,
    updatedAt: server.answers && at,
    secrets: [...server.secrets.keys()].map((fieldId) => ({ fieldId, storedAt: at, fingerprint: "f" })),
  });
  const answer = async () => {
    if (server.failWith) throw server.failWith;
    return said();
  };
  let timers: { dueIn: number; run: () => void }[] = [];
  let draftFlushes = 0;
  const keeper = new TestValuesKeeper({
    read: answer,
    async save(body, keepalive = false) {
      server.calls.push({ keepalive, body });
      await answer();
      server.answers = { ...answers(""), ...body.answers };
      for (const [id, secret] of Object.entries(body.secrets ?? {})) server.secrets.set(id, secret);
      return said();
    },
    async deleteSecret(fieldId, keepalive = false) {
      server.calls.push({ keepalive, deleted: fieldId });
      await answer();
      server.secrets.delete(fieldId);
    },
    flushDraft: async () => {
      draftFlushes += 1;
    },
    after(ms, run) {
      const timer = { dueIn: ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  });
  async function pass(ms: number) {
    const due = timers.filter(({ dueIn }) => dueIn <= ms);
    timers = timers.filter(({ dueIn }) => dueIn > ms);
    for (const timer of timers) timer.dueIn -= ms;
    for (const { run } of due) run();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return { keeper, server, pass, flushes: () => draftFlushes };
}

async function aBegunKeeper() {
  const kit = aKeeper();
  await kit.keeper.load();
  kit.keeper.begin(answers("a"), { keptAt: null, isUnsaved: false });
  return kit;
}

test("nothing is written before the server has said what it keeps, nor for merely looking", async () => {
  const { keeper, server, pass } = aKeeper();
  server.failWith = offline();
  expect(await keeper.load()).toBeUndefined();
  keeper.change(answers("typed"));
  await pass(60_000);
  expect(server.calls).toEqual([]);
  server.failWith = undefined;
  expect(await keeper.load()).toMatchObject({ answers: null });
  expect(keeper.state.problem).toBeUndefined();
  keeper.begin(answers("a"), { keptAt: null, isUnsaved: false });
  keeper.change(answers("a"));
  await pass(60_000);
  expect(server.calls).toEqual([]);
});

test("changes are kept once they rest, the newest only, with no secret among them", async () => {
  const { keeper, server, pass } = await aBegunKeeper();
  keeper.change(answers("ab"));
  await pass(1_000);
  keeper.change(answers("abc"));
  expect(keeper.state.isUnsaved).toBe(true);
  await pass(1_000);
  expect(server.calls).toEqual([]);
  await pass(600);
  expect(server.calls).toEqual([{ keepalive: false, body: { answers: answers("abc") } }]);
  expect(keeper.state).toMatchObject({ isUnsaved: false, keptAt: at });
  keeper.change(answers("abcd"));
  keeper.change(answers("abc"));
  await pass(60_000);
  expect(server.calls).toHaveLength(1);
});

test("without a connection nothing is lost: it is said, tried again, and sent when it is back", async () => {
  const { keeper, server, pass } = await aBegunKeeper();
  server.failWith = offline();
  keeper.change(answers("b"));
  await pass(1_500);
  expect(keeper.state).toMatchObject({ isUnsaved: true });
  expect(keeper.state.problem).toContain("can't be reached");
  server.failWith = undefined;
  await pass(2_000);
  expect(server.answers?.cohortName).toBe("b");
  expect(keeper.state).toMatchObject({ isUnsaved: false, problem: undefined });
});

test("what the server will not take is said, and not sent again by itself", async () => {
  const { keeper, server, pass } = await aBegunKeeper();
  server.failWith = new AppError("invalid_input", "no", { issues: [{ path: "answers", message: "Too large." }] });
  keeper.change(answers("b"));
  await pass(1_500);
  await pass(600_000);
  expect(server.calls).toHaveLength(1);
  expect(keeper.state.problem).toBe("Too large.");
});

test("somebody who may keep nothing is told apart from a server that doesn't answer", async () => {
  const { keeper, server } = aKeeper();
  server.failWith = new AppError("forbidden", "no");
  await keeper.load();
  expect(keeper.state).toMatchObject({ isRefused: true, isLoaded: false });
});

test("a secret is sent once, after the draft that says it is one, and is in no state afterwards", async () => {
  const { keeper, server, pass, flushes } = await aBegunKeeper();
  const done = keeper.store("f1", "s3cret-text");
  expect(keeper.state.secrets.f1).toEqual({ phase: "storing", problem: undefined });
  expect(await done).toBe(true);
  expect(flushes()).toBe(1);
  expect(server.secrets.get("f1")).toBe("s3cret-text");
  expect(keeper.state.secrets.f1).toMatchObject({ phase: "idle", storedAt: at });
  keeper.change(answers("b"));
  await pass(60_000);
  expect(server.calls.filter(({ body }) => JSON.stringify(body).includes("s3cret-text"))).toHaveLength(1);
  expect(JSON.stringify(keeper.state)).not.toContain("s3cret-text");
});

test("a secret that could not be stored is said to be not stored", async () => {
  const { keeper, server } = await aBegunKeeper();
  server.failWith = offline();
  expect(await keeper.store("f1", "s3cret-text")).toBe(false);
  expect(keeper.state.secrets.f1).toMatchObject({ phase: "idle" });
  expect(keeper.state.secrets.f1?.storedAt).toBeUndefined();
  expect(keeper.state.secrets.f1?.problem).toContain("Not stored.");
});

test("forgetting can be undone for a while, and is then done", async () => {
  const { keeper, server, pass } = await aBegunKeeper();
  await keeper.store("f1", "s3cret-text");
  keeper.forget("f1");
  expect(keeper.state.secrets.f1?.phase).toBe("forgetting");
  await pass(undoMs - 1);
  keeper.undoForget("f1");
  await pass(undoMs);
  expect(server.secrets.has("f1")).toBe(true);
  expect(keeper.state.secrets.f1).toMatchObject({ phase: "idle", storedAt: at });
  keeper.forget("f1");
  await pass(undoMs);
  expect(server.secrets.has("f1")).toBe(false);
  expect(keeper.state.secrets.f1).toBeUndefined();
});

test("another secret stored while one is being forgotten stays", async () => {
  const { keeper, server, pass } = await aBegunKeeper();
  await keeper.store("f1", "s3cret-text");
  keeper.forget("f1");
  await keeper.store("f1", "another-one");
  await pass(undoMs * 2);
  expect(server.secrets.get("f1")).toBe("another-one");
});

test("a secret that could not be deleted is said to be still stored", async () => {
  const { keeper, server, pass } = await aBegunKeeper();
  await keeper.store("f1", "s3cret-text");
  keeper.forget("f1");
  server.failWith = offline();
  await pass(undoMs);
  expect(keeper.state.secrets.f1).toMatchObject({ phase: "idle", storedAt: at });
  expect(keeper.state.secrets.f1?.problem).toContain("Still stored.");
});

test("what waits is sent when the page goes", async () => {
  const { keeper, server, pass } = await aBegunKeeper();
  await keeper.store("f1", "s3cret-text");
  keeper.forget("f1");
  keeper.change(answers("b"));
  server.calls.length = 0;
  keeper.leave();
  await pass(0);
  expect(server.calls).toEqual([
    { keepalive: true, deleted: "f1" },
    { keepalive: true, body: { answers: answers("b") } },
  ]);
  await pass(60_000);
  expect(server.calls).toHaveLength(2);
});

test("what was forgotten from another page is no longer counted as stored", async () => {
  const { keeper, server } = await aBegunKeeper();
  await keeper.store("f1", "s3cret-text");
  server.secrets.clear();
  await keeper.refreshSecrets();
  expect(keeper.state.secrets.f1?.storedAt).toBeUndefined();
});
