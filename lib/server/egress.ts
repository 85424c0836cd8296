/**
 * The only code that calls a partner (SECURITY 3). A call is one connection to an address that was judged, one
 * request, and at most 1 MiB of answer; no redirect, no proxy, no decompression, no second parse of the URL.
 */
import { lookup as systemLookup } from "node:dns/promises";
import { connect as connectTcp, type LookupFunction, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { connect as connectTls, TLSSocket } from "node:tls";
import { Agent, type buildConnector, request as undiciRequest } from "undici";
import type { Exchange, ExchangeFailure, PartnerRequest } from "@/lib/destination/exchange";
import { EgressStop, explainError } from "./egress-failure";
import { judgeHeaders, judgeMethod } from "./egress-headers";
import {
  defaultEgressPolicy,
  type EgressPolicy,
  type EgressRefusal,
  type EgressTarget,
  judgeAddresses,
  judgeUrl,
  type ResolvedAddress,
} from "./egress-policy";
import { ResponseCollector } from "./egress-response";

/** Every address of a name. Rejects with a DNS error code, such as `ENOTFOUND`. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

export interface SendOptions {
  /** For everything, DNS and the last byte of the body included. Default 15 s, a test's; a delivery gives 30 s. */
  timeoutMs?: number;
  /** Aborting it gives the failure `cancelled`. */
  signal?: AbortSignal;
  policy?: EgressPolicy;
  resolve?: Resolver;
  /** Bytes of the body that are kept as text, at most 1 MiB. Default 64 KiB. */
  bodyBytesKept?: number;
  now?: () => Date;
}

const defaultTimeoutMs = 15_000;
const dnsTimeoutMs = 5_000;
const connectTimeoutMs = 10_000;
const responseHeaderBytesMax = 8192;

/**
 * Calls a partner once. Whatever the partner, the network or the person who typed the request did comes back as a
 * value: a response, a failure, or both when the answer broke off. `request` in the answer is the one given, secrets
 * included: mask it before it is shown or stored.
 */
export async function send(request: PartnerRequest, options: SendOptions = {}): Promise<Exchange> {
  const startedAt = (options.now?.() ?? new Date()).toISOString();
  const started = performance.now();
  const call = new Call(request, options);
  const failure = await call.run();
  return {
    request,
    ...call.facts(),
    ...(failure && { failure }),
    startedAt,
    durationMs: Math.round((performance.now() - started) * 10) / 10,
  };
}

/** Every address the system's resolver knows for a name, in its order. */
async function resolveWithSystem(hostname: string): Promise<readonly string[]> {
  const answers = await systemLookup(hostname, { all: true, verbatim: true });
  return answers.map((answer) => answer.address);
}

/** One call under way: what was learned so far, and the way to stop all of it at once. */
class Call {
  private readonly request: PartnerRequest;
  private readonly options: SendOptions;
  private readonly policy: EgressPolicy;
  private readonly stop = new AbortController();
  private readonly collector: ResponseCollector;
  private host = "The partner";
  private remoteAddress: string | undefined;
  private tls: Exchange["tls"];

  constructor(request: PartnerRequest, options: SendOptions) {
    this.request = request;
    this.options = options;
    this.policy = options.policy ?? defaultEgressPolicy;
    this.collector = new ResponseCollector(options.bodyBytesKept);
  }

  /** Undefined when the answer came whole. The deadline does not rely on the HTTP client, which has hung before. */
  async run(): Promise<ExchangeFailure | undefined> {
    const { signal, timeoutMs = defaultTimeoutMs } = this.options;
    if (signal?.aborted) return cancelled;
    let release = ignore;
    const interruption = new Promise<ExchangeFailure>((resolve) => {
      const onAbort = (): void => resolve(cancelled);
      const timer = setTimeout(() => resolve(this.timeout(timeoutMs)), timeoutMs);
      signal?.addEventListener("abort", onAbort, { once: true });
      release = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
    });
    try {
      return await Promise.race([this.attempt(), interruption]);
    } finally {
      release();
      this.stop.abort();
    }
  }

