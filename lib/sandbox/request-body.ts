import type { IncomingMessage } from "node:http";

export const requestBodyBytesMax = 2 * 1024 * 1024;

export interface ReceivedBody {
  /** The part within the limit. */
  bytes: Buffer;
  bytesSeen: number;
  isTooLarge: boolean;
}

/**
 * Reads a body up to the limit. What comes beyond it is read past for a while, because a caller that is still sending
 * would not see the answer otherwise.
 */
export async function readBody(request: IncomingMessage, bytesMax = requestBodyBytesMax): Promise<ReceivedBody> {
  const chunks: Buffer[] = [];
  let bytesSeen = 0;
  // A loop that breaks would destroy the request, and the answer with it.
  await new Promise<void>((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      bytesSeen += chunk.byteLength;
      if (bytesSeen <= bytesMax) chunks.push(chunk);
      if (bytesSeen > 8 * bytesMax) {
        request.pause();
        resolve();
      }
    });
    request.once("end", resolve);
    request.once("error", reject);
    request.once("close", resolve);
  });
  return { bytes: Buffer.concat(chunks), bytesSeen, isTooLarge: bytesSeen > bytesMax };
}
