/** What the sandbox answers: a status, headers and a text. */
import type { ServerResponse } from "node:http";

export interface Reply {
  status: number;
  headers: [string, string][];
  body: string;
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

const noStore: [string, string][] = [
  ["Cache-Control", "no-store"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
];

export function writeReply(response: ServerResponse, { status, headers, body }: Reply): void {
  for (const [name, value] of [...noStore, ...headers]) response.setHeader(name, value);
  if (status !== 204) response.setHeader("Content-Length", Buffer.byteLength(body));
  response.writeHead(status);
  response.end(status === 204 ? undefined : body);
}
