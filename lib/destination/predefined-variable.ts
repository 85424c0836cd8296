/** The variables we give a value to: their names, and where they have one (SPEC 7). */
import { type DestinationDefinition, type DestinationKind, destinationKinds } from "./definition";
import { type EndpointKey, endpointsOf, type FixedEndpointKey, fixedEndpointNames, isFixedKey } from "./endpoints";

/** A call that a variable may belong to; all actions of an event destination are alike. */
export type CallGroup = FixedEndpointKey | "action";

const memberCalls: readonly CallGroup[] = ["updateUsers", "addUsers", "removeUsers"];
const cohortCalls: readonly CallGroup[] = ["listCreation", "propertyCreation", ...memberCalls, "listDeletion"];
const propertyCalls: readonly CallGroup[] = ["propertyCreation", ...memberCalls];
const everyCall: readonly CallGroup[] = ["testConnection", ...cohortCalls, "action"];

/**
 * Where a variable has a value. `batch`: anywhere in these calls. `outside_items`: anywhere but in item templates.
 * `user`: in item templates, and in a call of one user or event also in its URL, headers and payload. `single`: only in
 * such a call, outside item templates. `direction`: as `user` where one call takes both directions, else as `batch`.
 * `line`: in the templates of computed values.
 */
export interface VariableScope {
  kinds: readonly DestinationKind[];
  calls: readonly CallGroup[];
  place: "batch" | "outside_items" | "user" | "single" | "direction" | "line";
  /** In words, for people who read about the language; `scopeWords` says it about one destination. */
  label: string;
}

export interface PredefinedVariable {
  name: string;
  aliases: readonly string[];
  description: string;
  scope: VariableScope;
  /** A name an authentication method gives to its credential: a field still has to ask for the value. */
  isCredential: boolean;
}

const cohortKinds = ["list", "property"] as const;

const inCohort: VariableScope = {
  kinds: cohortKinds,
  calls: cohortCalls,
  place: "batch",
  label: "calls about a cohort",
};
const withListId: VariableScope = {
  kinds: ["list"],
  calls: [...memberCalls, "listDeletion"],
  place: "batch",
  label: "calls that change or delete a list",
};
const ofProperty: VariableScope = {
  kinds: ["property"],
  calls: propertyCalls,
  place: "batch",
  label: "calls of property destinations",
};
const ofDirection: VariableScope = {
  kinds: cohortKinds,
  calls: memberCalls,
  place: "direction",
  label: "calls that change members (item templates where a call takes both directions)",
};
const anywhere: VariableScope = { kinds: destinationKinds, calls: everyCall, place: "batch", label: "every endpoint" };
/** In item templates, and in the whole request where a request is one user. */
export const perUser: VariableScope = {
  kinds: cohortKinds,
  calls: memberCalls,
  place: "user",
  label: "item templates (and, with a batch size of 1, the whole request)",
};
/** In item templates, and in the whole request where a request is one event. */
export const perEvent: VariableScope = {
  kinds: ["event"],
  calls: ["action"],
  place: "user",
  label: "actions (with a larger batch size, their item templates)",
};
const perLine: VariableScope = {
  kinds: ["event"],
  calls: ["action"],
  place: "line",
  label: "templates of computed values",
};

function predefined(
  name: string,
  aliases: readonly string[],
  scope: VariableScope,
  description: string,
  isCredential = false,
): PredefinedVariable {
  return { name, aliases, scope, description, isCredential };
}

export const predefinedVariables: readonly PredefinedVariable[] = [
  predefined(
    "amplitude_cohort_name",
    ["amp_cohort_name", "cohort_name"],
    inCohort,
    "The cohort's name, slugified if the destination says so.",
  ),
  predefined("amplitude_cohort_id", ["amp_cohort_id", "cohort_id"], inCohort, "The cohort's ID."),
  predefined("amplitude_cohort_url", ["amp_cohort_url", "cohort_url"], inCohort, "A link back to the cohort."),
  predefined(
    "list_id",
    ["listId", "list_Id"],
    withListId,
    "The list ID, as List creation read or made it. A number stays a number.",
  ),
  predefined(
    "items",
    [],
    {
      kinds: destinationKinds,
      calls: [...memberCalls, "action"],
      place: "outside_items",
      label: "payloads and URLs of calls in batches",
    },
    "The array of users or events: one rendered item template each.",
  ),
  predefined(
    "item",
    [],
    {
      kinds: destinationKinds,
      calls: [...memberCalls, "action"],
      place: "single",
      label: "calls with a batch size of 1",
    },
    "The one user or event of the call: its rendered item template.",
  ),
  predefined("in_cohort", ["membership"], ofDirection, "true when users are added, false when they are removed."),
  predefined("operation", [], ofDirection, "add or remove, or the words that the destination has for them."),
  predefined("property_key", [], ofProperty, "What the property is called: made at the first sync and then kept."),
  predefined("user_id", [], perUser, "The user's ID in the project."),
  predefined("device_id", [], perUser, "The user's device ID in the project."),
  predefined("user", [], perUser, "A user property of the project, such as ${user.email}."),
  predefined("event", [], perEvent, "The event that arrived, such as ${event.properties.total}."),
  predefined("line", [], perLine, "The line that a computed value is made of, such as ${line.price}."),
  predefined("line_number", [], perLine, "The place of the line, from 1."),
  predefined("project_id", [], anywhere, "The project's ID."),
  predefined("project_name", [], anywhere, "The project's name."),
  predefined("sync_id", [], anywhere, "The sync's ID."),
  predefined("batch_id", [], anywhere, "The batch's ID: the same when a call is repeated."),
  predefined("sync_time", [], anywhere, "When the run started, in ISO 8601."),
  predefined("api_key", [], anywhere, "The API key that the authentication method asks for.", true),
  predefined("api_secret", [], anywhere, "The API secret that the authentication method asks for.", true),
  predefined("bearer_token", [], anywhere, "The bearer token that the authentication method asks for.", true),
  predefined("access_token", [], anywhere, "The access token that the authentication method obtains.", true),
];

const predefinedByName = new Map(
  predefinedVariables.flatMap((variable) => [variable.name, ...variable.aliases].map((name) => [name, variable])),
);

/** The predefined variable that a name or an alias means. */
export function findPredefined(name: string): PredefinedVariable | undefined {
  return predefinedByName.get(name);
}

/** `cohort_name` → `amplitude_cohort_name`; any other name is its own. */
export function canonicalName(name: string): string {
  return predefinedByName.get(name)?.name ?? name;
}

export function callGroupOf(key: EndpointKey): CallGroup {
  return isFixedKey(key) ? key : "action";
}

/** Whether a kind of destination has calls in which a variable has a value. */
export function isOfKind(kind: DestinationKind, { kinds }: VariableScope): boolean {
  return kinds.includes(kind);
}

/** Where a variable belongs, in the words of one destination: "Add users and Remove users". */
export function scopeWords(definition: DestinationDefinition, { kinds, calls, place, label }: VariableScope): string {
  if (!kinds.includes(definition.kind)) return `${kinds.join(" and ")} destinations`;
  if (calls === everyCall || place === "user" || place === "line") return label;
  const keys = new Set(endpointsOf(definition).map(({ key }) => callGroupOf(key)));
  const names = calls
    .filter((call) => keys.has(call))
    .map((call) => (call === "action" ? "actions" : fixedEndpointNames[call]));
  if (names.length === 0) return label;
  const listed = names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  switch (place) {
    case "outside_items":
      return `the payload and URL of ${listed}`;
    case "single":
      return `${listed} with a batch size of 1`;
    default:
      return `${listed}`;
  }
}
