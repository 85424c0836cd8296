/** Faults in words: short beside a request, as a sentence where the script stands. */
import { changesTrueAnswer, type FaultEffect, type FaultRule } from "./fault-script";
import { apiNames, operationNames } from "./partner-operation";

/** A fault in a word or two. */
export function faultName(effect: FaultEffect): string {
  switch (effect.type) {
    case "status":
      return String(effect.status);
    case "slow":
      return `slow, ${seconds(effect.milliseconds)}`;
    case "cut":
      return effect.how === "reset" ? "connection reset" : "connection cut";
    case "huge":
      return `${effect.megabytes} MB answer`;
    case "gzip":
      return effect.megabytes > 0 ? "gzip bomb" : "gzip";
    case "redirect":
      return `${effect.status} redirect`;
    case "answer":
      return `own answer ${effect.status}`;
    default:
      return plainNames[effect.type];
  }
}

const plainNames = {
  hang: "hang",
  malformed_json: "malformed JSON",
  html_page: "HTML page",
  error_body: "error in 200",
  reject_half: "half rejected",
  list_gone: "list gone",
  content_type: "wrong content type",
  empty_body: "empty body",
  drip: "drip",
  echo: "echo",
  broken_http: "broken HTTP",
} as const;

/** `Add members, the first 3 calls: answered with 429 and Retry-After: 2.` */
export function describeRule(rule: FaultRule): string {
  const silent = rule.takesEffect && !changesTrueAnswer(rule.effect) && rule.effect.type !== "list_gone";
  const effect = silent ? `; the call takes effect all the same` : "";
  return `${which(rule)}, ${when(rule)}: ${what(rule.effect)}${effect}.`;
}

function which({ calls: { api, operation, method, path, itemsAbove } }: FaultRule): string {
  const parts = [
    operationPhrase(api, operation),
    ...(method === "*" ? [] : [`method ${method.toUpperCase()}`]),
    ...(path === "*" ? [] : [`path ${path}`]),
    ...(itemsAbove === 0 ? [] : [`more than ${itemsAbove.toLocaleString("en-US")} items`]),
  ];
  return parts.join(", ");
}

function operationPhrase(api: FaultRule["calls"]["api"], operation: FaultRule["calls"]["operation"]): string {
  const of = api === "any" ? "" : ` of the ${apiNames[api]}`;
  if (operation === "any_batch") return `Any batch${of}`;
  if (operation !== "any") return operationNames[operation].name;
  return `Any call${of}`;
}

function when({ from, every, percent, times }: FaultRule): string {
  const chance = percent === 100 ? "" : `, ${percent} % of them`;
  if (every === 1 && percent === 100 && times === 1) return from === 1 ? "the first call" : `call ${from}`;
  if (every === 1 && percent === 100 && times !== null) {
    return from === 1 ? `the first ${times} calls` : `calls ${from} to ${from + times - 1}`;
  }
  const most = times === null ? "" : `, at most ${times === 1 ? "once" : `${times} times`}`;
  const start = from === 1 ? "" : ` from call ${from} on`;
  if (every > 1) return `every ${ordinal(every)} call${start}${chance}${most}`;
  return `${from === 1 ? "all calls" : `from call ${from} on`}${chance}${most}`;
}

function ordinal(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? undefined : { 1: "st", 2: "nd", 3: "rd" }[number % 10];
  return `${number}${ending ?? "th"}`;
}

/** Milliseconds as seconds where they are whole ones or long. */
function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}

function what(effect: FaultEffect): string {
  switch (effect.type) {
    case "status":
      return `answered with ${effect.status}${retryAfter(effect)}`;
    case "slow":
      return `answered ${seconds(effect.milliseconds)} late`;
    case "hang":
      return `no answer until the caller gives up, ${seconds(effect.milliseconds)} at most`;
    case "cut":
      return `the connection is ${effect.how === "reset" ? "reset" : "closed"} ${effect.at === "in_body" ? "in the middle of the body" : "before the status"}`;
    case "malformed_json":
      return "answered with JSON that ends too early";
    case "html_page":
      return `answered with an HTML error page and status ${effect.status}`;
    case "error_body":
      return `answered with status 200 and the error ${effect.code || "internal_error"} in the body`;
    case "reject_half":
      return "every second item is rejected";
    case "list_gone":
      return "the list is deleted, and the call no longer finds it";
    case "huge":
      return `answered with ${effect.megabytes} MB`;
    case "content_type":
      return `answered as ${effect.contentType || "no content type"}`;
    case "empty_body":
      return "answered with an empty body";
    case "gzip":
      return effect.megabytes > 0
        ? `answered with gzip that unfolds to ${effect.megabytes} MB`
        : "answered with gzip, which nobody asked for";
    case "redirect":
      return `redirected with ${effect.status} to ${effect.location}`;
    case "drip":
      return `answered one byte every ${seconds(effect.milliseconds)}`;
    case "echo":
      return `answered with ${effect.status} and an echo of what was sent, credentials included`;
    case "broken_http":
      return `answered with ${brokenParts[effect.what]}`;
    case "answer":
      return `answered with status ${effect.status} and a body of your own`;
  }
}

const brokenParts = {
  status_line: "a status line that is none",
  chunk: "a chunk whose length is no number",
  two_lengths: "two lengths that differ",
  large_headers: "15 KB of headers",
  many_headers: "10,000 headers",
} as const;

function retryAfter({ retryAfter: form, retryAfterValue: value }: Extract<FaultEffect, { type: "status" }>): string {
  if (form === "none") return "";
  return form === "date" ? ` and Retry-After as the date in ${value} s` : ` and Retry-After: ${value}`;
}
