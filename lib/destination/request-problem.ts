/** Why a variable has no value in a request, in words that say what to do. */
import { activeFields } from "./active-fields";
import type { DestinationDefinition } from "./definition";
import { isFieldVisible } from "./effective-settings";
import {
  actionAt,
  type EndpointKey,
  endpointName,
  fixedEndpointNames,
  isCohortDefinition,
  isSingleItem,
} from "./endpoints";
import type { DocumentPath } from "./finding";
import { callGroupOf, findPredefined, scopeWords } from "./predefined-variable";
import { differsByUser, hasListId, obtainsAccessToken, type RequestValues } from "./request-values";
import type { RenderProblem } from "./template/render";
import { knownNames, suggestVariable } from "./variable-use";

/** What stands in the way of one part of a request. `label` names the part; `tokenPath` the variable, if it is one's. */
export interface PartProblem {
  path: DocumentPath;
  label: string;
  message: string;
  tokenPath?: readonly string[];
  /** The variable has no value: `missingMessage` knows better what to do about it. */
  isMissing?: boolean;
}

/** Why there is no request: at `path`, with a message that names the variable and the place. */
export interface RequestProblem {
  path: DocumentPath;
  message: string;
  variable?: string;
}

/** A problem in the words of the whole request: the endpoint, the part, and what to do about it. */
export function requestProblem(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: Pick<RequestValues, "settings">,
  { path, label, message, tokenPath, isMissing }: PartProblem,
): RequestProblem {
  const words = tokenPath && isMissing ? missingMessage(definition, key, tokenPath, values) : message;
  return {
    path,
    message: `${endpointName(definition, key)} ${label}: ${words}`,
    ...(tokenPath?.[0] === undefined ? {} : { variable: tokenPath[0] }),
  };
}

export function renderProblem(path: DocumentPath, label: string, { code, message, token }: RenderProblem): PartProblem {
  return { path, label, message, tokenPath: token?.path, isMissing: code === "missing-value" };
}

/** The message for a variable whose value is missing. */
function missingMessage(
  definition: DestinationDefinition,
  key: EndpointKey,
  path: readonly string[],
  values: Pick<RequestValues, "settings">,
): string {
  const [name = ""] = path;
  const written = `$${path.join(".")}`;
  const known = findPredefined(name);
  if (name === "access_token" && obtainsAccessToken(definition, key)) {
    return `${written} has no value yet. It is asked of the token URL when the call is made.`;
  }
  if (name === "property_key") return propertyKeyMessage(definition, key, written);
  const item = itemMessage(definition, key, path);
  if (item !== undefined) return `${written} ${item}`;
  if (known?.name === "list_id" && hasListId(definition, key)) {
    return `${written} has no value yet. Test ${fixedEndpointNames.listCreation} first, or enter a list ID.`;
  }
  if (known && !known.isCredential) {
    return known.scope.calls.includes(callGroupOf(key))
      ? `${written} has no value here. It belongs in ${scopeWords(definition, known.scope)}.`
      : `${written} has no value in ${endpointName(definition, key)}. It belongs in ${scopeWords(definition, known.scope)}.`;
  }
  const field = activeFields(definition).find(({ variable }) => variable === name);
  if (field && !isFieldVisible(definition, field, values.settings)) {
    return `${written} has no value, because ${field.displayName || name} isn't asked with these answers.`;
  }
  if (field) return `${written} has no value. Fill in ${field.displayName || name}.`;
  const setBy = definition.fields.find(({ options }) =>
    options.some(({ sets }) => sets.some(({ variable }) => variable === name)),
  );
  if (setBy) return `${written} isn't set by the option chosen for ${setBy.displayName || setBy.variable}.`;
  const suggestion = suggestVariable(name, knownNames(definition));
  return `$${name} isn't declared.${suggestion ? ` Did you mean $${suggestion}?` : " Add a custom field for it."}`;
}

/** Why a value of one user or event isn't known for a whole call; undefined for variables of another kind. */
function itemMessage(definition: DestinationDefinition, key: EndpointKey, path: readonly string[]): string | undefined {
  const [name = "", step] = path;
  if (differsByUser(definition, key, path)) {
    return "differs from user to user, since users who enter and users who leave share a call. Use it in the item template.";
  }
  const isMapping = step !== "target" && definition.mappings.some(({ variable }) => variable === name);
  if (isCohortDefinition(definition)) {
    return isMapping ? "is a value of one user. Use it in an item template, or set the batch size to 1." : undefined;
  }
  const isComputed = actionAt(definition, key)?.computedValues.some(({ variable }) => variable === name);
  if (isSingleItem(definition, key) || !actionAt(definition, key)) return undefined;
  if (name !== "event" && !isMapping && !isComputed) return undefined;
  return "is a value of one event. Use it in the item template, or set the batch size to 1.";
}

function propertyKeyMessage(definition: DestinationDefinition, key: EndpointKey, written: string): string {
  if (definition.kind !== "property") return `${written} has no value here: only properties have a name of their own.`;
  return key === "testConnection"
    ? `${written} has no value in a connection test, which is about no cohort.`
    : `${written} has no value, since something in the property's name has none.`;
}
