/** A hostile partner: it repeats every secret that it knows, in every encoding, in everything that an answer has. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Canary, encodings } from "./secret-canary";

/** How it answers. `broken` ends in the middle of an answer, `long` is cut off by us in the middle of a secret. */
export const echoModes = [
  "json",
  "text",
  "html",
  "unauthorized",
  "list-id",
  "long",
  "items",
  "redirect",
  "broken",
  "names",
] as const;
export type EchoMode = (typeof echoModes)[number];

interface Known {
  /** All that it repeats. */
  canaries: readonly Canary[];
  /** The access token that it gives: whoever comes with it learns it again. */
  token: Canary;
  /** What it gives beside the token, though nobody asked. */
  refreshToken: Canary;
  /** Those that are cut off in the places where a text is shortened. */
  cutOff: { clientSecret: Canary; code: Canary; message: Canary };
}

/** Less than we read of the headers of one answer. */
const headerBytesMax = 6_000;

export class EchoingPartner {
  mode: EchoMode = "json";
  isTokenGiven = true;
  /** All that it has said. */
  said = "";
  /** All that it has said in headers. */
  saidInHeaders = "";
  /** The headers of the next answer go on where those of the last one ended. */
  private nextHeader = 0;
  private nextEncoding = 0;
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch(() => response.destroy());
  });

  private constructor(readonly known: Known) {}

  /** `port`: any, unless one is given. */
  static async open(known: Known, port = 0): Promise<EchoingPartner> {
    const partner = new EchoingPartner(known);
    await new Promise<void>((resolve, reject) => {
      partner.server.once("error", reject).listen(port, "127.0.0.1", resolve);
    });
    return partner;
  }

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("The partner has no port.");
    return address.port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { canaries, token } = this.known;
    const hasToken = request.headers.authorization?.includes(token.value) === true;
    const reply = new Reply(this, response, {
      known: canaries.filter((canary) => canary !== token || hasToken),
      received: { url: request.url, headers: request.headers, body },
    });
    if (request.url?.startsWith("/token")) return this.giveToken(reply);
    reply.inMode(this.mode, this.known.cutOff);
  }

  private giveToken(reply: Reply): void {
    const { token, refreshToken, cutOff } = this.known;
    const given = { access_token: token.value, token_type: "bearer", refresh_token: refreshToken.value };
    // A refusal is told in words that are shown, and cut off in the middle of a secret.
    const refusal = { error: "invalid_client", error_description: cutOffAt(300, cutOff.clientSecret) };
    if (this.isTokenGiven) reply.json(200, given);
    else reply.json(400, refusal);
  }

  /** The whole of what was received, the next time in the next encoding. */
  encoded(received: object): string {
    const all = Object.values(encodings);
    const encode = all[this.nextEncoding % all.length] ?? encodings.plain;
    this.nextEncoding += 1;
    return encode(JSON.stringify(received));
  }

  /** The next few of these texts as headers; over several answers all of them. */
  takeHeaders(texts: readonly string[]): Record<string, string> {
    const headers: Record<string, string> = {};
    let bytes = 0;
    for (let count = 0; count < texts.length; count += 1) {
      const text = (texts[this.nextHeader % texts.length] ?? "").trim();
      bytes += text.length + 20;
      if (bytes > headerBytesMax) break;
      headers[`x-echo-${count}`] = text;
      this.nextHeader += 1;
    }
    return headers;
  }
}

/** A text in which a canary stands across the place where it is shortened. */
function cutOffAt(chars: number, { value }: Canary): string {
  return `${".".repeat(chars - 18)}${value}`;
}

/** Of a body so many bytes are kept. */
const bodyBytesKept = 65_536;

class Reply {
  private readonly values: readonly string[];
  private readonly everything: readonly string[];

  constructor(
    private readonly partner: EchoingPartner,
    private readonly response: ServerResponse,
    private readonly knows: { known: readonly Canary[]; received: object },
  ) {
    this.values = knows.known.map(({ value }) => value);
    this.everything = this.values.flatMap((value) => Object.values(encodings).map((encode) => encode(value)));
  }

  json(status: number, document: object): void {
    this.say(status, "application/json", JSON.stringify(document));
  }

  inMode(mode: EchoMode, { code, message }: Known["cutOff"]): void {
    const { partner, values, everything } = this;
    const { received } = this.knows;
    const [first = ""] = values;
    const ways: Record<EchoMode, () => void> = {
      json: () => this.json(200, { list: { id: "l1" }, values, texts: everything, received }),
      text: () => this.say(500, "text/plain", [partner.encoded(received), ...everything].join("\n")),
      html: () => {
        const paragraphs = [partner.encoded(received), ...everything].join("</p><p>");
        this.say(400, "text/html", `<html><p>${paragraphs}</p></html>`);
      },
      unauthorized: () => this.json(401, { error: { code: first, message: values.join(" ") } }),
      "list-id": () => this.json(201, { list: { id: values.join("|"), received } }),
      long: () => this.say(200, "text/plain", `${"x".repeat(bodyBytesKept - 20)}${first}${first}`),
      items: () => this.json(200, { rejected: this.rejections(code, message) }),
      redirect: () => {
        const location = `https://x.example.com/?k=${encodeURIComponent(values.join())}`;
        this.say(302, "text/plain", "", { location });
      },
      broken: () => this.breakOff(values.join()),
      // Names of headers are tokens: what a percent-encoded secret is.
      names: () => this.say(200, "text/plain", "", this.names()),
    };
    ways[mode]();
  }

  private breakOff(text: string): void {
    const head = `HTTP/1.1 200 ${encodeURIComponent(text)}\r\nx-echo: ${text}\r\ncontent-length: 99999`;
    this.response.socket?.end(`${head}\r\n\r\n${text}`);
  }

  private rejections(code: Canary, message: Canary): object[] {
    const told = cutOffAt(100, code);
    const rejected = ["u1", ...this.values, cutOffAt(100, message)];
    return [
      ...rejected.map((id) => ({ id, code: told, message: this.values.join() })),
      { id: "u1", code: code.value, message: cutOffAt(500, message) },
    ];
  }

  private names(): Record<string, string> {
    const written = this.values
      .slice(0, 10)
      .flatMap((value) => [encodings.hexadecimal(value), encodings.percent(value)]);
    return Object.fromEntries(written.map((text) => [`x-${text.replace(/[()]/g, "")}`, "1"]));
  }

  private say(status: number, type: string, body: string, more: Record<string, string> = {}): void {
    const headers = { ...more, ...(Object.keys(more).length === 0 && this.partner.takeHeaders(this.everything)) };
    this.partner.saidInHeaders += `\n${Object.entries(headers).flat().join("\n")}`;
    this.partner.said += `\n${body}`;
    this.response.writeHead(status, { "content-type": type, ...headers }).end(body);
  }
}
