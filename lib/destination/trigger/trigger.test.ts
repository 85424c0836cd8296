import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyTextEdits } from "@/lib/destination/edit";
import { LosslessNumber } from "@/lib/destination/json";
import { nastyText } from "@/lib/testing/definitions";
import { describeTrigger } from "./describe-trigger";
import { formatTrigger } from "./format-trigger";
import { matchesTrigger, traceTrigger } from "./match-trigger";
import { parseTrigger } from "./parse-trigger";
import { comparisonOperators, type TriggerEvent, type TriggerNode, type TriggerValue } from "./trigger";

const formatted = (text: string) => {
  const { root, problems } = parseTrigger(text);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return root && formatTrigger(root);
};

const legal: readonly (readonly [text: string, formatted: string])[] = [
  ['type = "track"', 'type = "track"'],
  ['type="track"', 'type = "track"'],
  ['  type\n=\t"track"  ', 'type = "track"'],
  ['type = "track" and event = "Product Added"', 'type = "track" and event = "Product Added"'],
  ['type = "track" AND event = "A"', 'type = "track" and event = "A"'],
  ['type = "track" Or type = "page"', 'type = "track" or type = "page"'],
  ['NOT type = "track"', 'not type = "track"'],
  ['!type = "track"', 'not type = "track"'],
  ['! (type = "track")', 'not type = "track"'],
  ['not (type = "a" or type = "b")', 'not (type = "a" or type = "b")'],
  ['!(a.b = 1 and event = "x")'.replace("a.b", "traits.b"), 'not (traits.b = 1 and event = "x")'],
  ['not not userId = "x"', 'not not userId = "x"'],
  ['((type = "track"))', 'type = "track"'],
  ["userId = null", "userId = null"],
  ["userId != NULL", "userId != null"],
  ["traits.vip = TRUE", "traits.vip = true"],
  ["traits.vip != false", "traits.vip != false"],
  ["properties.total > 10", "properties.total > 10"],
  ["properties.total>=10.50", "properties.total >= 10.50"],
  ["properties.total < -3", "properties.total < -3"],
  ["properties.total <= 1e3", "properties.total <= 1e3"],
  ["properties.id = 9007199254740993123", "properties.id = 9007199254740993123"],
  ['context.device.type = "ios"', 'context.device.type = "ios"'],
  ['properties.products.0.sku = "x"', 'properties.products.0.sku = "x"'],
  ['properties.Product\\ Name = "x"', 'properties.Product\\ Name = "x"'],
  ['properties.with-hyphen = "x"', 'properties.with-hyphen = "x"'],
  ['properties.größe = "XL"', 'properties.größe = "XL"'],
  ["properties.$price > 1", "properties.$price > 1"],
  ['contains(event, "Order")', 'contains(event, "Order")'],
  ['CONTAINS( event ,"Order" )', 'contains(event, "Order")'],
  ['match(event, "Order *")', 'match(event, "Order *")'],
  ['!contains(traits.email, "@test")', 'not contains(traits.email, "@test")'],
  ['not match(name, "*x*")', 'not match(name, "*x*")'],
  ['event = "say \\"hi\\""', 'event = "say \\"hi\\""'],
  ['event = "back\\\\slash"', 'event = "back\\\\slash"'],
  ['event = "line\\nbreak"', 'event = "line\\nbreak"'],
  ['match(event, "50\\* off")', 'match(event, "50\\\\* off")'],
  ['event = ""', 'event = ""'],
  ['event = "and"', 'event = "and"'],
  ['event = "émoji 😀 \u202eabc"', 'event = "émoji 😀 \u202eabc"'],
  ['(type = "a" and event = "b") or event = "c"', '(type = "a" and event = "b") or event = "c"'],
  ['type = "a" and (event = "b" or event = "c")', 'type = "a" and (event = "b" or event = "c")'],
  ['type = "a" and event = "b" or event = "c"', '(type = "a" and event = "b") or event = "c"'],
  ['event = "c" or type = "a" and event = "b"', 'event = "c" or (type = "a" and event = "b")'],
  ['anonymousId = "x"', 'anonymousId = "x"'],
  ['groupId = "x"', 'groupId = "x"'],
  ['previousId != "x"', 'previousId != "x"'],
  ['messageId = "x"', 'messageId = "x"'],
  ['timestamp = "2026"', 'timestamp = "2026"'],
];

