import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ruleInAction } from "./rule-example";
import { ruleChapters, rules } from "./rulebook";
import { rulebookMarkdown } from "./rulebook-markdown";

test("docs/rulebook.md is what the rules say; if it isn't, run `npm run docs`", () => {
  expect(readFileSync("docs/rulebook.md", "utf8")).toBe(rulebookMarkdown());
});

test("the chapters hold every rule, once and in order", () => {
  expect(ruleChapters.flatMap((chapter) => chapter.rules)).toEqual([...rules]);
});

test("every rule is seen in action", () => {
  for (const rule of rules) expect(ruleInAction(rule), rule.id).toBeDefined();
});
