import { expect, test } from "vitest";
import { blankAction, blankEventDefinition } from "./blank-definition";
import { isBlocking } from "./blocking-finding";
import { actionKey } from "./endpoints";
import type { Finding } from "./finding";

const definition = { ...blankEventDefinition(), actions: [blankAction(), blankAction()] };
const [first, second] = definition.actions.map(actionKey);
const finding = (...path: Finding["path"]): Finding => ({
  rule: "LF001",
  severity: "error",
  place: "",
  message: "",
  path,
});

test.each([
  [["actions", 0, "endpoint", "url"], true, false],
  [["actions", 0, "trigger"], true, false],
  [["actions", 1, "computedValues", 0, "template"], false, true],
  [["actions"], false, false],
  [["fields", 2, "variable"], true, true],
  [["authentication", "oauth2", "tokenUrl"], true, true],
  [["endpoints", "testConnection", "url"], false, false],
  [["connectionInfo"], false, false],
] satisfies [Finding["path"], boolean, boolean][])(
  "a finding at %j blocks its own action and no other",
  (path, ofFirst, ofSecond) => {
    expect(first && isBlocking(definition, finding(...path), first)).toBe(ofFirst);
    expect(second && isBlocking(definition, finding(...path), second)).toBe(ofSecond);
  },
);

test("only errors block", () => {
  expect(isBlocking(definition, { ...finding("fields"), severity: "warning" }, "testConnection")).toBe(false);
  expect(isBlocking(definition, finding("endpoints", "testConnection", "url"), "testConnection")).toBe(true);
});