describe("legal triggers", () => {
  test.each(legal)("%s", (text, expected) => {
    expect(formatted(text)).toBe(expected);
    expect(formatted(expected)).toBe(expected);
  });
});

/** Text, the code of the first problem, the text it marks, and the text after its fix (none: there is no fix). */
const illegal: readonly [text: string, code: string, marked: string, fixed?: string][] = [
  ['type == "track"', "double-equals", "==", 'type = "track"'],
  ['type === "track"', "double-equals", "===", 'type = "track"'],
  ['type !== "track"', "foreign-operator", "!==", 'type != "track"'],
  ['type <> "track"', "foreign-operator", "<>", 'type != "track"'],
  ['type ≠ "track"', "foreign-operator", "≠", 'type != "track"'],
  ["properties.a => 1", "foreign-operator", "=>", "properties.a >= 1"],
  ["properties.a =< 1", "foreign-operator", "=<", "properties.a <= 1"],
  ["properties.a ≤ 1", "foreign-operator", "≤", "properties.a <= 1"],
  ["properties.a ≥ 1", "foreign-operator", "≥", "properties.a >= 1"],
  ['type = "track" && event = "x"', "foreign-operator", "&&", 'type = "track" and event = "x"'],
  ['type = "track"&&event = "x"', "foreign-operator", "&&", 'type = "track" and event = "x"'],
  ['type = "track" || event = "x"', "foreign-operator", "||", 'type = "track" or event = "x"'],
  ['type = "track" & event = "x"', "foreign-operator", "&", 'type = "track" and event = "x"'],
  ['type = "track" | event = "x"', "foreign-operator", "|", 'type = "track" or event = "x"'],
  ["type = “track”", "curly-quotes", "“track”", 'type = "track"'],
  ["type = ”track”", "curly-quotes", "”track”", 'type = "track"'],
  ["type = „track“", "curly-quotes", "„track“", 'type = "track"'],
  ['type = “track"', "curly-quotes", '“track"', 'type = "track"'],
  ["type = ‘track’", "curly-quotes", "‘track’", 'type = "track"'],
  ["type = 'track'", "single-quotes", "'track'", 'type = "track"'],
  ["event = 'it\"s'", "single-quotes", "'it\"s'", 'event = "it\\"s"'],
  ["type = track", "unquoted-text", "track", 'type = "track"'],
  ["type = Track and userId = null", "unquoted-text", "Track", 'type = "Track" and userId = null'],
  ['type = "track', "unterminated-text", '"track', 'type = "track"'],
  ["type = “track", "unterminated-text", "“track"],
  ['type "track"', "missing-operator", "type"],
  ["userId", "missing-operator", "userId", "userId != null"],
  ['userId and type = "track"', "missing-operator", "userId", 'userId != null and type = "track"'],
  ['type is "track"', "missing-operator", "is", 'type = "track"'],
  ['type equals "track"', "missing-operator", "equals", 'type = "track"'],
  ["userId is null", "missing-operator", "is", "userId = null"],
  ["type =", "missing-value", "="],
  ['type = and event = "x"', "missing-value", "="],
  ['"track" = type', "value-first", '"track"'],
  ["5 < properties.total", "value-first", "5"],
  ["null = userId", "value-first", "null"],
  ['type = "track" and', "missing-condition", "d"],
  ['and type = "track"', "missing-condition", "and", ' type = "track"'],
  ['type = "track" or or event = "x"', "missing-condition", "or", 'type = "track" or  event = "x"'],
  ["not", "missing-condition", "t"],
  ["()", "missing-condition", ")"],
  ["= 5", "missing-condition", "=", " 5"],
  ['(type = "track"', "unbalanced", "(", '(type = "track")'],
  ['type = "track")', "unbalanced", ")", 'type = "track"'],
  ['contains(event, "x"', "unbalanced", "contains", 'contains(event, "x")'],
  ['type = "track" event = "x"', "missing-and-or", "event", 'type = "track" and event = "x"'],
  ['type = "track" not event = "x"', "missing-and-or", "not", 'type = "track" and not event = "x"'],
  ['type = "track" (event = "x")', "missing-and-or", "(", 'type = "track" and (event = "x")'],
  ['containz(event, "x")', "unknown-function", "containz", 'contains(event, "x")'],
  ['startsWith(event, "x")', "unknown-function", "startsWith"],
  ['contains(event "x")', "missing-comma", '"x"', 'contains(event, "x")'],
  ["contains(event, x)", "missing-argument", "x", 'contains(event, "x")'],
  ["contains(event, 5)", "missing-argument", "5", 'contains(event, "5")'],
  ["contains(event)", "missing-argument", ")"],
  ['contains("x", event)', "missing-argument", "contains"],
  ["match()", "missing-argument", "match"],
  ['properties.total > "10"', "not-a-number", '"10"', "properties.total > 10"],
  ['properties.total > "ten"', "not-a-number", '"ten"'],
  ["properties.total < null", "not-a-number", "null"],
  ["properties.total >= true", "not-a-number", "true"],
  ['propertys.total = "x"', "unknown-member", "propertys.total", 'properties.total = "x"'],
  ['total = "x"', "unknown-member", "total", 'properties.total = "x"'],
  ['userid = "x"', "unknown-member", "userid", 'userId = "x"'],
  ['trait.email = "x"', "unknown-member", "trait.email", 'traits.email = "x"'],
  ['type = "track";', "unexpected-character", ";", 'type = "track"'],
  ['type = "track" # note', "unexpected-character", "#", 'type = "track"  note'],
  ['type = "track" = 5', "unexpected-word", "="],
  ['type = "track", event = "x"', "unexpected-word", ","],
];

