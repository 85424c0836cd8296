/** The variables that each item of a built call was made of: what its preview says of every piece (SPEC 11). */
import type { DestinationDefinition } from "./definition";
import { actionAt, type EndpointKey } from "./endpoints";
import { eventLookups } from "./event-batch";
import type { BuiltBatch } from "./request";
import { batchScope, type RequestValues, userScope } from "./request-values";
import type { Lookup } from "./template/render";

export interface CallScopes {
  /** What is the same for the whole call. */
  batch: Lookup;
  /** What item number `index` of the call knows. */
  item: (index: number) => Lookup | undefined;
}

export function callScopes(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: RequestValues,
  built: BuiltBatch | undefined,
): CallScopes {
  // Which way the users of a call go is known only once it is built.
  const { direction: operation = values.operation } = built ?? {};
  const { lookup: batch } = batchScope(definition, key, { ...values, ...(operation && { operation }) });
  const action = actionAt(definition, key);
  if (action) {
    const lookupOf = eventLookups(definition, action, values, batch);
    return { batch, item: (index) => mapped(built?.events[index], lookupOf) };
  }
  const scope = userScope(definition, key, values, batch);
  return { batch, item: (index) => mapped(built?.users[index], scope) };
}

function mapped<Item>(item: Item | undefined, lookupOf: (item: Item) => Lookup | undefined): Lookup | undefined {
  return item === undefined ? undefined : lookupOf(item);
}
