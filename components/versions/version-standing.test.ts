import { expect, test } from "vitest";
import { type VersionStatus, versionStatuses } from "@/lib/destination/lifecycle";
import type { VersionSummary } from "@/lib/submission-contract";
import { speakingVersion, standingOf } from "./version-standing";

function version(number: string, status: VersionStatus, overrides: Partial<VersionSummary> = {}): VersionSummary {
  return {
    id: "5b0e8d5e-3b1f-4c59-9a53-6f3d0e9a7c11",
    number,
    status,
    audience: "catalog",
    releaseNote: "A version.",
    contact: "",
    submittedAt: "2026-01-02T03:04:05.000Z",
    submittedBy: "Pat",
    decidedAt: "2026-01-05T03:04:05.000Z",
    decidedBy: "Robin",
    decision: "approve",
    decisionNote: "Good.",
    deprecatedAt: "2026-02-01T03:04:05.000Z",
    deprecatedBy: "Sam",
    deprecationNote: "Use 2.0.",
    installationCount: 0,
    dueAt: null,
    vault: null,
    ...overrides,
  };
}

test.each(versionStatuses)("of %s it is said what happened, by whom, and what is next", (status) => {
  const standing = standingOf(version("1.2", status), true);
  expect(standing.title).toContain("1.2");
  expect(standing.next).toMatch(/\.$/);
  expect(standing.next).not.toMatch(/ {2}|undefined/);
  const by = status === "deprecated" ? "Sam" : ["in_review", "released"].includes(status) ? "Pat" : "Robin";
  expect(standing.by).toBe(by);
});

test("a deprecation quotes what customers are told, and counts who goes on", () => {
  const standing = standingOf(version("1.0", "deprecated", { installationCount: 1_200 }), false);
  expect(standing).toMatchObject({ quote: "Use 2.0.", at: "2026-02-01T03:04:05.000Z" });
  expect(standing.next).toBe("It takes no new installations; the 1,200 installations of it go on as they are.");
});

test("the newest submission speaks; an internal release and a withdrawal leave things as they were", () => {
  const released = version("1.2", "released", { audience: "organization" });
  const [approved, withdrawn, inReview] = [
    version("1.0", "approved"),
    version("1.1", "withdrawn"),
    version("1.3", "in_review"),
  ];
  expect(speakingVersion([])).toBeUndefined();
  expect(speakingVersion([released])).toBe(released);
  expect(speakingVersion([released, approved])).toBe(approved);
  expect(speakingVersion([withdrawn, approved])).toBe(approved);
  expect(speakingVersion([withdrawn, released, approved])).toBe(approved);
  expect(speakingVersion([withdrawn, released])).toBe(released);
  expect(speakingVersion([withdrawn])).toBe(withdrawn);
  expect(speakingVersion([inReview, released, withdrawn, approved])).toBe(inReview);
});
