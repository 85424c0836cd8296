/** From a fault to what goes over the wire: pure but for the call it lets the partner carry out. */
import type { ApiCall } from "./api-call";
import { faultError, htmlErrorPage, tokenError } from "./fault-error";
import type { FaultEffect, FaultRule } from "./fault-script";
import type { IdentifiedCall } from "./partner-operation";
import { rejectHalf } from "./reject-half";
import { errorReply, jsonReply, type Reply } from "./reply";
import { takesEffect } from "./workspace-faults";

export type Delivery =
  | { type: "reply"; reply: Reply; delayMs: number }
  /** Nothing, until the caller goes or the time is up. */
  | { type: "hold"; ms: number }
  /** With a reply: after half of its body. */
  | { type: "cut"; how: "close" | "reset"; reply: Reply | undefined }
  | { type: "drip"; reply: Reply; everyMs: number }
  /** The reply, grown by so many bytes of padding inside its JSON. */
  | { type: "padded"; reply: Reply; bytes: number; isGzip: boolean }
  /** Bytes as they are, on the bare connection. */
  | { type: "raw"; text: string; status: number };

export interface FaultContext {
  rule: FaultRule;
  call: ApiCall;
  identified: IdentifiedCall;
  /** Milliseconds since 1970. */
  now: number;
  /** Lets the partner carry out the call. */
  answer: (call: ApiCall) => Reply;
  deleteList: (id: string) => void;
}

/** Carries out the call if the rule says so, and says what is sent. */
export function planFault(context: FaultContext): Delivery {
  const { rule, call, identified, answer, deleteList } = context;
  const { effect } = rule;
  if (effect.type === "reject_half") {
    return plain(identified.operation ? rejectHalf(call, identified.operation, answer) : answer(call));
  }
  if (effect.type === "list_gone") {
    if (identified.listId !== undefined) deleteList(identified.listId);
    return plain(answer(call));
  }
  const reply = takesEffect(rule) ? answer(call) : undefined;
  return planConnection(effect, reply) ?? plain(planReply(effect, reply, context));
}

function plain(reply: Reply, delayMs = 0): Delivery {
  return { type: "reply", reply, delayMs };
}

const emptyObject: Reply = jsonReply(200, {});
const bytesPerMegabyte = 1024 * 1024;

/** The effects that are more than one whole reply at once. */
function planConnection(effect: FaultEffect, reply: Reply | undefined): Delivery | undefined {
  switch (effect.type) {
    case "slow":
      return plain(reply ?? emptyObject, effect.milliseconds);
    case "hang":
      return { type: "hold", ms: effect.milliseconds };
    case "cut":
      return { type: "cut", how: effect.how, reply: effect.at === "in_body" ? (reply ?? emptyObject) : undefined };
    case "drip":
      return { type: "drip", reply: reply ?? emptyObject, everyMs: effect.milliseconds };
    case "huge":
      return { type: "padded", reply: reply ?? emptyObject, bytes: effect.megabytes * bytesPerMegabyte, isGzip: false };
    case "gzip":
      return { type: "padded", reply: reply ?? emptyObject, bytes: effect.megabytes * bytesPerMegabyte, isGzip: true };
    case "broken_http":
      return { type: "raw", text: brokenHttp(effect.what), status: effect.what === "status_line" ? 0 : 200 };
    default:
      return undefined;
  }
}

function planReply(effect: FaultEffect, reply: Reply | undefined, { call, identified, now }: FaultContext): Reply {
  const status = reply?.status ?? 200;
  const json: [string, string] = ["Content-Type", "application/json; charset=utf-8"];
  switch (effect.type) {
    case "status":
      return faultError(identified, { ...effect, headers: retryAfterHeader(effect, now) });
    case "malformed_json": {
      const text = reply?.body ?? '{"status":"ok","items":[{"id":"u1","state":';
      return { status, headers: [json], body: reply ? text.slice(0, Math.max(1, Math.floor(text.length / 2))) : text };
    }
    case "html_page":
      return htmlErrorPage(effect.status);
    case "error_body":
      return errorInSuccess(effect, identified);
    case "empty_body":
      return { status, headers: [json], body: "" };
    case "content_type":
      return withContentType(reply ?? emptyObject, effect.contentType);
    case "redirect":
      return { status: effect.status, headers: [["Location", effect.location]], body: "" };
    case "echo":
      return echo(effect.status, call);
    case "answer":
      return withContentType({ status: effect.status, headers: [], body: effect.body }, effect.contentType);
    default:
      throw new Error(`No reply is planned for the effect ${effect.type}`);
  }
}

function retryAfterHeader(
  { retryAfter, retryAfterValue }: Extract<FaultEffect, { type: "status" }>,
  now: number,
): [string, string][] {
  if (retryAfter === "none") return [];
  if (retryAfter !== "date") return [["Retry-After", retryAfterValue]];
  return [["Retry-After", new Date(now + Number(retryAfterValue) * 1000).toUTCString()]];
}

function errorInSuccess({ code, message }: { code: string; message: string }, { api }: IdentifiedCall): Reply {
  const error = [code || "internal_error", message || "Something went wrong on our side."] as const;
  return api === "token" ? tokenError(200, ...error) : errorReply(200, ...error);
}

function withContentType(reply: Reply, contentType: string): Reply {
  const others = reply.headers.filter(([name]) => name.toLowerCase() !== "content-type");
  return { ...reply, headers: contentType === "" ? others : [["Content-Type", contentType], ...others] };
}

const echoedBytesMax = 32 * 1024;

/** What a careless partner repeats: every header and the body, and the credentials once more in a header of its own. */
function echo(status: number, { headers, body, method }: ApiCall): Reply {
  const credential = headers.authorization ?? headers["x-api-key"] ?? "";
  const message = `We could not process ${method} with ${credential === "" ? "no credentials" : credential}.`;
  const request = { headers, body: body.bytes.subarray(0, echoedBytesMax).toString("utf8") };
  const echoed: [string, string][] = credential === "" ? [] : [["X-Debug-Authorization", credential]];
  return jsonReply(status, { error: { code: "invalid_request", message }, request }, echoed);
}

type BrokenHttp = Extract<FaultEffect, { type: "broken_http" }>["what"];

const json = "Content-Type: application/json\r\nConnection: close\r\n";

function brokenHttp(what: BrokenHttp): string {
  switch (what) {
    case "status_line":
      return `HTTP/one 2OO fine\r\n${json}\r\n{}`;
    case "chunk":
      return `HTTP/1.1 200 OK\r\n${json}Transfer-Encoding: chunked\r\n\r\nseven\r\n{}\r\n0\r\n\r\n`;
    case "two_lengths":
      return `HTTP/1.1 200 OK\r\n${json}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}`;
    case "large_headers":
      return `HTTP/1.1 200 OK\r\n${json}X-Padding: ${"x".repeat(15 * 1024)}\r\nContent-Length: 2\r\n\r\n{}`;
    case "many_headers": {
      const many = Array.from({ length: 10_000 }, (_, index) => `X-${index}: x\r\n`).join("");
      return `HTTP/1.1 200 OK\r\n${json}${many}Content-Length: 2\r\n\r\n{}`;
    }
  }
}
