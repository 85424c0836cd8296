/**
 * Where something stands in a definition, in words: "Add users › Payload", "Custom field Region › Option US › Label".
 * Findings, conflicts, uses of variables and steps of the history all name a place like this.
 */

import { indexOfPart, isMembers, type Members, memberAt } from "./document-tree";
import { fixedEndpointKeys, fixedEndpointNames } from "./endpoints";
import { languageName } from "./language-name";

/** A path of the document, or steps of it that name the parts of lists by their ids. */
type Place = readonly (string | number)[];

/**
 * The words for a place. What `document` has no longer is named as in `other`, if that has it; a part without a name by
 * its number.
 */
export function placeName(document: unknown, place: Place, other?: unknown): string {
  const names: string[] = [];
  let values: readonly unknown[] = [document, other];
  for (const [index, step] of place.entries()) {
    const own = place.slice(0, index + 1);
    const inside = values.map((value) => memberAt(value, step));
    if (isPartStep(step)) {
      const name = partName(own, values, inside);
      // A value of a plain list has no name: the list does.
      if (name === undefined) {
        names.push(memberName(own.slice(0, -1)));
        break;
      }
      names.push(name);
    } else if (!isLeftOut(place, index)) {
      names.push(memberName(own));
    }
    values = inside;
  }
  return names.join(" › ") || "The whole destination";
}

function isPartStep(step: string | number | undefined): boolean {
  return typeof step === "number" || step?.startsWith("#") === true;
}

/** "Add users" says enough without "Endpoints", "Custom field API key" without the list, "Token" without its method. */
function isLeftOut(place: Place, index: number): boolean {
  if (index === place.length - 1) return false;
  if (index === 0 && place[0] === "endpoints") return true;
  // An action and its endpoint are one thing to people.
  if (index === 2 && place[0] === "actions" && place[2] === "endpoint") return true;
  return isPartStep(place[index + 1]) || place[index - 1] === "authentication";
}

/** The words of the forms. Those that mean something else in another part stand in `memberName`. */
const memberNames = new Map<string, string>([
  ["authentication", "Authentication"],
  ["fields", "Custom fields"],
  ["headers", "Additional headers"],
  ["mappings", "Mapping fields"],
  ["slugifyCohortName", "Slugify cohort name"],
  ["delivery", "Delivery"],
  ["endpoints", "Endpoints"],
  ...fixedEndpointKeys.map((key): [string, string] => [key, fixedEndpointNames[key]]),
  ["method", "Method"],
  ["url", "URL"],
  ["payload", "Payload"],
  ["contentType", "Content type"],
  ["successCodes", "Status codes that mean success"],
  ["errors", "Error classifications"],
  ["listIdFrom", "Where the list ID is"],
  ["listIdPath", "Path to the list ID"],
  ["listIdTemplate", "List ID"],
  ["batchSize", "Batch size"],
  ["bodyBytesMax", "Maximum body size"],
  ["itemTemplate", "Item template"],
  ["type", "Type"],
  ["variable", "Variable"],
  ["displayName", "Display name"],
  ["helpText", "Help text"],
  ["placeholder", "Placeholder"],
  ["defaultValue", "Default value"],
  ["required", "Required"],
  ["secret", "Secret"],
  ["pattern", "Pattern"],
  ["patternMessage", "Message when the pattern doesn't match"],
  ["maxLength", "Maximum length"],
  ["hostPatterns", "Allowed hosts"],
  ["options", "Options"],
  ["sets", "Further variables"],
  ["visibleWhen", "Shown only when"],
  ["values", "Values"],
  ["perSync", "Asked for each sync"],
  ["credentialOf", "Asked for by the method"],
  ["targetName", "Display name of the target"],
  ["defaultProperty", "Default property"],
  ["format", "Expected format"],
  ["name", "Name"],
  ["value", "Value"],
  ["label", "Label"],
  ["failureReason", "Failure reason"],
  ["status", "Status code"],
  ["subErrorCode", "Sub error code"],
  ["message", "Error message"],
  ["fixUrl", "Link to a fix"],
  ["field", "Field to check"],
  ["retry", "Then"],
  ["basic", "Basic"],
  ["bearer", "Bearer"],
  ["header", "Header"],
  ["username", "User name"],
  ["password", "Password"],
  ["token", "Token"],
  ["cadences", "Cadences"],
  ["cohortSizeMax", "Largest cohort"],
  ["listNameLengthMax", "Longest list name"],
  ["idempotencyKey", "Send Idempotency-Key"],
  ["rateLimit", "Rate limit"],
  ["requests", "Calls"],
  ["per", "Per"],
  ["concurrency", "Concurrent calls"],
  ["fullRefresh", "Send the whole cohort every time"],
  ["oauth2", "OAuth 2"],
  ["tokenUrl", "Token URL"],
  ["clientId", "Client ID"],
  ["clientSecret", "Client secret"],
  ["scope", "Scope"],
  ["credentialsIn", "Where the credentials go"],
  ["parameters", "Further parameters"],
  ["successBody", "What the body of a success contains"],
  ["meaning", "What it means for the list"],
  ["itemOutcomes", "Single results"],
  ["path", "Path"],
  ["identifyBy", "Told apart by"],
  ["itemPath", "Identifier in a result"],
  ["matchPath", "Compared with"],
  ["caseSensitive", "Upper and lower case differ"],
  ["codePath", "Code in a result"],
  ["codes", "Codes"],
  ["messagePath", "Message in a result"],
  ["onAdd", "When adding"],
  ["onRemove", "When removing"],
  ["mixesDirections", "Both directions in one call"],
  ["memberCalls", "Calls that change members"],
  ["operationWords", "Words for the operation"],
  ["add", "For adding"],
  ["remove", "For removing"],
  ["propertyKey", "Property key"],
  ["actions", "Actions"],
  ["description", "Description"],
  ["trigger", "Trigger"],
  ["enabledByDefault", "On by default"],
  ["computedValues", "Computed values"],
  ["source", "Source"],
  ["mode", "How often"],
  ["condition", "Condition"],
  ["template", "Template"],
  ["otherwise", "Otherwise"],
  ["languages", "Languages"],
  ["original", "Original language"],
  ["translated", "Translations"],
  ["translations", "Translations"],
]);

