/** What the sandbox answers: a status, headers and a text. */
import type { ServerResponse } from "node:http";
import { workspaceFullMessage } from "./shelf";

export interface Reply<Body = string> {
  status: number;
  headers: [string, string][];
  body: Body;
}

export function jsonReply(status: number, value: unknown, headers: [string, string][] = []): Reply {
  return {
    status,
    headers: [["Content-Type", "application/json; charset=utf-8"], ...headers],
    body: JSON.stringify(value),
  };
}

/** The one shape of every error of the API. `issues` says which parts of the body were wrong. */
export function errorReply(
  status: number,
  code: string,
  message: string,
  options: { headers?: [string, string][]; issues?: { path: string; message: string }[] } = {},
): Reply {
  const { headers, issues } = options;
  return jsonReply(status, { error: { code, message, ...(issues && { issues }) } }, headers);
}

export function notFound(): Reply {
  return errorReply(
    404,
    "not_found",
    "There is no such resource. The calls there are stand on the sandbox's first page.",
  );
}

export function workspaceFull(): Reply {
  return errorReply(422, "workspace_full", workspaceFullMessage);
}

const everyAnswer: [string, string][] = [
  ["Cache-Control", "no-store"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
];

/** Sends an answer. Its own headers win over those that every answer has. */
export function writeReply(response: ServerResponse, reply: Reply<string | Uint8Array>): void {
  const isEmpty = reply.status === 204;
  writeHead(response, reply, isEmpty ? undefined : Buffer.byteLength(reply.body));
  response.end(isEmpty ? undefined : reply.body);
}

/** Sends status and headers; without a length the body comes in chunks. */
export function writeHead(
  response: ServerResponse,
  { status, headers }: Omit<Reply<unknown>, "body">,
  contentLength?: number,
): void {
  for (const [name, value] of [...everyAnswer, ...headers]) response.setHeader(name, value);
  if (contentLength !== undefined) response.setHeader("Content-Length", contentLength);
  response.writeHead(status);
}
