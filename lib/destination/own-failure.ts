/** Which failures are told in our words, for want of the partner's. */
import type { Outcome } from "./error-catalog";
import { tokenFailureType } from "./oauth2";
import type { OwnFailure } from "./setup-words/setup-words";

const known: readonly OwnFailure[] = ["cancelled", "invalid_response", "network", "refused", "timeout"];

/** What kind of failure it is that no entry of an error catalog describes; undefined for one that has an entry. */
export function ownFailureOf({ entryId, type, status }: Outcome): OwnFailure | undefined {
  if (entryId !== undefined) return undefined;
  if (type === tokenFailureType) return "token";
  return known.find((kind) => kind === status) ?? "status";
}
