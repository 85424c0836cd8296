/** How a version stands, for its partner: what happened, and what to do next. Pure. */
import type { VersionSummary } from "@/lib/submission-contract";

export interface VersionStanding {
  tone: "info" | "success" | "warning" | "danger";
  title: string;
  /** What follows from it, and what to do. */
  next: string;
  /** Who brought it there. */
  by: string | null;
  at: string;
  /** What they wrote, for the reader. */
  quote: string;
}

/** `isNewest`: nothing was submitted after it. */
export function standingOf(version: VersionSummary, isNewest: boolean): VersionStanding {
  const { number, status } = version;
  const decided = { by: version.decidedBy, at: version.decidedAt ?? version.submittedAt, quote: version.decisionNote };
  const made = { by: version.submittedBy, at: version.submittedAt, quote: "" };
  switch (status) {
    case "in_review":
      return {
        ...made,
        tone: "info",
        title: `Version ${number} is in review`,
        next: "What is reviewed stays as it was; you may go on editing this draft. You are told when it is decided.",
      };
    case "changes_requested":
      return {
        ...decided,
        tone: "warning",
        title: `The reviewer asks for changes to version ${number}`,
        next: "Make them in this draft, then submit again: your answer takes the place of this version.",
      };
    case "rejected":
      return {
        ...decided,
        tone: "danger",
        title: `Version ${number} was rejected`,
        next: "You may edit the destination and submit it again.",
      };
    case "withdrawn":
      return {
        ...decided,
        tone: "info",
        title: `Version ${number} was withdrawn`,
        next: "Nobody looks at it any more. The draft stayed as it was; submit it when it is ready.",
      };
    case "approved":
      return {
        ...decided,
        tone: "success",
        title: `Version ${number} is in the catalog`,
        next: "What you edit here changes nothing for customers until a new version is approved.",
      };
    case "released":
      return {
        ...made,
        tone: "success",
        title: `Version ${number} is released to your organization`,
        next: "Your colleagues can install it. Customers don't see it until a version is submitted and approved.",
      };
    case "deprecated":
      return {
        by: version.deprecatedBy,
        at: version.deprecatedAt ?? decided.at,
        quote: version.deprecationNote,
        tone: "warning",
        title: `Version ${number} is deprecated`,
        next: `It takes no new installations; ${installationsInWords(version)}. ${
          isNewest ? "Submit a new version to be in the catalog again." : ""
        }`.trim(),
      };
    case "superseded":
      return {
        ...decided,
        tone: "info",
        title: `Version ${number} was superseded`,
        next: `A newer version took its place; ${installationsInWords(version)}.`,
      };
  }
}

/** What becomes of those who have it. */
export function installationsInWords({ installationCount }: Pick<VersionSummary, "installationCount">): string {
  if (installationCount === 0) return "nobody has it installed";
  if (installationCount === 1) return "the one installation of it goes on as it is";
  return `the ${installationCount.toLocaleString("en")} installations of it go on as they are`;
}

/** The version that the top of the builder speaks of: what was submitted last, or what is in use without an open one. */
export function speakingVersion(versions: readonly VersionSummary[]): VersionSummary | undefined {
  const submitted = versions.find(({ audience }) => audience === "catalog");
  // A withdrawn submission leaves things as they were before.
  if (submitted && submitted.status !== "withdrawn") return submitted;
  const withStatus = (wanted: VersionSummary["status"]) => versions.find(({ status }) => status === wanted);
  return withStatus("approved") ?? withStatus("released") ?? submitted ?? versions[0];
}
