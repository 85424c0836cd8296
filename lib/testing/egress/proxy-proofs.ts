/** What must be true of calls through the operator's own proxy (SECURITY 3, step 10). */
import { connect, createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { expect } from "vitest";
import { testCertificate } from "@/lib/server/egress-live-certificate";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import type { Proof } from "./guard";
import { trusting } from "./limit-proofs";
import { answer, answering, goodHost, head, type Stage } from "./stage";

const proxyHost = "127.0.0.5";
/** Public, and never dialed: the proxy of these proofs connects to the stage instead. */
const partnerAddress = "93.184.216.34";

/** A proxy that notes what it is asked for, and connects to `port` of the stage whatever that was. */
async function openProxy(stage: Stage, port: number): Promise<{ asked: string[]; policy: EgressPolicy }> {
  const asked: string[] = [];
  const server = createServer((socket) =>
    socket.once("data", (request) => {
      asked.push(String(request));
      const upstream = connect(port, goodHost, () => socket.write("HTTP/1.1 200 Connection established\r\n\r\n"));
      upstream.on("error", () => socket.destroy());
      socket.pipe(upstream).pipe(socket);
    }),
  );
  const proxy = { host: proxyHost, port: await stage.listen(server, proxyHost) };
  return { asked, policy: { allow: [], ports: [443], proxy } };
}

async function tlsPartner(stage: Stage): Promise<number> {
  const server = createTlsServer(testCertificate, (socket) =>
    socket.on("error", () => {}).once("data", () => socket.end(`${head("content-length: 2", "connection: close")}{}`)),
  );
  return stage.listen(server);
}

export const proxyProofs: readonly Proof[] = [
  {
    name: "the operator's proxy is told the address that was judged, and TLS is spoken with the partner",
    async prove(guard, stage) {
      const { asked, policy } = await openProxy(stage, await tlsPartner(stage));
      const options = { policy, resolve: answering(partnerAddress) };
      const called = await trusting(() => stage.call(guard, "https://good.example.com/lists", options));
      expect(called).toMatchObject({
        response: { status: 200 },
        remoteAddress: partnerAddress,
        tls: { certificateSubject: "good.example.com" },
      });
      const misnamed = await trusting(() => stage.call(guard, "https://other.example.com/lists", options));
      expect(misnamed.failure?.detail).toContain("another host name");
      const target = `${partnerAddress}:443`;
      expect(asked).toEqual([1, 2].map(() => `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`));
    },
  },
  {
    name: "the operator's proxy gets nothing that the guard refuses",
    async prove(guard, stage) {
      const { asked, policy } = await openProxy(stage, stage.goodPort);
      const options = { policy, resolve: answering("10.0.0.5") };
      for (const url of [
        "https://inside.example.com/",
        "https://10.0.0.5/",
        "https://localhost/",
        "http://a.example.com/",
      ]) {
        expect([url, (await stage.call(guard, url, options)).failure?.kind]).toEqual([url, "refused"]);
      }
      expect(asked).toEqual([]);
    },
  },
  {
    name: "what is an exception is called without the operator's proxy",
    async prove(guard, stage) {
      const { asked, policy } = await openProxy(stage, stage.goodPort);
      const byAddress: EgressPolicy = { ...policy, allow: [{ host: goodHost, port: stage.goodPort }] };
      const byName: EgressPolicy = { ...policy, allow: [{ host: "partner.example.com", port: stage.goodPort }] };
      for (const each of [byAddress, byName]) {
        expect((await stage.call(guard, stage.partner(), { policy: each })).response?.status).toBe(200);
      }
      expect(asked).toEqual([]);
    },
  },
  {
    name: "a proxy that refuses, breaks off, talks nonsense or says nothing is an ordinary failure",
    async prove(guard, stage) {
      const cases: readonly (readonly [(socket: Socket) => void, object])[] = [
        [answer("HTTP/1.1 403 Forbidden\r\n\r\n"), { kind: "refused", rule: "proxy" }],
        [answer("HTTP/1.1 407 Denied\r\ncontent-length: 0\r\n\r\n"), { kind: "refused", rule: "proxy" }],
        [answer("HTTP/1.1 502 Bad Gateway\r\n\r\n"), { kind: "network" }],
        [answer("SSH-2.0-OpenSSH_9.9\r\n\r\n"), { kind: "network" }],
        [answer("x".repeat(20_000)), { kind: "network" }],
        [(socket) => socket.destroy(), { kind: "network" }],
        [
          (socket) => socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\n\r\n")),
          { kind: "timeout", detail: expect.stringContaining("No TLS handshake") },
        ],
        [() => {}, { kind: "timeout", detail: expect.stringContaining("No connection to") }],
      ];
      for (const [behave, failure] of cases) {
        const proxy = { host: proxyHost, port: await stage.listen(createServer(behave), proxyHost) };
        const options = {
          policy: { allow: [], ports: [443], proxy },
          resolve: answering(partnerAddress),
          limits: { connect: 80, tls: 80 },
        };
        const exchange = await stage.call(guard, "https://good.example.com/", options);
        expect(exchange.failure).toMatchObject(failure);
        expect(exchange.response).toBeUndefined();
      }
    },
  },
];
