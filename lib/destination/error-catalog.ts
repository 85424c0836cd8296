/** What an exchange means: success, or which entry of the error catalog says what went wrong (SPEC 9). */
import { blankErrorEntry } from "./blank-definition";
import type { Endpoint, ErrorEntry, ErrorMeaning, ListCreationEndpoint } from "./definition";
import { type EndpointKey, isActionKey } from "./endpoints";
import { draftEntry } from "./error-draft";
import type { Exchange, PartnerResponse } from "./exchange";
import { newId } from "./id";
import {
  hasItemOutcomes,
  type ItemReading,
  type ItemSummary,
  itemSummaryWords,
  readItemOutcomes,
  type SentItem,
  summarizeItems,
} from "./item-outcome";
import { unclassifiedMessage } from "./own-failure";
import { normalizeListIdPath, readListId } from "./response";
import { lackingPart, matchesSubErrorCode, SearchedBody } from "./sub-error-code";
import { parseTemplate } from "./template/parse";
import { type Lookup, renderText } from "./template/render";

export interface Outcome {
  /** `partial`: the partner took the call, and not every user or event in it. */
  kind: "success" | "partial" | "failure";
  /**
   * The failure reason of the entry that matched, `unclassified`, or `success`; `refused` and `cancelled` are ours;
   * `partial` and `rejected` (nobody was taken) come from the results of single items.
   */
  type: string;
  entryId?: string;
  /** For people. An entry's own message is a template: `renderErrorMessage` fills it in. */
  message: string;
  fixUrl?: string;
  /** The variable of the setup field to blame. */
  field?: string;
  retry: boolean;
  /** `401`, `timeout`, `network`, `invalid_response`, `refused` or `cancelled`. */
  status: string;
  /** What the entry that matched tells besides its message. */
  meaning?: Exclude<ErrorMeaning, "none">;
  /** How the single users or events fared, where the endpoint says how to read that and the response tells. */
  items?: ItemSummary;
}

export interface ClassificationStep {
  entryId: string;
  label: string;
  result: "matched" | "outranked" | "not_matched";
  reason: string;
}

export interface Classification {
  outcome: Outcome;
  trace: ClassificationStep[];
  /** What became of each item, where the endpoint says how to read that. */
  items?: ItemReading;
}

/**
 * The one outcome of an exchange, and why each entry did or didn't give it. The most specific entry wins: with a sub
 * error code before without, an exact status before a class, then the order of the catalog. A success is a failure
 * after all if an entry with a sub error code says so, if its body lacks what a success must contain, or if the list ID
 * that must be in it can't be read. An entry whose retry class is `ignore` turns its failure into a success that still
 * names the entry. A success that didn't take every item of `sent` is only `partial`.
 */
export function classify(
  exchange: Exchange,
  endpoint: Endpoint,
  key: EndpointKey,
  sent: readonly SentItem[] = [],
): Classification {
  const { outcome, trace } = classifyCall(exchange, endpoint, key);
  const { response, failure } = exchange;
  const rules = "itemOutcomes" in endpoint ? endpoint.itemOutcomes : [];
  if (!response || failure || !hasItemOutcomes(rules)) return { outcome, trace };
  const noun = isActionKey(key) ? "event" : "user";
  const items = readItemOutcomes({ rules, sent, response, isSuccess: outcome.kind === "success", noun });
  return { outcome: withItems(outcome, items, noun), trace, items };
}

/** The outcome of a call whose response tells what became of its items. */
function withItems(outcome: Outcome, reading: ItemReading, noun: "user" | "event"): Outcome {
  const items = summarizeItems(reading);
  if (outcome.kind !== "success") {
    const isTold = items.total > items.failed || items.unmatched > 0;
    return isTold ? { ...outcome, items } : outcome;
  }
  if (items.kind === "success") return { ...outcome, items };
  const message = [itemSummaryWords(items, noun), ...reading.problems].filter((words) => words !== "").join(" ");
  const type = items.kind === "partial" ? "partial" : "rejected";
  return { ...outcome, kind: items.kind, type, message, retry: items.retry > 0, items };
}

function classifyCall(exchange: Exchange, endpoint: Endpoint, key: EndpointKey): Classification {
  const reading = readExchange(exchange, endpoint, key);
  if (reading.isOurs) {
    const reason = reading.status === "cancelled" ? "The call was cancelled." : "The call was not made.";
    const trace = endpoint.errors.map((entry) => step(entry, "not_matched", reason));
    return { outcome: withoutEntry(reading), trace };
  }
  const matches = endpoint.errors.map((entry) => match(entry, reading));
  const best = matches.reduce((rank, each) => Math.max(rank, each.rank), 0);
  const winner = best > 0 ? matches.find((each) => each.rank === best) : undefined;
  const trace = matches.map((each) => {
    if (each === winner) return step(each.entry, "matched", each.reason);
    if (each.rank === 0 || !winner) return step(each.entry, "not_matched", each.reason);
    return step(each.entry, "outranked", outrankedReason(each.rank, best, winner.entry));
  });
  return { outcome: winner ? fromEntry(winner.entry, reading) : withoutEntry(reading), trace };
}

