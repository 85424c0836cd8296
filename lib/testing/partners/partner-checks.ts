/** What several partners check alike: credentials, content types, bodies. Each answers a refusal in its own words. */
import { isSafeNumber, parse } from "lossless-json";
import type { z } from "zod";
import type { PartnerCall } from "./partner-simulator";

/** User name and password of Basic authentication; undefined where the header is missing or of another scheme. */
export function basicCredentials(call: PartnerCall): { username: string; password: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(call.headers.authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The token after `Bearer`; undefined where there is none. */
export function bearerToken(call: PartnerCall): string | undefined {
  return /^Bearer (\S+)$/.exec(call.headers.authorization ?? "")?.[1];
}

export function isJsonCall(call: PartnerCall): boolean {
  return /^application\/json\b/i.test(call.headers["content-type"] ?? "");
}

export type ReadBody<T> = { ok: true; value: T } | { ok: false; isJson: boolean; message: string };

/** The body, if it is JSON of this shape; `message` names the first place that isn't. A long integer is a bigint. */
export function readJsonBody<T>(call: PartnerCall, schema: z.ZodType<T>): ReadBody<T> {
  let document: unknown;
  try {
    document = parse(call.body, null, (digits) =>
      isSafeNumber(digits) || !/^-?\d+$/.test(digits) ? Number(digits) : BigInt(digits),
    );
  } catch {
    return { ok: false, isJson: false, message: "The body is not JSON." };
  }
  const parsed = schema.safeParse(document);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const message = issue ? `${issue.path.map(String).join(".")}: ${issue.message}` : "The body has another shape.";
  return { ok: false, isJson: true, message };
}
