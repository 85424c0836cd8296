/**
 * Partners as their documentation describes them, on loopback: what a contract test calls in their place. A simulator
 * knows nothing of destinations; it validates what arrives, keeps state and answers with the partner's own words.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { EgressPolicy } from "@/lib/server/egress-policy";

/** A request as it reached the partner. */
export interface PartnerCall {
  method: string;
  /** Of the URL the destination called, such as `api.eu.iterable.com`: regions are checked too. */
  host: string;
  /** Of the path, decoded one by one, without empty ones at the end. */
  segments: readonly string[];
  /** Path and query as sent. */
  rawPath: string;
  query: URLSearchParams;
  /** Names in lower case; a header sent twice is joined with a comma. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
  bodyBytes: number;
}

export interface PartnerReply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** `cut`: the connection ends without an answer. `hang`: no answer ever comes. */
export type PartnerAnswer = PartnerReply | "cut" | "hang";

export interface PartnerSimulator {
  readonly name: string;
  /** The hosts it answers at. */
  readonly hosts: readonly string[];
  answer(call: PartnerCall): PartnerAnswer;
}

export function jsonReply(status: number, body: unknown, headers: Record<string, string> = {}): PartnerReply {
  return { status, headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) };
}

export function textReply(status: number, body: string, headers: Record<string, string> = {}): PartnerReply {
  return { status, headers: { "Content-Type": "text/plain", ...headers }, body };
}

/** No body at all, as 204 has it. */
export function emptyReply(status: number, headers: Record<string, string> = {}): PartnerReply {
  return { status, headers, body: "" };
}

/**
 * What every partner shares: hosts, and answers ordered in advance. A subclass says how it throttles and what it
 * answers; `throttleNext(2)` lets the next two calls meet its limit, `answerNext("cut")` any other mishap.
 */
export abstract class PartnerApi implements PartnerSimulator {
  abstract readonly name: string;
  abstract readonly hosts: readonly string[];
  private readonly ordered: PartnerAnswer[] = [];

  protected abstract respond(call: PartnerCall): PartnerReply;
  /** The answer of the partner's rate limit. */
  protected abstract throttled(): PartnerReply;

  answer(call: PartnerCall): PartnerAnswer {
    return this.ordered.shift() ?? this.respond(call);
  }

  throttleNext(calls = 1): void {
    for (let index = 0; index < calls; index += 1) this.ordered.push(this.throttled());
  }

  answerNext(...answers: PartnerAnswer[]): void {
    this.ordered.push(...answers);
  }
}

export interface PartnerNetwork {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** Lets the real egress guard through to this one host and port. */
  readonly policy: EgressPolicy;
  /** Everything that arrived, in order. */
  readonly calls: readonly PartnerCall[];
  /** `https://api.iterable.com/api/lists` → `http://127.0.0.1:<port>/api.iterable.com/api/lists`. */
  localUrl(url: string): string;
  close(): Promise<void>;
}

/**
 * One server on loopback behind which all the simulators stand; the first segment of a path is the host that was meant.
 * A host nobody stands for answers 421, so that a wrong region fails the test that used it.
 */
export async function startPartnerNetwork(simulators: readonly PartnerSimulator[]): Promise<PartnerNetwork> {
  const calls: PartnerCall[] = [];
  const server = createServer((request, response) => {
    receive(request)
      .then((call) => {
        calls.push(call);
        const simulator = simulators.find(({ hosts }) => hosts.includes(call.host));
        write(response, simulator?.answer(call) ?? textReply(421, `No partner is simulated at ${call.host}.`));
      })
      .catch((error: unknown) => write(response, textReply(500, `The simulator failed: ${String(error)}`)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    policy: { allow: [{ host: "127.0.0.1", port }], ports: [443] },
    calls,
    localUrl: (url) => {
      if (!url.startsWith("https://")) throw new Error(`Partners are called over https, and this is ${url}`);
      return `${origin}/${url.slice("https://".length)}`;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function receive(request: IncomingMessage): Promise<PartnerCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  const [, host = "", rawPath = "/"] = /^\/([^/?]*)(.*)$/s.exec(request.url ?? "/") ?? [];
  const mark = rawPath.indexOf("?");
  const path = mark < 0 ? rawPath : rawPath.slice(0, mark);
  const segments = path.split("/").slice(1).map(decodeURIComponent);
  while (segments.at(-1) === "") segments.pop();
  return {
    method: request.method ?? "GET",
    host,
    segments,
    rawPath,
    query: new URLSearchParams(mark < 0 ? "" : rawPath.slice(mark + 1)),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
    ),
    body: bytes.toString("utf8"),
    bodyBytes: bytes.length,
  };
}

function write(response: ServerResponse, answer: PartnerAnswer): void {
  if (answer === "hang") return;
  if (answer === "cut") {
    response.socket?.destroy();
    return;
  }
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}