interface Reading {
  status: string;
  isSuccess: boolean;
  /** Refused by us or cancelled by the person: the partner had no part in it, so no entry can describe it. */
  isOurs: boolean;
  /** What sub error codes are searched in. */
  body?: SearchedBody | undefined;
  detail: string;
}

function readExchange(exchange: Exchange, endpoint: Endpoint, key: EndpointKey): Reading {
  const { failure, response } = exchange;
  const failed = { isSuccess: false, isOurs: false };
  if (failure) {
    const isOurs = failure.kind === "refused" || failure.kind === "cancelled";
    const isRead = failure.kind === "invalid_response" && response;
    const body = isRead ? new SearchedBody(response.body) : undefined;
    return { ...failed, status: failure.kind, isOurs, body, detail: failure.detail };
  }
  if (!response) return { ...failed, status: "network", detail: "No response was recorded." };
  const body = new SearchedBody(response.body);
  const status = String(response.status);
  if (!isSuccessStatus(endpoint, response.status)) return { ...failed, status, body, detail: failureDetail(response) };
  const unmet = successBodyProblem(endpoint, response, body);
  if (unmet !== undefined) return { ...failed, status, body, detail: unmet };
  const unreadable = unreadableProblem(endpoint, key, response, body);
  if (unreadable === undefined) {
    return { status, isSuccess: true, isOurs: false, body, detail: "The partner accepted the call." };
  }
  // An entry for this very status may still describe the body: `200` with an error in it.
  const isDescribed = endpoint.errors.some(
    (entry) => entry.subErrorCode.trim() !== "" && statusRank(entry, status) > 0 && contains(entry, body),
  );
  return { ...failed, status: isDescribed ? status : "invalid_response", body, detail: unreadable };
}

/** Whether a status means success at this endpoint: one of its codes, or any 2xx where it has none. */
export function isSuccessStatus(endpoint: Endpoint, status: number): boolean {
  if (endpoint.successCodes.length > 0) return endpoint.successCodes.includes(status);
  return status >= 200 && status < 300;
}

/** Which part of the success rule a body doesn't meet; undefined where it meets it, or where there is none. */
function successBodyProblem(
  { successBody }: Endpoint,
  { status, isTruncated }: PartnerResponse,
  body: SearchedBody,
): string | undefined {
  const lacking = successBody.trim() === "" ? undefined : lackingPart(successBody, body);
  if (lacking === undefined) return undefined;
  const cut = isTruncated ? " The response is longer than we read, so only its beginning was searched." : "";
  return `The partner answered with status ${status}, but ${lacking}, and without that the call isn't a success.${cut}`;
}

/** Why what has to be read in a success can't be. */
function unreadableProblem(
  endpoint: Endpoint,
  key: EndpointKey,
  response: PartnerResponse,
  { text, document }: SearchedBody,
): string | undefined {
  if (key === "listCreation" && "listIdFrom" in endpoint) return listIdProblem(endpoint, response);
  if (!("itemOutcomes" in endpoint) || !hasItemOutcomes(endpoint.itemOutcomes)) return undefined;
  if (text.trim() === "" || document !== undefined) return undefined;
  const reason = response.isTruncated ? "is longer than we read" : "isn't JSON";
  return `The response ${reason}, so the results of single items can't be found in it.`;
}

/** Why a creation that succeeded gave no list ID; undefined where it did, or where nobody has said yet where it is. */
function listIdProblem(endpoint: ListCreationEndpoint, { body, isTruncated }: PartnerResponse): string | undefined {
  if (endpoint.listIdFrom !== "response" || !normalizeListIdPath(endpoint.listIdPath).ok) return undefined;
  const read = readListId(endpoint, body);
  if (read.ok) return undefined;
  return isTruncated ? "The response is longer than we read, so the list ID in it can't be found." : read.message;
}

function failureDetail({ status, headers }: PartnerResponse): string {
  if (status < 300 || status > 399) return `The partner answered with status ${status}.`;
  const location = headers.find(({ name }) => name.toLowerCase() === "location")?.value;
  const to = location ? ` to ${location}` : "";
  return `The partner answered with a redirect${to} (status ${status}). Redirects are never followed: enter the final address as the URL.`;
}

