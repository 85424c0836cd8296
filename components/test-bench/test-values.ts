/** What tests are made with: the answers of the setup modal, a cohort, users, a list ID. Pure; the provider holds it. */
import { z } from "zod";
import type { ProjectProperty, SetupValues } from "@/components/preview/setup-values";
import type { TestRunBody } from "@/lib/contract";
import { activeFields } from "@/lib/destination/active-fields";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { chosenProperty, ownValue } from "@/lib/destination/effective-settings";
import { isCohortDefinition, isMembersKey, listCreationOf } from "@/lib/destination/endpoints";
import { isLosslessNumber, type JsonValue, toJson } from "@/lib/destination/json";
import { parseListId } from "@/lib/destination/list-id";
import { mask } from "@/lib/destination/mask-secrets";
import { type RequestValues, staticListId } from "@/lib/destination/request";
import { obtainsAccessToken } from "@/lib/destination/request-values";
import { generateSampleUsers, type SampleUser } from "@/lib/destination/sample-users";
import { storedEvent, testEventsOf } from "./test-events";
import { usedProperties } from "./used-properties";

export interface TestProject {
  id: string;
  name: string;
  properties: ProjectProperty[];
}

const plainValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const testUser = z.object({
  operation: z.enum(["add", "remove"]),
  properties: z.record(z.string(), plainValue),
});
export type TestUser = z.infer<typeof testUser>;

const cohort = z.object({ id: z.string(), name: z.string() });

/**
 * Answers are kept by the id of the field or mapping rather than by variable: so they outlive a rename. `cohort` is the
 * one that the list ID belongs to; the next List creation takes a fresh one, since many partners refuse a name twice.
 */
const testValues = z.object({
  projectId: z.string(),
  name: z.string(),
  settings: z.record(z.string(), z.string()),
  mappings: z.record(z.string(), z.string()),
  cohortName: z.string(),
  cohort: cohort.optional(),
  nextSuffix: z.string(),
  /** JSON text, so that a number keeps its digits; empty: none yet. */
  listId: z.string(),
  userCount: z.number().int(),
  /** Typed or from a CSV; absent: generated. */
  users: z.array(testUser).optional(),
  /** A person's own events; absent: the usual ones. */
  events: z.array(storedEvent).optional(),
  actions: z.record(z.string(), z.object({ isEnabled: z.boolean(), narrowing: z.string() })).default({}),
  /** What a property is called since an earlier sync; empty: what its template gives now. */
  propertyKey: z.string().default(""),
});
export type TestValues = z.infer<typeof testValues>;

export const usersMax = 1_000;
const storedCharsMax = 200_000;

export function initialTestValues(projectId: string): TestValues {
  return {
    projectId,
    name: "Test installation",
    settings: {},
    mappings: {},
    cohortName: "Test cohort",
    // Fixed until the page has loaded: the server renders it too.
    nextSuffix: "0001",
    listId: "",
    userCount: 6,
    actions: {},
    propertyKey: "",
  };
}

/** Four characters that no earlier sample cohort had, most likely. */
export function newSuffix(random: () => number = Math.random): string {
  return Math.floor(random() * 36 ** 4)
    .toString(36)
    .padStart(4, "0");
}

/** The cohort that List creation would use now. */
export function nextCohort({ cohortName, nextSuffix }: TestValues): { id: string; name: string } {
  const base = cohortName.trim().slice(0, 480) || "Test cohort";
  return { id: `cohort-${nextSuffix}`, name: `${base} ${nextSuffix}` };
}

/** The cohort of an endpoint's call: List creation and the connection test take the next one. */
export function cohortFor(values: TestValues, endpoint: TestRunBody["endpoint"]): { id: string; name: string } {
  return (isMembersKey(endpoint) ? values.cohort : undefined) ?? nextCohort(values);
}

export function setupValuesOf(definition: DestinationDefinition, values: TestValues): SetupValues {
  const settings: [string, string][] = [];
  const mappings: [string, string][] = [];
  for (const { id, variable } of [...definition.fields, ...definition.mappings]) {
    const answer = ownValue(values.settings, id);
    if (answer !== undefined && variable !== "") settings.push([variable, answer]);
  }
  for (const { id, variable } of definition.mappings) {
    const property = ownValue(values.mappings, id);
    if (property !== undefined && variable !== "") mappings.push([variable, property]);
  }
  return {
    name: values.name,
    settings: Object.fromEntries(settings),
    mappings: Object.fromEntries(mappings),
    actions: values.actions,
  };
}

