/** The users of a test: generated, typed, or read from a CSV. Pure; the provider holds them. */
import type { ProjectProperty } from "@/components/preview/setup-values";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { chosenProperty } from "@/lib/destination/effective-settings";
import { isLosslessNumber, type JsonValue, toJson } from "@/lib/destination/json";
import { generateSampleUsers, type SampleUser } from "@/lib/destination/sample-users";
import { setupValuesOf, type TestUser, type TestValues } from "./test-values";
import { usedProperties } from "./used-properties";

/** The users of a test: those typed or read from a CSV, else generated to fit the mappings. */
export function usersOf(
  definition: DestinationDefinition,
  values: TestValues,
  properties: readonly ProjectProperty[],
): TestUser[] {
  if (values.users) return values.users;
  return generateSampleUsers(withChosenProperties(definition, values), values.userCount, properties).map(plainUser);
}

/** Users are generated for the properties that are mapped, which need not be the mappings' defaults. */
function withChosenProperties(definition: DestinationDefinition, values: TestValues): DestinationDefinition {
  const { mappings } = setupValuesOf(definition, values);
  return {
    ...definition,
    mappings: definition.mappings.map((mapping) => ({
      ...mapping,
      defaultProperty: chosenProperty(mapping, mappings),
    })),
  };
}

/** A user that survives JSON on its way to the server: what a double can't hold becomes text. */
export function plainUser(user: SampleUser): TestUser {
  const properties = Object.entries(user.properties).map(([name, value]) => [name, plain(value)] as const);
  return { operation: user.operation, properties: Object.fromEntries(properties) };
}

function plain(value: JsonValue): TestUser["properties"][string] {
  if (isLosslessNumber(value)) {
    const number = Number(value.value);
    return String(number) === value.value ? number : value.value;
  }
  return typeof value === "object" && value !== null ? toJson(value) : value;
}

/** The columns of the users' table: what the requests read, in order, and what a file brought besides. */
export function userColumns(
  definition: DestinationDefinition,
  values: TestValues,
  users: readonly TestUser[],
): string[] {
  const { mappings } = setupValuesOf(definition, values);
  const mapped = definition.mappings.map((mapping) => chosenProperty(mapping, mappings)).filter((name) => name !== "");
  const brought = values.users ? users.flatMap(({ properties }) => Object.keys(properties)) : [];
  const columns = new Set([...mapped, ...usedProperties(definition), ...brought]);
  if (columns.size === 0) columns.add("user_id");
  return [...columns];
}