describe("illegal triggers say what is wrong, where, and how it is meant", () => {
  test.each(illegal)("%s", (text, code, marked, fixed) => {
    const { root, problems } = parseTrigger(text);
    const [first] = problems;
    expect(root).toBeUndefined();
    expect(first).toMatchObject({ code, severity: "error" });
    expect(text.slice(first?.range.start, first?.range.end)).toBe(marked);
    expect(first?.fix && applyTextEdits(text, first.fix.edits)).toBe(fixed);
    expect(first?.message).toMatch(/[.?…]$/);
  });
});

describe("warnings", () => {
  test.each([
    ['type = "a" and event = "b" or event = "c"', "mixed-and-or", '(type = "a" and event = "b") or event = "c"'],
    ['event = "c" or type = "page" and event = "b"', "mixed-and-or", 'event = "c" or (type = "page" and event = "b")'],
    ['type = "Identify"', "unknown-type", 'type = "identify"'],
    ['type = "tracks"', "unknown-type", 'type = "track"'],
  ])("%s", (text, code, fixed) => {
    const { root, problems } = parseTrigger(text);
    const warning = problems.find((problem) => problem.code === code);
    expect(root).toBeDefined();
    expect(warning?.severity).toBe("warning");
    expect(warning?.fix && applyTextEdits(text, warning.fix.edits)).toBe(fixed);
  });

  test("none where parentheses stand, and none for a type that exists", () => {
    for (const text of ['(type = "track" and event = "b") or event = "c"', 'type = "track" and event = "b"']) {
      expect(parseTrigger(text).problems).toEqual([]);
    }
  });
});

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

