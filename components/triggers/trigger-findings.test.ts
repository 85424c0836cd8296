import { expect, test } from "vitest";
import type { Finding } from "@/lib/destination/finding";
import { parseTrigger } from "@/lib/destination/trigger/parse-trigger";
import { triggerFindings, triggerTextRule } from "./trigger-findings";

const finding = (message: string, range?: Finding["range"]): Finding => ({
  rule: "LF900",
  severity: "warning",
  place: "Action › Trigger",
  message,
  path: ["actions", 0, "trigger"],
  ...(range && { range }),
});

test("what the text itself has wrong is a finding, and its fix edits the text", () => {
  expect(triggerFindings(parseTrigger('type == "track"'))).toEqual([
    {
      rule: triggerTextRule,
      severity: "error",
      place: "",
      message: "== is written = here.",
      path: [],
      range: { start: 5, end: 7 },
      fix: { type: "edit_text", path: [], label: "Write =", edits: [{ range: { start: 5, end: 7 }, text: "=" }] },
    },
  ]);
  expect(triggerFindings(parseTrigger('type = "track"'))).toEqual([]);
});

test("the rulebook adds what the text doesn't know, and says nothing twice", () => {
  const other = finding("Another action has the same trigger.");
  const same = finding("== is written = here.", { start: 5, end: 7 });
  expect(triggerFindings(parseTrigger('type == "track"'), [same, other]).map(({ rule }) => rule)).toEqual([
    triggerTextRule,
    "LF900",
  ]);
});

test("a range beyond the text is about a text of a moment ago", () => {
  const late = finding("It was longer.", { start: 10, end: 30 });
  expect(triggerFindings(parseTrigger('type = "track"'), [late])).toEqual([]);
});
