import { describe, expect, test } from "vitest";
import { LosslessNumber } from "@/lib/destination/json";
import { explainTrace, groupWords } from "./explain-trace";
import { traceTrigger } from "./match-trigger";
import { parseTrigger } from "./parse-trigger";
import { sampleEvents } from "./sample-events";
import type { TriggerEvent } from "./trigger";

const event: TriggerEvent = {
  type: "track",
  event: "Product Added",
  userId: null,
  properties: {
    total: 12.5,
    id: new LosslessNumber("9007199254740993"),
    digits: "5",
    tags: ["new"],
    empty: "",
    vip: true,
  },
};

function explained(text: string) {
  const { root } = parseTrigger(text);
  if (!root) throw new Error(`${text} can't be read.`);
  const trace = traceTrigger(root, event);
  return [trace.isTrue, explainTrace(trace)];
}

test.each([
  ['type = "track"', true, 'It is "track".'],
  ['type = "page"', false, 'It is "track".'],
  ['event = "product added"', false, 'It is "Product Added", written with other capitals or spaces.'],
  ['event = " Product  Added"', false, 'It is "Product Added", written with other capitals or spaces.'],
  ["userId = null", true, "It is null."],
  ["userId != null", false, "It is null."],
  ['userId = "u-1"', false, "It is null."],
  ["properties.none = null", true, "The event doesn't have it."],
  ['properties.none = "x"', false, "The event doesn't have it."],
  ['properties.none != "x"', true, "The event doesn't have it, and so it is something else."],
  ["properties.none > 5", false, "The event doesn't have it."],
  ["properties.total > 12", true, "It is 12.5."],
  ["properties.total > 13", false, "It is 12.5."],
  ['properties.total = "12.5"', false, "It is 12.5: a number, not a text."],
  ["properties.digits = 5", false, 'It is "5": a text, not a number.'],
  ["properties.digits > 1", false, 'It is "5", and only numbers have an order.'],
  ["properties.id = 9007199254740993", true, "It is 9007199254740993."],
  ['properties.vip = "true"', false, "It is true: a boolean, not a text."],
  ['properties.tags = "new"', false, 'It is ["new"]: a list, not a text.'],
  ['properties = "x"', false, expect.stringMatching(/^It is {.*…: an object, not a text\.$/)],
  ['contains(event, "Added")', true, 'It is "Product Added".'],
  ['contains(event, "added")', false, 'It is "Product Added", which doesn\'t contain it.'],
  ['contains(properties.tags, "ne")', false, 'It is ["new"], and none of its elements is that text.'],
  ['contains(properties.total, "12")', false, "It is 12.5, and only a text or a list can contain a text."],
  ['contains(properties.none, "")', false, "The event doesn't have it."],
  ['match(event, "Order*")', false, 'It is "Product Added", which doesn\'t fit the pattern.'],
  ['match(properties.tags, "*")', false, 'It is ["new"], and only a text can fit a pattern.'],
  ['type = "track" and userId = null', true, "Both hold."],
  ['type = "page" or userId != null', false, "Neither holds."],
  ['type = "track" or type = "page" or type = "group"', true, "1 of 3 holds."],
  ['type = "track" or type != "page" or type = "group"', true, "2 of 3 hold."],
  ['type = "page" or type = "screen" or type = "group"', false, "None of the 3 holds."],
  ['type != "page" and type != "screen" and type != "group"', true, "All 3 hold."],
  ['not type = "page"', true, "What it turns around doesn't hold."],
  ['not type = "track"', false, "What it turns around holds."],
])("%s is %s: %s", (text, isTrue, words) => {
  expect(explained(text)).toEqual([isTrue, words]);
});

describe("for every sample event", () => {
  test("a condition has a reason that is a sentence", () => {
    const { root } = parseTrigger('match(context.device.type, "*") or properties.total >= 5 or traits.tags = "x"');
    for (const { event: sample } of sampleEvents) {
      const trace = root && traceTrigger(root, sample);
      for (const part of trace?.parts ?? []) expect(explainTrace(part)).toMatch(/^(It is|The event) .*\.$/);
    }
  });
});

test("groups have names", () => {
  expect([groupWords("and"), groupWords("or"), groupWords("not")]).toEqual([
    "All of these",
    "At least one of these",
    "Not this",
  ]);
});
