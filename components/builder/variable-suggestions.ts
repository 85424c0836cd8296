/** Which variables a template at some place may use: what completion offers. */
import type { VariableSuggestion } from "@/components/payload-editor/variable-suggestion";
import type { DestinationDefinition, EndpointKey } from "@/lib/destination/definition";
import { perUser, predefinedVariables, type VariableScope } from "@/lib/destination/predefined-variable";
import type { VariableRow } from "@/lib/destination/variable";
import { declaredVariables, isSingleUser } from "@/lib/destination/variable-use";

export interface TemplatePlace {
  /** Absent for what goes along with every call. */
  endpoint?: EndpointKey;
  isItemTemplate?: boolean;
}

const sources = { field: "Custom field", mapping: "Mapping field", option: "Set by an option" } as const;

/** The partner's own variables first, then ours, only those that have a value in this place. */
export function suggestVariables(
  definition: DestinationDefinition,
  rows: readonly VariableRow[],
  place: TemplatePlace,
): VariableSuggestion[] {
  const testValue = (name: string) => rows.find((row) => row.name === name)?.value;
  const declared = declaredVariables(definition)
    .filter(({ source }) => source !== "mapping" || hasValue(definition, place, perUser))
    .map(({ name, displayName, source }) => ({
      name,
      source: sources[source],
      description: source === "mapping" ? `${displayName}: the user property that the customer maps.` : displayName,
      value: testValue(name),
    }));
  const own = new Set(declared.map(({ name }) => name));
  const given = predefinedVariables
    .filter(({ name, isCredential, scope }) => !isCredential && !own.has(name) && hasValue(definition, place, scope))
    .map(({ name, description }) => ({ name, source: "Pre-defined", description, value: testValue(name) }));
  return [...declared, ...given];
}

function hasValue(definition: DestinationDefinition, place: TemplatePlace, scope: VariableScope): boolean {
  const { endpoint, isItemTemplate = false } = place;
  // A header of the destination goes along with every call; what only some calls know is flagged by the rulebook.
  if (endpoint && !scope.endpoints.includes(endpoint)) return false;
  const isSingle = endpoint !== undefined && isSingleUser(definition, endpoint);
  switch (scope.place) {
    case "batch":
      return true;
    case "outside_items":
      return !isItemTemplate;
    case "user":
      return isItemTemplate || isSingle;
    case "single":
      return !isItemTemplate && isSingle;
  }
}
