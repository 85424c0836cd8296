/**
 * A change, sent as JSON from a form. Without a schema library on purpose: the pages for people who are not signed in
 * must stay light, and all they need of an answer is whether it worked.
 */
export interface Problem {
  code: string;
  /** What is wrong and what to do. */
  message: string;
  issues: { path: string; message: string }[];
}

export type Answer = { ok: true; data: unknown } | { ok: false; problem: Problem };

export type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Sends to one of our own addresses. Never throws: what went wrong is part of the answer. `keepalive` lets a small
 * request outlive the page that made it.
 */
export async function send(
  method: Method,
  url: string,
  body?: unknown,
  options: { keepalive?: boolean } = {},
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...options,
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    return failed(
      "unavailable",
      "The portal can't be reached. Check your connection, then try again. Nothing was lost.",
    );
  }
  const data: unknown = await response.json().catch(() => undefined);
  if (response.ok) return { ok: true, data };
  return { ok: false, problem: problemIn(data, response.status) };
}

/** A text of an answer, for the few answers that a form shows something of. */
export function textIn(data: unknown, key: string): string | undefined {
  const value = isRecord(data) ? data[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

function problemIn(data: unknown, status: number): Problem {
  const message = textIn(data, "detail") ?? `The portal answered with status ${status}. Try again in a moment.`;
  const issues = isRecord(data) && Array.isArray(data.issues) ? data.issues : [];
  return {
    code: textIn(data, "code") ?? "unavailable",
    message,
    issues: issues.map((issue: unknown) => ({
      path: textIn(issue, "path") ?? "",
      message: textIn(issue, "message") ?? message,
    })),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function failed(code: string, message: string): Answer {
  return { ok: false, problem: { code, message, issues: [] } };
}
