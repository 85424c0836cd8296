import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Presence, PresenceBody } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import { PresenceLoop } from "./presence-loop";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const kim = { userId: "kim", name: "Kim", section: "fields" };

function aLoop() {
  const said: PresenceBody[] = [];
  const revisions: number[] = [];
  const server = { revision: 1, people: [] as Presence["people"], isUp: true, isVisible: true };
  let stays = 0;
  const loop = new PresenceLoop({
    newTabId: () => `tab ${++stays}`,
    say: async (body) => {
      if (!server.isUp) throw new AppError("unavailable", "The portal can't be reached.");
      said.push(body);
      return { revision: server.revision, people: server.people };
    },
    onRevision: (revision) => revisions.push(revision),
    isVisible: () => server.isVisible,
  });
  return { loop, said, revisions, server };
}

test("a tab says so at once and every 15 seconds; with company every 5", async () => {
  const { loop, said, revisions, server } = aLoop();
  loop.start("fields");
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([{ tabId: "tab 1", section: "fields", isLeaving: false }]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(said).toHaveLength(3);

  Object.assign(server, { people: [kim], revision: 4 });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(loop.getPeople()).toEqual([kim]);
  expect(revisions).toEqual([1, 1, 1, 4]);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(said).toHaveLength(7);
});

test("another section is told when one stays there", async () => {
  const { loop, said } = aLoop();
  loop.start("fields");
  await vi.advanceTimersByTimeAsync(1_000);
  for (const section of ["headers", "mappings", "delivery"]) {
    loop.moveTo(section);
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said.map(({ section }) => section)).toEqual(["fields", "delivery"]);
});

test("a tab in the background is silent, and speaks when it comes to the front", async () => {
  const { loop, said, server } = aLoop();
  server.isVisible = false;
  loop.start(null);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual([]);
  server.isVisible = true;
  await loop.beat();
  expect(said).toHaveLength(1);
});

test("without a connection the people stay and it goes on trying", async () => {
  const { loop, said, server } = aLoop();
  server.people = [kim];
  loop.start(null);
  await vi.advanceTimersByTimeAsync(0);
  server.isUp = false;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(loop.getPeople()).toEqual([kim]);
  Object.assign(server, { isUp: true, people: [] });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(said).toHaveLength(2);
  expect(loop.getPeople()).toEqual([]);
});

test("who leaves says so once, and nothing after", async () => {
  const { loop, said } = aLoop();
  loop.start("fields");
  await vi.advanceTimersByTimeAsync(0);
  loop.stop();
  loop.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said.map(({ isLeaving }) => isLeaving)).toEqual([false, true]);
});

test("listeners hear of people, not of every answer", async () => {
  const { loop, server } = aLoop();
  const listener = vi.fn();
  loop.subscribe(listener);
  server.people = [kim];
  loop.start(null);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(listener).toHaveBeenCalledTimes(1);
});

test("a new stay has a new name, so that the old one's leaving doesn't take it away", async () => {
  const { loop, said } = aLoop();
  loop.start("fields");
  loop.stop();
  loop.start("fields");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(said.map(({ tabId, isLeaving }) => `${tabId}${isLeaving ? " leaves" : ""}`)).toEqual([
    "tab 1",
    "tab 1 leaves",
    "tab 2",
  ]);
});

test("many reasons to speak at once are one", async () => {
  const { loop, said } = aLoop();
  loop.start("fields");
  await Promise.all([loop.beat(), loop.beat(), loop.beat()]);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toHaveLength(1);
});
