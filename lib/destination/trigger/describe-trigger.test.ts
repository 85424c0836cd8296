import fc from "fast-check";
import { expect, test } from "vitest";
import { anyTrigger } from "@/lib/testing/triggers";
import { describeTrigger } from "./describe-trigger";
import { traceTrigger } from "./match-trigger";
import { parseTrigger } from "./parse-trigger";
import { type PlainNode, plainTree } from "./plain-tree";
import { sampleEvents } from "./sample-events";
import type { TriggerEvent } from "./trigger";

test.each([
  // Types and names become the subject.
  ['type = "track" and event = "Product Added"', "when a track event named “Product Added” arrives"],
  ['event = "Product Added" and type = "track"', "when a track event named “Product Added” arrives"],
  ['type = "identify"', "when an identify event arrives"],
  ['type = "group"', "when a group event arrives"],
  ['type = "alias"', "when an alias event arrives"],
  ['type = "track" or type = "page"', "when a track or page event arrives"],
  ['event = "Order Completed"', "when an event named “Order Completed” arrives"],
  [
    'event = "Order Completed" or event = "Order Updated" or event = "Order Refunded" or event = "Order Cancelled"',
    "when an event named “Order Completed”, “Order Updated”, “Order Refunded” or “Order Cancelled” arrives",
  ],
  ['type = "track" and (event = "A" or event = "B")', "when a track event named “A” or “B” arrives"],
  ['type = "page" and name = "Pricing"', "when a page event named “Pricing” arrives"],
  [
    '(type = "track" and event = "A") or type = "identify"',
    "when a track event named “A” or an identify event arrives",
  ],
  // What they must not be.
  ['type != "track"', "when an event arrives that is not a track event"],
  ['type != "track" and type != "identify"', "when an event arrives that is neither a track nor an identify event"],
  ['not (type = "track" or type = "page")', "when an event arrives that is neither a track nor a page event"],
  ['event != "Test"', "when an event arrives that is not named “Test”"],
  ['type = "track" and event != "A" and event != "B"', "when a track event arrives that is named neither “A” nor “B”"],
  ['not event = "A"', "when an event arrives that is not named “A”"],
  ['not event != "A"', "when an event named “A” arrives"],
  ['not not event = "A"', "when an event named “A” arrives"],
  // There or not.
  ["userId = null", "when an event arrives that has no user ID"],
  ["userId != null", "when an event arrives that has a user ID"],
  ["not userId = null", "when an event arrives that has a user ID"],
  ["anonymousId != null and userId = null", "when an event arrives that has an anonymous ID and no user ID"],
  ["properties.coupon != null", "when an event arrives that has the property coupon"],
  ["traits.email = null", "when an event arrives that has no trait email"],
  ["properties = null", "when an event arrives that has no properties"],
  ["traits != null", "when an event arrives that has traits"],
  ["event = null", "when an event arrives that has no name"],
  // Values.
  ['type = "track" and properties.total >= 10', "when a track event arrives whose property total is at least 10"],
  ["properties.total > 5", "when an event arrives whose property total is more than 5"],
  ["properties.total <= 5", "when an event arrives whose property total is at most 5"],
  ["not properties.total < 5", "when an event arrives whose property total is not less than 5"],
  [
    "properties.total >= 5 and properties.total < 10",
    "when an event arrives whose property total is at least 5 and less than 10",
  ],
  ["properties.vip = true", "when an event arrives whose property vip is true"],
  ["properties.vip != true", "when an event arrives whose property vip is not true"],
  [
    'properties.plan = "pro" or properties.plan = "team"',
    "when an event arrives whose property plan is “pro” or “team”",
  ],
  ["properties.a != 1 and properties.a != 2", "when an event arrives whose property a is neither 1 nor 2"],
  ['properties.note = ""', "when an event arrives whose property note is empty"],
  [
    'properties.plan = null or properties.plan = "free"',
    "when an event arrives whose property plan is missing or “free”",
  ],
  ["properties.a != 1 and properties.a != null", "when an event arrives whose property a is there and not 1"],
  ['properties.Product\\ Name = "x"', "when an event arrives whose property Product Name is “x”"],
  ['context.device.type = "ios"', "when an event arrives whose context device.type is “ios”"],
  [
    'type = "track" and event = "A" and name = "B"',
    "when a track event named “A” arrives whose page or screen name is “B”",
  ],
  // Functions.
  ['contains(event, "Order")', "when an event arrives whose name contains “Order”"],
  ['!contains(event, "Test")', "when an event arrives whose name does not contain “Test”"],
  ['match(event, "Order *")', "when an event arrives whose name begins with “Order ”"],
  ['!match(event, "*Test")', "when an event arrives whose name does not end with “Test”"],
  ['match(traits.email, "*@example.com")', "when an event arrives whose trait email ends with “@example.com”"],
  ['match(event, "*x*")', "when an event arrives whose name holds “x”"],
  ['match(event, "a*b")', "when an event arrives whose name fits the pattern “a*b”"],
  ['not match(event, "a*b*c")', "when an event arrives whose name does not fit the pattern “a*b*c”"],
  ['match(event, "*")', "when an event arrives whose name is a text"],
  ['match(event, "50\\* off")', "when an event arrives whose name is “50* off”"],
  ['contains(event, "")', "when an event arrives whose name is a text"],
  [
    'contains(properties.tags, "sale") and not contains(properties.tags, "old")',
    "when an event arrives whose property tags contains “sale” and does not contain “old”",
  ],
  ['event = "A" or match(event, "B*")', "when an event arrives whose name is “A” or begins with “B”"],
  // Groups.
  [
    'type = "track" and (properties.total > 5 or traits.vip = true)',
    "when a track event arrives whose property total is more than 5 or whose trait vip is true",
  ],
  [
    'type = "track" and userId != null and (properties.total > 5 or traits.vip = true)',
    "when a track event arrives that has a user ID, and either its property total is more than 5 or its trait vip is true",
  ],
  [
    'type = "track" and (properties.a = 1 or (properties.b = 2 and properties.c = 3))',
    "when a track event arrives, and either its property a is 1, or both its property b is 2 and its property c is 3",
  ],
  [
    'type = "track" and not (properties.a = 1 and event = "x")',
    "when a track event arrives whose property a is not 1 or that is not named “x”",
  ],
  [
    '(type = "track" and properties.total > 5) or (type = "identify" and traits.email != null)',
    "when a track event arrives whose property total is more than 5, or when an identify event arrives that has the trait email",
  ],
  ["", "never: the trigger is empty"],
])("%s", (text, words) => {
  const { root, problems } = parseTrigger(text);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(describeTrigger(root)).toBe(words);
});

