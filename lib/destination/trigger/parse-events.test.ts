import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toJson } from "@/lib/destination/json";
import { nastyText } from "@/lib/testing/definitions";
import { eventTitle, parseEvents, pastedEventsMax } from "./parse-events";
import { sampleEvents } from "./sample-events";

const read = (text: string) => {
  const { events, problems } = parseEvents(text);
  return {
    events: events.map(({ event }) => toJson(event)),
    problems: problems.map(({ line, message }) => [line, message]),
  };
};

describe("events that are read", () => {
  test.each([
    ["one", '{"type": "track"}', ['{"type":"track"}']],
    ["one on many lines", '{\n  "type": "track",\n  "event": "A"\n}', ['{"type":"track","event":"A"}']],
    ["a list", '[{"type":"track"}, {"type":"page"}]', ['{"type":"track"}', '{"type":"page"}']],
    ["one on each line", '{"type":"track"}\n\n{"type":"page"}\r\n', ['{"type":"track"}', '{"type":"page"}']],
    ["with every digit", '{"id": 9007199254740993, "rate": 1.50}', ['{"id":9007199254740993,"rate":1.50}']],
    ["behind a byte order mark", '\ufeff{"type":"alias"}', ['{"type":"alias"}']],
    ["with a dollar in a text", '{"event": "${x"}', ['{"event":"${x"}']],
  ])("%s", (_, text, events) => {
    expect(read(text)).toEqual({ events, problems: [] });
  });

  test("every sample, one on each line and all as a list", () => {
    const lines = sampleEvents.map(({ event }) => toJson(event));
    expect(read(lines.join("\n"))).toEqual({ events: lines, problems: [] });
    expect(read(`[${lines.join(",")}]`)).toEqual({ events: lines, problems: [] });
  });

  test("they have IDs and titles", () => {
    const { events } = parseEvents('{"type":"track","event":"A"}\n{"type":"identify","userId":"u-1"}');
    expect(events.map(({ id, title }) => [id, title])).toEqual([
      ["pasted-1", "A"],
      ["pasted-2", "Identify of u-1"],
    ]);
  });
});

describe("what is wrong, with its line", () => {
  test.each([
    ["", 1, "There is nothing here yet."],
    ["nope", 1, "double quotes"],
    ['{"type": "track",}', 1, "no comma after the last"],
    ['{\n  "type": "track"\n  "event": "A"\n}', 2, "comma"],
    ['{\n  type: "track"\n}', 2, "double quotes"],
    ["{\n\n  \"type\": 'track'\n}", 3, "double quotes"],
    ['{\n"a": 1\n}\n{\n"b": 2\n}', 4, "A second event begins here."],
    ["5", 1, "this is a number"],
    ['\n"x"', 2, "this is a text"],
    ["[]", 1, "The list is empty"],
  ])("%j", (text, line, words) => {
    const { events, problems } = parseEvents(text);
    expect(events).toEqual([]);
    expect(problems).toEqual([{ line, message: expect.stringContaining(words) }]);
  });

  test("bad lines are named, good ones are read", () => {
    expect(read('{"type":"track"}\n{"type":}\n{"type":"page"}\n{')).toEqual({
      events: ['{"type":"track"}', '{"type":"page"}'],
      problems: [
        [2, expect.any(String)],
        [4, expect.stringContaining("never closed")],
      ],
    });
  });

  test("elements of a list that are no events are named", () => {
    expect(read('[\n  {"type":"track"},\n  null,\n  [1]\n]')).toEqual({
      events: ['{"type":"track"}'],
      problems: [
        [3, "An event is an object in braces, and number 2 of the list is null."],
        [4, "An event is an object in braces, and number 3 of the list is a list."],
      ],
    });
  });

  test("more than enough are refused as a whole", () => {
    const many = Array.from({ length: pastedEventsMax + 1 }, () => '{"type":"track"}');
    const message = "At most 1,000 events can be tried at once; these are 1,001.";
    expect(read(many.join("\n"))).toEqual({ events: [], problems: [[1001, message]] });
    expect(read(`[${many.join(",")}]`)).toEqual({ events: [], problems: [[1, message]] });
    expect(parseEvents(many.slice(1).join("\n")).events).toHaveLength(pastedEventsMax);
  });
});

test("no text makes it throw, and what gives no event has a reason on one of its lines", () => {
  const piece = fc.oneof(fc.constantFrom("{", "}", "[", "]", ",", ":", '"a"', "\n", "1", "null", "${"), nastyText);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      const { events, problems } = parseEvents(text);
      if (events.length === 0) expect(problems.length).toBeGreaterThan(0);
      const lines = text.split(/\r\n|\r|\n/).length;
      for (const { line } of problems) expect(line >= 1 && line <= lines).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  [{ type: "track", event: "A" }, "A"],
  [{ type: "page", name: "Pricing" }, "Page “Pricing”"],
  [{ type: "group", groupId: "g" }, "Group of g"],
  [{ type: "identify", userId: null, anonymousId: "a" }, "Identify of a"],
  [{ type: "identify" }, "Identify"],
  [{ type: 5 }, "Event"],
  [{}, "Event"],
])("%j is called %s", (event, title) => {
  expect(eventTitle(event)).toBe(title);
});
