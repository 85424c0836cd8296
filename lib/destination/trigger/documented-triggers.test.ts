import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isLosslessNumber, parseJson } from "@/lib/destination/json";
import { describeTrigger } from "./describe-trigger";
import { memberTable } from "./event-member";
import { functionTable, operatorTable } from "./language/trigger-words-table";
import { matchesTrigger } from "./match-trigger";
import { parseTrigger, triggerCharsMax } from "./parse-trigger";
import type { TriggerEvent } from "./trigger";

const page = readFileSync("docs/trigger-language.md", "utf8");

/** A block ```trigger, then what is wrong with it; what it says, or the messages, are quoted below. */
const blocks = [...page.matchAll(/^```(\w+)(?: (.*))?\n([\s\S]*?)\n```(?:\n\n> (.*))?$/gm)].map(
  ([, language = "", info = "", text = "", says]) => ({ language, info, text, says }),
);
const examples = blocks.filter(({ language }) => language === "trigger");

/** A row of a table: a trigger, and what it does with the event of the page. */
const rows = [...page.matchAll(/^\| `(.+)` \| (matches|doesn't match) \| .*\|$/gm)].map(
  ([, text = "", outcome = ""]) => ({
    text,
    outcome,
  }),
);

function eventOfPage(): TriggerEvent {
  const event = parseJson(blocks.find(({ info }) => info === "event")?.text ?? "");
  const isObject = typeof event === "object" && event !== null && !Array.isArray(event) && !isLosslessNumber(event);
  if (!isObject) throw new Error("The page has no event.");
  return event;
}

describe("the examples of the documentation are what they say", () => {
  test("there are examples, and an event to try them with", () => {
    expect(examples.length).toBeGreaterThan(15);
    expect(rows.length).toBeGreaterThan(40);
    expect(eventOfPage().type).toBe("track");
  });

  test.each(examples)("$info $text", ({ text, info, says }) => {
    const { root, problems } = parseTrigger(text);
    const [, expected = "", codes = ""] = /^(illegal|warning): (.*)$/.exec(info) ?? [];
    expect(problems.map(({ code }) => code).join(", ")).toBe(codes);
    expect(root === undefined).toBe(expected === "illegal");
    const words = describeTrigger(root);
    const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
    expect(says).toBe(problems.length > 0 ? problems.map(({ message }) => message).join(" ") : sentence);
  });

  test.each(rows)("$text $outcome", ({ text, outcome }) => {
    const { root, problems } = parseTrigger(text);
    expect(problems).toEqual([]);
    expect(matchesTrigger(root, eventOfPage())).toBe(outcome === "matches");
  });
});

describe("the tables of the documentation hold what there is", () => {
  const lines = page.split("\n");

  test.each(memberTable)("member $name", ({ name, description }) => {
    expect(lines).toContain(`| \`${name}\` | ${description} |`);
  });

  test.each(operatorTable)("operator $written", ({ written, meaning, documentation }) => {
    expect(lines).toContain(`| \`${written}\` | ${meaning} | ${documentation} |`);
  });

  test.each(functionTable)("function $name", ({ usage, documentation }) => {
    expect(lines).toContain(`| \`${usage}\` | ${documentation} |`);
  });

  test("the limit", () => {
    expect(page).toContain(`at most ${triggerCharsMax.toLocaleString("en-US")} characters`);
  });
});
