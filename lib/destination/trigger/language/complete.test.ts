import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineEvents } from "@/lib/destination/trigger/line-events";
import { parseTrigger } from "@/lib/destination/trigger/parse-trigger";
import { sampleEvents } from "@/lib/destination/trigger/sample-events";
import { nastyText } from "@/lib/testing/definitions";
import { triggerCompletionsAt } from "./complete";

/** The caret is where the bar stands. */
function at(marked: string, options: { isAsked?: boolean } = {}) {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  return { text, completions: triggerCompletionsAt(text, caret, sampleEvents, options) };
}

const labels = (marked: string, isAsked = false) => at(marked, { isAsked }).completions.map(({ label }) => label);

/** The text after a choice, with a bar where the caret is. */
function taken(marked: string, label: string): string {
  const { text, completions } = at(marked, { isAsked: true });
  const chosen = completions.find((each) => each.label === label);
  if (!chosen) throw new Error(`${label} is not offered: ${completions.map((each) => each.label).join(", ")}`);
  const { replace, insert, caret } = chosen;
  const next = text.slice(0, replace.start) + insert + text.slice(replace.end);
  return `${next.slice(0, replace.start + caret)}|${next.slice(replace.start + caret)}`;
}

describe("what is offered", () => {
  test("members first, then what the sample events hold", () => {
    expect(labels("|", true).slice(0, 3)).toEqual(["type", "event", "properties"]);
    expect(labels("ty|")[0]).toBe("type");
    expect(labels("tot|")).toContain("properties.total");
    expect(labels("properties.cou|")).toContain("properties.coupon");
    expect(labels("context.device.|")).toContain("context.device.type");
    expect(labels("traits.address.|")).toContain("traits.address.city");
    expect(labels("properties.products.|")).toContain("properties.products.0.sku");
  });

  test("functions and not where a condition begins, keywords where one ends", () => {
    expect(labels("conta|")).toContain("contains");
    expect(labels('type = "track" and mat|')).toContain("match");
    expect(labels("(no|")).toContain("not");
    expect(labels('type = "track" |', true)).toEqual(["and", "or"]);
    expect(labels('type = "track" a|')).toEqual(["and"]);
    expect(labels('contains(event, "x") o|')).toEqual(["or"]);
  });

  test("operators that fit what is known of the values", () => {
    expect(labels("properties.total |")).toEqual(["=", "!=", "= null", "!= null", ">", ">=", "<", "<="]);
    expect(labels("event |")).toEqual(["=", "!=", "= null", "!= null"]);
    expect(labels("properties.unheard |")).toContain(">=");
  });

  test("types, event names and other values", () => {
    expect(labels("type = |")).toEqual(['"track"', '"page"', '"screen"', '"identify"', '"group"', '"alias"']);
    expect(labels('type = "id|')).toEqual(['"identify"']);
    expect(labels("event = |")).toContain('"Order Completed"');
    expect(labels('event = "ord|')).toEqual(['"Order Completed"', '"Order Refunded"']);
    expect(labels("traits.is_member = |")).toEqual(["true", "false", "null"]);
    expect(labels("properties.total >= |")).toContain("123.30");
    expect(labels("properties.total >= |")).not.toContain("null");
    expect(labels('match(event, "|')).toContain('"Product Added"');
    expect(labels("contains(tra|")).toContain("traits");
  });

  test("nothing where nothing is typed and nobody asked, so that Enter stays a line break", () => {
    for (const text of ["|", 'type = "track" and |', 'type = "track" |', 'type = "track"\n|', "not |"]) {
      expect(labels(text)).toEqual([]);
    }
    expect(labels('type = "track"|')).toEqual([]);
    expect(labels("type = track and|")).toEqual([]);
  });

  test("the chosen event's values stand beside the paths", () => {
    const [, , , order] = sampleEvents;
    const [total] = triggerCompletionsAt("tota", 4, sampleEvents, { event: order?.event });
    expect(total).toMatchObject({ label: "properties.total", value: "123.30", detail: "number" });
  });

  test("a condition about a line knows the parts of the lines", () => {
    const events = lineEvents(sampleEvents, ["properties", "products"]);
    const offered = (text: string) =>
      triggerCompletionsAt(text, text.length, events, { furtherMembers: ["line"] }).map(({ label }) => label);
    expect(offered("li")[0]).toBe("line");
    expect(offered("line.pr")).toEqual(expect.arrayContaining(["line.price", "line.product_id"]));
    expect(offered("line.price >= ")).toContain("49.90");
    expect(labels("li|")).not.toContain("line");
    expect(triggerCompletionsAt("line.pr", 7, events)).toEqual([]);
  });

  test("without sample events there is still the language", () => {
    expect(triggerCompletionsAt("ty", 2).map(({ label }) => label)).toEqual(["type"]);
    expect(triggerCompletionsAt("type = ", 7)).toHaveLength(6);
  });
});

