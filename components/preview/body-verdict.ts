/** What can be said about a body before it is sent: its size, and whether it is what its type promises. */

import type { PartnerRequest } from "@/lib/destination/exchange";
import { textBytes } from "@/lib/destination/text-bytes";

export interface BodyVerdict {
  /** In UTF-8. */
  bytes: number;
  contentType: string | undefined;
  state: "valid_json" | "invalid_json" | "form" | "none";
  /** Why it is no JSON, as the parser says it. */
  problem?: string;
}

/** Reads the body the way a partner would: JSON is parsed, not guessed. */
export function bodyVerdict({ headers, body }: PartnerRequest): BodyVerdict {
  const contentType = headers.find(({ name }) => name.toLowerCase() === "content-type")?.value;
  if (body === undefined || body === "") return { bytes: 0, contentType: undefined, state: "none" };
  const bytes = textBytes(body);
  if (contentType?.toLowerCase().startsWith("application/x-www-form-urlencoded")) {
    return { bytes, contentType, state: "form" };
  }
  try {
    JSON.parse(body);
    return { bytes, contentType, state: "valid_json" };
  } catch (error) {
    return { bytes, contentType, state: "invalid_json", problem: error instanceof Error ? error.message : undefined };
  }
}
