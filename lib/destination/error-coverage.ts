/** How well an error catalog describes what is likely to go wrong (SPEC 9). */
import type { Endpoint, ErrorEntry } from "./definition";
import { type Outcome, statusRank } from "./error-catalog";
import { hasItemOutcomes } from "./item-outcome";
import { readSubErrorCode } from "./sub-error-code";

export interface CoverageRow {
  status: string;
  label: string;
  state: "covered" | "generic" | "missing";
  entryId?: string;
  /** Whether a test has met this failure. */
  isTested: boolean;
}

const likelyFailures: readonly { status: string; label: string; also?: readonly string[] }[] = [
  { status: "400", label: "Bad request" },
  { status: "401", label: "Not authenticated" },
  { status: "403", label: "Not allowed" },
  { status: "404", label: "Not found" },
  { status: "409", label: "Conflict" },
  { status: "413", label: "Too large" },
  { status: "422", label: "Not processable" },
  { status: "429", label: "Too many requests" },
  { status: "500", label: "Server error" },
  { status: "503", label: "Unavailable (502, 503)", also: ["502"] },
  { status: "timeout", label: "No answer in time" },
  { status: "network", label: "Connection failed" },
  { status: "invalid_response", label: "Answer isn't JSON" },
  { status: "200", label: "200 with an error in the body", also: ["201", "202", "207"] },
];

/** The status of the failure that a test has met, whatever it counts as; undefined where all went well. */
export function metFailure({ kind, entryId, status }: Outcome): string | undefined {
  return kind === "success" && entryId === undefined ? undefined : status;
}

/** How well an endpoint's catalog describes the likely failures, and which of them a test has met (SPEC 9; `metFailure`). */
export function coverage(endpoint: Endpoint, testedStatuses: readonly string[]): CoverageRow[] {
  return likelyFailures.map(({ status, label, also = [] }) => {
    const statuses = [status, ...also];
    const rank = (entry: ErrorEntry) => Math.max(...statuses.map((each) => statusRank(entry, each)));
    const entries = status === "200" ? errorsInSuccess(endpoint) : endpoint.errors;
    const exact = entries.find((entry) => rank(entry) === 2);
    const generic = entries.find((entry) => rank(entry) === 1);
    const entry = exact ?? generic;
    return {
      status,
      label,
      state: exact ? "covered" : generic || (status === "200" && readsItems(endpoint)) ? "generic" : "missing",
      ...(entry ? { entryId: entry.id } : {}),
      isTested: statuses.some((each) => testedStatuses.includes(each)),
    };
  });
}

/**
 * The entries that can describe a failure inside a success status. It has to be told from a success by its body: by a
 * sub error code, or by what the body of every success contains.
 */
function errorsInSuccess({ errors, successBody }: Endpoint): ErrorEntry[] {
  return successBody.trim() === "" ? errors.filter(hasSubErrorCode) : errors;
}

function readsItems(endpoint: Endpoint): boolean {
  return "itemOutcomes" in endpoint && hasItemOutcomes(endpoint.itemOutcomes);
}

function hasSubErrorCode(entry: ErrorEntry): boolean {
  return readSubErrorCode(entry.subErrorCode) !== "";
}
