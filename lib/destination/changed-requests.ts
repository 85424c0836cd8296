/** The calls whose requests two versions write differently. */
import type { DestinationDefinition } from "./definition";
import { type EndpointKey, endpointsOf } from "./endpoints";
import { requestText } from "./request-text";

export interface RequestChange {
  key: EndpointKey;
  name: string;
  status: "added" | "removed" | "changed";
  /** As `requestText` writes them; empty where the version makes no such call. */
  before: string;
  after: string;
}

/** In the order of the calls of the newer version; those that it no longer makes come last. */
export function changedRequests(before: DestinationDefinition, after: DestinationDefinition): RequestChange[] {
  const [old, now] = [before, after].map(
    (definition) => new Map(endpointsOf(definition).map((each) => [each.key, each])),
  );
  const keys = new Set([...(now?.keys() ?? []), ...(old?.keys() ?? [])]);
  return [...keys].flatMap((key): RequestChange[] => {
    const [was, is] = [old?.get(key), now?.get(key)];
    const texts = { before: was ? requestText(before, key) : "", after: is ? requestText(after, key) : "" };
    if (texts.before === texts.after) return [];
    const status = !was ? "added" : !is ? "removed" : "changed";
    return [{ key, name: is?.name ?? was?.name ?? "", status, ...texts }];
  });
}
