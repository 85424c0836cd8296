/**
 * Where live proofs play (SECURITY 3.1): real sockets on loopback only. A good partner listens on 127.0.0.2 and is let
 * through by an exception; a canary counts connections on 127.0.0.1, at the same port, where nothing may ever arrive.
 */
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, Socket } from "node:net";
import type { Exchange, PartnerRequest } from "@/lib/destination/exchange";
import type { SendOptions } from "@/lib/server/egress";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import type { Resolver } from "@/lib/server/egress-resolver";
import type { Guard } from "./guard";

export const goodHost = "127.0.0.2";
export const canaryHost = "127.0.0.1";

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingMessage["rawHeaders"];
  body: string;
}

/** The name is public, the address an exception: `policyFor` allows what it resolves to. */
export const policyFor = (port: number, host = goodHost): EgressPolicy => ({ allow: [{ host, port }], ports: [443] });

export const answering =
  (...answers: string[]): Resolver =>
  async () =>
    answers;

export class Stage {
  readonly seen: SeenRequest[] = [];
  canaryConnections = 0;
  goodPort = 0;
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();

  static async open(): Promise<Stage> {
    const stage = new Stage();
    stage.goodPort = await stage.listen(createHttpServer(stage.goodPartner));
    // The same port, so that an address that slipped through would really be dialed.
    await stage.listen(
      createTcpServer((socket) => {
        stage.canaryConnections += 1;
        socket.destroy();
      }),
      canaryHost,
      stage.goodPort,
    );
    return stage;
  }

  reset(): void {
    this.seen.length = 0;
    this.canaryConnections = 0;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  /** Listens until the stage closes. Gives the port. */
  listen(server: Server, host = goodHost, port = 0): Promise<number> {
    this.servers.push(server);
    server.on("connection", (socket) => {
      this.sockets.add(socket.on("error", () => {}).on("close", () => this.sockets.delete(socket)));
    });
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        const address: AddressInfo | string | null = server.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  }

  readonly goodPartner: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", rawHeaders: headers } = request;
      this.seen.push({ method, url, headers, body: Buffer.concat(chunks).toString("utf8") });
      const redirect = /^\/redirect\/(\d+)\?to=(.*)$/.exec(url);
      if (redirect) {
        const location = decodeURIComponent(redirect[2] ?? "");
        response.writeHead(Number(redirect[1]), { location, refresh: `0; url=${location}` });
        return response.end("moved");
      }
      response
        .writeHead(200, { "content-type": "application/json", "x-partner": "good" })
        .end('{"list":{"id":"lst_1"}}');
    });
  };

  /** The URL of the good partner, by a name that only the proof's resolver knows. */
  partner(path = "/lists"): string {
    return `http://partner.example.com:${this.goodPort}${path}`;
  }

  call(
    guard: Pick<Guard, "send">,
    url: string,
    options: SendOptions = {},
    request: Partial<PartnerRequest> = {},
  ): Promise<Exchange> {
    return guard.send(
      { method: "GET", url, headers: [], ...request },
      {
        policy: policyFor(this.goodPort),
        timeoutMs: 2_000,
        resolve: answering(goodHost),
        limits: { dnsStep: 1 },
        ...options,
      },
    );
  }

  /** Listens on 127.0.0.2, says whatever `behave` says to each connection, and is called once. */
  async callHostile(
    guard: Pick<Guard, "send">,
    behave: (socket: Socket) => void,
    options: SendOptions = {},
    request: Partial<PartnerRequest> = {},
  ): Promise<Exchange> {
    const port = await this.listen(createTcpServer(behave));
    const policy = policyFor(port);
    return this.call(guard, `http://${goodHost}:${port}/`, { policy, timeoutMs: 400, ...options }, request);
  }
}

/** Says something once the request has come, as HTTP servers do, and hangs up. */
export const answer = (text: string | Buffer) => (socket: Socket) => socket.once("data", () => socket.end(text));

export const head = (...headers: string[]): string =>
  `HTTP/1.1 200 OK\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`;

type Connect = (this: Socket, ...parameters: unknown[]) => Socket;

/**
 * While `action` runs, every socket that anybody opens goes where `divert` says, whatever it was to be connected to:
 * `undefined` leaves it hanging for ever. Gives what was dialed, as `host:port`. So a proof can have public addresses
 * called without a packet leaving the machine.
 */
export async function divertingDials<Result>(
  divert: { host: string; port: number } | undefined,
  action: () => Promise<Result>,
): Promise<{ result: Result; dialed: string[] }> {
  const dialed: string[] = [];
  const original: unknown = Reflect.get(Socket.prototype, "connect");
  if (typeof original !== "function") throw new Error("Sockets can't connect.");
  const diverted: Connect = function (...parameters) {
    const [options, listener] = Array.isArray(parameters[0]) ? parameters[0] : parameters;
    dialed.push(`${Reflect.get(Object(options), "host")}:${Reflect.get(Object(options), "port")}`);
    if (divert) Reflect.apply(original, this, typeof listener === "function" ? [divert, listener] : [divert]);
    return this;
  };
  Reflect.set(Socket.prototype, "connect", diverted);
  try {
    return { result: await action(), dialed };
  } finally {
    Reflect.set(Socket.prototype, "connect", original);
  }
}
