/** Sends what a fault asks for, byte by byte where it must. */

import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { createGzip } from "node:zlib";
import type { HeldConnections } from "./held-connections";
import type { Delivery } from "./plan-fault";
import { errorReply, type Reply, writeHead, writeReply } from "./reply";

/** How it ended: all was sent, we cut it off, the caller went, the time was up, or no more calls could be held. */
export type Ending = "sent" | "cut" | "given_up" | "timed_out" | "no_room";

/** What the inspector shows of it; status 0 when none is sent. */
export function shownReply(delivery: Delivery): Reply {
  if (delivery.type === "hold") return nothing;
  if (delivery.type === "raw") return { status: delivery.status, headers: [], body: delivery.text };
  if (delivery.type === "cut") return delivery.reply ? { ...delivery.reply, body: half(delivery.reply) } : nothing;
  if (delivery.type !== "padded" || !delivery.isGzip) return delivery.reply;
  return { ...delivery.reply, headers: [...delivery.reply.headers, ["Content-Encoding", "gzip"]] };
}

/** What is sent instead when no more calls may be held. */
export function tooManyHeld(): Reply {
  const message = "Too many calls of this workspace are being held by faults. Wait until some of them have ended.";
  return errorReply(503, "too_many_held", message, { headers: [["Retry-After", "5"]] });
}

/** Whether the connection stays open for a while, and so needs a place among the held ones. */
export function isHeld(delivery: Delivery): boolean {
  return ["hold", "drip", "padded"].includes(delivery.type) || (delivery.type === "reply" && delivery.delayMs > 0);
}

/** Delivers, within the time that a call may be held, and says how it ended. Never throws for a caller that went. */
export async function deliverFault(
  response: ServerResponse,
  delivery: Delivery,
  workspace: string,
  held: HeldConnections,
): Promise<Ending> {
  const control = new AbortController();
  const release = isHeld(delivery) ? held.take(workspace, () => control.abort()) : () => {};
  if (!release) {
    writeReply(response, tooManyHeld());
    return "no_room";
  }
  let ending: Ending | undefined;
  const stop = (reason: Ending): void => {
    ending ??= reason;
    control.abort();
  };
  const timer = setTimeout(() => stop("timed_out"), held.limits.holdMsMax);
  response.once("close", () => stop(response.writableFinished ? "sent" : "given_up"));
  try {
    const planned = await send(response, delivery, control.signal);
    return ending ?? planned;
  } catch {
    // Whatever interrupted it, the connection is of no more use.
    response.destroy();
    return ending ?? "cut";
  } finally {
    clearTimeout(timer);
    release();
  }
}

async function send(response: ServerResponse, delivery: Delivery, signal: AbortSignal): Promise<Ending> {
  switch (delivery.type) {
    case "reply":
      if (delivery.delayMs > 0) await wait(delivery.delayMs, undefined, { signal });
      writeReply(response, delivery.reply);
      return "sent";
    case "hold":
      await wait(delivery.ms, undefined, { signal });
      response.destroy();
      return "timed_out";
    case "cut":
      await cut(response, delivery);
      return "cut";
    case "drip":
      await drip(response, delivery, signal);
      return "cut";
    case "padded":
      await pad(response, delivery, signal);
      return "sent";
    case "raw":
      response.socket?.end(delivery.text, "latin1");
      return "sent";
  }
}

const nothing: Reply = { status: 0, headers: [], body: "" };

function half({ body }: Reply): string {
  return body.slice(0, Math.floor(body.length / 2));
}

async function cut(response: ServerResponse, { how, reply }: Extract<Delivery, { type: "cut" }>): Promise<void> {
  if (reply) {
    // The length is that of the whole body, so that the end is missed and not mistaken for one.
    writeHead(response, reply, Buffer.byteLength(reply.body));
    await new Promise<void>((resolve) => response.write(half(reply), () => resolve()));
  }
  if (how === "reset") response.socket?.resetAndDestroy();
  else response.destroy();
}

/** The reply byte by byte, then blanks, which JSON may end with: it goes on until somebody stops it. */
async function drip(
  response: ServerResponse,
  { reply, everyMs }: Extract<Delivery, { type: "drip" }>,
  signal: AbortSignal,
): Promise<void> {
  writeHead(response, reply);
  response.flushHeaders();
  const bytes = Buffer.from(reply.body);
  for (let index = 0; ; index += 1) {
    await wait(everyMs, undefined, { signal });
    response.write(index < bytes.length ? bytes.subarray(index, index + 1) : " ");
  }
}

const chunkBytes = 64 * 1024;

async function pad(
  response: ServerResponse,
  { reply, bytes, isGzip }: Extract<Delivery, { type: "padded" }>,
  signal: AbortSignal,
): Promise<void> {
  const headers: [string, string][] = isGzip ? [...reply.headers, ["Content-Encoding", "gzip"]] : reply.headers;
  writeHead(response, { ...reply, headers });
  const body = Readable.from(padding(reply.body, bytes), { objectMode: false });
  if (isGzip) await pipeline(body, createGzip(), response, { signal });
  else await pipeline(body, response, { signal });
}

/** A JSON object with a member more, as long as asked; any other text with blanks after it. */
function* padding(text: string, bytes: number): Generator<Buffer> {
  const isObject = bytes > 0 && text.startsWith("{") && text.endsWith("}");
  yield Buffer.from(isObject ? `${text.slice(0, -1)}${text === "{}" ? "" : ","}"padding":"` : text);
  const chunk = Buffer.alloc(chunkBytes, isObject ? "x" : " ");
  for (let left = bytes; left > 0; left -= chunkBytes) yield chunk.subarray(0, Math.min(left, chunkBytes));
  if (isObject) yield Buffer.from('"}');
}
