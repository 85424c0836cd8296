/** A response that somebody pastes, to see how it would be classified without sending anything (SPEC 9). */
import type { Exchange, ExchangeFailure, WireHeader } from "./exchange";

export interface PastedResponse {
  /** `401`, or a failure without a response: `timeout`, `network`. */
  status: string;
  headers: string;
  body: string;
}

/**
 * A whole response as `curl -i` prints it, in its parts: status line, headers, empty line, body. Of several (a proxy's
 * `100 Continue` comes first) the last one counts. Undefined where the text doesn't begin with a status line.
 */
export function splitResponse(text: string): PastedResponse | undefined {
  let rest = text.replaceAll("\r\n", "\n").replace(/^\s+/, "");
  let found: PastedResponse | undefined;
  for (;;) {
    const match = /^HTTP\/\d(?:\.\d)? (\d{3})[^\n]*(?:\n|$)/.exec(rest);
    if (!match) return found;
    const [line, status = ""] = match;
    const after = rest.slice(line.length);
    const isBodyNext = after.startsWith("\n");
    const end = isBodyNext ? 0 : after.indexOf("\n\n");
    const headers = end < 0 ? after : after.slice(0, end);
    rest = end < 0 ? "" : after.slice(end + (isBodyNext ? 1 : 2));
    found = { status, headers: headers.trim(), body: rest };
  }
}

const failures: Record<string, ExchangeFailure> = {
  timeout: { kind: "timeout", detail: "The partner didn't answer in time." },
  network: { kind: "network", detail: "The connection failed." },
};

export type ExchangeReading = { ok: true; exchange: Exchange } | { ok: false; message: string };

/** The exchange that a pasted response would have ended, for `classify`. */
export function exchangeOfPaste({ status, headers, body }: PastedResponse): ExchangeReading {
  const base = {
    request: { method: "POST", url: "https://pasted.invalid/", headers: [] },
    startedAt: "1970-01-01T00:00:00.000Z",
    durationMs: 0,
  } satisfies Partial<Exchange>;
  const wanted = status.trim().toLowerCase();
  const failure = Object.hasOwn(failures, wanted) ? failures[wanted] : undefined;
  if (failure) return { ok: true, exchange: { ...base, failure } };
  if (!/^[1-5]\d\d$/.test(wanted)) {
    return { ok: false, message: "Enter the status as a number such as 401, or timeout or network." };
  }
  const lines = headers.split("\n").filter((line) => line.trim() !== "");
  const wrong = lines.find((line) => !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+\s*:/.test(line.trim()));
  if (wrong !== undefined) {
    return { ok: false, message: `“${wrong.trim().slice(0, 60)}” isn't a header. Write one a line, as Name: value.` };
  }
  const response = {
    status: Number(wanted),
    headers: lines.map(headerOf),
    body,
    bodyBytes: new TextEncoder().encode(body).length,
    isTruncated: false,
  };
  return { ok: true, exchange: { ...base, response } };
}

function headerOf(line: string): WireHeader {
  const at = line.indexOf(":");
  return { name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
}
