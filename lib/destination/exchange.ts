/** What goes over the wire and what comes back: plain data that can be shown, stored and classified. */
import { z } from "zod";

export const wireHeader = z.strictObject({ name: z.string(), value: z.string() });
export type WireHeader = z.infer<typeof wireHeader>;

/** The HTTP request exactly as it is sent. `body` is text in UTF-8; undefined: no body. */
export const partnerRequest = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  url: z.string(),
  headers: z.array(wireHeader),
  body: z.string().optional(),
});
export type PartnerRequest = z.infer<typeof partnerRequest>;

export const partnerResponse = z.strictObject({
  status: z.number().int(),
  headers: z.array(wireHeader),
  /** The first 64 KiB, as text; invalid UTF-8 shows as replacement characters. */
  body: z.string(),
  /** Bytes received, which may be more than `body` keeps. */
  bodyBytes: z.number().int(),
  isTruncated: z.boolean(),
});
export type PartnerResponse = z.infer<typeof partnerResponse>;

/** Why there is no (whole) response. `detail` is for people. */
export const exchangeFailure = z.strictObject({
  /**
   * `refused`: our guard would not send it (`rule` names the rule). `timeout`, `network`: as error catalogs say.
   * `invalid_response`: bytes came that are not HTTP, or too many of them. `cancelled`: the person stopped it.
   */
  kind: z.enum(["refused", "timeout", "network", "invalid_response", "cancelled"]),
  rule: z.string().optional(),
  detail: z.string(),
});
export type ExchangeFailure = z.infer<typeof exchangeFailure>;

export const exchange = z.strictObject({
  request: partnerRequest,
  response: partnerResponse.optional(),
  failure: exchangeFailure.optional(),
  /** ISO 8601. */
  startedAt: z.string(),
  durationMs: z.number(),
  /** The address we connected to, and TLS facts where there was TLS. */
  remoteAddress: z.string().optional(),
  tls: z.strictObject({ protocol: z.string(), cipher: z.string(), certificateSubject: z.string() }).optional(),
});
/** One call: what we sent, and either a response or the reason there is none. */
export type Exchange = z.infer<typeof exchange>;
