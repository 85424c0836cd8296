import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { JournalStorage } from "@/lib/client/journal";
import type { Draft, SaveDraftBody } from "@/lib/contract";
import { blankListDefinition, type DestinationDefinition } from "@/lib/destination/definition";
import { AppError } from "@/lib/errors";
import { DraftStore } from "./draft-store";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-01-01T10:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

const id = "0b0b2a3e-58d4-4c36-9f1c-0d3f0f6c1a11";
const blank = blankListDefinition();
const withUrl = (url: string) => (definition: DestinationDefinition) => ({
  ...definition,
  endpoints: { ...definition.endpoints, addUsers: { ...definition.endpoints.addUsers, url } },
});

function aServer() {
  const server = { revision: 1, definition: blank, isUp: true };
  const draft = (): Draft => ({ id, ...server, updatedAt: new Date().toISOString(), updatedBy: "Kim" });
  async function save(_id: string, body: SaveDraftBody) {
    if (!server.isUp) throw new AppError("unavailable", "The portal can't be reached.");
    if (body.revision !== server.revision) throw new AppError("stale_revision", "Kim saved.", { theirs: draft() });
    Object.assign(server, { revision: body.revision + 1, definition: body.definition });
    return { revision: server.revision, updatedAt: new Date().toISOString() };
  }
  return { server, draft, save };
}

function aStorage(): JournalStorage {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => entries.set(key, value),
    removeItem: (key) => entries.delete(key),
  };
}

function aStore({ draft, save }: ReturnType<typeof aServer>, storage = aStorage()) {
  const store = new DraftStore({ userId: "lee", draft: draft(), save });
  store.open(storage);
  return store;
}

const urlOf = (definition: DestinationDefinition) => definition.endpoints.addUsers.url;
const settle = () => vi.advanceTimersByTimeAsync(60_000);

test("an edit is saved within a second, and undo and redo are saved too", async () => {
  const world = aServer();
  const store = aStore(world);
  store.edit("URL", withUrl("https://a.example"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(urlOf(world.server.definition)).toBe("https://a.example");
  store.undo();
  await settle();
  expect(urlOf(world.server.definition)).toBe("");
  store.redo();
  await settle();
  expect(urlOf(world.server.definition)).toBe("https://a.example");
  expect(store.getSnapshot().saveState.kind).toBe("saved");
});

test("what could not be saved is restored by the next page, silently, and then saved", async () => {
  const world = aServer();
  const storage = aStorage();
  world.server.isUp = false;
  const first = aStore(world, storage);
  first.edit("URL", withUrl("https://typed.example"));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(first.getSnapshot()).toMatchObject({ saveState: { kind: "offline" }, isKept: true });

  world.server.isUp = true;
  const second = aStore({ ...world, draft: () => ({ ...world.draft(), definition: blank, revision: 1 }) }, storage);
  expect(urlOf(second.getSnapshot().history.present)).toBe("https://typed.example");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(urlOf(world.server.definition)).toBe("https://typed.example");
});

test("what follows an older revision is offered, and either choice keeps the other reachable", async () => {
  const world = aServer();
  const storage = aStorage();
  world.server.isUp = false;
  aStore(world, storage).edit("URL", withUrl("https://typed.example"));
  const theirs = withUrl("https://theirs.example")(blank);
  Object.assign(world.server, { isUp: true, revision: 2, definition: theirs });

  const store = aStore(world, storage);
  expect(urlOf(store.getSnapshot().history.present)).toBe("https://theirs.example");
  expect(store.getSnapshot().recovered?.baseRevision).toBe(1);
  store.resolveRecovered("mine");
  expect(urlOf(store.getSnapshot().history.present)).toBe("https://typed.example");
  store.undo();
  expect(urlOf(store.getSnapshot().history.present)).toBe("https://theirs.example");
});

test("a conflict keeps my text until it is resolved; taking theirs can be undone", async () => {
  const world = aServer();
  const store = aStore(world);
  store.edit("URL", withUrl("https://mine.example"));
  Object.assign(world.server, { revision: 2, definition: withUrl("https://theirs.example")(blank) });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(store.getSnapshot().saveState.kind).toBe("conflict");
  expect(urlOf(store.getSnapshot().history.present)).toBe("https://mine.example");
  expect(urlOf(store.base)).toBe("");

  store.resolveConflict("theirs");
  expect(urlOf(store.getSnapshot().history.present)).toBe("https://theirs.example");
  expect(store.getSnapshot().saveState.kind).toBe("saved");
  store.undo();
  await settle();
  expect(urlOf(world.server.definition)).toBe("https://mine.example");
  expect(world.server.revision).toBe(3);
});

test("a page that is older than the server's draft goes on from the newest, unless something is unsaved", async () => {
  const world = aServer();
  const stale = world.draft();
  const store = new DraftStore({ userId: "lee", draft: stale, save: world.save, read: async () => world.draft() });
  store.open(aStorage());
  Object.assign(world.server, { revision: 5, definition: withUrl("https://newer.example")(blank) });
  await store.refresh();
  expect(store.getSnapshot()).toMatchObject({ revision: 5, saveState: { kind: "saved" } });
  expect(urlOf(store.getSnapshot().history.present)).toBe("https://newer.example");

  store.edit("URL", withUrl("https://mine.example"));
  Object.assign(world.server, { revision: 6, definition: withUrl("https://theirs.example")(blank) });
  await store.refresh();
  expect(urlOf(store.getSnapshot().history.present)).toBe("https://mine.example");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(store.getSnapshot().saveState.kind).toBe("conflict");
});

test("keeping mine saves it over theirs, under their revision", async () => {
  const world = aServer();
  const store = aStore(world);
  store.edit("URL", withUrl("https://mine.example"));
  Object.assign(world.server, { revision: 7, definition: withUrl("https://theirs.example")(blank) });
  await vi.advanceTimersByTimeAsync(1_000);
  store.resolveConflict("mine");
  await settle();
  expect(world.server).toMatchObject({ revision: 8 });
  expect(urlOf(world.server.definition)).toBe("https://mine.example");
});
