/**
 * The guard at work: the proofs of SECURITY 3.1, and every partner that behaves badly. Real sockets, on loopback only.
 */
import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Exchange, PartnerRequest } from "@/lib/destination/exchange";
import { realGuard } from "@/lib/testing/egress/guard";
import { limitProofs } from "@/lib/testing/egress/limit-proofs";
import { liveProofs } from "@/lib/testing/egress/live-proofs";
import { proxyProofs } from "@/lib/testing/egress/proxy-proofs";
import { answer, answering, canaryHost, goodHost, head, policyFor, Stage } from "@/lib/testing/egress/stage";
import type { SendOptions } from "./egress";
import { testCertificate } from "./egress-live-certificate";
import type { Resolver } from "./egress-resolver";

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const call = (url: string, options?: SendOptions, request?: Partial<PartnerRequest>): Promise<Exchange> =>
  stage.call(realGuard, url, options, request);
const callHostile = (
  behave: (socket: Socket) => void,
  options?: SendOptions,
  request?: Partial<PartnerRequest>,
): Promise<Exchange> => stage.callHostile(realGuard, behave, options, request);

describe("an ordinary call", () => {
  test("sends what was asked and shows what came", async () => {
    const headers = [
      { name: "X-Key", value: "caf\xe9" },
      { name: "X-Twice", value: "1" },
      { name: "X-Twice", value: "2" },
    ];
    const exchange = await call(
      stage.partner("/lists?a=b%20c"),
      { now: () => new Date(0) },
      {
        method: "POST",
        headers,
        body: '{"name":"héllo 😀"}',
      },
    );
    expect(exchange).toMatchObject({
      startedAt: "1970-01-01T00:00:00.000Z",
      remoteAddress: goodHost,
      response: { status: 200, body: '{"list":{"id":"lst_1"}}', bodyBytes: 23, isTruncated: false },
    });
    expect(exchange.failure).toBeUndefined();
    expect(exchange.response?.headers).toContainEqual({ name: "x-partner", value: "good" });
    expect(stage.seen[0]).toMatchObject({ method: "POST", url: "/lists?a=b%20c", body: '{"name":"héllo 😀"}' });
    expect(stage.seen[0]?.headers.join("|").toLowerCase()).toContain("accept-encoding|identity");
    expect(stage.seen[0]?.headers.join("|")).toContain("X-Key|caf\xe9|X-Twice|1|X-Twice|2");
    expect(stage.seen[0]?.headers.join("|").toLowerCase()).toContain(`host|partner.example.com:${stage.goodPort}`);
  });

  test.each(["GET", "PUT", "PATCH", "DELETE"] as const)("%s carries a body when there is one", async (method) => {
    expect((await call(stage.partner(), {}, { method, body: "{}" })).response?.status).toBe(200);
    expect(stage.seen[0]).toMatchObject({ method, body: "{}" });
  });

  test("to a literal address needs no DNS", async () => {
    const resolve = async () => Promise.reject(new Error("asked"));
    expect((await call(`http://${goodHost}:${stage.goodPort}/`, { resolve })).response?.status).toBe(200);
  });
});

describe("SECURITY 3.1", () => {
  test("the canary would notice", async () => {
    const policy = policyFor(stage.goodPort, canaryHost);
    const exchange = await call(stage.partner(), { policy, resolve: answering(canaryHost) });
    expect(exchange.failure?.kind).toBe("network");
    expect(stage.canaryConnections).toBe(1);
  });

  test.each([...liveProofs, ...limitProofs, ...proxyProofs].map((proof) => [proof.name, proof] as const))(
    "%s",
    (_name, proof) => proof.prove(realGuard, stage),
  );
});

