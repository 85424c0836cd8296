import { describe, expect, test } from "vitest";
import { blankItemOutcome } from "./blank-definition";
import type { ItemOutcome } from "./definition";
import { type ItemWord, outcomeWords } from "./outcome-words";

const words = (parts: Partial<ItemOutcome>, item: ItemWord = "user") =>
  outcomeWords({ ...blankItemOutcome(), ...parts }, item);

describe("a rule for single results, said back", () => {
  test("says nothing while the place is missing", () => {
    expect(words({ path: " " })).toBeUndefined();
  });

  test.each<[string, Partial<ItemOutcome>, string]>([
    [
      "values that mean another thing in each direction",
      { path: "failedUpdates.notFoundEmails", onRemove: "done" },
      "Each user named in failedUpdates.notFoundEmails is rejected when adding, and counts as done when removing.",
    ],
    [
      "values inside objects, compared with a part of the item",
      { path: "errors", itemPath: "email", matchPath: "profile.email" },
      "Each user whose profile.email is named as email in errors is rejected, when adding as when removing.",
    ],
    [
      "places in the request, with codes",
      {
        path: "errors",
        identifyBy: "index",
        itemPath: "batch_index",
        codePath: "reason",
        codes: ["required", "*_bad"],
      },
      "Each user whose place in the call is given as batch_index in errors, with reason required or *_bad, is rejected, when adding as when removing.",
    ],
    [
      "a result for each in order",
      { path: "results", identifyBy: "position", codePath: "status", codes: ["4*"], onAdd: "retry", onRemove: "retry" },
      "Each user whose result in results (the first is the first user's) has status 4* is sent again, when adding as when removing.",
    ],
  ])("%s", (_name, parts, sentence) => {
    expect(words(parts)).toBe(sentence);
  });

  test("an event has one direction", () => {
    expect(words({ path: "invalid", onAdd: "done", onRemove: "retry" }, "event")).toBe(
      "Each event named in invalid counts as done.",
    );
  });
});
