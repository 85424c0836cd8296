/** An exchange in plain words: its headline, and what a partner engineer would point out about it. */
import type { Tone } from "@/components/ui/tone";
import { callTimeoutMs } from "@/lib/delivery/retry";
import { durationWords } from "@/lib/delivery/simulation-words";
import { egressRuleWords } from "@/lib/destination/egress-rule";
import type { Outcome } from "@/lib/destination/error-catalog";
import type { Exchange, ExchangeFailure, PartnerResponse } from "@/lib/destination/exchange";
import { parseJson } from "@/lib/destination/json";
import { looksLikeHtml } from "@/lib/destination/response";

/** The first line of a result. `status` is `201 Created`, or a word where there is no response. */
export interface ExchangeHeadline {
  tone: Tone;
  status: string;
  /** How it was classified: `Success`, `Failure: API key`. */
  verdict: string;
}

export interface ExchangeNote {
  tone: "info" | "warning" | "danger";
  title: string;
  text: string;
  /** The rule of our own that refused the call, and why there is one. */
  rule?: string;
  why?: string;
}

const statusTexts = new Map<number, string>([
  [200, "OK"],
  [201, "Created"],
  [202, "Accepted"],
  [204, "No Content"],
  [207, "Multi-Status"],
  [301, "Moved Permanently"],
  [302, "Found"],
  [303, "See Other"],
  [304, "Not Modified"],
  [307, "Temporary Redirect"],
  [308, "Permanent Redirect"],
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [403, "Forbidden"],
  [404, "Not Found"],
  [405, "Method Not Allowed"],
  [406, "Not Acceptable"],
  [408, "Request Timeout"],
  [409, "Conflict"],
  [410, "Gone"],
  [411, "Length Required"],
  [413, "Content Too Large"],
  [415, "Unsupported Media Type"],
  [422, "Unprocessable Content"],
  [423, "Locked"],
  [425, "Too Early"],
  [429, "Too Many Requests"],
  [500, "Internal Server Error"],
  [501, "Not Implemented"],
  [502, "Bad Gateway"],
  [503, "Service Unavailable"],
  [504, "Gateway Timeout"],
]);

const failureWords: Record<ExchangeFailure["kind"], string> = {
  refused: "Not sent",
  timeout: "Timed out",
  network: "Connection failed",
  invalid_response: "Unusable answer",
  cancelled: "Cancelled",
};

/** `404` → `404 Not Found`; a status without a name of its own is only its number. */
function statusLabel(status: number): string {
  const text = statusTexts.get(status);
  return text ? `${status} ${text}` : String(status);
}

/** What a headline is made of; an exchange is one, and so is a line of the history. */
export interface HeadlineSource {
  failure?: Pick<ExchangeFailure, "kind" | "rule"> | undefined;
  response?: Pick<PartnerResponse, "status"> | undefined;
}

export function headlineOf(exchange: HeadlineSource, outcome: Outcome): ExchangeHeadline {
  const { failure, response } = exchange;
  const isSuccess = outcome.kind === "success";
  const isOurs = failure?.kind === "refused" || failure?.kind === "cancelled";
  const status = failure ? failureWords[failure.kind] : response ? statusLabel(response.status) : "No response";
  if (failure?.rule === "access_token") return { tone: "danger", status, verdict: "No access token" };
  if (isOurs) return { tone: "warning", status, verdict: failure.kind === "refused" ? "Refused by us" : "Stopped" };
  if (isSuccess) {
    const verdict = outcome.type === "success" ? "Success" : `Counts as success: ${outcome.type}`;
    return { tone: "success", status, verdict };
  }
  if (outcome.kind === "partial") return { tone: "warning", status, verdict: "Partly accepted" };
  if (outcome.type === "rejected") return { tone: "danger", status, verdict: "Nothing was accepted" };
  const verdict = outcome.type === "unclassified" ? "Failure, not in the error catalog" : `Failure: ${outcome.type}`;
  return { tone: "danger", status, verdict };
}

/** What stands out in an exchange, most important first; nothing for a plain answer. */
export function notesOf(exchange: Exchange): ExchangeNote[] {
  const notes: ExchangeNote[] = [];
  if (exchange.failure) notes.push(failureNote(exchange.failure));
  if (exchange.response) notes.push(...responseNotes(exchange.response));
  return notes;
}

function failureNote(failure: ExchangeFailure): ExchangeNote {
  switch (failure.kind) {
    case "refused": {
      if (failure.rule === "access_token") {
        return { tone: "danger", title: "The partner gave no access token", text: failure.detail };
      }
      const words = egressRuleWords(failure.rule ?? "");
      return {
        tone: "warning",
        title: "We refused to send this request",
        text: failure.detail,
        rule: words?.name ?? failure.rule,
        ...(words && { why: words.why }),
      };
    }
    case "timeout":
      return {
        tone: "danger",
        title: "The partner took too long",
        text: `${failure.detail} A delivery waits ${durationWords(callTimeoutMs)} for an answer.`,
      };
    case "network":
      return { tone: "danger", title: "The connection failed", text: failure.detail };
    case "invalid_response":
      return { tone: "danger", title: "The answer can't be used", text: failure.detail };
    case "cancelled":
      return {
        tone: "info",
        title: "You stopped this call",
        text: "The partner may have received it all the same. Look there before you repeat it.",
      };
  }
}

function responseNotes(response: PartnerResponse): ExchangeNote[] {
  const notes: ExchangeNote[] = [];
  const location = headerOf(response, "location");
  if (response.status >= 300 && response.status <= 399 && response.status !== 304) {
    notes.push({
      tone: "warning",
      title: "Redirect not followed",
      text: location
        ? `The partner points to ${location}. We never follow redirects, because they could lead anywhere: if that is the right address, enter it as the URL.`
        : "The partner answers with a redirect but doesn't say where to. We never follow redirects: enter the final address as the URL.",
    });
  }
  const encoding = headerOf(response, "content-encoding");
  if (encoding && encoding.trim().toLowerCase() !== "identity") {
    notes.push({
      tone: "warning",
      title: `Compressed answer (${encoding.trim()})`,
      text: "We ask for an uncompressed answer and never decompress one, so its text can't be shown or classified. Have the server honour Accept-Encoding: identity.",
    });
  } else {
    const format = formatNote(response);
    if (format) notes.push(format);
  }
  return notes;
}

function formatNote(response: PartnerResponse): ExchangeNote | undefined {
  const { body, isTruncated } = response;
  if (body.trim() === "") return undefined;
  const type = headerOf(response, "content-type") ?? "";
  if (isHtml(type, body)) {
    return {
      tone: "warning",
      title: "An HTML page instead of JSON",
      text: "Usually the URL is that of a website or a sign-in page, or a proxy in front of the API answered. Check the host and the path.",
    };
  }
  if (/\bjson\b/i.test(type) && !isTruncated && parseJson(body) === undefined) {
    return {
      tone: "warning",
      title: "The body is not valid JSON",
      text: "The partner says it is JSON, but it can't be read as such. Sub error codes and the list ID can't be found in it.",
    };
  }
  return undefined;
}

/** The value of a header, whatever the case of its name. */
export function headerOf(response: PartnerResponse, name: string): string | undefined {
  return response.headers.find((header) => header.name.toLowerCase() === name)?.value;
}

function isHtml(type: string, body: string): boolean {
  if (/\bxml\b/i.test(type) && !/\bxhtml\b/i.test(type)) return false;
  return /\bx?html\b/i.test(type) || (looksLikeHtml(body) && !body.trimStart().startsWith("<?xml"));
}
