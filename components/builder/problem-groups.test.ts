import { expect, test } from "vitest";
import { blankField } from "@/lib/destination/blank-definition";
import type { Finding } from "@/lib/destination/finding";
import { sampleDefinition } from "@/lib/testing/definitions";
import { countProblems, filterProblems, problemGroups } from "./problem-groups";
import { reasonKey, reasonProblem, waiversFor, warningsToExplain } from "./waivers";

const definition = sampleDefinition();
const finding = (rule: string, severity: Finding["severity"], path: Finding["path"], more: Partial<Finding> = {}) => ({
  rule,
  severity,
  path,
  place: path.join(" › "),
  message: `${rule} at ${path.join(".")}`,
  ...more,
});

const note = finding("LF008", "info", ["slugifyCohortName"]);
const untested = finding("LF070", "warning", ["endpoints", "addUsers"]);
const comma = finding("LF010", "error", ["endpoints", "addUsers", "payload"], {
  place: "Add users › Payload",
  range: { start: 0, end: 1 },
});
const secret = finding("LF050", "warning", ["fields", 1, "secret"]);
const logo = finding("LF084", "error", [], { place: "Connection info" });
const all: Finding[] = [logo, comma, untested, secret, note];

test("problems stand under their sections, in the order of the builder, the worst first", () => {
  const groups = problemGroups(definition, [untested, ...all]);
  expect(groups.map(({ title, problems }) => [title, problems.map(({ rule }) => rule)])).toEqual([
    ["Custom fields", ["LF050"]],
    ["Cohort name", ["LF008"]],
    ["Add users", ["LF010", "LF070"]],
    ["Connection info", ["LF084"]],
  ]);
});

test("a place doesn't repeat its section, and names the line where a text has several", () => {
  const payload = '{\n  "items": $items,\n}';
  const document = {
    ...definition,
    endpoints: { ...definition.endpoints, addUsers: { ...definition.endpoints.addUsers, payload } },
  };
  const at = payload.indexOf(",");
  const [group] = problemGroups(document, [{ ...comma, range: { start: at, end: at + 1 } }]);
  expect(group?.problems[0]).toMatchObject({ place: "Payload", line: 2 });
  expect(problemGroups(definition, [comma])[0]?.problems[0]?.line).toBeUndefined();
});

test("what one reason explains is one problem; each error is one by itself", () => {
  const other = { ...untested, message: "Another message" };
  const later = { ...comma, range: { start: 5, end: 6 } };
  const [group] = problemGroups(definition, [comma, later, untested, other]);
  expect(group?.problems.map(({ findings }) => findings.length)).toEqual([1, 1, 2]);
  expect(new Set(group?.problems.map(({ key }) => key)).size).toBe(3);
});

test("filters keep what they say, and the counts are of findings", () => {
  const groups = problemGroups(definition, [...all, { ...untested, message: "Another message" }]);
  expect(countProblems(groups)).toEqual({ all: 6, error: 2, warning: 3, info: 1 });
  for (const filter of ["error", "warning", "info"] as const) {
    expect(countProblems(filterProblems(groups, filter)).all).toBe(countProblems(groups)[filter]);
  }
  expect(filterProblems(groups, "all")).toEqual(groups);
  expect(filterProblems(problemGroups(definition, [note]), "error")).toEqual([]);
});

test("a reason stays with its field when another one moves it", () => {
  const moved = { ...definition, fields: [blankField("string"), ...definition.fields] };
  const key = reasonKey(definition, secret);
  expect(reasonKey(moved, { ...secret, path: ["fields", 2, "secret"] })).toBe(key);
  expect(reasonKey(moved, secret)).not.toBe(key);
});

test("a submission carries a reason for each warning there is, and for nothing else", () => {
  const reasons = {
    [reasonKey(definition, untested)]: "  It needs a partner's account. ",
    [reasonKey(definition, { ...untested, path: ["endpoints", "removeUsers"] })]: "Gone by now.",
  };
  expect(warningsToExplain(definition, [...all, untested])).toHaveLength(2);
  expect(waiversFor(definition, [untested, untested, comma], reasons)).toEqual([
    { rule: "LF070", path: "endpoints.addUsers", reason: "It needs a partner's account." },
  ]);
});

test.each([
  ["", "Say in a few words why this is all right."],
  ["  no ", "Say in a few words why this is all right."],
  ["yes", undefined],
  ["x".repeat(501), "Shorten the reason to 500 characters at most."],
])("a reason %j", (reason, problem) => {
  expect(reasonProblem(reason)).toBe(problem);
});