describe("what is written", () => {
  test.each([
    ["ty|", "type", "type |"],
    ["ty| = 5", "type", "type |= 5"],
    ["prop|", "properties", "properties.|"],
    ["properties.to|", "properties.total", "properties.total |"],
    ["properties.to|xyz = 1", "properties.total", "properties.total |= 1"],
    ["properties.total |", ">=", "properties.total >= |"],
    ["userId |", "!= null", "userId != null|"],
    ["type =|", '"track"', 'type = "track"|'],
    ['type = "tr|"', '"track"', 'type = "track"|'],
    ['type = "tr|" and event = "x"', '"track"', 'type = "track"| and event = "x"'],
    ['type = "tr| and event = "x"', '"track"', 'type = "track"| and event = "x"'],
    ["conta|", "contains", 'contains(|, "")'],
    ['contains(|, "")', "event", 'contains(event, "|")'],
    ["contains(|", "event", "contains(event, |"],
    ['contains(event, "|")', '"Product Added"', 'contains(event, "Product Added"|)'],
    ['type = "track"|', "and", 'type = "track" and |'],
    ['type = "track" an|', "and", 'type = "track" and |'],
    ["!us|", "userId", "!userId |"],
    ["(us|)", "userId", "(userId |)"],
  ])("%s, choosing %s, becomes %s", (marked, label, expected) => {
    expect(taken(marked, label)).toBe(expected);
  });

  test("a whole trigger, by choosing alone", () => {
    let text = "|";
    for (const label of ["type", "=", '"track"', "and", "event", "=", '"Product Added"', "or", "userId", "!= null"]) {
      text = taken(text, label);
    }
    const { root, problems } = parseTrigger(text.replace("|", ""));
    expect(root).toBeDefined();
    expect(problems.map(({ code }) => code)).toEqual(["mixed-and-or"]);
  });
});

const words = fc.constantFrom(
  "type",
  "=",
  '"tra',
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
  ".",
  "properties.",
  "\\",
);
const halfTyped = fc.array(fc.oneof(words, nastyText), { maxLength: 12 }).map((pieces) => pieces.join(" "));

test("no text and no offset makes it throw, and every choice replaces a piece of the text around the caret", () => {
  fc.assert(
    fc.property(halfTyped, fc.integer({ min: -5, max: 80 }), fc.boolean(), (text, offset, isAsked) => {
      const caret = Math.max(0, Math.min(offset, text.length));
      const completions = triggerCompletionsAt(text, offset, sampleEvents, { isAsked });
      for (const { replace, insert, label } of completions) {
        expect(0 <= replace.start && replace.start <= caret).toBe(true);
        expect(caret <= replace.end && replace.end <= text.length).toBe(true);
        expect(insert === "" || label === "").toBe(false);
      }
      expect(new Set(completions.map(({ kind, label }) => `${kind} ${label}`)).size).toBe(completions.length);
    }),
    { numRuns: 1_000 },
  );
  for (const offset of [Number.NaN, Number.POSITIVE_INFINITY, -1, 1.5]) triggerCompletionsAt("type = ", offset);
});
