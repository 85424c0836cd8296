/** Whether a variable has a value in the place where it is used (SPEC 7, scopes). */
import type { DestinationDefinition } from "./definition";
import {
  type EndpointKey,
  endpointsOf,
  isCohortDefinition,
  isSingleItem,
  memberKeys,
  mixesDirections,
} from "./endpoints";
import {
  callGroupOf,
  findPredefined,
  isOfKind,
  perEvent,
  perUser,
  scopeWords,
  type VariableScope,
} from "./predefined-variable";
import type { TemplateUse } from "./template-use";
import { declaredVariables, type VariableUse } from "./variable-use";

/** Where a template stands, as far as it decides which variables have a value in it. */
export interface TextPlace {
  /** Absent for what belongs to the destination as a whole. */
  endpoint?: EndpointKey;
  /**
   * `items`: an item template. `computed`: of a computed value. `token`: the request of an access token. `every_call`:
   * a text that goes along with every call, judged by what all of them can have.
   */
  part: "request" | "items" | "computed" | "token" | "property_key" | "every_call";
}

/** The place that a template has by its role. */
export function textPlace({ endpoint, role }: Pick<TemplateUse, "endpoint" | "role">): TextPlace {
  switch (role) {
    case "item_template":
      return { endpoint, part: "items" };
    case "computed_value":
      return { endpoint, part: "computed" };
    case "property_key":
      return { part: "property_key" };
    case "token_url":
    case "token_parameter":
      return { endpoint, part: "token" };
    default:
      return { endpoint, part: "request" };
  }
}

/**
 * Why a variable that exists has no value in a place (SPEC 7, scopes); undefined where it has one.
 * Variables that nothing declares are not judged here. `where` names the place where it is not plain: "in Add users › URL".
 */
export function scopeProblem(definition: DestinationDefinition, use: VariableUse, where = "here"): string | undefined {
  const place = use.template ? textPlace(use.template) : { endpoint: use.endpoint, part: "request" as const };
  const problem = placeProblem(definition, { name: use.name, rest: use.rest }, place);
  return problem && `$${use.name} has no value ${where}: ${problem}`;
}

/** Why a variable has no value in a place, as the rest of a sentence: "it belongs in Add users and Remove users." */
export function placeProblem(
  definition: DestinationDefinition,
  { name, rest }: { name: string; rest: readonly string[] },
  place: TextPlace,
): string | undefined {
  const scope = scopeOf(definition, name, rest);
  if (scope) {
    const fits = callsOf(definition, place).every((key) =>
      hasValue(definition, scope, name, { ...place, endpoint: key }),
    );
    return fits ? undefined : `it belongs in ${scopeWords(definition, scope)}.`;
  }
  return computedProblem(definition, name, place);
}

/** A value computed in an action is known in that action, outside the templates of computed values. */
function computedProblem(definition: DestinationDefinition, name: string, place: TextPlace): string | undefined {
  const declared = declaredVariables(definition).filter((each) => each.name === name);
  const isOnlyComputed = declared.length > 0 && declared.every(({ action }) => action !== undefined);
  if (!isOnlyComputed) return undefined;
  const own = declared.some(({ action }) => action === place.endpoint);
  if (!own) return "it is computed in another action.";
  if (place.part === "computed") return "a computed value can't use another one.";
  const isKnown = place.part === "items" || (place.endpoint && isSingleItem(definition, place.endpoint));
  return isKnown ? undefined : `it belongs in ${perEvent.label}.`;
}

/** The calls a text has to work in: a destination-wide header goes along with every call. */
function callsOf(
  definition: DestinationDefinition,
  { endpoint, part }: TextPlace,
): readonly (EndpointKey | undefined)[] {
  if (endpoint) return [endpoint];
  if (part === "items") return memberKeys(definition);
  if (part === "token" || part === "property_key" || part === "every_call") return [undefined];
  return endpointsOf(definition).map(({ key }) => key);
}

function scopeOf(definition: DestinationDefinition, name: string, rest: readonly string[]): VariableScope | undefined {
  const known = findPredefined(name);
  if (known && !known.isCredential) return known.scope;
  const isMapping = definition.mappings.some((mapping) => mapping.variable === name);
  // `${identifier.target}` is the choice itself, which is the same for all users and known everywhere.
  if (!isMapping || rest[0] === "target") return undefined;
  return isCohortDefinition(definition) ? perUser : perEvent;
}

function hasValue(definition: DestinationDefinition, scope: VariableScope, name: string, place: TextPlace): boolean {
  const { endpoint, part } = place;
  if (!isOfKind(definition.kind, scope)) return false;
  // The key is made of the cohort before anything is sent, the token before any call.
  if (part === "property_key")
    return scope.calls.includes("propertyCreation") && scope.place === "batch" && name !== "property_key";
  if (part === "token") return scope.calls.includes("testConnection") && name !== "batch_id";
  if (endpoint && !scope.calls.includes(callGroupOf(endpoint))) return false;
  const isSingle = endpoint !== undefined && isSingleItem(definition, endpoint);
  const isOfItem = part === "items" || part === "computed";
  switch (scope.place) {
    case "batch":
      return true;
    case "outside_items":
      return !isOfItem;
    case "user":
      return isOfItem || isSingle;
    case "single":
      return !isOfItem && isSingle;
    case "direction":
      return isOfItem || isSingle || endpoint === undefined || !mixesDirections(definition, endpoint);
    case "line":
      return part === "computed";
  }
}