export function withSetupValues(definition: DestinationDefinition, values: TestValues, setup: SetupValues): TestValues {
  const settings = { ...values.settings };
  const mappings = { ...values.mappings };
  for (const { id, variable } of [...definition.fields, ...definition.mappings]) {
    const answer = ownValue(setup.settings, variable);
    if (answer !== undefined) settings[id] = answer;
  }
  for (const { id, variable } of definition.mappings) {
    const property = ownValue(setup.mappings, variable);
    if (property !== undefined) mappings[id] = property;
  }
  return { ...values, name: setup.name, settings, mappings, actions: setup.actions };
}

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

function plain(value: JsonValue): z.infer<typeof plainValue> {
  if (isLosslessNumber(value)) {
    const number = Number(value.value);
    return String(number) === value.value ? number : value.value;
  }
  return typeof value === "object" && value !== null ? toJson(value) : value;
}

interface Surroundings {
  project: TestProject | undefined;
  users: TestUser[];
  /** Where cohorts would be linked to. */
  origin: string;
  syncTime: string;
}

/** The values for `buildRequest`, as the server will have them; ids that it makes for each call are samples here. */
export function requestValuesOf(
  definition: DestinationDefinition,
  values: TestValues,
  endpoint: TestRunBody["endpoint"],
  { project, users, origin, syncTime }: Surroundings,
): RequestValues {
  const { settings, mappings, actions } = setupValuesOf(definition, values);
  const chosen = cohortFor(values, endpoint);
  const base: RequestValues = {
    settings: onlyAsked(definition, settings),
    mappings,
    cohort: { ...chosen, url: `${origin}/cohorts/${encodeURIComponent(chosen.id)}` },
    project: { id: project?.id ?? "", name: project?.name ?? "" },
    users: isCohortDefinition(definition) ? users : [],
    ...(!isCohortDefinition(definition) && { events: testEventsOf(values).map(({ event }) => event), actions }),
    // The server asks for one when it makes the call.
    ...(obtainsAccessToken(definition, endpoint) && { accessToken: mask }),
    ...(definition.kind === "property" && values.propertyKey !== "" && { propertyKey: values.propertyKey }),
    syncId: "00000000-0000-4000-8000-000000000001",
    batchId: "00000000-0000-4000-8000-000000000002",
    syncTime,
  };
  return { ...base, listId: parseListId(listIdFor(definition, values, base)) };
}

/** Answers of an authentication method that is not in use stay here: no request needs them. */
function onlyAsked(definition: DestinationDefinition, settings: Record<string, string>): Record<string, string> {
  const asked = new Set<string>([...activeFields(definition), ...definition.mappings].map(({ variable }) => variable));
  return Object.fromEntries(Object.entries(settings).filter(([variable]) => asked.has(variable)));
}

/** The list ID as JSON text. A destination without a creation call has one from the start, or none. */
function listIdFor(definition: DestinationDefinition, values: TestValues, base: RequestValues): string {
  if (listCreationOf(definition)?.listIdFrom !== "none") return values.listId;
  const own = staticListId(definition, base);
  return own.ok && own.listId !== undefined ? toJson(own.listId) : "";
}

/** Text for the browser's session storage: everything but secrets; users only while they are few. */
export function serializeTestValues(definition: DestinationDefinition, values: TestValues): string {
  const secrets = new Set(definition.fields.filter(({ secret }) => secret).map(({ id }) => id));
  const known = new Set([...definition.fields, ...definition.mappings].map(({ id }) => id));
  const settings = Object.fromEntries(
    Object.entries(values.settings).filter(([id]) => known.has(id) && !secrets.has(id)),
  );
  const text = JSON.stringify({ ...values, settings });
  return text.length <= storedCharsMax
    ? text
    : JSON.stringify({ ...values, settings, users: undefined, events: undefined });
}

/** What an earlier page left; undefined where it can't be used any more. */
export function deserializeTestValues(text: string | null): TestValues | undefined {
  if (text === null) return undefined;
  try {
    const parsed = testValues.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
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
