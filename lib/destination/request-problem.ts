/** Why a variable has no value in a request, in words that say what to do. */
import { activeFields, type DestinationDefinition, type EndpointKey, endpointNames } from "./definition";
import { isFieldVisible } from "./effective-settings";
import type { DocumentPath } from "./finding";
import { findPredefined } from "./predefined-variable";
import type { RequestValues } from "./request-values";
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
    message: `${endpointNames[key]} ${label}: ${words}`,
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
  if (known?.name === "list_id" && (key === "addUsers" || key === "removeUsers")) {
    return `${written} has no value yet. Test ${endpointNames.listCreation} first, or enter a list ID.`;
  }
  if (known && !known.isCredential) {
    return known.scope.endpoints.includes(key)
      ? `${written} has no value here. It belongs in ${known.scope.label}.`
      : `${written} has no value in ${endpointNames[key]}. It belongs in ${known.scope.label}.`;
  }
  const mapping = definition.mappings.find(({ variable }) => variable === name);
  if (mapping) {
    return `${written} is a value of one user. Use it in an item template, or set the batch size to 1.`;
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
