/** Two people on one draft: two stores against one server. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Draft, SaveDraftBody } from "@/lib/contract";
import { blankListDefinition } from "@/lib/destination/blank-definition";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { mergeDefinitions } from "@/lib/destination/merge";
import { AppError } from "@/lib/errors";
import { asList } from "@/lib/testing/definitions";
import { DraftStore } from "./draft-store";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-01-01T10:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

const id = "0b0b2a3e-58d4-4c36-9f1c-0d3f0f6c1a11";
const settle = () => vi.advanceTimersByTimeAsync(60_000);

const set = (path: string, value: unknown) => (definition: DestinationDefinition) =>
  setAtPath(definition, path.split("."), value);
const url = (text: string) => set("endpoints.addUsers.url", text);
const batch = (size: number) => set("endpoints.addUsers.batchSize", size);

function aWorld() {
  const server = { revision: 1, definition: blankListDefinition(), by: "Kim" };
  const draft = (): Draft => ({
    id,
    revision: server.revision,
    definition: server.definition,
    updatedAt: new Date().toISOString(),
    updatedBy: server.by,
  });
  const storeOf = (by: string) =>
    new DraftStore({
      userId: by,
      draft: draft(),
      read: async () => draft(),
      async save(_id: string, body: SaveDraftBody) {
        if (body.revision !== server.revision) throw new AppError("stale_revision", "Stale.", { theirs: draft() });
        Object.assign(server, { revision: body.revision + 1, definition: body.definition, by });
        return { revision: server.revision, updatedAt: new Date().toISOString() };
      },
    });
  const read = () => {
    const { url: text, batchSize } = server.definition.endpoints.addUsers;
    return [text, batchSize, server.definition.delivery.concurrency];
  };
  return { server, draft, read, mine: storeOf("Lee"), theirs: storeOf("Kim") };
}

test("edits of different places at the same moment are joined without a question", async () => {
  const { mine, theirs, read } = aWorld();
  mine.edit("URL", url("https://mine.example"));
  theirs.edit("Batch size", batch(77));
  await settle();
  expect(read()).toEqual(["https://mine.example", 77, 4]);
  const late = [mine, theirs].find((store) => store.getSnapshot().joined);
  expect(late?.getSnapshot().joined?.by).toBe(late === mine ? "Kim" : "Lee");
});

test("whoever waits for a save gets it, also when it had to be joined first", async () => {
  const { mine, theirs, read } = aWorld();
  theirs.edit("Batch size", batch(77));
  await settle();
  mine.edit("URL", url("https://mine.example"));
  await expect(mine.flush()).resolves.toBe(3);
  expect(read()).toEqual(["https://mine.example", 77, 4]);
});

test("undo after a join takes back what is mine, and nothing of theirs", async () => {
  const { mine, theirs, read } = aWorld();
  theirs.edit("Batch size", batch(77));
  await settle();
  mine.edit("URL", url("https://mine.example"));
  await settle();
  mine.undo();
  await settle();
  expect(read()).toEqual(["", 77, 4]);
});

test("a newer save is adopted while nothing is unsaved here, and the store says what came", async () => {
  const { mine, theirs } = aWorld();
  theirs.edit("Batch size", batch(77));
  await settle();
  await mine.refresh();
  expect(asList(mine.readDefinition()).endpoints.addUsers.batchSize).toBe(77);
  const { joined } = mine.getSnapshot();
  expect([joined?.by, joined && asList(joined.before).endpoints.addUsers.batchSize]).toEqual(["Kim", 10_000]);
});

test("what overlaps waits; a decision is saved with all that joined, and undo brings my text back", async () => {
  const { mine, theirs, read, draft } = aWorld();
  theirs.edit("URL", url("https://theirs.example"));
  theirs.edit("Concurrency", set("delivery.concurrency", 7));
  await settle();
  mine.edit("URL", url("https://mine.example"));
  mine.edit("Batch size", batch(55));
  await settle();
  expect(mine.getSnapshot().saveState.kind).toBe("conflict");
  expect(read()).toEqual(["https://theirs.example", 10_000, 7]);

  const decisions = new Map([["endpoints/addUsers/url", "theirs" as const]]);
  mine.resolveConflict(mergeDefinitions(mine.base, mine.readDefinition(), draft().definition, decisions).merged);
  await settle();
  expect(read()).toEqual(["https://theirs.example", 55, 7]);
  mine.undo();
  await settle();
  expect(read()).toEqual(["https://mine.example", 55, 7]);
});

test("taking all theirs and keeping all mine only decide what overlaps", async () => {
  for (const [choice, expected] of [
    ["mine", "https://mine.example"],
    ["theirs", "https://theirs.example"],
  ] as const) {
    const { mine, theirs, read } = aWorld();
    theirs.edit("URL", url("https://theirs.example"));
    theirs.edit("Concurrency", set("delivery.concurrency", 7));
    await settle();
    mine.edit("URL", url("https://mine.example"));
    mine.edit("Batch size", batch(55));
    await settle();
    mine.resolveConflict(choice);
    await settle();
    expect(read()).toEqual([expected, 55, 7]);
  }
});

test("while a decision is put off, typing goes on unsaved, and the conflict is always with the newest", async () => {
  const { mine, theirs, read } = aWorld();
  theirs.edit("URL", url("https://theirs.example"));
  await settle();
  mine.edit("URL", url("https://mine.example"));
  await settle();
  mine.edit("Batch size", batch(55));
  await settle();
  expect(read()).toEqual(["https://theirs.example", 10_000, 4]);

  theirs.edit("URL", url("https://newer.example"));
  await settle();
  await mine.refresh();
  const { saveState } = mine.getSnapshot();
  expect(saveState).toMatchObject({ kind: "conflict", theirs: { revision: 3 } });

  // They take it back: nothing overlaps any more.
  theirs.undo();
  theirs.undo();
  await settle();
  await mine.refresh();
  await settle();
  expect(mine.getSnapshot().saveState.kind).toBe("saved");
  expect(read()).toEqual(["https://mine.example", 55, 4]);
});

test("two people who type all the time lose nothing and end with the same draft", async () => {
  const { mine, theirs, server } = aWorld();
  for (let round = 1; round <= 40; round += 1) {
    mine.edit("URL", url(`https://mine.example/${round}`));
    theirs.edit("Batch size", batch(round));
    if (round % 3 === 0) theirs.edit("Slug", set("slugifyCohortName", round % 2 === 0));
    await vi.advanceTimersByTimeAsync((round * 379) % 2_000);
    if (round % 5 === 0) await Promise.all([mine.refresh(), theirs.refresh()]);
  }
  await settle();
  await Promise.all([mine.refresh(), theirs.refresh()]);
  const { addUsers } = server.definition.endpoints;
  expect([addUsers.url, addUsers.batchSize]).toEqual(["https://mine.example/40", 40]);
  expect(mine.readDefinition()).toEqual(server.definition);
  expect(theirs.readDefinition()).toEqual(server.definition);
});
