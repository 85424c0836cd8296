import { expect, test } from "vitest";
import { blankHeader, blankListDefinition } from "@/lib/destination/blank-definition";
import type { Finding } from "@/lib/destination/finding";
import { ShownFindings } from "./shown-findings";

const blank = blankListDefinition();
const url = ["endpoints", "addUsers", "url"];
const missing: Finding = {
  rule: "LF030",
  severity: "error",
  place: "Add users › URL",
  message: "Enter a URL.",
  path: url,
};
const wrong: Finding = {
  rule: "LF040",
  severity: "warning",
  place: "Additional header Host › Name",
  message: "No such header.",
  path: ["headers", 0, "name"],
};
const begun = { ...blank, headers: [{ ...blankHeader(), name: "Host" }] };

test("what is missing in an empty destination shows once its field was left, or all are revealed", () => {
  const left = new ShownFindings([missing], blank);
  expect(left.shown(url, "here")).toEqual([]);
  expect(left.count(["endpoints"])).toEqual({ errors: 1, warnings: 0 });
  left.reveal(url);
  expect(left.shown(url, "here")).toEqual([missing]);

  const all = new ShownFindings([missing], blank);
  all.revealAll();
  expect(all.shown(url, "here")).toEqual([missing]);
});

test("what is wrong shows at once, and so does everything in work that was begun before", () => {
  expect(new ShownFindings([wrong], begun).shown(["headers", 0, "name"], "here")).toEqual([wrong]);
  expect(new ShownFindings([missing], begun).shown(url, "here")).toEqual([missing]);
  const fresh = new ShownFindings([], blank);
  fresh.update([wrong], begun);
  expect(fresh.shown(["headers", 0, "name"], "here")).toEqual([wrong]);
});

test("below a place are its parts, not its neighbours", () => {
  const findings = new ShownFindings([missing, wrong], begun);
  expect(findings.shown(["headers"], "here")).toEqual([]);
  expect(findings.shown(["headers"], "below")).toEqual([wrong]);
  expect(findings.shown(["endpoints", "add"], "below")).toEqual([]);
  expect(findings.count(["headers", 0])).toEqual({ errors: 0, warnings: 1 });
});

test("an edit elsewhere leaves a place's findings the same object", () => {
  const findings = new ShownFindings([missing, wrong], begun);
  const before = findings.shown(url, "here");
  findings.update([{ ...missing }], { ...begun, headers: [] });
  expect(findings.shown(url, "here")).toBe(before);
});