/** Runs calls in a process of its own, whose environment is set before Node starts. */
async function callInProcess(env: Record<string, string>, urls: string[], port: number): Promise<Exchange[]> {
  const script = `
    import { send } from "./lib/server/egress.ts";
    const policy = { allow: [{ host: "${goodHost}", port: ${port} }], ports: [443] };
    const resolve = async () => ["${goodHost}"];
    const exchanges = [];
    for (const url of ${JSON.stringify(urls)}) {
      exchanges.push(await send({ method: "GET", url, headers: [] }, { policy, resolve, timeoutMs: 3000 }));
    }
    console.log(JSON.stringify(exchanges));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", script],
    { env: { NODE_ENV: "test", PATH: process.env.PATH, ...env } },
  );
  return JSON.parse(stdout);
}

describe("the environment", () => {
  test("R4: proxies named in it are ignored", { timeout: 15_000 }, async () => {
    const proxy = `http://${canaryHost}:${stage.goodPort}`;
    const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
    const env = { ...Object.fromEntries(names.map((name) => [name, proxy])), NODE_USE_ENV_PROXY: "1", NO_PROXY: "" };
    const [exchange] = await callInProcess(env, [stage.partner()], stage.goodPort);
    expect(exchange?.response?.status).toBe(200);
    expect(stage.canaryConnections).toBe(0);
  });

  test("TLS is verified by name, whatever the environment says, and its facts are recorded", {
    timeout: 15_000,
  }, async () => {
    const port = await stage.listen(createHttpsServer(testCertificate, stage.goodPartner), goodHost);
    const file = join(await mkdtemp(join(tmpdir(), "landfall-egress-")), "authority.pem");
    await writeFile(file, testCertificate.cert);
    const urls = [`https://good.example.com:${port}/`, `https://other.example.com:${port}/`];
    const [trusted, misnamed] = await callInProcess(
      { NODE_EXTRA_CA_CERTS: file, NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" },
      urls,
      port,
    );
    expect(trusted).toMatchObject({
      response: { status: 200 },
      remoteAddress: goodHost,
      tls: { protocol: "TLSv1.3", certificateSubject: "good.example.com" },
    });
    expect(misnamed?.failure).toMatchObject({ kind: "network", detail: expect.stringContaining("another host name") });
    expect(misnamed?.response).toBeUndefined();
  });
});

