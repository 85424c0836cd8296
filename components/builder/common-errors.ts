/** First drafts of error entries for the failures that most APIs have. */
import type { ErrorEntry } from "@/lib/destination/definition";
import { entryFromExchange } from "@/lib/destination/error-catalog";
import type { CoverageRow } from "@/lib/destination/error-coverage";

/** An answer of the partner with a status and nothing else, or none at all. */
const request = { method: "POST", url: "", headers: [] } as const;
const moment = { startedAt: "1970-01-01T00:00:00.000Z", durationMs: 0 };

/** The entry that a failure with this status would be drafted as, for the partner to reword. */
export function entryForStatus(status: string): ErrorEntry {
  const base = { request: { ...request, headers: [] }, ...moment };
  if (status === "timeout" || status === "network" || status === "invalid_response") {
    return entryFromExchange({ ...base, failure: { kind: status, detail: "" } });
  }
  const response = { status: Number(status), headers: [], body: "", bodyBytes: 0, isTruncated: false };
  return entryFromExchange({ ...base, response });
}

/** A server's trouble is told by its class: 500, 502 and 503 mean the same to a customer. */
const drafts: readonly { status: string; as?: string }[] = [
  { status: "400" },
  { status: "401" },
  { status: "403" },
  { status: "404" },
  { status: "429" },
  { status: "500", as: "5xx" },
  { status: "timeout" },
  { status: "network" },
];

/** Entries for the common failures that the catalog doesn't describe yet. */
export function commonErrors(rows: readonly CoverageRow[]): ErrorEntry[] {
  const missing = new Set(rows.filter(({ state }) => state === "missing").map(({ status }) => status));
  return drafts
    .filter(({ status }) => missing.has(status))
    .map(({ status, as }) => ({ ...entryForStatus(status), ...(as ? { status: as } : {}) }));
}
