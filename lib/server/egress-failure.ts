/** Turns what the network, TLS or the HTTP parser said into a failure with words for a partner. */
import { errors } from "undici";
import type { ExchangeFailure } from "@/lib/destination/exchange";

/** What of an error is used: the code. Messages of libraries are for programmers and may quote what was sent. */
interface CodedError {
  code: string;
}

/** A failure of ours on the way, already in words. */
export class EgressStop extends Error {
  readonly failure: ExchangeFailure;

  constructor(failure: ExchangeFailure) {
    super(failure.detail);
    this.name = "EgressStop";
    this.failure = failure;
  }
}

/**
 * Says what went wrong in a call. `hasResponse`: the status line had come already. Something that has no error code is
 * a bug of ours: it is not explained but given back as undefined, to be thrown.
 */
export function explainError(error: unknown, host: string, hasResponse: boolean): ExchangeFailure | undefined {
  const stop = chain(error).find((link) => link instanceof EgressStop);
  if (stop instanceof EgressStop) return stop.failure;
  const malformed = chain(error).find((link) => link instanceof errors.HTTPParserError);
  if (malformed instanceof errors.HTTPParserError) return explainParser(malformed, host, hasResponse);
  const codes = chain(error)
    .filter(isCoded)
    .map((link) => link.code);
  if (codes.length === 0) return undefined;
  for (const code of codes) {
    const known = timeouts(code, host) ?? tls(code, host) ?? headers(code);
    if (known) return known;
  }
  if (error instanceof errors.SocketError && error.message === "bad upgrade") {
    return { kind: "invalid_response", detail: `${host} switched to another protocol, which was not asked for.` };
  }
  return connection(codes, host, hasResponse);
}

/** An error, its causes, and the attempts of an AggregateError (one an address), nearest first. */
function chain(error: unknown): unknown[] {
  const links: unknown[] = [];
  const visit = (link: unknown, depth: number): void => {
    if (link === undefined || link === null || depth > 4) return;
    links.push(link);
    if (link instanceof AggregateError) for (const attempt of link.errors) visit(attempt, depth + 1);
    if (link instanceof Error) visit(link.cause, depth + 1);
  };
  visit(error, 0);
  return links;
}

function isCoded(error: unknown): error is CodedError {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string";
}

function timeouts(code: string, host: string): ExchangeFailure | undefined {
  if (!["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"].includes(code)) {
    return undefined;
  }
  return { kind: "timeout", detail: `${host} did not answer in time.` };
}

/** Why DNS gave no address. Only for whoever may know it: a name that exists in private is not everybody's business. */
export function explainDns(error: unknown, host: string): ExchangeFailure {
  const code = isCoded(error) ? error.code : "";
  if (["ENOTFOUND", "ENODATA", "EAI_NONAME", "EAI_NODATA"].includes(code)) {
    return { kind: "network", detail: `DNS knows no host named ${host}. Check the spelling of the host in the URL.` };
  }
  return { kind: "network", detail: `DNS could not say where ${host} is. Try again in a minute.` };
}

const certificateProblems: Record<string, string> = {
  CERT_HAS_EXPIRED: "has expired",
  CERT_NOT_YET_VALID: "is not valid yet",
  CERT_REVOKED: "was revoked",
  ERR_TLS_CERT_ALTNAME_INVALID: "is for another host name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "comes from an authority that is not publicly trusted",
  UNABLE_TO_GET_ISSUER_CERT: "comes from an unknown authority, or the server leaves out an intermediate certificate",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "comes from an unknown authority, or the server leaves out an intermediate certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "comes from an unknown authority, or the server leaves out an intermediate certificate",
  HOSTNAME_MISMATCH: "is for another host name",
};

function tls(code: string, host: string): ExchangeFailure | undefined {
  const problem = certificateProblems[code];
  if (problem !== undefined) {
    return { kind: "network", detail: `The TLS certificate of ${host} ${problem} (${code}). The server must fix it.` };
  }
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER" || code === "ERR_SSL_PACKET_LENGTH_TOO_LONG") {
    return { kind: "network", detail: `${host} did not answer with TLS on this port. Is the port right for https?` };
  }
  if (/^(?:ERR_SSL_|ERR_TLS_|CERT_|CRL_|EPROTO$)/.test(code)) {
    return { kind: "network", detail: `${host} could not agree on TLS 1.2 or newer with us (${code}).` };
  }
  return undefined;
}

function headers(code: string): ExchangeFailure | undefined {
  if (code !== "UND_ERR_HEADERS_OVERFLOW" && code !== "HPE_HEADER_OVERFLOW") return undefined;
  return { kind: "invalid_response", detail: "The response headers are larger than 8 KiB; we stopped reading." };
}

/** The parser's reason, such as “Invalid header token”, is one of a fixed list and quotes nothing. */
function explainParser(error: Error, host: string, hasResponse: boolean): ExchangeFailure {
  const reason = /\(([^()]+)\)$/.exec(error.message)?.[1] ?? "unreadable";
  // An answer that simply stops is a broken connection, which is worth trying again.
  if (reason === "Invalid EOF state") return connection(["UND_ERR_SOCKET"], host, hasResponse);
  return { kind: "invalid_response", detail: `The answer of ${host} is not well-formed HTTP/1.1: ${reason}.` };
}

function connection(codes: readonly string[], host: string, hasResponse: boolean): ExchangeFailure {
  const network = (detail: string): ExchangeFailure => ({ kind: "network", detail });
  if (codes.includes("ECONNREFUSED")) {
    return network(`${host} refused the connection: nothing is listening on this port.`);
  }
  if (codes.includes("ENETUNREACH") || codes.includes("EHOSTUNREACH") || codes.includes("EADDRNOTAVAIL")) {
    return network(`There is no route to ${host} from this server.`);
  }
  const isClosed = ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"];
  if (codes.some((code) => isClosed.includes(code))) {
    return network(
      hasResponse
        ? `${host} closed the connection in the middle of its answer.`
        : `${host} closed the connection before it answered.`,
    );
  }
  return network(`The call to ${host} failed (${codes[0] ?? "unknown"}).`);
}
