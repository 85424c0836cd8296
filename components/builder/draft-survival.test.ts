/** What a browser keeps of a draft through reloads, crashes and several tabs: with its real storage, in memory. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { JournalStorage } from "@/lib/client/journal";
import type { Draft, SaveDraftBody } from "@/lib/contract";
import { blankListDefinition } from "@/lib/destination/blank-definition";
import type { ListDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { newId } from "@/lib/destination/id";
import { AppError } from "@/lib/errors";
import { aBrowserStorage } from "@/lib/testing/browser-storage";
import { asList } from "@/lib/testing/definitions";
import { DraftStore } from "./draft-store";

beforeEach(() => {
  // The database in memory lives from setImmediate, which stays real.
  vi.useFakeTimers({ now: Date.parse("2026-01-01T10:00:00Z"), toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const blank = blankListDefinition();
const id = "0b0b2a3e-58d4-4c36-9f1c-0d3f0f6c1a11";

/** A server and a browser with one tab. */
function aWorld() {
  const server = { revision: 1, definition: blank, isUp: true, by: "Lee" };
  const draft = (): Draft => ({
    id,
    revision: server.revision,
    definition: server.definition,
    updatedAt: new Date().toISOString(),
    updatedBy: server.by,
  });
  async function save(_id: string, body: SaveDraftBody) {
    if (!server.isUp) throw new AppError("unavailable", "The portal can't be reached.");
    if (body.revision !== server.revision) throw new AppError("stale_revision", "Kim saved.", { theirs: draft() });
    // What goes over the wire is text.
    const definition: ListDefinition = JSON.parse(JSON.stringify(body.definition));
    Object.assign(server, { revision: body.revision + 1, definition, by: "Lee" });
    return { revision: server.revision, updatedAt: new Date().toISOString() };
  }
  return { server, draft, save, journal: aBrowserStorage(), session: aTab(), database: newId() };
}
type World = ReturnType<typeof aWorld>;

function aTab() {
  const entries = new Map<string, string>();
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, text: string) => void entries.set(key, text),
  };
}

async function openPage(world: World, overrides: { journal?: JournalStorage; livePages?: ReadonlySet<string> } = {}) {
  const { draft, save, journal, session, database } = world;
  const store = new DraftStore({ userId: "lee", draft: draft(), save, read: async () => draft() });
  await store.open({ journal, session, database, ...overrides });
  return store;
}

/** The tab is gone: nothing that was planned happens any more. */
const kill = () => vi.clearAllTimers();
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** Long enough for everything to be saved and kept; the database takes a few real turns as well. */
async function settle() {
  await pass(5_000);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
}

const payload = ["endpoints", "addUsers", "payload"];
const payloadOf = (store: DraftStore) => asList(store.readDefinition()).endpoints.addUsers.payload;
const write = (store: DraftStore, text: string) =>
  store.edit("Add users › Payload", (before) => setAtPath(before, payload, text), payload.join("."));
const writeUrl = (store: DraftStore, url: string) =>
  store.edit("Add users › URL", (before) => setAtPath(before, ["endpoints", "addUsers", "url"], url), "url");

test("undo and redo survive a reload, step by step", async () => {
  const world = aWorld();
  const first = await openPage(world);
  for (const text of ["one", "one two", "one two three"]) {
    write(first, text);
    await pass(2_000);
  }
  first.undo();
  await settle();
  kill();

  const second = await openPage(world);
  expect(payloadOf(second)).toBe("one two");
  expect(second.getSnapshot()).toMatchObject({ recovered: undefined, saveState: { kind: "saved" } });
  second.redo();
  expect(payloadOf(second)).toBe("one two three");
  for (const text of ["one two", "one", ""]) {
    second.undo();
    expect(payloadOf(second)).toBe(text);
  }
});