  /** What there is to show, whether or not the call ended well. */
  facts(): Pick<Exchange, "response" | "remoteAddress" | "tls"> {
    const response = this.collector.response();
    return {
      ...(response && { response }),
      ...(this.remoteAddress !== undefined && { remoteAddress: this.remoteAddress }),
      ...(this.tls && { tls: this.tls }),
    };
  }

  private async attempt(): Promise<ExchangeFailure | undefined> {
    const { method, headers, url } = this.request;
    const verdict = judgeUrl(url, this.policy);
    if (!verdict.ok) return refused(verdict.refusal);
    const refusal = judgeMethod(method) ?? judgeHeaders(headers);
    if (refusal) return refused(refusal);
    this.host = verdict.target.hostname;
    try {
      const pinned = await this.resolve(verdict.target);
      await this.exchange(verdict.target, pinned);
      return undefined;
    } catch (error) {
      const failure = explainError(error, this.host, this.collector.hasStarted);
      if (failure) return failure;
      // After a stop nobody listens any more, and a torn-down stream may say anything.
      if (this.stop.signal.aborted) return undefined;
      throw error;
    }
  }

  private async resolve(target: EgressTarget): Promise<ResolvedAddress[]> {
    const resolver = this.options.resolve ?? resolveWithSystem;
    const answers = target.isLiteral ? [target.hostname] : await ask(resolver, target.hostname);
    if (answers.length === 0) {
      throw new EgressStop({ kind: "network", detail: `DNS knows no address of ${target.hostname}.` });
    }
    const verdict = judgeAddresses(target, answers, this.policy, ownAddresses());
    if (!verdict.ok) throw new EgressStop(refused(verdict.refusal));
    return verdict.addresses;
  }

  /** An agent for this call alone: nothing that a hostile answer does to it outlives the call. */
  private async exchange(target: EgressTarget, pinned: readonly ResolvedAddress[]): Promise<void> {
    const agent = new Agent({
      connect: this.connector(target, pinned),
      allowH2: false,
      maxHeaderSize: responseHeaderBytesMax,
      headersTimeout: 0,
      bodyTimeout: 0,
      pipelining: 0,
      useMilo: false,
    });
    this.stop.signal.addEventListener("abort", () => void agent.destroy().catch(ignore), { once: true });
    const { method, body } = this.request;
    const response = await undiciRequest(target.url, {
      dispatcher: agent,
      method,
      headers: this.wireHeaders(),
      responseHeaders: "raw",
      signal: this.stop.signal,
      ...(body !== undefined && body !== "" && { body: Buffer.from(body, "utf8") }),
    });
    // A stream destroyed early reports that as an error, which must not become an uncaught one.
    response.body.on("error", ignore);
    this.collector.start(response.statusCode, response.headers);
    for await (const chunk of response.body) {
      if (!this.collector.add(chunk)) return;
    }
    this.collector.finish();
  }

  private wireHeaders(): string[] {
    const given = this.request.headers.flatMap(({ name, value }) => [name, value]);
    const asksForEncoding = this.request.headers.some(({ name }) => name.toLowerCase() === "accept-encoding");
    return asksForEncoding ? given : [...given, "Accept-Encoding", "identity"];
  }

