import { createServer } from "node:net";

/** A port that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

async function canListen(port: number, host: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    // Only a port in use counts: a machine without IPv6 has no ::1 to listen on.
    server.once("error", (error) => resolve(!("code" in error && error.code === "EADDRINUSE")));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** Whether nobody else listens on this port of the loopback, in either family: `localhost` may mean both. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"));
}
