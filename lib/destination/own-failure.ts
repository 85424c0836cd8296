/** Which failures are told in our words, for want of the partner's. */
import type { Outcome } from "./error-catalog";
import type { OwnFailure } from "./setup-words/setup-words";

/** What customers read when the partner has not described an error. */
export const unclassifiedMessage =
  "The partner has not described this error. Please contact support and tell them the status shown here.";

/** The `type` of an outcome that tells why there is no access token. */
export const tokenFailureType = "Access token";

const known: readonly OwnFailure[] = ["cancelled", "invalid_response", "network", "refused", "timeout"];

/** What kind of failure it is that no entry of an error catalog describes; undefined for one that has an entry. */
export function ownFailureOf({ entryId, type, status }: Outcome): OwnFailure | undefined {
  if (entryId !== undefined) return undefined;
  if (type === tokenFailureType) return "token";
  return known.find((kind) => kind === status) ?? "status";
}
