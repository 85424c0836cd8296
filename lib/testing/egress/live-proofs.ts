/** The live harness R1 to R9 of SECURITY 3.1 and what T12 asks of answers. R10 is `egress-fuzz.test.ts`. */
import { createServer } from "node:net";
import { expect } from "vitest";
import type { Exchange } from "@/lib/destination/exchange";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import type { Resolver } from "@/lib/server/egress-resolver";
import { expectAll, type Guard, type Proof } from "./guard";
import { answering, canaryHost, divertingDials, goodHost, policyFor, type Stage } from "./stage";
import { tablePolicy } from "./text-proofs";
import { urlTable, zone } from "./url-table";

const unknownName = Object.assign(new Error("query ENOTFOUND"), { code: "ENOTFOUND" });

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}

async function oneAfterAnother(count: number, call: (index: number) => Promise<Exchange>): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  for (let index = 0; index < count; index += 1) exchanges.push(await call(index));
  return exchanges;
}

/** Sends to every URL of the table; each dial is diverted to the canary, so what slips through is counted there. */
async function tableAgainstCanary(guard: Guard, stage: Stage): Promise<void> {
  const resolve: Resolver = async (name) => zone[name] ?? Promise.reject(unknownName);
  const options = { policy: tablePolicy, resolve, tellsDnsApart: true };
  const entries = Object.values(urlTable).flatMap((groups) =>
    groups.flatMap(([expected, urls]) =>
      urls.map((url) => ({ url, isCalled: expected === "allowed" || (expected === "own_address" && isOurs(url)) })),
    ),
  );
  const divert = { host: canaryHost, port: stage.goodPort };
  for (const { url, isCalled } of entries) {
    const before = stage.canaryConnections;
    const { result, dialed } = await divertingDials(divert, () => stage.call(guard, url, options));
    expect([url, dialed.length > 0]).toEqual([url, isCalled]);
    if (isCalled) await expect.poll(() => stage.canaryConnections - before).toBe(dialed.length);
    else expect([url, stage.canaryConnections - before]).toEqual([url, 0]);
    expect([url, result.response]).toEqual([url, undefined]);
  }
}

/** The table's own interface addresses are not this machine's, so here they are public. */
const isOurs = (url: string): boolean => /ourselves|93\.184/.test(url);

