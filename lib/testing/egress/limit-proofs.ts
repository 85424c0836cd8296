/** What must be true of how long, how much and how securely the guard talks (SECURITY 3, step 7 and limits). */
import { createServer, type Server, type Socket } from "node:net";
import tls, { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { gzipSync } from "node:zlib";
import { expect } from "vitest";
import type { Exchange } from "@/lib/destination/exchange";
import { testCertificate } from "@/lib/server/egress-live-certificate";
import type { Guard, Proof } from "./guard";
import { answer, divertingDials, head, policyFor, type Stage } from "./stage";

/** Much later than the guard should be done: where its own deadline fails, the proof still ends. */
async function within(milliseconds: number, call: Promise<Exchange>): Promise<Exchange> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The call still ran after ${milliseconds} ms.`)), milliseconds);
  });
  return Promise.race([call, late]).finally(() => clearTimeout(timer));
}

/** While `action` runs, the test certificate is one of a trusted authority, and the environment asks for carelessness. */
export async function trusting<Result>(action: () => Promise<Result>): Promise<Result> {
  const { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS } = tls;
  const before = tls.getCACertificates("default");
  const careless = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  tls.setDefaultCACertificates([testCertificate.cert]);
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  // As far as these settings go, TLS 1.1 would do.
  Object.assign(tls, { DEFAULT_MIN_VERSION: "TLSv1", DEFAULT_CIPHERS: "DEFAULT@SECLEVEL=0" });
  try {
    return await action();
  } finally {
    Object.assign(tls, { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS });
    tls.setDefaultCACertificates(before);
    if (careless === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = careless;
  }
}

const greeting = `${head("content-length: 2", "connection: close")}{}`;

async function callTls(
  guard: Guard,
  stage: Stage,
  options: { server?: TlsOptions; host?: string; onSocket?: (socket: tls.TLSSocket) => void },
): Promise<Exchange> {
  const server: Server = createTlsServer({ ...testCertificate, ...options.server }, (socket) => {
    options.onSocket?.(socket);
    socket.on("error", () => {}).once("data", () => socket.end(greeting));
  });
  const port = await stage.listen(server);
  const { host = "good.example.com" } = options;
  return stage.call(guard, `https://${host}:${port}/`, { policy: policyFor(port) });
}

const drip = (every: number, text: string, beginning: string) => (socket: Socket) => {
  socket.write(beginning);
  const timer = setInterval(() => socket.write(text), every);
  socket.on("close", () => clearInterval(timer));
};