test("killed at any moment, not one character is missing, and undo leads through every kept step to the beginning", async () => {
  const deeds = fc.array(
    fc.record({ text: fc.string({ unit: "binary", maxLength: 8 }), ms: fc.integer({ min: 0, max: 1_500 }) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  await fc.assert(
    fc.asyncProperty(deeds, fc.integer({ min: 0, max: 3_000 }), fc.boolean(), async (steps, untilKilled, isUp) => {
      const world = aWorld();
      world.server.isUp = isUp;
      let page = await openPage(world);
      for (const { text, ms } of steps) {
        write(page, payloadOf(page) + text);
        await pass(ms);
      }
      const typed = payloadOf(page);
      await pass(untilKilled);
      kill();
      world.server.isUp = true;
      page = await openPage(world);
      expect(payloadOf(page)).toBe(typed);
      let steps_ = 0;
      while (page.getSnapshot().history.past.some(({ isTheirs }) => !isTheirs) && steps_ < 50) {
        page.undo();
        steps_ += 1;
      }
      expect(payloadOf(page)).toBe("");
      page.travel(steps_);
      expect(payloadOf(page)).toBe(typed);
      await settle();
      expect(world.server.definition.endpoints.addUsers.payload).toBe(typed);
      kill();
    }),
    { numRuns: 60 },
  );
});

test("killed between the keystrokes of one step, what came after the last kept history is a step too", async () => {
  const world = aWorld();
  world.server.isUp = false;
  const first = await openPage(world);
  write(first, "kept");
  await settle();
  write(first, "kept and typed a moment ago");
  kill();
  world.server.isUp = true;
  const second = await openPage(world);
  expect(second.getSnapshot().recovered).toMatchObject({ label: "Add users › Payload", baseRevision: 1 });
  expect(payloadOf(second)).toBe("kept and typed a moment ago");
  second.undo();
  expect(payloadOf(second)).toBe("kept");
  second.undo();
  expect(payloadOf(second)).toBe("");
});

test("killed within a word, the word is one step", async () => {
  const world = aWorld();
  world.server.isUp = false;
  const first = await openPage(world);
  write(first, "k");
  await pass(400);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  write(first, "ki");
  write(first, "kil");
  kill();
  world.server.isUp = true;
  const second = await openPage(world);
  expect(payloadOf(second)).toBe("kil");
  second.undo();
  expect(payloadOf(second)).toBe("");
});

test("what somebody else saved since becomes a step that undo goes around", async () => {
  const world = aWorld();
  const first = await openPage(world);
  writeUrl(first, "https://mine.example");
  await settle();
  kill();
  const theirs = setAtPath(world.server.definition, payload, "theirs");
  Object.assign(world.server, { definition: theirs, revision: world.server.revision + 1, by: "Kim" });

  const second = await openPage(world);
  expect(second.getSnapshot().history.past.map(({ label }) => label)).toEqual(["Add users › URL", "Changes by Kim"]);
  second.undo();
  expect(asList(second.readDefinition()).endpoints.addUsers).toMatchObject({ url: "", payload: "theirs" });
  second.undo();
  expect(payloadOf(second)).toBe("theirs");
  second.redo();
  expect(asList(second.readDefinition()).endpoints.addUsers).toMatchObject({
    url: "https://mine.example",
    payload: "theirs",
  });
  await settle();
  expect(world.server.definition).toEqual(second.readDefinition());
});

test("two tabs of one person keep two histories, and each finds its own again", async () => {
  const world = aWorld();
  const left = await openPage(world);
  const right = { ...world, session: aTab() };
  const other = await openPage(right, { livePages: new Set([left.page]) });
  write(left, "left");
  await settle();
  writeUrl(other, "https://right.example");
  await settle();
  expect(world.server.definition.endpoints.addUsers).toMatchObject({ payload: "left", url: "https://right.example" });
  kill();

  const leftAgain = await openPage(world);
  const rightAgain = await openPage(right, { livePages: new Set([leftAgain.page]) });
  const ownLabels = (store: DraftStore) =>
    store
      .getSnapshot()
      .history.past.filter(({ isTheirs }) => !isTheirs)
      .map(({ label }) => label);
  expect(ownLabels(leftAgain)).toEqual(["Add users › Payload"]);
  expect(ownLabels(rightAgain)).toEqual(["Add users › URL"]);
  leftAgain.undo();
  expect(asList(leftAgain.readDefinition()).endpoints.addUsers).toMatchObject({
    payload: "",
    url: "https://right.example",
  });
});

test("two tabs killed with unsaved work each get their own back", async () => {
  const world = aWorld();
  const right = { ...world, session: aTab() };
  world.server.isUp = false;
  const left = await openPage(world);
  const other = await openPage(right, { livePages: new Set([left.page]) });
  write(left, "left");
  writeUrl(other, "https://right.example");
  kill();
  world.server.isUp = true;
  const leftAgain = await openPage(world);
  const rightAgain = await openPage(right, { livePages: new Set([leftAgain.page]) });
  expect(payloadOf(leftAgain)).toBe("left");
  expect(asList(rightAgain.readDefinition()).endpoints.addUsers.url).toBe("https://right.example");
  await settle();
  expect(world.server.definition.endpoints.addUsers).toMatchObject({ payload: "left", url: "https://right.example" });
});

test("a new tab begins with the history of the last one, once that is closed", async () => {
  const world = aWorld();
  write(await openPage(world), "typed");
  await settle();
  kill();
  const later = await openPage({ ...world, session: aTab() });
  later.undo();
  expect(payloadOf(later)).toBe("");
});

test("without any storage undo works as long as the page lasts, and nothing unsaved is called kept", async () => {
  const world = aWorld();
  const off = new Proxy(indexedDB, {
    get: () => () => {
      throw new DOMException("off", "SecurityError");
    },
  });
  vi.stubGlobal("indexedDB", off);
  try {
    const store = new DraftStore({ userId: "lee", draft: world.draft(), save: world.save });
    await store.open({ journal: undefined });
    write(store, "typed");
    expect(store.getSnapshot()).toMatchObject({ isKept: false, saveState: { kind: "unsaved" } });
    await settle();
    expect(store.getSnapshot()).toMatchObject({ isKept: true, saveState: { kind: "saved" } });
    store.undo();
    expect(payloadOf(store)).toBe("");
  } finally {
    vi.unstubAllGlobals();
  }
});

test("a full storage keeps what fitted, says so, and the server still gets everything", async () => {
  const world = { ...aWorld(), journal: aBrowserStorage(JSON.stringify(blank).length + 2_000) };
  world.server.isUp = false;
  const store = await openPage(world);
  write(store, "fits");
  expect(store).toMatchObject({ wouldLose: false });
  write(store, "x".repeat(10_000));
  expect(store).toMatchObject({ wouldLose: true });
  world.server.isUp = true;
  store.retry();
  await settle();
  expect(store.getSnapshot()).toMatchObject({ isKept: true, saveState: { kind: "saved" } });
  expect(store.wouldLose).toBe(false);
});

test("a text that the document can't take is held: leaving would lose it, and undo gives it up first", async () => {
  const store = await openPage(aWorld());
  write(store, "fits");
  await settle();
  const letGo: (() => void)[] = [];
  const giveUp = vi.fn(() => letGo.pop()?.());
  letGo.push(store.holdUnsaved(giveUp));
  expect(store.wouldLose).toBe(true);
  expect(store.getSnapshot().isHolding).toBe(true);
  const kept = store.readDefinition();
  store.undo();
  expect(giveUp).toHaveBeenCalledOnce();
  expect(store.readDefinition()).toBe(kept);
  expect(store.wouldLose).toBe(false);
  expect(store.getSnapshot().isHolding).toBe(false);
  store.undo();
  expect(giveUp).toHaveBeenCalledOnce();
  expect(store.readDefinition()).not.toBe(kept);
});

test("a history that nobody can read any more is left alone", async () => {
  const world = aWorld();
  write(await openPage(world), "typed");
  await settle();
  kill();
  const request = indexedDB.open(world.database);
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const histories = request.result.transaction("histories", "readwrite").objectStore("histories");
  const all = histories.getAll();
  await new Promise((resolve) => {
    all.onsuccess = resolve;
  });
  for (const entry of all.result) histories.put({ ...entry, past: ['{"label":1}'] });
  await settle();
  const later = await openPage(world);
  expect(payloadOf(later)).toBe("typed");
  later.undo();
  expect(payloadOf(later)).toBe("typed");
});