describe("plain words", () => {
  test.each([
    ['type = "track" and event = "Product Added"', "when a track event named “Product Added” arrives"],
    ['type = "identify"', "when an identify event arrives"],
    ['type = "track" or type = "page"', "when a track or page event arrives"],
    [
      'event = "Order Completed" or event = "Order Updated" or event = "Order Refunded"',
      "when an event named “Order Completed”, “Order Updated” or “Order Refunded” arrives",
    ],
    ['type = "track" and properties.total >= 10', "when a track event whose properties.total is at least 10 arrives"],
    ["userId != null", "when an event whose userId is there arrives"],
    ['!contains(event, "Test")', "when an event whose not (event contains “Test”) arrives"],
    ["", "never: the trigger is empty"],
  ])("%s", (text, words) => {
    expect(describeTrigger(parseTrigger(text).root)).toBe(words);
  });
});

const range = { start: 0, end: 0 };
const path = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/),
      fc.constantFrom("Product Name", "a-b", "größe", "x.y", "0"),
    ),
    { maxLength: 3 },
  )
  .map((steps) => ["properties", ...steps]);
const value: fc.Arbitrary<TriggerValue> = fc.oneof(
  nastyText.map((text) => ({ type: "text" as const, text })),
  fc.integer().map((number) => ({ type: "number" as const, digits: String(number) })),
  fc.boolean().map((each) => ({ type: "boolean" as const, value: each })),
  fc.constant({ type: "null" as const }),
);
const leaf: fc.Arbitrary<TriggerNode> = fc.oneof(
  fc
    .record({ path, value, operator: fc.constantFrom(...comparisonOperators) })
    .filter(({ operator, value: { type } }) => operator === "=" || operator === "!=" || type === "number")
    .map((parts) => ({ type: "comparison" as const, ...parts, pathRange: range, valueRange: range, range })),
  fc
    .record({ path, argument: nastyText, name: fc.constantFrom("contains" as const, "match" as const) })
    .map((parts) => ({ type: "call" as const, ...parts, pathRange: range, range })),
);
const tree = fc.letrec<{ node: TriggerNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc
      .record({
        type: fc.constantFrom("and" as const, "or" as const),
        operands: fc.array(tie("node"), { minLength: 2, maxLength: 4 }),
      })
      .map((parts) => ({ ...parts, range })),
    tie("node").map((operand) => ({ type: "not" as const, operand, range })),
  ),
})).node;

/** A tree without its places; a group directly inside a group of its kind says nothing that the outer doesn't. */
function bare(node: TriggerNode): unknown {
  switch (node.type) {
    case "and":
    case "or":
      return { type: node.type, operands: node.operands.map(bare) };
    case "not":
      return { type: "not", operand: bare(node.operand) };
    case "comparison":
      return { path: node.path, operator: node.operator, value: node.value };
    case "call":
      return { name: node.name, path: node.path, argument: node.argument };
  }
}

test("what is formatted is parsed as it was", () => {
  fc.assert(
    fc.property(tree, (node) => {
      const { root, problems } = parseTrigger(formatTrigger(node));
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(root && bare(root)).toEqual(bare(node));
      expect(root && formatTrigger(root)).toBe(formatTrigger(node));
    }),
    { numRuns: 500 },
  );
});

test("no text makes the parser throw, and every problem has a place in the text", () => {
  const words = fc.constantFrom(
    "type",
    "=",
    '"track"',
    "and",
    "or",
    "not",
    "(",
    ")",
    "contains",
    ",",
    "null",
    "5",
    "“",
    "==",
    "\\",
    ".",
  );
  const text = fc.array(fc.oneof(words, nastyText), { maxLength: 14 }).map((pieces) => pieces.join(" "));
  fc.assert(
    fc.property(text, (source) => {
      const { problems, root } = parseTrigger(source);
      for (const { range: place } of problems) {
        expect(place.start).toBeGreaterThanOrEqual(0);
        expect(place.end).toBeLessThanOrEqual(source.length);
        expect(place.start).toBeLessThan(Math.max(1, place.end));
      }
      if (source.trim() !== "" && !root) expect(problems.some(({ severity }) => severity === "error")).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ["(".repeat(1_000), "too-deep"],
  ["not ".repeat(1_000), "too-deep"],
  ["x".repeat(20_000), "too-long"],
])("nothing is too much for it", (text, code) => {
  expect(parseTrigger(text).problems.map((problem) => problem.code)).toContain(code);
});
