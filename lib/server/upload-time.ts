/**
 * Node gives a request five minutes to arrive. A file of members may take longer over an ordinary line, so the server
 * waits for those, and every other request keeps its five minutes. (Headers keep their own limit.)
 */
import { subscribe, unsubscribe } from "node:diagnostics_channel";

const uploads = /^\/api\/v1\/projects\/[^/]+\/cohorts\/[^/]+\/members(\?|$)/;
const otherMsMax = 5 * 60 * 1000;

/** For all servers of this process, from their next request on, until what is returned is called. */
export function allowLongUploads(msMax: number = otherMsMax): () => void {
  const onStart = (message: unknown) => {
    if (!isStart(message)) return;
    const { server, request } = message;
    // 0: no limit. An upload has one of its own: it is given up when nothing comes for a minute.
    server.requestTimeout = 0;
    if (uploads.test(request.url)) return;
    const timer = setTimeout(() => {
      if (!request.complete) request.destroy();
    }, msMax);
    timer.unref();
    request.once("close", () => clearTimeout(timer));
  };
  subscribe("http.server.request.start", onStart);
  return () => {
    unsubscribe("http.server.request.start", onStart);
  };
}

interface Start {
  server: { requestTimeout: number };
  request: {
    url: string;
    complete: boolean;
    destroy: () => void;
    once: (event: "close", listener: () => void) => void;
  };
}

function isStart(message: unknown): message is Start {
  return typeof message === "object" && message !== null && "server" in message && "request" in message;
}
