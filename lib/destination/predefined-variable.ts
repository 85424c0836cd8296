/** The variables we give a value to: their names, and where they have one (SPEC 7). */
import type { EndpointKey } from "./definition";

export const memberEndpoints: readonly EndpointKey[] = ["addUsers", "removeUsers"];
const cohortEndpoints: readonly EndpointKey[] = ["listCreation", "addUsers", "removeUsers"];
const everyEndpoint: readonly EndpointKey[] = ["testConnection", "listCreation", "addUsers", "removeUsers"];

/**
 * Where a variable has a value. `batch`: anywhere in these endpoints. `outside_items`: anywhere but in item templates.
 * `user`: in item templates, and with a batch size of 1 also in the URL, headers and payload of that one user.
 * `single`: only with a batch size of 1, outside item templates.
 */
export interface VariableScope {
  endpoints: readonly EndpointKey[];
  place: "batch" | "outside_items" | "user" | "single";
  /** In words, for the completion list and for messages. */
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

const inCohortEndpoints: VariableScope = {
  endpoints: cohortEndpoints,
  place: "batch",
  label: "List creation, Add users and Remove users",
};
const inMemberEndpoints: VariableScope = {
  endpoints: memberEndpoints,
  place: "batch",
  label: "Add users and Remove users",
};
const anywhere: VariableScope = { endpoints: everyEndpoint, place: "batch", label: "every endpoint" };
/** In item templates, and in the whole request where a request is one user. */
export const perUser: VariableScope = {
  endpoints: memberEndpoints,
  place: "user",
  label: "item templates (and, with a batch size of 1, the whole request)",
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
    inCohortEndpoints,
    "The cohort's name, slugified if the destination says so.",
  ),
  predefined("amplitude_cohort_id", ["amp_cohort_id", "cohort_id"], inCohortEndpoints, "The cohort's ID."),
  predefined("amplitude_cohort_url", ["amp_cohort_url", "cohort_url"], inCohortEndpoints, "A link back to the cohort."),
  predefined(
    "list_id",
    ["listId", "list_Id"],
    inMemberEndpoints,
    "The list ID, as List creation read or made it. A number stays a number.",
  ),
  predefined(
    "items",
    [],
    { endpoints: memberEndpoints, place: "outside_items", label: "the payload and URL of Add users and Remove users" },
    "The array of users: one rendered item template each.",
  ),
  predefined(
    "item",
    [],
    { endpoints: memberEndpoints, place: "single", label: "Add users and Remove users with a batch size of 1" },
    "The one user of the call: its rendered item template.",
  ),
  predefined("in_cohort", ["membership"], inMemberEndpoints, "true when users are added, false when they are removed."),
  predefined("operation", [], inMemberEndpoints, "add or remove."),
  predefined("user_id", [], perUser, "The user's ID in the project."),
  predefined("device_id", [], perUser, "The user's device ID in the project."),
  predefined("user", [], perUser, "A user property of the project, such as ${user.email}."),
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
