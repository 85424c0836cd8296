/** What tests are made with: the answers of the setup modal, a cohort, users, events, a list ID. Pure; the provider holds it. */
import { z } from "zod";
import type { ProjectProperty, SetupValues } from "@/components/preview/setup-values";
import type { TestRunBody } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { ownValue } from "@/lib/destination/effective-settings";
import { isMembersKey } from "@/lib/destination/endpoints";
import { storedEvent } from "./test-events";

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
export const testValues = z.object({
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
  /** The event that is looked at, and sent where an action is about it; empty: the first. */
  eventId: z.string().default(""),
  actions: z.record(z.string(), z.object({ isEnabled: z.boolean(), narrowing: z.string() })).default({}),
  /** What a property is called since an earlier sync; empty: what its template gives now. */
  propertyKey: z.string().default(""),
});
export type TestValues = z.infer<typeof testValues>;

export const usersMax = 1_000;

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
    eventId: "",
    actions: {},
    propertyKey: "",
  };
}

/** The cohort that List creation would use now. */
export function nextCohort({ cohortName, nextSuffix }: TestValues): { id: string; name: string } {
  const base = cohortName.trim().slice(0, 480) || "Test cohort";
  return { id: `cohort-${nextSuffix}`, name: `${base} ${nextSuffix}` };
}

/** The cohort of an endpoint's call: the connection test and whatever creates take the next one. */
export function cohortFor(values: TestValues, endpoint: TestRunBody["endpoint"]): { id: string; name: string } {
  const isOfWhatWasMade = isMembersKey(endpoint) || endpoint === "listDeletion";
  return (isOfWhatWasMade ? values.cohort : undefined) ?? nextCohort(values);
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

/** `shown`: what the form was drawn with. Only what differs from it counts: the values may be newer than the form. */
export function withSetupValues(
  definition: DestinationDefinition,
  values: TestValues,
  setup: SetupValues,
  shown?: SetupValues,
): TestValues {
  const settings = { ...values.settings };
  const mappings = { ...values.mappings };
  for (const { id, variable } of [...definition.fields, ...definition.mappings]) {
    const answer = ownValue(setup.settings, variable);
    if (answer !== undefined && answer !== (shown && ownValue(shown.settings, variable))) settings[id] = answer;
  }
  for (const { id, variable } of definition.mappings) {
    const property = ownValue(setup.mappings, variable);
    if (property !== undefined && property !== (shown && ownValue(shown.mappings, variable))) mappings[id] = property;
  }
  const name = setup.name === shown?.name ? values.name : setup.name;
  const actions = setup.actions === shown?.actions ? values.actions : setup.actions;
  return { ...values, name, settings, mappings, actions };
}
