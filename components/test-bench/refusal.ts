/** Why a test was not made: found here before sending, or told by the server. */
import { z } from "zod";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { AppError } from "@/lib/errors";
import { type Blocker, rowOf } from "./blockers";

export interface Refusal {
  title: string;
  message: string;
  blockers: readonly Blocker[];
  /** When another try makes sense, in milliseconds since 1970. */
  retryAt?: number;
}

const finding = z.object({ place: z.string(), message: z.string(), path: z.array(z.union([z.string(), z.number()])) });

export function refusalFromBlockers(blockers: readonly Blocker[]): Refusal {
  const count = blockers.length === 1 ? "One thing is" : `${blockers.length} things are`;
  return { title: "Nothing was sent", message: `${count} to be put right first.`, blockers };
}

/** What the server's refusal means for the person at the test bench. `isSaved`: their own text had been saved before. */
export function refusalFromError(
  definition: DestinationDefinition,
  error: unknown,
  { isSaved, now }: { isSaved: boolean; now: number },
): Refusal {
  if (!(error instanceof AppError)) {
    return {
      title: "The test could not be made",
      message: "Something unexpected happened on this page. What you typed is kept; try again, or reload the page.",
      blockers: [],
    };
  }
  const { code, message, details } = error;
  switch (code) {
    case "not_ready":
      return { title: "Nothing was sent", message, blockers: findingsOf(details.findings ?? []) };
    case "invalid_input":
      return { title: "Nothing was sent", message, blockers: issuesOf(definition, details.issues ?? []) };
    case "stale_revision":
      return {
        title: "Somebody else saved this destination",
        message: isSaved
          ? "Nothing was sent, and nothing of yours is lost: reload the page to go on with the newest text, then test again."
          : "Nothing was sent. Decide in the configuration which text is kept, then test again.",
        blockers: [],
      };
    case "rate_limited":
      return {
        title: "Too many test calls",
        message,
        blockers: [],
        retryAt: details.retryAfterSeconds === undefined ? undefined : now + details.retryAfterSeconds * 1_000,
      };
    case "unauthenticated":
      return {
        title: "You are signed out",
        message: "Sign in again in another tab, then come back and test again. What you typed is kept here.",
        blockers: [],
      };
    case "not_found":
    case "forbidden":
    case "illegal_transition":
    case "conflict":
    case "too_large":
    case "unavailable":
      return { title: "The test could not be made", message, blockers: [] };
  }
}

function findingsOf(findings: readonly unknown[]): Blocker[] {
  return findings.flatMap((each) => {
    const parsed = finding.safeParse(each);
    return parsed.success
      ? [
          {
            label: parsed.data.place,
            message: parsed.data.message,
            place: { type: "document", path: parsed.data.path },
          },
        ]
      : [];
  });
}

function issuesOf(definition: DestinationDefinition, issues: readonly { path: string; message: string }[]): Blocker[] {
  return issues.map(({ path, message }): Blocker => {
    const rowId = rowOf(definition, path);
    if (rowId !== undefined) return { message, place: { type: "setup", rowId } };
    if (path === "listId") return { message, place: { type: "list_id" } };
    if (path === "projectId") return { message, place: { type: "project" } };
    return path.startsWith("users") ? { message, place: { type: "users" } } : { message };
  });
}