export const liveProofs: readonly Proof[] = [
  { name: "the whole table, sent: nothing that is refused reaches the canary", prove: tableAgainstCanary },
  {
    name: "R1: a name that rebinds is asked about once a call",
    async prove(guard, stage) {
      let asked = 0;
      // The good address to every first question, the canary to every second: another look would land on it.
      const resolve: Resolver = async () => [asked++ % 2 === 0 ? goodHost : canaryHost];
      const exchanges = await oneAfterAnother(10, () => stage.call(guard, stage.partner(), { resolve }));
      expect(asked).toBe(10);
      expect(exchanges.map(({ failure, response }) => failure?.rule ?? response?.status)).toEqual(
        exchanges.map((_, index) => (index % 2 === 0 ? 200 : "no_public_address")),
      );
      expect(stage.canaryConnections).toBe(0);
    },
  },
  {
    name: "R2: a name that rebinds never reaches the canary, in 1,000 calls",
    async prove(guard, stage) {
      let asked = 0;
      const resolve: Resolver = async () => [asked++ % 10 < 9 ? goodHost : canaryHost];
      const statuses: (number | string | undefined)[] = [];
      for (let round = 0; round < 50; round += 1) {
        const calls = Array.from({ length: 20 }, () =>
          stage.call(guard, stage.partner(), { resolve, timeoutMs: 10_000 }),
        );
        statuses.push(...(await Promise.all(calls)).map(({ failure, response }) => failure?.rule ?? response?.status));
      }
      expect(asked).toBe(1_000);
      expect(statuses.filter((status) => status === 200)).toHaveLength(900);
      expect(statuses.filter((status) => status === "no_public_address")).toHaveLength(100);
      expect(stage.canaryConnections).toBe(0);
    },
  },
  {
    name: "R3: redirects of every kind are shown, not followed",
    async prove(guard, stage) {
      const canary = `http://${canaryHost}:${stage.goodPort}/`;
      const hop = (depth: number): string =>
        depth === 0 ? canary : `/redirect/302?to=${encodeURIComponent(hop(depth - 1))}`;
      const places = [canary, `//${canaryHost}:${stage.goodPort}/`, hop(1), hop(5), "lists", "https://[::1]/"];
      for (const status of [301, 302, 303, 307, 308]) {
        for (const to of places) {
          const exchange = await stage.call(guard, stage.partner(`/redirect/${status}?to=${encodeURIComponent(to)}`));
          expect(exchange.response).toMatchObject({ status, body: "moved" });
          expect(exchange.response?.headers).toContainEqual({ name: "location", value: to });
        }
      }
      expect(stage.seen).toHaveLength(5 * places.length);
      expect(stage.canaryConnections).toBe(0);
    },
  },
  {
    name: "R3: a page that refreshes itself is text",
    async prove(guard, stage) {
      const page = `<meta http-equiv="refresh" content="0; url=http://${canaryHost}:${stage.goodPort}/">`;
      const length = `content-length: ${page.length}`;
      const exchange = await stage.callHostile(guard, (socket) =>
        socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n${length}\r\n\r\n${page}`)),
      );
      expect(exchange.response?.body).toBe(page);
      expect(stage.canaryConnections).toBe(0);
    },
  },
  {
    name: "R4: proxies that the environment names are ignored",
    async prove(guard, stage) {
      const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
      const proxy = `http://${canaryHost}:${stage.goodPort}`;
      const before = { ...process.env };
      for (const name of names) process.env[name] = proxy;
      Object.assign(process.env, { NODE_USE_ENV_PROXY: "1", NO_PROXY: "" });
      try {
        expect((await stage.call(guard, stage.partner())).response?.status).toBe(200);
      } finally {
        for (const name of [...names, "NODE_USE_ENV_PROXY", "NO_PROXY"]) {
          if (before[name] === undefined) delete process.env[name];
          else process.env[name] = before[name];
        }
      }
      expect(stage.canaryConnections).toBe(0);
    },
  },
  {
    name: "R5: literal addresses are judged as they stand, and DNS is not asked",
    async prove(guard, stage) {
      const resolve: Resolver = async () => Promise.reject(new Error("asked"));
      const literals = [canaryHost, "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0"];
      for (const host of literals) {
        for (const scheme of ["http", "https"]) {
          const policy: EgressPolicy = { allow: [], ports: [stage.goodPort] };
          const exchange = await stage.call(guard, `${scheme}://${host}:${stage.goodPort}/`, { resolve, policy });
          expect([host, exchange.failure?.rule]).toEqual([host, scheme === "http" ? "scheme" : "private_address"]);
        }
      }
      const good = await stage.call(guard, `http://${goodHost}:${stage.goodPort}/`, { resolve });
      expect(good.response?.status).toBe(200);
      expect(stage.canaryConnections).toBe(0);
    },
  },
  {
    name: "R6: one private address among several refuses the name, in either order",
    async prove(guard, stage) {
      for (const answers of [
        [goodHost, canaryHost],
        [canaryHost, goodHost],
        ["127.0.0.3", goodHost, canaryHost],
      ]) {
        const options = { resolve: answering(...answers), tellsDnsApart: true };
        const exchange = await stage.call(guard, stage.partner(), options);
        expect(exchange.failure).toMatchObject({ kind: "refused", rule: "dns_mixed" });
      }
      expect(stage.canaryConnections).toBe(0);
    },
  },
  {
    name: "R6: when the first address refuses, the next one that was judged is dialed and nothing else",
    async prove(guard, stage) {
      const allow = [goodHost, "127.0.0.9"].map((host) => ({ host, port: stage.goodPort }));
      const options = { policy: { allow, ports: [] }, resolve: answering("127.0.0.9", goodHost) };
      const exchange = await stage.call(guard, stage.partner(), options);
      expect(exchange).toMatchObject({ remoteAddress: goodHost, response: { status: 200 } });
      expect(stage.canaryConnections).toBe(0);
    },
  },
  {
    name: "R7: a resolver that is empty, throws, hangs or answers garbage is an ordinary failure",
    async prove(guard, stage) {
      const cases: readonly [Resolver, object][] = [
        [async () => [], { kind: "network" }],
        [async () => Promise.reject(unknownName), { kind: "network", detail: expect.stringContaining("spelling") }],
        [async () => Promise.reject(new Error("odd")), { kind: "network" }],
        [answering("127.0.0.1\0"), { kind: "refused", rule: "dns_answer" }],
        [answering("::1%lo"), { kind: "refused", rule: "dns_answer" }],
        [answering("localhost"), { kind: "refused", rule: "dns_answer" }],
        [answering("127.1"), { kind: "refused", rule: "dns_answer" }],
        [() => new Promise(() => {}), { kind: "timeout", detail: expect.stringContaining("DNS did not say") }],
      ];
      for (const [resolve, failure] of cases) {
        const options = { resolve, tellsDnsApart: true, limits: { dns: 50 } };
        expect((await stage.call(guard, stage.partner(), options)).failure).toMatchObject(failure);
      }
      expect(stage.canaryConnections).toBe(0);
    },
  },
  {
    name: "R9: after 200 bad headers 1,000 good calls to the same host succeed",
    async prove(guard, stage) {
      const bad = ["a\nb", "a\r\nX: 1", "a\0", "é€", "a".repeat(9_000)];
      const calls = Array.from({ length: 200 }, (_, index) => {
        const value = bad[index % bad.length] ?? "";
        const named = index % 7 === 0 ? { name: "Bad Name", value: "x" } : { name: "X-Key", value };
        const header = index % 11 === 0 ? { name: "Transfer-Encoding", value: "chunked" } : named;
        return stage.call(guard, stage.partner(), {}, { headers: [header] });
      });
      expectAll(await Promise.all(calls), ({ failure }) => ({ found: failure?.rule, expected: "header" }));
      const first = await stage.call(guard, stage.partner());
      expect(first.durationMs).toBeLessThan(1_000);
      for (let round = 0; round < 50; round += 1) {
        const good = Array.from({ length: 20 }, () => stage.call(guard, stage.partner(), { timeoutMs: 10_000 }));
        expectAll(await Promise.all(good), ({ response }) => ({ found: response?.status, expected: 200 }));
      }
      expect(stage.seen).toHaveLength(1_001);
    },
  },
  {
    name: "a bad method or header is refused before anything is dialed",
    async prove(guard, stage) {
      const requests = [
        { headers: [{ name: "Host", value: "evil.example" }] },
        { headers: [{ name: "X", value: "\n" }] },
      ];
      for (const request of requests) {
        const { result, dialed } = await divertingDials(undefined, () =>
          stage.call(guard, stage.partner(), { timeoutMs: 300 }, request),
        );
        expect([result.failure?.rule, dialed]).toEqual(["header", []]);
      }
    },
  },
  {
    name: "a connection that arrives elsewhere than at a judged address is dropped before anything is sent",
    async prove(guard, stage) {
      const divert = { host: canaryHost, port: stage.goodPort };
      const sent: string[] = [];
      const port = await stage.listen(
        createServer((socket) => socket.on("data", (data) => sent.push(String(data)))),
        "127.0.0.4",
      );
      for (const place of [divert, { host: "127.0.0.4", port }]) {
        const { result } = await divertingDials(place, () => stage.call(guard, stage.partner(), { timeoutMs: 500 }));
        expect(result.failure?.kind).toBe("refused");
      }
      // Also where the other place would be allowed by itself: it is not what DNS named.
      const allow = [goodHost, "127.0.0.4"].map((host) => ({ host, port: stage.goodPort }));
      const { result } = await divertingDials({ host: "127.0.0.4", port }, () =>
        stage.call(guard, stage.partner(), { policy: { allow, ports: [] }, timeoutMs: 500 }),
      );
      expect(result.failure).toMatchObject({ kind: "refused", rule: "dns_answer" });
      expect(sent).toEqual([]);
    },
  },
  {
    name: "an unknown name and one that leads into a network are answered for alike, in words and in time",
    async prove(guard, stage) {
      const answers: readonly (readonly [number, Resolver])[] = [
        [1, answering("10.0.0.5")],
        [1, answering(goodHost, "10.0.0.5")],
        [1, answering("169.254.169.254")],
        [1, answering("not an address")],
        [300, async () => []],
        [300, async () => Promise.reject(unknownName)],
        [300, async () => Promise.reject(Object.assign(new Error("query ESERVFAIL"), { code: "ESERVFAIL" }))],
      ];
      const medians = answers.map(async ([delay, result]) => {
        const resolve: Resolver = () => new Promise((done) => setTimeout(() => done(result("")), delay));
        const options = { resolve, limits: { dnsStep: 1_000 }, timeoutMs: 10_000 };
        const calls = Array.from({ length: 5 }, () => stage.call(guard, stage.partner(), options));
        const exchanges = await Promise.all(calls);
        expectAll(exchanges, ({ failure }) => ({
          found: [failure?.kind, failure?.rule, failure?.detail.includes("10.0.0.5")],
          expected: ["refused", "no_public_address", false],
        }));
        expect(new Set(exchanges.map(({ failure }) => failure?.detail)).size).toBe(1);
        return medianOf(exchanges.map(({ durationMs }) => durationMs));
      });
      const times = await Promise.all(medians);
      // Without the steps the slow answers would be 0.3 seconds behind the quick ones.
      expect(Math.max(...times) - Math.min(...times)).toBeLessThan(100);
      expect(stage.canaryConnections).toBe(0);
    },
  },
  {
    name: "a delivery and the log are told why, and the log never what was sent",
    async prove(guard, stage) {
      const told: object[] = [];
      const options = { resolve: answering("10.0.0.5"), onRefusal: (refusal: object) => told.push(refusal) };
      const headers = [{ name: "Authorization", value: "Bearer a-secret" }];
      await stage.call(guard, stage.partner("/?key=a-secret"), options, { headers });
      const delivery = await stage.call(guard, stage.partner(), { ...options, tellsDnsApart: true });
      expect(delivery.failure?.rule).toBe("private_address");
      await stage.call(guard, stage.partner(), { ...options, resolve: async () => [] });
      const rules = ["private_address", "private_address", "no_public_address"];
      expect(told).toMatchObject(rules.map((rule) => ({ rule, host: "partner.example.com" })));
      await stage.call(guard, "https://a-secret@10.0.0.5/a-secret", options);
      expect(told.at(-1)).toMatchObject({ rule: "user_info", host: "10.0.0.5" });
      expect(JSON.stringify(told)).not.toContain("a-secret");
    },
  },
  {
    name: "a host that the destination doesn't declare is not called",
    async prove(guard, stage) {
      const refused = await stage.call(guard, stage.partner(), { declaredHosts: ["*.other.example.com"] });
      expect(refused.failure).toMatchObject({ kind: "refused", rule: "undeclared_host" });
      const called = await stage.call(guard, stage.partner(), { declaredHosts: ["*.example.com"] });
      expect(called.response?.status).toBe(200);
      expect(stage.seen).toHaveLength(1);
    },
  },
  {
    name: "the partner sees who calls, unless the destination says something else",
    async prove(guard, stage) {
      const caller = "(+https://portal.example.com; post@example.com)";
      const policy = { ...policyFor(stage.goodPort), caller };
      for (const value of [undefined, "Landfall/0.1.0", "Acme Landfall/1"]) {
        const headers = value === undefined ? [] : [{ name: "user-agent", value }];
        await stage.call(guard, stage.partner(), { policy }, { headers });
      }
      const agents = stage.seen.map(({ headers }) =>
        headers.filter((_, index) => headers[index - 1]?.toLowerCase() === "user-agent"),
      );
      expect(agents).toEqual([[`Landfall ${caller}`], [`Landfall/0.1.0 ${caller}`], ["Acme Landfall/1"]]);
    },
  },
];
