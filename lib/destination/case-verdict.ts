/** Whether a repeated test came out as it should, and in words what didn't. */
import type { Outcome } from "./error-catalog";
import { lackingPart, SearchedBody } from "./sub-error-code";

/** What is to come of a test. `body` is JSON text that the response must contain; empty: nothing in particular. */
export interface Expectation extends Pick<Outcome, "kind" | "type" | "entryId"> {
  body: string;
}

/** The differences between what was expected and what came, as sentences; empty where the test passed. */
export function caseDifferences(
  expected: Expectation,
  outcome: Pick<Outcome, "kind" | "type" | "entryId">,
  responseBody: string | undefined,
): string[] {
  const differences: string[] = [];
  if (!isSameOutcome(expected, outcome)) {
    differences.push(`Expected ${outcomeInWords(expected)}, but it was ${outcomeInWords(outcome)}.`);
  }
  if (expected.body.trim() === "") return differences;
  if (responseBody === undefined) return [...differences, "There was no response to look into."];
  const lacking = lackingPart(expected.body, new SearchedBody(responseBody));
  return lacking === undefined ? differences : [...differences, `In the response, ${lacking}.`];
}

/** An entry is known by its ID, so that giving it a better name changes no verdict. */
function isSameOutcome(expected: Expectation, outcome: Pick<Outcome, "kind" | "type" | "entryId">): boolean {
  if (expected.kind !== outcome.kind) return false;
  if (expected.entryId !== undefined && outcome.entryId !== undefined) return expected.entryId === outcome.entryId;
  return expected.type === outcome.type && (expected.entryId === undefined) === (outcome.entryId === undefined);
}

/** An outcome inside a sentence: `a success`, `the failure “API key”`. */
export function outcomeInWords({ kind, type, entryId }: Pick<Outcome, "kind" | "type" | "entryId">): string {
  if (entryId !== undefined) return kind === "success" ? `a success, as “${type}”` : `the failure “${type}”`;
  if (kind === "partial") return "partly accepted";
  switch (type) {
    case "success":
      return "a success";
    case "rejected":
      return "accepted for nobody";
    case "unclassified":
      return "a failure that the error catalog doesn't describe";
    case "refused":
      return "not sent";
    case "cancelled":
      return "cancelled";
    default:
      return `“${type}”`;
  }
}
