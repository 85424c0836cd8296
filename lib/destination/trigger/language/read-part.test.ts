import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyTextEdits } from "@/lib/destination/edit";
import { parseTrigger } from "@/lib/destination/trigger/parse-trigger";
import { sampleEvents } from "@/lib/destination/trigger/sample-events";
import { nastyText } from "@/lib/testing/definitions";
import { triggerFixesAt } from "./fixes";
import { formatTriggerText } from "./format";
import { triggerHighlights } from "./highlight";
import { triggerInfoAt } from "./hover";

const order = sampleEvents.find(({ id }) => id === "order-completed")?.event;

describe("highlights", () => {
  test("say what each part is", () => {
    const text = 'not contains(event, "x") and properties.total >= 5.5 or (userId != null)';
    expect(triggerHighlights(text).map(({ start, end, part }) => `${part} ${text.slice(start, end)}`)).toEqual([
      "keyword not",
      "function contains",
      "punctuation (",
      "path event",
      "punctuation ,",
      'text "x"',
      "punctuation )",
      "keyword and",
      "path properties.total",
      "operator >=",
      "number 5.5",
      "keyword or",
      "punctuation (",
      "path userId",
      "operator !=",
      "constant null",
      "punctuation )",
    ]);
    expect(triggerHighlights("")).toEqual([]);
  });

  test("come in order and never overlap, whatever the text", () => {
    fc.assert(
      fc.property(fc.array(nastyText, { maxLength: 8 }), (pieces) => {
        const text = pieces.join("type = ");
        let end = 0;
        for (const part of triggerHighlights(text)) {
          expect(part.start).toBeGreaterThanOrEqual(end);
          expect(part.end).toBeGreaterThan(part.start);
          end = part.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe("hover", () => {
  const info = (marked: string, event = order) => triggerInfoAt(marked.replace("|", ""), marked.indexOf("|"), event);

  test.each([
    ["t|ype = 1", { title: "type", value: '"track"' }],
    ["properties.to|tal > 5", { title: "properties.total", value: "123.30" }],
    ["properties.total| > 5", { title: "properties.total" }],
    ["properties.nothing| = 5", { lines: expect.arrayContaining(["The event doesn't have it: it counts as null."]) }],
    ["usrId| = 5", { lines: ["An event has no usrId. Did you mean userId?"] }],
    ["zzz| = 5", { lines: ["An event has no zzz."] }],
    ["a |>= 5", { part: "operator", lines: expect.arrayContaining(["Read as “is at least”."]) }],
    ["userId |!= null", { title: "!= null", lines: expect.arrayContaining(["Read as “is there”."]) }],
    ["conta|ins(event, 1)", { part: "function", title: 'contains(name, "text")' }],
    ['type = "id|entify"', { part: "value", lines: ["Something became known about a person: the traits."] }],
    ["a = 1 an|d b = 2", { part: "keyword", title: "and" }],
    ["a = 1 |or b = 2", { title: "or" }],
    ["n|ot a = 1", { title: "not" }],
    ["a = nul|l", { part: "value", title: "null" }],
  ])("%s", (marked, expected) => {
    expect(info(marked)).toMatchObject(expected);
  });

  test("knows names that stand beside an event's members, where there are some", () => {
    const lines = { ...order, line: { price: 5 } };
    expect(triggerInfoAt("line.price > 1", 6, lines, ["line"])).toMatchObject({
      lines: ["Part of line.", "Number."],
      value: "5",
    });
    expect(triggerInfoAt("line", 1, undefined, ["line"])?.lines[0]).toMatch(/^No part of the event/);
    expect(triggerInfoAt("line.price", 6, lines)).toMatchObject({
      lines: [expect.stringMatching(/^An event has no line/)],
    });
    expect(formatTriggerText("line.price>1", ["line"])).toBe("line.price > 1");
    expect(formatTriggerText("line.price>1")).toBeUndefined();
  });

  test("is silent where there is nothing to say, and without an event about values", () => {
    expect(info("type = 1  |  ")).toBeUndefined();
    expect(info('event = "A|"')).toBeUndefined();
    expect(info("zzz|(event, 1)")).toBeUndefined();
    expect(triggerInfoAt("userId", 2)).not.toHaveProperty("value");
  });
});

describe("fixes", () => {
  test("are those of the problems at the caret, and of a range all in it", () => {
    const text = "type == “track”";
    const trigger = parseTrigger(text);
    expect(triggerFixesAt(trigger, 6).map(({ fix }) => applyTextEdits(text, fix.edits))).toEqual(["type = “track”"]);
    expect(triggerFixesAt(trigger, 12).map(({ fix }) => applyTextEdits(text, fix.edits))).toEqual(['type == "track"']);
    expect(triggerFixesAt(trigger, { start: 0, end: text.length })).toHaveLength(2);
    expect(triggerFixesAt(trigger, 0)).toEqual([]);
    expect(triggerFixesAt(parseTrigger('"x" = type'), 1)).toEqual([]);
  });

  test("every fix makes the text one that has that problem no longer there", () => {
    for (const text of ["type == 'x'", "event = Foo", "total > 5", 'a && b = "c"', "(type = 1", "event in (1, 2)"]) {
      const before = parseTrigger(text);
      for (const { problem, fix } of triggerFixesAt(before, { start: 0, end: text.length })) {
        const after = parseTrigger(applyTextEdits(text, fix.edits));
        const same = (each: typeof problem) => each.code === problem.code && each.message === problem.message;
        expect(after.problems.filter(same).length).toBeLessThan(before.problems.filter(same).length);
      }
    }
  });
});

test("nothing of it throws, whatever the text and the offset", () => {
  const word = fc.constantFrom("type", "=", '"track', "and", "(", "properties.", "not", "[0]", "“");
  const text = fc.array(fc.oneof(word, nastyText), { maxLength: 12 }).map((pieces) => pieces.join(" "));
  fc.assert(
    fc.property(text, fc.integer({ min: -3, max: 60 }), (source, offset) => {
      const trigger = parseTrigger(source);
      for (const { range } of [triggerInfoAt(source, offset, order)].flatMap((each) => each ?? [])) {
        expect(range.start <= offset && offset <= range.end).toBe(true);
      }
      triggerFixesAt(trigger, offset);
      expect(formatTriggerText(source) === undefined).toBe(trigger.root === undefined);
    }),
    { numRuns: 1_000 },
  );
});
