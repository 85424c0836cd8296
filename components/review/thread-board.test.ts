import { expect, test } from "vitest";
import { anchorKey } from "@/lib/review-anchor";
import type { ReviewAnchor, ReviewThread } from "@/lib/review-contract";
import { ThreadBoard } from "./thread-board";

function aThread(id: string, steps: string[], node: ReviewAnchor["node"] = []): ReviewThread {
  return {
    id,
    anchor: { steps, node },
    quote: "",
    status: "open",
    version: { id: "v", number: "1.0" },
    createdAt: "2026-01-05T09:00:00.000Z",
    resolvedBy: null,
    resolvedAt: null,
    comments: [],
  };
}

const key = (steps: string[], node: ReviewAnchor["node"] = []) => anchorKey({ steps, node });
const idsAt = (board: ThreadBoard, at: string) => board.at(at).map(({ id }) => id);
const settled = () => Promise.resolve();

test("a thread is shown at its place, and at the nearest one around it while that isn't on the page", async () => {
  const board = new ThreadBoard([
    aThread("url", ["endpoints", "addUsers", "url"]),
    aThread("node", ["endpoints", "addUsers", "payload"], ["users", 0]),
    aThread("whole", []),
  ]);
  board.register(key([]));
  await settled();
  expect(idsAt(board, key([]))).toEqual(["url", "node", "whole"]);

  const leave = board.register(key(["endpoints", "addUsers"]));
  board.register(key(["endpoints", "addUsers", "payload"], ["users"]));
  await settled();
  expect(idsAt(board, key(["endpoints", "addUsers"]))).toEqual(["url"]);
  expect(idsAt(board, key(["endpoints", "addUsers", "payload"], ["users"]))).toEqual(["node"]);
  expect(idsAt(board, key([]))).toEqual(["whole"]);

  leave();
  await settled();
  expect(idsAt(board, key([]))).toEqual(["url", "whole"]);
});

test("a place that two parts of the page stand for stays until both have gone", async () => {
  const board = new ThreadBoard([aThread("a", ["fields", "#f1"])]);
  board.register(key([]));
  const leaves = [board.register(key(["fields", "#f1"])), board.register(key(["fields", "#f1"]))];
  for (const [index, leave] of leaves.entries()) {
    leave();
    await settled();
    expect(idsAt(board, key(["fields", "#f1"]))).toEqual(index === 0 ? ["a"] : []);
  }
});

test("a place whose threads are the same gets the same array, so that it isn't drawn again", async () => {
  const one = aThread("a", ["fields"]);
  const board = new ThreadBoard([one]);
  board.register(key(["fields"]));
  await settled();
  const before = board.at(key(["fields"]));
  board.update([one, aThread("b", ["mappings"])]);
  expect(board.at(key(["fields"]))).toBe(before);
  board.update([{ ...one, status: "resolved" }]);
  expect(board.at(key(["fields"]))).not.toBe(before);
});

test("asking to see the same thread twice is two requests", () => {
  const board = new ThreadBoard([aThread("a", [])]);
  board.show("a");
  const first = board.shown();
  board.show("a");
  expect(board.shown()).not.toEqual(first);
});
