/** A partner whose server misbehaves, one way a path. It runs in the test's process, on the address that the stack may call. */
import { createServer, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

const port = Number(process.env.E2E_PARTNER_PORT);
export const partnerUrl = `http://127.0.0.1:${port}`;

const megabyte = Buffer.alloc(1024 * 1024, "x");
const hugeBytes = 100 * megabyte.length;

type Behaviour = (response: ServerResponse) => void;

const behaviours: Record<string, Behaviour> = {
  "/hang": () => undefined,
  "/drip": drip,
  "/reset": (response) => void response.socket?.resetAndDestroy(),
  "/html": (response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end("<!doctype html><title>Log in</title><script>document.title = 'taken over'</script><h1>Log in</h1>");
  },
  "/huge": sendHuge,
  "/bomb": (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(gzipSync(Buffer.alloc(hugeBytes, 0)));
  },
  "/invalid": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"list": {"id": ');
  },
  "/redirect": (response) => {
    response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data/" });
    response.end();
  },
};

/** One byte at a time, for as long as somebody listens. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 100);
  response.once("close", () => clearInterval(timer));
}

/** As fast as the other side reads, until it hangs up. */
function sendHuge(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": hugeBytes });
  const send = (left: number) => {
    if (response.destroyed) return;
    if (left === 0) return void response.end();
    if (response.write(megabyte)) setImmediate(send, left - 1);
    else response.once("drain", () => send(left - 1));
  };
  send(hugeBytes / megabyte.length);
}

/** Starts the server; the answer stops it. */
export async function startPartner(): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const behave = behaviours[request.url ?? ""];
    if (behave) behave(response);
    else response.writeHead(404, { "content-type": "application/json" }).end('{"error": "no such path"}');
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
