import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LosslessNumber } from "@/lib/destination/json";
import { literalPattern, patternPieces } from "./match-pattern";
import { matchesTrigger, traceTrigger } from "./match-trigger";
import { parseTrigger } from "./parse-trigger";
import { sampleEvents } from "./sample-events";
import type { TriggerEvent } from "./trigger";

/** What and, or and not may do with each other. */
const twoNegations: readonly (readonly [left: string, right: string])[] = [
  ['not (type = "track" and userId != null)', 'type != "track" or userId = null'],
  ['not (type = "track" or userId = null)', 'type != "track" and userId != null'],
  ['not not type = "page"', 'type = "page"'],
  [
    'type = "track" and userId != null or type = "identify"',
    '(type = "track" and userId != null) or type = "identify"',
  ],
];

const event: TriggerEvent = {
  type: "track",
  event: "Product Added",
  userId: "u1",
  properties: {
    total: 12.5,
    count: new LosslessNumber("3"),
    id: new LosslessNumber("9007199254740993123"),
    name: "Shirt * XL",
    empty: "",
    none: null,
    vip: true,
    tags: ["new", "sale"],
    products: [{ sku: "a-1" }, { sku: "b-2" }],
    "Product Name": "Blue shirt",
    digits: "5",
  },
  context: { device: { type: "ios" } },
};

describe("matching", () => {
  test.each([
    ['type = "track"', true],
    ['type = "Track"', false],
    ['type != "page"', true],
    ['event = "Product Added" and type = "track"', true],
    ['event = "x" or type = "track"', true],
    ['event = "x" and type = "track"', false],
    ['event = "x" or type = "page"', false],
    ['not event = "x"', true],
    ['not (type = "track" and event = "x")', true],
    ['not (type = "track" or event = "x")', false],
    ['event = "x" and type = "page" or userId = "u1"', true],
    ['event = "x" and (type = "page" or userId = "u1")', false],
    ["properties.missing = null", true],
    ["properties.none = null", true],
    ["properties.empty = null", false],
    ["properties.empty != null", true],
    ["properties.missing != null", false],
    ["properties.missing.deeper = null", true],
    ['properties.missing != "x"', true],
    ["properties.missing != 5", true],
    ["properties.total = 12.5", true],
    ["properties.total = 12.50", true],
    ["properties.total > 12", true],
    ["properties.total > 12.5", false],
    ["properties.total >= 12.5", true],
    ["properties.total < 100", true],
    ["properties.total <= 12.4", false],
    ["properties.count = 3", true],
    ["properties.count = 3.0", true],
    ["properties.count > 2", true],
    ["properties.id = 9007199254740993123", true],
    ["properties.id = 9007199254740993124", false],
    ["properties.id > 9007199254740993122", true],
    ["properties.digits = 5", false],
    ['properties.digits = "5"', true],
    ["properties.digits > 1", false],
    ['properties.total = "12.5"', false],
    ["properties.vip = true", true],
    ["properties.vip != false", true],
    ['properties.vip = "true"', false],
    ["properties.missing > 1", false],
    ["not properties.missing > 1", true],
    ['contains(event, "Added")', true],
    ['contains(event, "added")', false],
    ['contains(event, "")', true],
    ['contains(properties.tags, "sale")', true],
    ['contains(properties.tags, "sal")', false],
    ['contains(properties.missing, "")', false],
    ['contains(properties.total, "12")', false],
    ['match(event, "Product*")', true],
    ['match(event, "*Added")', true],
    ['match(event, "Pro*ct*ded")', true],
    ['match(event, "Product")', false],
    ['match(event, "*")', true],
    ['match(event, "Product Added*Product Added")', false],
    ['match(properties.name, "Shirt \\\\* XL")', true],
    ['match(properties.name, "Shirt \\* *")', true],
    ['match(properties.missing, "*")', false],
    ['!match(event, "Order*")', true],
    ['context.device.type = "ios"', true],
    ['context.device = "ios"', false],
    ['properties.products.1.sku = "b-2"', true],
    ['properties.products.2.sku = "b-2"', false],
    ['properties.Product\\ Name = "Blue shirt"', true],
    ["properties.__proto__ = null", true],
    ["properties.constructor = null", true],
    ["properties.tags.length = null", true],
  ])("%s is %s", (text, expected) => {
    const { root, problems } = parseTrigger(text);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(matchesTrigger(root, event)).toBe(expected);
  });

  test("an empty trigger has no problem and matches nothing", () => {
    for (const text of ["", "  \n "]) {
      expect(parseTrigger(text)).toEqual({ source: text, problems: [] });
      expect(matchesTrigger(parseTrigger(text).root, event)).toBe(false);
    }
  });

  test.each(twoNegations)("%s and %s hold for the same events", (left, right) => {
    for (const { event: each } of [...sampleEvents, { event }]) {
      expect(matchesTrigger(parseTrigger(left).root, each)).toBe(matchesTrigger(parseTrigger(right).root, each));
    }
  });

  test("the trace holds every condition with what was found", () => {
    const { root } = parseTrigger('type = "page" and properties.total > 10');
    expect(root && traceTrigger(root, event)).toMatchObject({
      isTrue: false,
      parts: [
        { isTrue: false, found: "track" },
        { isTrue: true, found: 12.5 },
      ],
    });
  });
});

test("a literal piece of a pattern stands for itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("*", "\\", "a", " ") }), (text) => {
      expect(patternPieces(literalPattern(text))).toEqual([text]);
    }),
  );
});
