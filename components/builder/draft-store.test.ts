import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Draft, SaveDraftBody } from "@/lib/contract";
import { blankListDefinition } from "@/lib/destination/blank-definition";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { AppError } from "@/lib/errors";
import { aBrowserStorage } from "@/lib/testing/browser-storage";
import { asList } from "@/lib/testing/definitions";
import { DraftStore } from "./draft-store";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-01-01T10:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

const id = "0b0b2a3e-58d4-4c36-9f1c-0d3f0f6c1a11";
const blank = blankListDefinition();
const withUrl = (url: string) => (definition: DestinationDefinition) =>
  setAtPath(definition, ["endpoints", "addUsers", "url"], url);

function aServer() {
  const server: { revision: number; definition: DestinationDefinition; isUp: boolean } = {
    revision: 1,
    definition: blank,
    isUp: true,
  };
  const draft = (): Draft => ({ id, ...server, updatedAt: new Date().toISOString(), updatedBy: "Kim" });
  async function save(_id: string, body: SaveDraftBody) {
    if (!server.isUp) throw new AppError("unavailable", "The portal can't be reached.");
    if (body.revision !== server.revision) throw new AppError("stale_revision", "Kim saved.", { theirs: draft() });
    Object.assign(server, { revision: body.revision + 1, definition: body.definition });
    return { revision: server.revision, updatedAt: new Date().toISOString() };
  }
  return { server, draft, save };
}

function aStore({ draft, save }: ReturnType<typeof aServer>, storage = aBrowserStorage()) {
  const store = new DraftStore({ userId: "lee", draft: draft(), save });
  void store.open({ journal: storage });
  return store;
}

const urlOf = (definition: DestinationDefinition) => asList(definition).endpoints.addUsers.url;
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
  const storage = aBrowserStorage();
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

test("an earlier page's save that arrives after the next page has opened is no conflict with what is typed there", async () => {
  const world = aServer();
  const storage = aBrowserStorage();
  aStore({ ...world, save: () => new Promise(() => {}) }, storage).edit("URL", withUrl("https://a.exam"));
  const next = aStore(world, storage);
  Object.assign(world.server, { revision: 2, definition: withUrl("https://a.exam")(blank) });
  next.edit("URL", withUrl("https://a.example"));
  await settle();
  expect(next.getSnapshot().saveState.kind).toBe("saved");
  expect(world.server.revision).toBe(3);
  expect(urlOf(world.server.definition)).toBe("https://a.example");
});

test("what follows an older revision is joined with what was saved since; an overlap waits for a decision", async () => {
  const world = aServer();
  const storage = aBrowserStorage();
  world.server.isUp = false;
  aStore(world, storage).edit("URL", withUrl("https://typed.example"));
  Object.assign(world.server, { isUp: true, revision: 2, definition: { ...blank, slugifyCohortName: true } });

  const store = aStore(world, storage);
  expect(urlOf(store.getSnapshot().history.present)).toBe("https://typed.example");
  expect(store.getSnapshot().recovered?.baseRevision).toBe(1);
  await settle();
  expect(world.server).toMatchObject({ revision: 3, definition: { slugifyCohortName: true } });
  expect(urlOf(world.server.definition)).toBe("https://typed.example");
  expect(store.getSnapshot().joined?.by).toBe("Kim");
  store.undo();
  expect(store.getSnapshot().history.present.slugifyCohortName).toBe(true);
  expect(urlOf(store.getSnapshot().history.present)).toBe("");
});

test("an overlap with what was saved since an earlier page waits for a decision", async () => {
  const world = aServer();
  const storage = aBrowserStorage();
  world.server.isUp = false;
  aStore(world, storage).edit("URL", withUrl("https://typed.example"));
  Object.assign(world.server, { isUp: true, revision: 2, definition: withUrl("https://theirs.example")(blank) });
  const store = aStore(world, storage);
  await settle();
  expect(store.getSnapshot().saveState.kind).toBe("conflict");
  expect(urlOf(store.getSnapshot().history.present)).toBe("https://typed.example");
  store.resolveConflict("theirs");
  store.undo();
  expect(urlOf(store.getSnapshot().history.present)).toBe("https://typed.example");
});

test("a page that is open keeps its unsaved edits to itself; one that was here before in this tab goes on", () => {
  const world = aServer();
  const storage = aBrowserStorage();
  const session = new Map<string, string>();
  const tab = {
    getItem: (key: string) => session.get(key) ?? null,
    setItem: (key: string, text: string) => void session.set(key, text),
  };
  const open = (more: object) => {
    const store = new DraftStore({ userId: "lee", draft: world.draft(), save: world.save });
    void store.open({ journal: storage, ...more });
    return store;
  };
  const first = open({ session: tab });
  first.edit("URL", withUrl("https://first.example"));
  const livePages = new Set([first.page]);
  expect(urlOf(open({ livePages }).readDefinition())).toBe("");
  expect(urlOf(open({ livePages, session: tab }).readDefinition())).toBe("https://first.example");
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
  void store.open({ journal: aBrowserStorage() });
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