/** What the member at the end of a place is called. */
export function memberName(place: Place): string {
  const [last, parent] = [String(place.at(-1) ?? ""), place.at(-2)];
  const isInEndpoint = place.length === (place[0] === "actions" ? 4 : 3) && isEndpointPlace(place.slice(0, -1));
  if (isInEndpoint && last === "authentication") return "Own authentication";
  if (isInEndpoint && last === "headers") return "Headers";
  if (place[0] === "mappings" && last === "options") return "Targets";
  if (parent === "translations") return languageName(last);
  if (parent === "header") return last === "name" ? "Header name" : "Header value";
  return memberNames.get(last) ?? last;
}

function isEndpointPlace(place: Place): boolean {
  return place[0] === "endpoints" || (place[0] === "actions" && place.at(-1) === "endpoint");
}

/** What one part of a list is called. */
const partKinds = new Map<string | number | undefined, string>([
  ["fields", "Custom field"],
  ["headers", "Header"],
  ["mappings", "Mapping field"],
  ["options", "Option"],
  ["errors", "Error"],
  ["sets", "Variable"],
  ["parameters", "Parameter"],
  ["itemOutcomes", "Single results"],
  ["actions", "Action"],
  ["computedValues", "Computed value"],
]);

function partName(place: Place, lists: readonly unknown[], parts: readonly unknown[]): string | undefined {
  const kind = kindOf(place.slice(0, -1));
  if (kind === undefined) return undefined;
  const part = parts.find(isMembers);
  const name = (part && titleOf(part)) ?? numberOf(place.at(-1) ?? 0, lists);
  return name === undefined ? kind : `${kind} ${name}`;
}

function kindOf(list: Place): string | undefined {
  if (list.length === 1 && list[0] === "headers") return "Additional header";
  if (list[0] === "mappings" && list.at(-1) === "options") return "Target";
  return partKinds.get(list.at(-1));
}

function numberOf(step: string | number, lists: readonly unknown[]): number | undefined {
  if (typeof step === "number") return step + 1;
  const indexes = lists.map((list) => (Array.isArray(list) ? indexOfPart(list, step) : -1));
  const index = indexes.find((each) => each >= 0);
  return index === undefined ? undefined : index + 1;
}

const titleCharsMax = 60;

/** What a person calls a field, header, option or error: its name, else the best there is. */
export function titleOf(part: Members): string | undefined {
  const isHeader = "name" in part;
  const { displayName, targetName, label, failureReason, name, value, status, variable, path } = part;
  const given = [displayName, targetName, label, failureReason, name].find(isText);
  const title = given ?? (isText(variable) ? `$${variable}` : [isHeader ? "" : value, status, path].find(isText));
  if (title === undefined || title.length <= titleCharsMax) return title;
  return `${title.slice(0, titleCharsMax)}…`;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
