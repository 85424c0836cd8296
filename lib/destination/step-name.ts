/** Places and values of a definition as a partner would say them: for what changed, and for whose change stands. */
import { endpointNames } from "./definition";
import { isMembers, type Members, partAt, type Steps } from "./document-tree";

/** The words of the forms. Those that mean something else in another part stand there below. */
const memberNames = new Map<string, string>([
  ["authentication", "Authentication"],
  ["fields", "Custom fields"],
  ["headers", "Additional headers"],
  ["mappings", "Mapping fields"],
  ["slugifyCohortName", "Slugify cohort name"],
  ["delivery", "Delivery"],
  ["endpoints", "Endpoints"],
  ...Object.entries(endpointNames),
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
]);

/** What one part of a list is called. */
const partNames = new Map<string, string>([
  ["fields", "Custom field"],
  ["headers", "Header"],
  ["mappings", "Mapping field"],
  ["options", "Option"],
  ["errors", "Error"],
  ["sets", "Variable"],
]);

/** "Add users › URL", "Custom field API key › Help text". The first document that has a part gives its name. */
export function nameSteps(documents: readonly unknown[], steps: Steps): string {
  const names = steps.flatMap((step, index) => {
    if (step === "endpoints" && steps.length > 1) return [];
    const own = steps.slice(0, index + 1);
    if (step.startsWith("#")) return partName(documents, own);
    // A list is named by its part: "Custom field API key", not "Custom fields › API key".
    return steps[index + 1]?.startsWith("#") ? [] : memberName(own);
  });
  return names.join(" › ");
}

function memberName(steps: Steps): string {
  const last = steps.at(-1) ?? "";
  const isInEndpoint = steps[0] === "endpoints" && steps.length === 3;
  if (isInEndpoint && last === "authentication") return "Own authentication";
  if (isInEndpoint && last === "headers") return "Headers";
  return memberNames.get(last) ?? last;
}

function partName(documents: readonly unknown[], steps: Steps): string {
  const kind = partNames.get(steps.at(-2) ?? "") ?? "Part";
  const part = documents.map((document) => partAt(document, steps)).find(isMembers);
  const name = part && titleOf(part);
  return name ? `${kind} ${name}` : `${kind} without a name`;
}

/** What a person calls a field, header, option or error: its name, else the best there is. */
function titleOf(part: Members): string | undefined {
  const { displayName, label, failureReason, name, value, status } = part;
  const given = [displayName, label, failureReason, name, value, status].find(isText);
  if (given !== undefined) return given.length > 60 ? `${given.slice(0, 60)}…` : given;
  return isText(part.variable) ? `$${part.variable}` : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** Words for what stands in the document as a short code. */
const codeWords = new Map<string, ReadonlyMap<string, string>>([
  [
    "type",
    new Map([
      ["string", "Text"],
      ["single_select", "Single select"],
      ["button_group", "Button group"],
    ]),
  ],
  [
    "cadences",
    new Map([
      ["one_time", "One time"],
      ["hourly", "Hourly"],
      ["daily", "Daily"],
      ["real_time", "Real time"],
    ]),
  ],
  [
    "listIdFrom",
    new Map([
      ["response", "In the response"],
      ["request", "In the request"],
      ["none", "No creation call"],
    ]),
  ],
  [
    "retry",
    new Map([
      ["default", "As usual for its status"],
      ["retry", "Try again"],
      ["fail", "Fail"],
      ["ignore", "Count as success"],
    ]),
  ],
]);

/** A value as people read it: texts as they are, a part as lines of its members; undefined for what isn't there. */
export function showValue(steps: Steps, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "string") return wordFor(steps, value);
  if (Array.isArray(value)) {
    const isPlain = value.every((element) => !isMembers(element));
    return value.map((element) => listed(steps, element)).join(isPlain ? ", " : "\n") || "None";
  }
  return isMembers(value) ? lines(steps, value).join("\n") : String(value);
}

function wordFor(steps: Steps, value: string): string {
  return codeWords.get(steps.at(-1) ?? "")?.get(value) ?? value;
}

function listed(steps: Steps, element: unknown): string {
  if (!isMembers(element)) return typeof element === "string" ? wordFor(steps, element) : String(element);
  return titleOf(element) ?? "Without a name";
}

/** The members that say something; those that are empty are left out. */
function lines(steps: Steps, members: Members): string[] {
  return Object.entries(members).flatMap(([key, value]) => {
    const isEmpty = value === "" || value === null || (Array.isArray(value) && value.length === 0);
    if (key === "id" || isEmpty) return [];
    const own = [...steps, key];
    const shown = showValue(own, value) ?? "";
    return shown.includes("\n") ? [`${memberName(own)}:`, ...indented(shown)] : [`${memberName(own)}: ${shown}`];
  });
}

function indented(text: string): string[] {
  return text.split("\n").map((line) => `  ${line}`);
}
