/** What an endpoint makes of a response, without sending anything. Pure. */
import { type ItemResults, itemsListedMax } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointAt, listCreationOf } from "@/lib/destination/endpoints";
import { type ClassificationStep, classify, type Outcome, renderErrorMessage } from "@/lib/destination/error-catalog";
import type { Exchange } from "@/lib/destination/exchange";
import { type ItemReading, sentItems } from "@/lib/destination/item-outcome";
import { buildRequest, type RequestValues } from "@/lib/destination/request";
import { nonSecretLookup } from "@/lib/destination/request-values";
import { type ReadListId, readListId } from "@/lib/destination/response";

export interface ResponseTrace {
  outcome: Outcome;
  trace: ClassificationStep[];
  /** What the response says about single users or events of the test data, each with its place there. */
  items?: { reading: ItemReading; places: readonly number[] };
  /** Of a list creation that reads the list ID from its response. */
  listId?: ReadListId;
}

/** Classifies a response as if the endpoint's call with these values had been answered with it. */
export function traceResponse(
  definition: DestinationDefinition,
  key: EndpointKey,
  exchange: Exchange,
  values: RequestValues,
): ResponseTrace | undefined {
  const endpoint = endpointAt(definition, key);
  if (!endpoint) return undefined;
  const built = buildRequest(definition, key, values);
  const batch = built.ok ? built.batch : undefined;
  const { outcome, trace, items } = classify(exchange, endpoint, key, batch ? sentItems(batch) : []);
  const message =
    outcome.entryId === undefined
      ? outcome.message
      : renderErrorMessage(outcome.message, nonSecretLookup(definition, key, values));
  const creation = key === "listCreation" ? listCreationOf(definition) : undefined;
  const readsId = creation?.listIdFrom === "response" && outcome.kind === "success" && exchange.response;
  return {
    outcome: { ...outcome, message },
    trace,
    ...(items && { items: { reading: items, places: batch?.places ?? [] } }),
    ...(creation && readsId && { listId: readListId(creation, readsId.body) }),
  };
}

/** The single results as a test lists them: those that something was said about before the others. */
export function listedItems({ reading, places }: NonNullable<ResponseTrace["items"]>): ItemResults {
  const all = reading.items.map((item, index) => ({ place: places[index] ?? index, ...item }));
  const told = all.filter(({ ruleId }) => ruleId !== undefined);
  const rest = all.filter(({ ruleId }) => ruleId === undefined);
  return {
    listed: [...told, ...rest].slice(0, itemsListedMax).sort((left, right) => left.place - right.place),
    unmatched: reading.unmatched,
    problems: reading.problems,
  };
}