  /** Dials a pinned address and nothing else, and looks again at where it arrived (SECURITY 3, step 7). */
  private connector(target: EgressTarget, pinned: readonly ResolvedAddress[]): buildConnector.connector {
    return (_options, callback) => {
      const socket = dial(target, pinned).on("error", ignore);
      const giveUp = (): void => void socket.destroy(new EgressStop(cancelled));
      const timer = setTimeout(() => socket.destroy(this.connectTimeout()), connectTimeoutMs);
      const fail = (error: Error): void => callback(error, null);
      this.stop.signal.addEventListener("abort", giveUp, { once: true });
      socket.once("error", fail);
      socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", () => {
        clearTimeout(timer);
        socket.off("error", fail);
        const refusal = this.judgeArrival(target, socket, pinned);
        if (!refusal) return callback(null, socket);
        socket.destroy();
        fail(new EgressStop(refused(refusal)));
      });
      socket.once("close", () => {
        clearTimeout(timer);
        this.stop.signal.removeEventListener("abort", giveUp);
      });
    };
  }

  private judgeArrival(
    target: EgressTarget,
    socket: Socket,
    pinned: readonly ResolvedAddress[],
  ): EgressRefusal | undefined {
    const address = socket.remoteAddress ?? "";
    const verdict = judgeAddresses(target, [address], this.policy, ownAddresses());
    if (!verdict.ok) return verdict.refusal;
    const [arrived] = verdict.addresses;
    if (!pinned.some((known) => known.address === arrived?.address)) {
      return {
        rule: "dns_answer",
        detail: `The connection to ${target.hostname} went to an address DNS did not name.`,
      };
    }
    this.remoteAddress = address;
    if (socket instanceof TLSSocket) this.tls = describeTls(socket);
    return undefined;
  }

  private timeout(timeoutMs: number): ExchangeFailure {
    const seconds = `${Math.round(timeoutMs / 100) / 10} s`;
    if (this.collector.hasStarted) {
      return { kind: "timeout", detail: `${this.host} began to answer but had not finished after ${seconds}.` };
    }
    const stage = this.remoteAddress === undefined ? "No connection to" : "No answer from";
    return { kind: "timeout", detail: `${stage} ${this.host} after ${seconds}.` };
  }

  private connectTimeout(): EgressStop {
    const seconds = connectTimeoutMs / 1000;
    return new EgressStop({ kind: "timeout", detail: `No connection to ${this.host} after ${seconds} s.` });
  }
}

const cancelled: ExchangeFailure = { kind: "cancelled", detail: "The call was cancelled." };

function refused({ rule, detail }: EgressRefusal): ExchangeFailure {
  return { kind: "refused", rule, detail };
}

function ignore(): void {}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map((entry) => entry.address));
}

/** Asks DNS, but not for ever. The limit does not wait for the resolver, which may be stuck in the system's. */
async function ask(resolver: Resolver, hostname: string): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const detail = `DNS did not say within ${dnsTimeoutMs / 1000} s where ${hostname} is.`;
    timer = setTimeout(() => reject(new EgressStop({ kind: "timeout", detail })), dnsTimeoutMs);
  });
  try {
    return await Promise.race([resolver(hostname), late]);
  } catch (error) {
    if (explainError(error, hostname, false)) throw error;
    throw new EgressStop({ kind: "network", detail: `DNS could not say where ${hostname} is.` });
  } finally {
    clearTimeout(timer);
  }
}

/** `lookup` is what pins: Node asks it instead of DNS. It is not asked for literals, which were judged as they stand. */
function dial(target: EgressTarget, pinned: readonly ResolvedAddress[]): Socket {
  const lookup: LookupFunction = (_hostname, options, callback) => {
    const [first] = pinned;
    if (options.all) callback(null, [...pinned]);
    else if (first) callback(null, first.address, first.family);
  };
  const common = { host: target.hostname, port: target.port, lookup, autoSelectFamily: true, noDelay: true };
  if (target.url.protocol === "http:") return connectTcp(common);
  return connectTls({
    ...common,
    servername: target.isLiteral ? "" : target.hostname,
    ALPNProtocols: ["http/1.1"],
    minVersion: "TLSv1.2",
    // Said aloud, since an environment variable can turn the default off.
    rejectUnauthorized: true,
  });
}

function describeTls(socket: TLSSocket): Exchange["tls"] {
  const names = socket.getPeerCertificate().subject?.CN;
  const certificateSubject = Array.isArray(names) ? names.join(", ") : (names ?? "");
  return { protocol: socket.getProtocol() ?? "", cipher: socket.getCipher().name, certificateSubject };
}