export const limitProofs: readonly Proof[] = [
  {
    name: "the deadline holds against a partner that drips, and what came is kept",
    async prove(guard, stage) {
      const exchange = await within(
        1_500,
        stage.callHostile(guard, drip(20, "x", head("content-length: 100000")), { timeoutMs: 300 }),
      );
      expect(exchange.failure?.kind).toBe("timeout");
      expect(exchange.response).toMatchObject({ status: 200, isTruncated: true, body: expect.stringMatching(/^x+$/) });
    },
  },
  {
    name: "a person who cancels waits no longer",
    async prove(guard, stage) {
      const control = new AbortController();
      setTimeout(() => control.abort(), 40);
      const call = stage.callHostile(guard, () => {}, { signal: control.signal, timeoutMs: 5_000 });
      expect((await within(1_500, call)).failure?.kind).toBe("cancelled");
    },
  },
  {
    name: "a connection that doesn't come about is given up after its own limit",
    async prove(guard, stage) {
      const { result } = await divertingDials(undefined, () =>
        within(1_500, stage.call(guard, stage.partner(), { timeoutMs: 1_000, limits: { connect: 60 } })),
      );
      expect(result.failure).toMatchObject({ kind: "timeout", detail: expect.stringContaining("No connection to") });
      expect(result.durationMs).toBeLessThan(800);
    },
  },
  {
    name: "a TLS handshake that stalls is given up after its own limit",
    async prove(guard, stage) {
      const port = await stage.listen(createServer());
      const options = { policy: policyFor(port), timeoutMs: 1_000, limits: { tls: 60 } };
      const exchange = await within(1_500, stage.call(guard, `https://good.example.com:${port}/`, options));
      expect(exchange.failure).toMatchObject({ kind: "timeout", detail: expect.stringContaining("No TLS handshake") });
      expect(exchange.durationMs).toBeLessThan(800);
    },
  },
  {
    name: "of an answer 1 MiB is read and 64 KiB are kept, or as much as is asked for",
    async prove(guard, stage) {
      const megabyte = Buffer.alloc(1024 * 1024, "x");
      const flood = (socket: Socket): void => {
        socket.write(head(`content-length: ${20 * megabyte.length}`));
        for (let index = 0; index < 20; index += 1) socket.write(megabyte);
      };
      const usual = await stage.callHostile(guard, flood, { timeoutMs: 3_000 });
      expect(usual.failure).toBeUndefined();
      expect(usual.response).toMatchObject({ isTruncated: true });
      expect(usual.response?.body).toHaveLength(64 * 1024);
      expect(usual.response?.bodyBytes).toBeLessThan(1024 * 1024 + 128 * 1024);
      const most = await stage.callHostile(guard, flood, { timeoutMs: 3_000, bodyBytesKept: 10 * megabyte.length });
      expect(most.response?.body).toHaveLength(megabyte.length);
      const whole = `${head("connection: close")}${"y".repeat(100_000)}`;
      const asked = await stage.callHostile(guard, answer(whole), { bodyBytesKept: 200_000 });
      expect(asked.response).toMatchObject({ body: "y".repeat(100_000), isTruncated: false });
    },
  },
  {
    name: "nothing is decompressed, and nobody is asked to compress",
    async prove(guard, stage) {
      const bomb = gzipSync(Buffer.alloc(5 * 1024 * 1024));
      const headers = head("content-encoding: gzip", `content-length: ${bomb.length}`);
      const exchange = await stage.callHostile(guard, answer(Buffer.concat([Buffer.from(headers), bomb])));
      expect(exchange.response).toMatchObject({ bodyBytes: bomb.length, body: expect.stringMatching(/^\[gzip-/) });
      await stage.call(guard, stage.partner());
      expect(stage.seen[0]?.headers.join("|").toLowerCase()).toContain("accept-encoding|identity");
    },
  },
  {
    name: "response headers beyond 8 KiB are not read",
    async prove(guard, stage) {
      const long = `x-long: ${"a".repeat(12_000)}`;
      const exchange = await stage.callHostile(guard, answer(`${head(long, "content-length: 2")}{}`));
      expect(exchange.failure).toMatchObject({ kind: "invalid_response", detail: expect.stringContaining("8 KiB") });
    },
  },
  {
    name: "an answer keeps no NUL, which could not be stored",
    async prove(guard, stage) {
      const exchange = await stage.callHostile(guard, answer(`${head("connection: close")}a\0b`));
      expect(exchange.response?.body).toBe("a�b");
    },
  },
  {
    name: "a certificate counts only if its authority is trusted, whatever the environment says",
    async prove(guard, stage) {
      const trusted = await trusting(() => callTls(guard, stage, {}));
      expect(trusted).toMatchObject({ response: { status: 200 }, tls: { certificateSubject: "good.example.com" } });
      const careless = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
      try {
        const exchange = await callTls(guard, stage, {});
        expect(exchange.failure).toMatchObject({ kind: "network", detail: expect.stringContaining("self-signed") });
      } finally {
        if (careless === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
        else process.env.NODE_TLS_REJECT_UNAUTHORIZED = careless;
      }
    },
  },
  {
    name: "a certificate counts only for its own name",
    async prove(guard, stage) {
      const exchange = await trusting(() => callTls(guard, stage, { host: "other.example.com" }));
      expect(exchange.failure).toMatchObject({ kind: "network", detail: expect.stringContaining("another host name") });
      expect(exchange.response).toBeUndefined();
    },
  },
  {
    name: "TLS older than 1.2 is not spoken",
    async prove(guard, stage) {
      const server: TlsOptions = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
      const exchange = await trusting(() => callTls(guard, stage, { server }));
      expect(exchange.failure?.kind).toBe("network");
      expect(exchange.tls).toBeUndefined();
    },
  },
  {
    name: "only HTTP/1.1 is offered",
    async prove(guard, stage) {
      const protocols: unknown[] = [];
      const server: TlsOptions = { ALPNProtocols: ["h2", "http/1.1"] };
      const onSocket = (socket: tls.TLSSocket): unknown => protocols.push(socket.alpnProtocol);
      await trusting(() => callTls(guard, stage, { server, onSocket }));
      expect(protocols).toEqual(["http/1.1"]);
    },
  },
];
