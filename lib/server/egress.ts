/**
 * The only code that calls a partner (SECURITY 3). A call is one connection to an address that was judged, one
 * request, and at most 1 MiB of answer; no redirect, no proxy, no decompression, no second parse of the URL.
 */
import type { Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { Agent, type buildConnector, request as undiciRequest } from "undici";
import { egressRules } from "@/lib/destination/egress-rule";
import type { Exchange, ExchangeFailure, PartnerRequest, WireHeader } from "@/lib/destination/exchange";
import { describeTls, dial } from "./egress-dial";
import { EgressStop, explainDns, explainError } from "./egress-failure";
import { judgeHeaders, judgeMethod } from "./egress-headers";
import {
  defaultEgressPolicy,
  type EgressPolicy,
  type EgressRefusal,
  type EgressTarget,
  isException,
  judgeAddresses,
  judgeUrl,
  type ResolvedAddress,
} from "./egress-policy";
import { openTunnel } from "./egress-proxy";
import { type Resolver, resolveName, resolveWithSystem } from "./egress-resolver";
import { ResponseCollector } from "./egress-response";

/** Milliseconds that the steps of a call may take; the deadline of the whole call stands above them. */
export interface EgressLimits {
  dns: number;
  connect: number;
  tls: number;
  /** A host that is unknown or not called is answered for at a multiple of this, so that time tells neither apart. */
  dnsStep: number;
}

export interface SendOptions {
  /** For everything, DNS and the last byte of the body included. Default 15 s, a test's; a delivery gives 30 s. */
  timeoutMs?: number;
  /** Aborting it gives the failure `cancelled`. */
  signal?: AbortSignal;
  policy?: EgressPolicy;
  /** Hosts and host patterns that the destination's version declares for this URL; none of others is called. */
  declaredHosts?: readonly string[];
  /**
   * Says what DNS said about a name. A delivery needs it, to try again or to raise an alarm. Whoever can type hosts must
   * not see it: it would map the private network for them (SECURITY T12).
   */
  tellsDnsApart?: boolean;
  /** Told the exact reason of every refusal, for the log. It holds a host name, and nothing that was sent. */
  onRefusal?: (refusal: EgressRefusal & { host: string }) => void;
  resolve?: Resolver;
  limits?: Partial<EgressLimits>;
  /** Bytes of the body that are kept as text, at most 1 MiB. Default 64 KiB. */
  bodyBytesKept?: number;
  now?: () => Date;
}

const defaultTimeoutMs = 15_000;
const defaultLimits: EgressLimits = { dns: 5_000, connect: 10_000, tls: 5_000, dnsStep: 500 };
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

/** One call under way: what was learned so far, and the way to stop all of it at once. */
class Call {
  private readonly request: PartnerRequest;
  private readonly options: SendOptions;
  private readonly policy: EgressPolicy;
  private readonly limits: EgressLimits;
  private readonly started = performance.now();
  private readonly stop = new AbortController();
  private readonly collector: ResponseCollector;
  private host = "The partner";
  private remoteAddress: string | undefined;
  private tls: Exchange["tls"];

  constructor(request: PartnerRequest, options: SendOptions) {
    this.request = request;
    this.options = options;
    this.policy = options.policy ?? defaultEgressPolicy;
    this.limits = { ...defaultLimits, ...options.limits };
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
    const verdict = judgeUrl(url, this.policy, this.options.declaredHosts);
    if (!verdict.ok) return this.refuse(verdict.refusal);
    this.host = verdict.target.hostname;
    const refusal = judgeMethod(method) ?? judgeHeaders(headers);
    if (refusal) return this.refuse(refusal);
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

  /** The exact reason goes to the log; what is returned goes to whoever pressed the button. */
  private refuse(refusal: EgressRefusal): ExchangeFailure {
    const { url } = this.request;
    this.options.onRefusal?.({ ...refusal, host: URL.canParse(url) ? new URL(url).hostname : "" });
    return refused(refusal);
  }

  private async resolve(target: EgressTarget): Promise<ResolvedAddress[]> {
    if (target.isLiteral) return this.judge(target, [target.hostname]);
    try {
      return this.judge(target, await this.ask(target));
    } catch (error) {
      if (!(error instanceof EgressStop) || target.isExcepted) throw error;
      const { kind, detail } = error.failure;
      // Somebody who tries out names should be seen in the log as well.
      if (kind !== "refused") this.refuse({ rule: "no_public_address", detail });
      if (this.options.tellsDnsApart || !isOfDns(error.failure)) throw error;
      const { dnsStep } = this.limits;
      await pause(dnsStep - ((performance.now() - this.started) % dnsStep), undefined, { signal: this.stop.signal });
      throw new EgressStop(noPublicAddress(target.hostname));
    }
  }

  private judge(target: EgressTarget, answers: readonly string[]): ResolvedAddress[] {
    const verdict = judgeAddresses(target, answers, this.policy, ownAddresses());
    if (!verdict.ok) throw new EgressStop(this.refuse(verdict.refusal));
    return verdict.addresses;
  }

  /** Asks DNS, but not for ever. The limit does not wait for the resolver, which may be stuck in the system's. */
  private async ask({ hostname, isExcepted }: EgressTarget): Promise<readonly string[]> {
    const { dns } = this.limits;
    const resolver = this.options.resolve ?? (isExcepted ? resolveWithSystem : resolveName);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const detail = `DNS did not say within ${dns / 1000} s where ${hostname} is.`;
      timer = setTimeout(() => reject(new EgressStop({ kind: "timeout", detail })), dns);
    });
    try {
      const answers = await Promise.race([resolver(hostname), late]);
      if (answers.length > 0) return answers;
    } catch (error) {
      throw error instanceof EgressStop ? error : new EgressStop(explainDns(error, hostname));
    } finally {
      clearTimeout(timer);
    }
    throw new EgressStop({ kind: "network", detail: `DNS knows no address of ${hostname}.` });
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
    const { headers } = this.request;
    const { caller } = this.policy;
    const isGiven = (wanted: string): boolean => headers.some(({ name }) => name.toLowerCase() === wanted);
    // Whoever is called can see who we are, and whom to write to (SECURITY T12). A destination's own name is kept.
    const isOurName = ({ name, value }: WireHeader): boolean =>
      caller !== undefined && name.toLowerCase() === "user-agent" && /^Landfall\/[\d.]+$/.test(value);
    return [
      ...headers.flatMap((header) => [header.name, isOurName(header) ? `${header.value} ${caller}` : header.value]),
      ...(isGiven("accept-encoding") ? [] : ["Accept-Encoding", "identity"]),
      ...(caller === undefined || isGiven("user-agent") ? [] : ["User-Agent", `Landfall ${caller}`]),
    ];
  }

  private connector(target: EgressTarget, pinned: readonly ResolvedAddress[]): buildConnector.connector {
    return (_options, callback) => {
      this.tunnel(target, pinned)
        .then((tunnel) => this.connect(target, pinned, tunnel))
        .then(
          (socket) => callback(null, socket),
          (error: Error) => callback(error, null),
        );
    };
  }

  /** The way through the operator's proxy, where there is one and the target is not in the operator's own network. */
  private async tunnel(target: EgressTarget, pinned: readonly ResolvedAddress[]): Promise<Socket | undefined> {
    const { proxy } = this.policy;
    const [first] = pinned;
    if (!proxy || !first || isException(target, pinned, this.policy)) return undefined;
    const { connect } = this.limits;
    const limit = AbortSignal.timeout(connect);
    const signal = AbortSignal.any([this.stop.signal, limit]);
    try {
      const socket = await openTunnel(proxy, first, target.port, { host: this.host, signal });
      this.remoteAddress = first.address;
      return socket;
    } catch (error) {
      throw limit.aborted ? this.connectTimeout("connection to", connect) : error;
    }
  }

  /** Dials a pinned address and nothing else, and looks again at where it arrived (SECURITY 3, step 7). */
  private connect(
    target: EgressTarget,
    pinned: readonly ResolvedAddress[],
    tunnel: Socket | undefined,
  ): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = dial(target, pinned, tunnel).on("error", ignore);
      const giveUp = (): void => void socket.destroy(new EgressStop(cancelled));
      const { connect, tls } = this.limits;
      const handshakeTimeout = (): void => void socket.destroy(this.connectTimeout("TLS handshake with", tls));
      let timer = tunnel
        ? setTimeout(handshakeTimeout, tls)
        : setTimeout(() => socket.destroy(this.connectTimeout("connection to", connect)), connect);
      this.stop.signal.addEventListener("abort", giveUp, { once: true });
      socket.once("error", reject);
      socket.once("connect", () => {
        clearTimeout(timer);
        if (socket instanceof TLSSocket) timer = setTimeout(handshakeTimeout, tls);
      });
      socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", () => {
        clearTimeout(timer);
        // Through a proxy the other end is the proxy's; which address it was to call, it was told.
        const refusal = tunnel ? undefined : this.judgeArrival(target, socket, pinned);
        if (!refusal) {
          if (socket instanceof TLSSocket) this.tls = describeTls(socket);
          return resolve(socket);
        }
        socket.destroy();
        reject(new EgressStop(this.refuse(refusal)));
      });
      socket.once("close", () => {
        clearTimeout(timer);
        this.stop.signal.removeEventListener("abort", giveUp);
      });
      if (this.stop.signal.aborted) giveUp();
    });
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

  private connectTimeout(step: string, afterMs: number): EgressStop {
    return new EgressStop({ kind: "timeout", detail: `No ${step} ${this.host} after ${afterMs / 1000} s.` });
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

/** What only DNS could have told us: that a name is unknown, or where it leads. */
function isOfDns({ kind, rule }: ExchangeFailure): boolean {
  return kind !== "refused" || (rule !== "scheme" && rule !== "port");
}

/** The one answer about every name that we don't call, whether DNS knows it or not (SECURITY T12). */
function noPublicAddress(hostname: string): ExchangeFailure {
  const detail = `We found no address on the public internet for ${hostname}. ${egressRules.no_public_address.remedy}`;
  return refused({ rule: "no_public_address", detail });
}
