import type { ErrorEntry } from "@/lib/destination/definition";
import { type ErrorRow, errors } from "./list-destination";

/** The failures every HTTP API has, in words that a template can begin with; `own` come before them. */
export function usualErrors(credential: string, ...own: ErrorRow[]): ErrorEntry[] {
  return errors(
    [
      "401",
      credential,
      `The ${credential} was not accepted. Copy it again from your account's settings and save it here.`,
    ],
    ["403", "Permission", `The ${credential} may not change lists. Give it that permission, or use one that has it.`],
    ...own,
    ["429", "Rate limit", "Too many calls at once. The sync slows down and goes on by itself."],
    ["5xx", "Service unavailable", "The service had a problem of its own. The sync tries again by itself."],
    ["timeout", "No answer", "The service did not answer in time. The sync tries again by itself."],
  );
}

export const listGone: ErrorRow = [
  "404",
  "List not found",
  "The list was deleted. Start a full sync, which creates it again.",
  "",
  { meaning: "list_gone" },
];

/** Of a deletion: what was to happen has happened. */
export const deletedAlready: ErrorRow = [
  "404",
  "List not found",
  "The list was deleted already.",
  "",
  { retry: "ignore" },
];