describe("hostile partners", () => {
  test("nobody listens", async () => {
    const port = stage.goodPort === 65535 ? 1024 : stage.goodPort + 1;
    const exchange = await call(`http://127.0.0.8:${port}/`, { policy: policyFor(port, "127.0.0.8") });
    expect(exchange.failure).toMatchObject({
      kind: "network",
      detail: expect.stringContaining("refused the connection"),
    });
  });

  test("accepts and never answers", async () => {
    const exchange = await callHostile(() => {});
    expect(exchange.failure).toMatchObject({ kind: "timeout", detail: expect.stringContaining("No answer from") });
    expect(exchange.durationMs).toBeGreaterThanOrEqual(395);
    expect(exchange.durationMs).toBeLessThan(900);
  });

  test("drips a byte at a time: the deadline holds, and the beginning is kept", async () => {
    const exchange = await callHostile((socket) => {
      socket.write(head("content-length: 100000"));
      const timer = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(timer));
    });
    expect(exchange.failure?.kind).toBe("timeout");
    expect(exchange.durationMs).toBeLessThan(900);
    expect(exchange.response).toMatchObject({ status: 200, isTruncated: true, body: expect.stringMatching(/^x{5,}$/) });
  });

  test("drips its headers", async () => {
    const exchange = await callHostile((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write("a"), 20);
      socket.on("close", () => clearInterval(timer));
    });
    expect(exchange.failure?.kind).toBe("timeout");
    expect(exchange.response).toBeUndefined();
  });

  test("resets before it answers", async () => {
    const exchange = await callHostile((socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(exchange.failure).toMatchObject({ kind: "network", detail: expect.stringContaining("before it answered") });
  });

  test("closes as soon as it is reached", async () => {
    const exchange = await callHostile((socket) => socket.destroy(), {}, { method: "POST", body: "x".repeat(500_000) });
    expect(exchange.failure?.kind).toBe("network");
  });

  test.each([
    ["content-length: 1000", (socket: Socket) => socket.resetAndDestroy()],
    ["content-length: 1000", (socket: Socket) => socket.end()],
    ["transfer-encoding: chunked", (socket: Socket) => socket.end()],
    ["transfer-encoding: chunked\r\nconnection: close", (socket: Socket) => socket.end()],
  ])("breaks off within its body (%s)", async (header, breakOff) => {
    const exchange = await callHostile((socket) =>
      socket.once("data", () => {
        socket.write(`${head(header)}${header.startsWith("content") ? "" : "4\r\n"}half`);
        setTimeout(() => breakOff(socket), 40);
      }),
    );
    expect(exchange.failure).toMatchObject({ kind: "network", detail: expect.stringContaining("in the middle") });
    expect(exchange.response).toMatchObject({ status: 200, body: "half", isTruncated: true });
  });

  test("answers HTML, invalid JSON, nothing, or bytes that are no text", async () => {
    const page = "<html><script>alert(1)</script></html>";
    const html = await callHostile(
      answer(`${head("content-type: text/html", `content-length: ${page.length}`)}${page}`),
    );
    expect(html).toMatchObject({ response: { body: page, isTruncated: false } });
    expect(html.failure).toBeUndefined();
    expect((await callHostile(answer(`${head("connection: close")}{"list":`))).response?.body).toBe('{"list":');
    expect((await callHostile(answer("HTTP/1.1 204 No Content\r\n\r\n"))).response).toMatchObject({
      status: 204,
      body: "",
    });
    const binary = Buffer.concat([Buffer.from(head("connection: close")), Buffer.from([0x61, 0xff, 0xfe, 0x00, 0x62])]);
    expect((await callHostile(answer(binary))).response).toMatchObject({ body: "a���b", bodyBytes: 5 });
  });

  test("keeps 64 KiB and does not cut through a character", async () => {
    const body = `x${"é".repeat(60_000)}`;
    const exchange = await callHostile(answer(`${head("connection: close")}${body}`));
    expect(exchange.failure).toBeUndefined();
    expect(exchange.response).toMatchObject({ bodyBytes: 120_001, isTruncated: true });
    expect(exchange.response?.body).toBe(`x${"é".repeat(32_767)}`);
    const whole = await callHostile(answer(`${head("connection: close")}${body}`), { bodyBytesKept: 1_000_000 });
    expect(whole.response).toMatchObject({ body, isTruncated: false });
  });

  test("100 MB of body are cut at 1 MiB with flat memory", async () => {
    const chunk = Buffer.alloc(1024 * 1024, "x");
    const sent: number[] = [];
    const before = process.memoryUsage().rss;
    for (let index = 0; index < 4; index += 1) {
      let written = 0;
      const exchange = await callHostile(
        (socket) => {
          socket.write(head(`content-length: ${100 * chunk.length}`));
          const more = (): void => {
            while (written < 100 && !socket.destroyed) {
              written += 1;
              if (!socket.write(chunk)) return void socket.once("drain", more);
            }
          };
          more();
        },
        { timeoutMs: 3000 },
      );
      sent.push(written);
      expect(exchange.failure).toBeUndefined();
      expect(exchange.response).toMatchObject({ status: 200, isTruncated: true });
      expect(exchange.response?.body).toHaveLength(64 * 1024);
      expect(exchange.response?.bodyBytes).toBeLessThan(1024 * 1024 + 128 * 1024);
    }
    expect(Math.max(...sent)).toBeLessThan(50);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });

  test("a compressed bomb is never inflated", async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    const headers = head("content-encoding: gzip", `content-length: ${bomb.length}`);
    const exchange = await callHostile(answer(Buffer.concat([Buffer.from(headers), bomb])));
    expect(exchange.response).toMatchObject({
      bodyBytes: bomb.length,
      body: expect.stringMatching(new RegExp(`^\\[gzip-compressed body, ${bomb.length} bytes: not decompressed`)),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(30 * 1024 * 1024);
  });

  test.each([
    ["not HTTP at all", "SSH-2.0-OpenSSH_9.9\r\n"],
    ["a bad status line", "HTTP/1.1 abc OK\r\n\r\n"],
    ["HTTP/9.9", "HTTP/9.9 200 OK\r\n\r\n"],
    ["a header without a colon", "HTTP/1.1 200 OK\r\nbroken\r\n\r\n"],
    ["a bad chunk", head("transfer-encoding: chunked").concat("zz\r\nabc\r\n")],
    ["15 KB of headers", head(`x-long: ${"a".repeat(15_000)}`)],
    ["10,000 headers", head(...Array.from({ length: 10_000 }, (_, index) => `x-${index}: 1`))],
    ["an upgrade nobody asked for", "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"],
  ])("answers with %s", async (_name, text) => {
    const exchange = await callHostile(answer(text));
    expect(exchange.failure?.kind).toBe("invalid_response");
    expect(exchange.failure?.detail).not.toContain("undefined");
  });

  test.each([
    ["two lengths", head("content-length: 3", "content-length: 4").concat("abcd")],
    ["length and chunks", head("content-length: 3", "transfer-encoding: chunked").concat("0\r\n\r\n")],
  ])("contradicts itself with %s", async (_name, text) => {
    const exchange = await callHostile(answer(text));
    expect(exchange.failure?.kind).toBeOneOf(["invalid_response", "network"]);
  });

  test("sends early hints for ever", async () => {
    const exchange = await callHostile((socket) => {
      const timer = setInterval(() => socket.write("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"), 10);
      socket.on("close", () => clearInterval(timer));
    });
    expect(exchange.failure?.kind).toBe("timeout");
  });

  test("answers before the request body was taken", async () => {
    const exchange = await callHostile(
      (socket) => socket.once("data", () => socket.end("HTTP/1.1 413 Too Large\r\ncontent-length: 4\r\n\r\nlong")),
      { timeoutMs: 1500 },
      { method: "POST", body: "x".repeat(2_000_000) },
    );
    expect(exchange.response?.status ?? exchange.failure?.kind).toBeOneOf([413, "network"]);
  });

  test("speaks http on the https port, stalls the handshake, or shows a certificate of its own making", async () => {
    const secure = async (server: Server): Promise<Exchange["failure"]> => {
      const port = await stage.listen(server, goodHost);
      const options = { policy: policyFor(port), timeoutMs: 500 };
      return (await call(`https://good.example.com:${port}/`, options)).failure;
    };
    expect(await secure(createHttpServer(stage.goodPartner))).toMatchObject({
      kind: "network",
      detail: expect.stringContaining("TLS"),
    });
    expect(await secure(createTcpServer())).toMatchObject({
      kind: "timeout",
      detail: expect.stringContaining("No connection"),
    });
    expect(await secure(createHttpsServer(testCertificate))).toMatchObject({
      kind: "network",
      detail: expect.stringContaining("is self-signed"),
    });
    expect(
      await secure(createHttpsServer({ ...testCertificate, minVersion: "TLSv1", maxVersion: "TLSv1.1" })),
    ).toMatchObject({
      kind: "network",
    });
  });
});

describe("stopping", () => {
  test("a call that was cancelled before it began sends nothing", async () => {
    const exchange = await call(stage.partner(), { signal: AbortSignal.abort() });
    expect(exchange.failure?.kind).toBe("cancelled");
    expect(stage.seen).toHaveLength(0);
  });

  test.each(["while DNS thinks", "while the partner thinks", "within the body"])("cancelled %s", async (moment) => {
    const control = new AbortController();
    setTimeout(() => control.abort(), 60);
    const slow: Resolver = () => new Promise(() => {});
    const exchange = await callHostile(
      (socket) => moment === "within the body" && socket.write(`${head("content-length: 10")}abc`),
      { signal: control.signal, timeoutMs: 3000 },
      moment === "while DNS thinks" ? { url: stage.partner() } : {},
    ).catch(() => undefined);
    const stuck =
      moment === "while DNS thinks" ? await call(stage.partner(), { signal: control.signal, resolve: slow }) : exchange;
    expect(stuck?.failure).toEqual({ kind: "cancelled", detail: "The call was cancelled." });
    expect(stuck?.durationMs).toBeLessThan(1000);
    if (moment === "within the body") expect(stuck?.response?.body).toBe("abc");
  });

  test("lets go of its connections", async () => {
    const open = new Set<Socket>();
    await Promise.all(
      Array.from({ length: 20 }, () =>
        callHostile((socket) => open.add(socket.resume().on("close", () => open.delete(socket))), { timeoutMs: 100 }),
      ),
    );
    await expect.poll(() => open.size, { timeout: 1000 }).toBe(0);
  });
});
