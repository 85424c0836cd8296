/**
 * Methods and headers we send (SECURITY 3, step 8). They are judged before the HTTP client sees them: each request
 * that undici refuses for a bad header may leak a slot of its pool, until that host can no longer be called at all.
 */
import type { WireHeader } from "@/lib/destination/exchange";
import type { EgressRefusal } from "./egress-policy";

const methods = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,256}$/;
const valueCharactersMax = 8192;

/** The HTTP client's own, or those that a proxy would believe. */
const reservedNames = new Set([
  ...["host", "content-length", "transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade", "expect"],
  ...["forwarded", "x-forwarded-for", "via"],
]);

/** Refuses a method that is not one of ours, whatever the types said. */
export function judgeMethod(method: string): EgressRefusal | undefined {
  if (methods.has(method)) return undefined;
  return { rule: "method", detail: "The method must be GET, POST, PUT, PATCH or DELETE." };
}

/** Judges names and values. A refusal names the header and the place, never the value: it may be a secret. */
export function judgeHeaders(headers: readonly WireHeader[]): EgressRefusal | undefined {
  for (const { name, value } of headers) {
    const detail = describeName(name) ?? describeValue(name, value);
    if (detail !== undefined) return { rule: "header", detail };
  }
  return undefined;
}

function describeName(name: string): string | undefined {
  if (name === "") return "A header has no name.";
  if (!token.test(name)) {
    return `The header name “${printable(name)}” holds a character that names may not have. Use letters, digits and hyphens.`;
  }
  const lower = name.toLowerCase();
  if (reservedNames.has(lower) || lower.startsWith("proxy-")) {
    return `The header ${name} is set by the connection itself. Remove it from the endpoint.`;
  }
  return undefined;
}

function describeValue(name: string, value: string): string | undefined {
  if (value.length > valueCharactersMax) {
    return `The value of the header ${name} has ${value.length} characters; at most ${valueCharactersMax} are sent.`;
  }
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    const isSendable = code === 0x09 || (code >= 0x20 && code <= 0x7e) || (code >= 0x80 && code <= 0xff);
    if (isSendable) continue;
    const place = `at character ${index + 1}`;
    if (code === 0x0a || code === 0x0d) {
      return `The value of the header ${name} holds a line break ${place}. Was it pasted with the value?`;
    }
    if (code > 0xff) {
      return `The value of the header ${name} holds a character ${place} that headers cannot carry (U+${hex(code)}). Use Latin letters, or encode it.`;
    }
    return `The value of the header ${name} holds a control character ${place} (U+${hex(code)}). Remove it.`;
  }
  return undefined;
}

function printable(name: string): string {
  return name.slice(0, 60).replace(/[^\x20-\x7e]/g, "�");
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, "0");
}
