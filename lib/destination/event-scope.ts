/**
 * What a template may know of an event: `$event` and everything in it, the mapping variables, and the action's computed
 * values (SPEC 5.7). Of users' variables there are none: who an event is about stands in the event.
 */
import type { DestinationDefinition } from "./definition";
import { chosenProperty } from "./effective-settings";
import { eventPath } from "./event-path";
import type { JsonValue } from "./json";
import { type MappingCheck, mappingWords } from "./mapping-check";
import type { RequestValues } from "./request-values";
import type { Lookup } from "./template/render";
import { valueAt } from "./trigger/event-value";
import type { TriggerEvent } from "./trigger/trigger";

/**
 * Looks variables up for one event. Unlike a user's, an event's values stay what they are: null is null, an empty text
 * is an empty text, and only what isn't there is missing.
 */
export function eventScope(
  definition: DestinationDefinition,
  values: Pick<RequestValues, "mappings">,
  batch: Lookup,
): (event: TriggerEvent, computed?: ReadonlyMap<string, JsonValue | undefined>) => Lookup {
  const paths = new Map<string, readonly string[]>();
  for (const mapping of definition.mappings) {
    const chosen = chosenProperty(mapping, values.mappings);
    if (mapping.variable !== "" && !paths.has(mapping.variable)) paths.set(mapping.variable, eventPath(chosen));
  }
  return (event, computed) => (path) => {
    const [name = "", ...rest] = path;
    if (name === "event") return valueAt(event, rest);
    if (computed?.has(name)) return valueAt({ [name]: computed.get(name) }, path);
    const mapped = paths.get(name);
    if (!mapped || rest.length > 0) return batch(path);
    return mapped.length === 0 ? undefined : valueAt(event, mapped);
  };
}

/** What a mapping asks of every event. */
export interface EventCheck extends MappingCheck {
  path: readonly string[];
}

/** Required mappings and formats; where no path is chosen, there is nothing to read. */
export function eventChecks(definition: DestinationDefinition, values: Pick<RequestValues, "mappings">): EventCheck[] {
  return definition.mappings.flatMap((mapping) => {
    const chosen = chosenProperty(mapping, values.mappings);
    if (mapping.variable === "" || chosen.trim() === "") return [];
    return [{ path: eventPath(chosen), ...mappingWords(mapping, "event", chosen) }];
  });
}

/** An event's value for a mapping; an identifier that is null or empty identifies nobody. */
export function checkedValue(event: TriggerEvent, { path, missing }: EventCheck): JsonValue | undefined {
  const value = valueAt(event, path);
  if (value === null || (value === "" && missing !== undefined)) return undefined;
  return value;
}
