import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyTextEdits } from "@/lib/destination/edit";
import { nastyText } from "@/lib/testing/definitions";
import { anyTrigger, bareTrigger } from "@/lib/testing/triggers";
import { formatTrigger, formatTriggerLines } from "./format-trigger";
import { formatTriggerText } from "./language/format";
import { parseTrigger } from "./parse-trigger";

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
  ['startsWith(event, "x")', "unknown-function", 'startsWith(event, "x")', 'match(event, "x*")'],
  ['ends_with(event, "50* off")', "unknown-function", 'ends_with(event, "50* off")', 'match(event, "*50\\\\* off")'],
  ['like(event, "Order%")', "unknown-function", 'like(event, "Order%")', 'match(event, "Order*")'],
  ["exists(userId)", "unknown-function", "exists"],
  ['event contains "Order"', "foreign-condition", 'event contains "Order"', 'contains(event, "Order")'],
  ['event not contains "Order"', "foreign-condition", 'event not contains "Order"', 'not contains(event, "Order")'],
  ['event matches "Order *"', "foreign-condition", 'event matches "Order *"', 'match(event, "Order *")'],
  [
    'event startsWith "Order" and type = "track"',
    "foreign-condition",
    'event startsWith "Order"',
    'match(event, "Order*") and type = "track"',
  ],
  ['event in ("A", "B")', "foreign-condition", 'event in ("A", "B")', '(event = "A" or event = "B")'],
  ['event not in ("A", "B")', "foreign-condition", 'event not in ("A", "B")', '(event != "A" and event != "B")'],
  ["properties.total in (5)", "foreign-condition", "properties.total in (5)", "properties.total = 5"],
  ["userId exists", "foreign-condition", "userId exists", "userId != null"],
  ["userId not exists", "foreign-condition", "userId not exists", "userId = null"],
  ["userId is not null", "missing-operator", "is not", "userId != null"],
  ['properties["Product Name"] = "x"', "brackets", '["Product Name"]', 'properties.Product\\ Name = "x"'],
  ["properties.products[0].price > 5", "brackets", "[0]", "properties.products.0.price > 5"],
  ["properties['total'] > 5", "brackets", "['total']", "properties.total > 5"],
  ['properties.products[].sku = "x"', "brackets", "[]", 'properties.products.0.sku = "x"'],
  ['properties.products[*].sku = "x"', "brackets", "[*]", 'properties.products.0.sku = "x"'],
  ["event.properties.total > 5", "no-parts", "event.properties.total", "properties.total > 5"],
  ['event.name = "x"', "no-parts", "event.name", 'name = "x"'],
  ['type.kind = "x"', "no-parts", "type.kind", 'properties.kind = "x"'],
  ["properties.total > properties.min", "path-as-value", "properties.min"],
  ["userId = context.userId", "path-as-value", "context.userId"],
  ['Product\\ Name = "x"', "unknown-member", "Product\\ Name", 'properties.Product\\ Name = "x"'],
  ['"Product Name" = "x"', "value-first", '"Product Name"'],
  [
    "type = “track” and event = “Product Added”",
    "curly-quotes",
    "“track”",
    'type = "track" and event = “Product Added”',
  ],
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
    ['type != "Page"', "unknown-type", 'type != "page"'],
    ['type = "purchase"', "unknown-type", undefined],
    ['userId != "null"', "quoted-null", "userId != null"],
    ['type = "track" and type = "page"', "never-both", undefined],
  ] as const)("%s", (text, code, fixed) => {
    const { root, problems } = parseTrigger(text);
    const warning = problems.find((problem) => problem.code === code);
    expect(root).toBeDefined();
    expect(warning?.severity).toBe("warning");
    expect(warning?.fix && applyTextEdits(text, warning.fix.edits)).toBe(fixed);
  });

  test("none where parentheses stand, and none for a type that exists", () => {
    const fine = [
      '(type = "track" and event = "b") or event = "c"',
      'type = "track" and event = "b"',
      'event = "a" and event = "a"',
      "properties.n = 1 and properties.n = 1.0",
      'event = "a" or event = "b"',
    ];
    for (const text of fine) expect(parseTrigger(text).problems).toEqual([]);
  });
});

/** The triggers of Cordial's eight public actions. */
const published: readonly (readonly [name: string, trigger: string])[] = [
  ["createContactactivity", 'type = "track" or type = "page"'],
  ["upsertContact", 'type = "identify"'],
  ["addContactToList", 'type = "group"'],
  ["removeContactFromList", ""],
  ["addProductToCart", 'type = "track" and event = "Product Added"'],
  ["removeProductFromCart", 'type = "track" and event = "Product Removed"'],
  [
    "upsertOrder",
    'event = "Order Completed" or event = "Order Updated" or event = "Order Refunded" or event = "Order Cancelled"',
  ],
  ["mergeContacts", 'type = "alias"'],
];

describe("published triggers", () => {
  test.each(published)("%s is read as it stands, and written so", (_, trigger) => {
    const { root, problems } = parseTrigger(trigger);
    expect(problems).toEqual([]);
    expect(root ? formatTrigger(root) : "").toBe(trigger);
  });

  test("two fixes make the curly quotes of a printed page straight", () => {
    let text = "type = “track” and event = “Product Added”";
    for (let { problems } = parseTrigger(text); problems.length > 0; { problems } = parseTrigger(text)) {
      text = applyTextEdits(text, problems[0]?.fix?.edits ?? []);
    }
    expect(text).toBe('type = "track" and event = "Product Added"');
  });
});

test("what is formatted is parsed as it was", () => {
  fc.assert(
    fc.property(anyTrigger, (node) => {
      const { root, problems } = parseTrigger(formatTrigger(node));
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(root && bareTrigger(root)).toEqual(bareTrigger(node));
      expect(root && formatTrigger(root)).toBe(formatTrigger(node));
    }),
    { numRuns: 500 },
  );
});

test("on several lines it is the same trigger, and formatting twice changes nothing", () => {
  fc.assert(
    fc.property(anyTrigger, (node) => {
      const { root } = parseTrigger(formatTriggerLines(node));
      expect(root && bareTrigger(root)).toEqual(bareTrigger(node));
      const once = formatTriggerText(formatTrigger(node));
      expect(once).toBeDefined();
      expect(formatTriggerText(once ?? "")).toBe(once);
    }),
  );
});

test("a long trigger is formatted with one operand on each line", () => {
  const text = published.find(([name]) => name === "upsertOrder")?.[1] ?? "";
  expect(formatTriggerText(text)?.split("\n")).toEqual([
    'event = "Order Completed"',
    'or event = "Order Updated"',
    'or event = "Order Refunded"',
    'or event = "Order Cancelled"',
  ]);
  expect(formatTriggerText("type=")).toBeUndefined();
  expect(formatTriggerText("")).toBeUndefined();
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