/** What a plain tree says, by its conditions. */
function holds(node: PlainNode, event: TriggerEvent): boolean {
  if (node.type !== "leaf") {
    const parts = node.operands.map((operand) => holds(operand, event));
    return node.type === "and" ? parts.every(Boolean) : parts.some(Boolean);
  }
  const parts = node.conditions.map(({ leaf, isNegated }) => traceTrigger(leaf, event).isTrue !== isNegated);
  return node.joint === "and" ? parts.every(Boolean) : parts.some(Boolean);
}

/** Trees about few parts and values, so that conditions meet. */
const few = fc
  .array(
    fc.constantFrom(
      'type = "track"',
      'type = "page"',
      'event != "Product Added"',
      "properties.total > 100",
      "properties.coupon = null",
      "userId != null",
      'contains(event, "Order")',
      "not",
      "not",
      "(",
    ),
    { minLength: 1, maxLength: 10 },
  )
  .chain((words) =>
    fc.tuple(fc.constant(words), fc.array(fc.constantFrom("and", "or"), { minLength: 10, maxLength: 10 })),
  )
  .map(([words, joints]) => {
    let text = "";
    let open = 0;
    words.forEach((word, index) => {
      const isCondition = word !== "not" && word !== "(";
      if (word === "(") open++;
      text += `${word} `;
      if (isCondition && index < words.length - 1)
        text += open > 0 && index % 3 === 0 ? `) ${joints[index]} ` : `${joints[index]} `;
      if (isCondition && index < words.length - 1 && open > 0 && index % 3 === 0) open--;
    });
    const isComplete = !["not", "("].includes(words.at(-1) ?? "");
    return `${text}${isComplete ? "" : "userId = null"}${")".repeat(open)}`;
  });

test("without its nested negations a trigger means what it meant", () => {
  fc.assert(
    fc.property(few, (text) => {
      const { root, problems } = parseTrigger(text);
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
      if (!root) throw new Error("It has no tree.");
      for (const { event } of sampleEvents) {
        expect(holds(plainTree(root), event)).toBe(traceTrigger(root, event).isTrue);
      }
    }),
    { numRuns: 500 },
  );
});

test("any trigger can be said, without a parenthesis of its own", () => {
  fc.assert(
    fc.property(anyTrigger, (node) => {
      expect(describeTrigger(node)).toMatch(/^when an? .*arrives/s);
    }),
  );
  expect(describeTrigger(parseTrigger('not (not (userId = null and (event = "a" or type = "b")))').root)).not.toContain(
    "(",
  );
});
