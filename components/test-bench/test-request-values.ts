/** What requests are built with in a test: the answers, a cohort, its users or the events. Pure. */
import type { TestRunBody } from "@/lib/contract";
import { activeFields } from "@/lib/destination/active-fields";
import type { CustomField, DestinationDefinition } from "@/lib/destination/definition";
import { isCohortDefinition, listCreationOf } from "@/lib/destination/endpoints";
import { toJson } from "@/lib/destination/json";
import { parseListId } from "@/lib/destination/list-id";
import { mask } from "@/lib/destination/mask-secrets";
import { type RequestValues, staticListId } from "@/lib/destination/request";
import { obtainsAccessToken } from "@/lib/destination/request-values";
import { withStoredStandIns } from "./stored-secrets";
import { eventsToSend } from "./test-events";
import { cohortFor, setupValuesOf, type TestProject, type TestUser, type TestValues } from "./test-values";

interface Surroundings {
  project: TestProject | undefined;
  users: TestUser[];
  /** Where cohorts would be linked to. */
  origin: string;
  syncTime: string;
  /** Fields that the server has a secret for; it is stood in for here. */
  stored?: readonly CustomField[];
}

/** The values for `buildRequest`, as the server will have them; ids that it makes for each call are samples here. */
export function requestValuesOf(
  definition: DestinationDefinition,
  values: TestValues,
  endpoint: TestRunBody["endpoint"],
  { project, users, origin, syncTime, stored = [] }: Surroundings,
): RequestValues {
  const { settings, mappings, actions } = setupValuesOf(definition, values);
  const chosen = cohortFor(values, endpoint);
  const base: RequestValues = {
    settings: withStoredStandIns(definition, onlyAsked(definition, settings), stored),
    mappings,
    cohort: { ...chosen, url: `${origin}/cohorts/${encodeURIComponent(chosen.id)}` },
    project: { id: project?.id ?? "", name: project?.name ?? "" },
    users: isCohortDefinition(definition) ? users : [],
    ...(!isCohortDefinition(definition) && { events: eventsToSend(definition, endpoint, values), actions }),
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