interface Match {
  entry: ErrorEntry;
  /** 0: no match. Higher is more specific. */
  rank: number;
  reason: string;
}

function match(entry: ErrorEntry, reading: Reading): Match {
  const none = (reason: string): Match => ({ entry, rank: 0, reason });
  const status = entry.status.trim();
  if (status === "") return none("It has no status code.");
  const byStatus = statusRank(entry, reading.status);
  if (byStatus === 0) return none(`Its status is ${status}; this was ${reading.status}.`);
  const code = entry.subErrorCode.trim();
  if (code === "") {
    if (reading.isSuccess) return none(`Status ${reading.status} means success, and the entry has no sub error code.`);
    return { entry, rank: byStatus, reason: `Its status ${status} is the status of the response.` };
  }
  if (!contains(entry, reading.body)) {
    return none(`Its status ${status} fits, but the response doesn't contain ${shorten(code)}.`);
  }
  return {
    entry,
    rank: byStatus + 2,
    reason: `Its status ${status} fits, and the response contains ${shorten(code)}.`,
  };
}

/** 2: the very status. 1: its class, such as `4xx`. 0: another status. */
export function statusRank(entry: ErrorEntry, status: string): number {
  const wanted = entry.status.trim().toLowerCase();
  if (wanted === status) return 2;
  return /^[1-5]xx$/.test(wanted) && /^\d{3}$/.test(status) && wanted.charAt(0) === status.charAt(0) ? 1 : 0;
}

function contains(entry: ErrorEntry, body: SearchedBody | undefined): boolean {
  return body !== undefined && matchesSubErrorCode(entry.subErrorCode, body);
}

function outrankedReason(rank: number, best: number, winner: ErrorEntry): string {
  const name = labelOf(winner);
  return rank < best ? `It fits too, but “${name}” is more specific.` : `It fits too, but “${name}” comes first.`;
}

function step(entry: ErrorEntry, result: ClassificationStep["result"], reason: string): ClassificationStep {
  return { entryId: entry.id, label: labelOf(entry), result, reason };
}

function labelOf(entry: ErrorEntry): string {
  return entry.failureReason.trim() || entry.status.trim() || "Unnamed entry";
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function fromEntry(entry: ErrorEntry, reading: Reading): Outcome {
  const isIgnored = entry.retry === "ignore";
  return {
    kind: isIgnored ? "success" : "failure",
    type: labelOf(entry),
    entryId: entry.id,
    message: entry.message.trim() || reading.detail,
    ...(entry.fixUrl.trim() ? { fixUrl: entry.fixUrl.trim() } : {}),
    ...(entry.field ? { field: entry.field } : {}),
    retry: entry.retry === "default" ? isRetriedByDefault(reading.status) : entry.retry === "retry",
    status: reading.status,
    ...(entry.meaning === "none" ? {} : { meaning: entry.meaning }),
  };
}

function withoutEntry(reading: Reading): Outcome {
  const { status } = reading;
  if (reading.isSuccess) return { kind: "success", type: "success", message: reading.detail, retry: false, status };
  if (reading.isOurs) return { kind: "failure", type: status, message: reading.detail, retry: false, status };
  const message = `${reading.detail} ${unclassifiedMessage}`;
  return { kind: "failure", type: "unclassified", message, retry: isRetriedByDefault(status), status };
}

/** SPEC 9's defaults, with SECURITY 5.2's two refinements: 423 is worth another try, 501 never will be. */
export function isRetriedByDefault(status: string): boolean {
  if (status === "timeout" || status === "network") return true;
  if (/^5\d\d$/.test(status)) return status !== "501";
  return ["408", "423", "425", "429"].includes(status);
}

/**
 * An entry's message with its variables filled in. `lookup` must know no secret (`nonSecretLookup`); what it doesn't
 * know stays as it was written, because a message with a gap helps nobody.
 */
export function renderErrorMessage(message: string, lookup: Lookup): string {
  const template = parseTemplate(message, "text");
  const whole = renderText(template, lookup);
  if (whole.ok) return whole.text;
  const lenient = renderText(template, (path) => lookup(path) ?? `$${path.join(".")}`);
  return lenient.ok ? lenient.text : message;
}

/** The same entries for another endpoint: copies that can be edited on their own. */
export function copyErrors(entries: readonly ErrorEntry[]): ErrorEntry[] {
  return entries.map((entry) => ({ ...entry, id: newId() }));
}

/** Drafts the entry that would describe a failed exchange; the partner edits the words. */
export function entryFromExchange(exchange: Exchange): ErrorEntry {
  return { ...blankErrorEntry(), ...draftEntry(exchange) };
}
