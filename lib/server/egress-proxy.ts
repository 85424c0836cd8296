/** The operator's egress proxy (SECURITY 3, step 10): a second opinion on the way out, by HTTP CONNECT. */
import { connect, type Socket } from "node:net";
import { EgressStop } from "./egress-failure";
import type { ResolvedAddress } from "./egress-policy";

export interface EgressProxy {
  host: string;
  port: number;
}

const answerBytesMax = 8192;

/**
 * A connection through the proxy to an address that was judged here: the proxy is not asked to resolve a name, so there
 * is no second answer of DNS that could differ. Rejects with an EgressStop where the proxy won't or can't; `signal`
 * closes what is open. `host` is the name of the partner, for the words.
 */
export function openTunnel(
  proxy: EgressProxy,
  { address, family }: ResolvedAddress,
  port: number,
  { host, signal }: { host: string; signal: AbortSignal },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: proxy.host, port: proxy.port, noDelay: true });
    const authority = `${family === 6 ? `[${address}]` : address}:${port}`;
    const settle = (action: () => void): void => {
      signal.removeEventListener("abort", onAbort);
      socket.off("data", onData).off("close", onClose);
      action();
    };
    const fail = (error: Error): void =>
      settle(() => {
        socket.destroy();
        reject(error);
      });
    const onAbort = (): void => fail(new Error("The call has ended."));
    const onClose = (): void => fail(unreachable(host));
    let head = Buffer.alloc(0);
    const onData = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0 && head.length <= answerBytesMax) return;
      const status = end < 0 ? undefined : /^HTTP\/1\.[01] (\d{3})/.exec(head.toString("latin1"))?.[1];
      if (!status?.startsWith("2")) {
        fail(status === "403" || status === "407" ? forbidden(host) : unreachable(host));
        return;
      }
      settle(() => {
        socket.pause();
        if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
        resolve(socket);
      });
    };
    socket.on("error", () => {});
    socket.once("connect", () => socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`));
    socket.on("data", onData).on("close", onClose);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

function forbidden(host: string): EgressStop {
  const detail = `The operator's egress proxy does not let us call ${host}. Ask the operator.`;
  return new EgressStop({ kind: "refused", rule: "proxy", detail });
}

function unreachable(host: string): EgressStop {
  return new EgressStop({ kind: "network", detail: `There is no way to ${host} through the operator's egress proxy.` });
}
