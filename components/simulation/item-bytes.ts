/** How large items are in the bodies of this destination, by the users of the tests. Pure. */
import type { ItemBytes } from "@/lib/delivery/plan";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { batchedEndpointAt, type EndpointKey, endpointsOf } from "@/lib/destination/endpoints";
import { buildRequest, type RequestValues } from "@/lib/destination/request";
import { textBytes } from "@/lib/destination/text-bytes";

/** For every endpoint that limits its bodies: the mean size of an item, and that of the rest of the body. */
export function itemBytesOf(
  definition: DestinationDefinition,
  valuesFor: (key: EndpointKey) => RequestValues,
): Partial<Record<EndpointKey, ItemBytes>> {
  const bytes: Partial<Record<EndpointKey, ItemBytes>> = {};
  for (const { key } of endpointsOf(definition)) {
    if ((batchedEndpointAt(definition, key)?.bodyBytesMax ?? null) === null) continue;
    const built = buildRequest(definition, key, valuesFor(key));
    const items = built.ok ? (built.batch?.items ?? []) : [];
    if (!built.ok || items.length === 0) continue;
    const sum = items.reduce((all, item) => all + textBytes(item), 0);
    const frame = textBytes(built.request.body ?? "") - sum - (items.length - 1);
    bytes[key] = { item: Math.max(1, Math.round(sum / items.length)), frame: Math.max(0, frame) };
  }
  return bytes;
}
