/** What a value of a response can be used for: each an edit of the definition with words for it. Pure. */
import { blankItemOutcome } from "@/lib/destination/blank-definition";
import type { DestinationDefinition, ErrorEntry, ItemOutcome } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import {
  batchedEndpointAt,
  type EndpointKey,
  endpointAt,
  endpointPath,
  listCreationOf,
} from "@/lib/destination/endpoints";
import { entryFromExchange, isSuccessStatus, statusRank } from "@/lib/destination/error-catalog";
import type { Exchange } from "@/lib/destination/exchange";
import type { DocumentPath } from "@/lib/destination/finding";
import { isLosslessNumber, type JsonValue } from "@/lib/destination/json";
import {
  isScalarValue,
  itemPathsOf,
  type PlaceSteps,
  pathInsideResult,
  pathOfPlace,
  subErrorCodeOf,
  valueAtPlace,
} from "@/lib/destination/response-place";

export interface ValueAction {
  id: string;
  group: "list" | "error" | "items";
  label: string;
  /** The name of the undoable step. */
  step: string;
  /** What was done, for the message afterwards. */
  said: string;
  /** The place that shows it. */
  place: DocumentPath;
  apply: (definition: DestinationDefinition) => DestinationDefinition;
}

export interface PointedValue {
  definition: DestinationDefinition;
  endpoint: EndpointKey;
  exchange: Exchange;
  /** The response's body, read. */
  document: JsonValue;
  steps: PlaceSteps;
}

/** Everything that the value at a place can be used for at this endpoint, the likeliest first. */
export function valueActions(pointed: PointedValue): ValueAction[] {
  if (!endpointAt(pointed.definition, pointed.endpoint)) return [];
  return [...listIdActions(pointed), ...errorActions(pointed), ...itemActions(pointed)];
}

function listIdActions({ definition, endpoint, exchange, document, steps }: PointedValue): ValueAction[] {
  const creation = listCreationOf(definition);
  if (endpoint !== "listCreation" || !creation || steps.length === 0) return [];
  // What a refusal says is no list.
  if (!exchange.response || !isSuccessStatus(creation, exchange.response.status)) return [];
  if (!isScalarValue(valueAtPlace(document, steps))) return [];
  const path = pathOfPlace(steps);
  const place = ["endpoints", "listCreation"];
  return [
    {
      id: "list-id",
      group: "list",
      label: "Use as the list ID",
      step: `List creation: Read the list ID at ${path}`,
      said: `The list ID is read at ${path}`,
      place: [...place, "listIdPath"],
      apply: (before) =>
        setAtPath(setAtPath(before, [...place, "listIdPath"], path), [...place, "listIdFrom"], "response"),
    },
  ];
}

const entriesOffered = 6;

function errorActions({ definition, endpoint, exchange, document, steps }: PointedValue): ValueAction[] {
  const code = subErrorCodeOf(document, steps);
  const call = endpointAt(definition, endpoint);
  if (code === undefined || !call) return [];
  const path = [...endpointPath(definition, endpoint), "errors"];
  const status = exchange.failure?.kind ?? String(exchange.response?.status ?? "");
  const fitting = call.errors
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => statusRank(entry, status) > 0)
    .slice(0, entriesOffered);
  const added: ErrorEntry = { ...entryFromExchange(exchange), subErrorCode: code };
  return [
    {
      id: "new-error",
      group: "error",
      label: "New error with this sub error code",
      step: "Add an error entry from a value",
      said: `An error for ${status} with ${shortened(code)} was added`,
      place: [...path, call.errors.length, "failureReason"],
      apply: (before) => setAtPath(before, path, [...(endpointAt(before, endpoint)?.errors ?? []), added]),
    },
    ...fitting.map(({ entry, index }): ValueAction => {
      const name = entry.failureReason.trim() || entry.status;
      return {
        id: `error-${entry.id}`,
        group: "error",
        label: `Sub error code of “${name}”`,
        step: `Set the sub error code of ${name}`,
        said: `“${name}” now asks for ${shortened(code)}`,
        place: [...path, index, "subErrorCode"],
        apply: (before) => {
          const errors = endpointAt(before, endpoint)?.errors ?? [];
          const changed = errors.map((each) => (each.id === entry.id ? { ...each, subErrorCode: code } : each));
          return setAtPath(before, path, changed);
        },
      };
    }),
  ];
}

function itemActions(pointed: PointedValue): ValueAction[] {
  const { definition, endpoint, document, steps } = pointed;
  const rules = batchedEndpointAt(definition, endpoint)?.itemOutcomes;
  if (!rules) return [];
  const path = [...endpointPath(definition, endpoint), "itemOutcomes"];
  const paths = itemPathsOf(document, steps);
  const inside = rules.flatMap((rule, index) => insideActions(pointed, path, rule, index));
  if (!paths || steps.length === 0) return inside;
  const value = valueAtPlace(document, steps);
  const isIndex = isLosslessNumber(value) && /^(index|idx|position|row|offset)$/i.test(String(steps.at(-1)));
  const added: ItemOutcome = { ...blankItemOutcome(), ...paths, identifyBy: isIndex ? "index" : "value" };
  const where = paths.itemPath === "" ? paths.path : `${paths.path}, named by ${paths.itemPath}`;
  return [
    ...inside,
    {
      id: "new-rule",
      group: "items",
      label: `Single results at ${where}`,
      step: "Add a rule for single results from a value",
      said: `Single results are read at ${where}`,
      place: [...path, rules.length, "path"],
      apply: (before) => setAtPath(before, path, [...(batchedEndpointAt(before, endpoint)?.itemOutcomes ?? []), added]),
    },
  ];
}

const parts = [
  { key: "itemPath", word: "Identifier", said: "name who they are about" },
  { key: "codePath", word: "Code", said: "say their code" },
  { key: "messagePath", word: "Message", said: "say their message" },
] as const;

function insideActions(
  { endpoint, document, steps }: PointedValue,
  path: DocumentPath,
  rule: ItemOutcome,
  index: number,
): ValueAction[] {
  const inside = pathInsideResult(rule, document, steps);
  if (inside === undefined || inside === "" || !isScalarValue(valueAtPlace(document, steps))) return [];
  return parts.map(({ key, word, said }): ValueAction => {
    return {
      id: `${rule.id}-${key}`,
      group: "items",
      label: `${word} of the results at ${rule.path}`,
      step: `Set the ${word.toLowerCase()} of the results at ${rule.path}`,
      said: `The results at ${rule.path} ${said} at ${inside}`,
      place: [...path, index, key],
      apply: (before) => {
        const rules = batchedEndpointAt(before, endpoint)?.itemOutcomes ?? [];
        const changed = rules.map((each) => (each.id === rule.id ? { ...each, [key]: inside } : each));
        return setAtPath(before, path, changed);
      },
    };
  });
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
