/** What stands in the way of a test, found before anything is sent: the same checks the server makes. */
import { actionRowId, fieldRowId, mappingRowId, type SetupProblem } from "@/components/preview/setup-values";
import { ActionMatcher } from "@/lib/destination/action-call";
import { activeFields } from "@/lib/destination/active-fields";
import { isBlocking } from "@/lib/destination/blocking-finding";
import type { DestinationDefinition } from "@/lib/destination/definition";
import {
  actionAt,
  type EndpointKey,
  endpointKeyOfPath,
  endpointPath,
  isActionKey,
  isMembersKey,
} from "@/lib/destination/endpoints";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
import { canonicalName } from "@/lib/destination/predefined-variable";
import type { BuiltRequest, RequestProblem } from "@/lib/destination/request";
import type { RequestValues } from "@/lib/destination/request-values";
import type { VariableRow } from "@/lib/destination/variable";

/** Where something can be put right. */
export type Place =
  | { type: "document"; path: DocumentPath }
  | { type: "setup"; rowId: string }
  | { type: "list_id" }
  | { type: "users" }
  | { type: "events" }
  | { type: "project" };

export interface Blocker {
  /** Where it is, in words, unless the message says so itself. */
  label?: string;
  message: string;
  place?: Place;
}

interface Situation {
  definition: DestinationDefinition;
  endpoint: EndpointKey;
  findings: readonly Finding[];
  setupProblems: readonly SetupProblem[];
  built: BuiltRequest;
  /** How the setup modal has the actions. */
  actions: RequestValues["actions"];
  hasProject: boolean;
}

/** Everything that blocks a test, what to see to first coming first. Each message is there once for a place. */
export function blockersOf(situation: Situation): Blocker[] {
  const { definition, endpoint, findings, built, actions } = situation;
  const blockers: Blocker[] = [];
  if (!situation.hasProject) {
    const message = "Your organization has no project to test with. Create one under Projects first.";
    blockers.push({ message, place: { type: "project" } });
  }
  blockers.push(
    ...situation.setupProblems.map(({ rowId, message }): Blocker => ({ message, place: { type: "setup", rowId } })),
    ...findings
      .filter((finding) => isBlocking(definition, finding, endpoint))
      .map(({ place, message, path }): Blocker => ({ label: place, message, place: { type: "document", path } })),
  );
  // What the request lacks mostly follows from the above; alone it has something new to say.
  if (blockers.length === 0 && !built.ok) {
    blockers.push(
      ...built.problems.map((problem) => ({
        message: problem.message,
        place: placeOfProblem(definition, problem, actions),
      })),
    );
  }
  return blockers.filter(
    ({ label, message }, index) =>
      blockers.findIndex((other) => other.message === message && other.label === label) === index,
  );
}

/** Where a problem of building a request is put right: often a test value rather than the configuration. */
export function placeOfProblem(
  definition: DestinationDefinition,
  { variable, path }: RequestProblem,
  actions?: RequestValues["actions"],
): Place {
  if (variable !== undefined && canonicalName(variable) === "list_id") return { type: "list_id" };
  const row = variable === undefined ? undefined : rowOf(definition, variable);
  if (row) return { type: "setup", rowId: row };
  const key = endpointKeyOfPath(definition, path);
  if (key !== undefined && path.at(-1) === "trigger") return placeOfTrigger(definition, key, path, actions);
  // A problem of the endpoint as a whole is one of its users or events: there are none that it is about.
  const isWhole = key !== undefined && path.length === endpointPath(definition, key).length;
  if (isWhole && isMembersKey(key)) return { type: "users" };
  return isWhole && isActionKey(key) ? { type: "events" } : { type: "document", path };
}

/** A trigger that no event fits: where its texts can be read, another event is what helps. */
function placeOfTrigger(
  definition: DestinationDefinition,
  key: EndpointKey,
  path: DocumentPath,
  actions: RequestValues["actions"],
): Place {
  const action = actionAt(definition, key);
  if (!action) return { type: "document", path };
  const [problem] = new ActionMatcher(definition, action, actions).problems;
  if (problem?.part === "narrowing") return { type: "setup", rowId: actionRowId(action.id) };
  return problem || action.trigger.trim() === "" ? { type: "document", path } : { type: "events" };
}

/** The row of the setup modal that answers a variable. */
export function rowOf(definition: DestinationDefinition, variable: string): string | undefined {
  if (activeFields(definition).some((field) => field.variable === variable)) return fieldRowId(variable);
  return definition.mappings.some((mapping) => mapping.variable === variable) ? mappingRowId(variable) : undefined;
}

/** Where the test value of a variable is given; undefined for what follows from the run itself. */
export function placeOfValue(definition: DestinationDefinition, { name, declaredAt }: VariableRow): Place | undefined {
  const [list, index] = declaredAt ?? [];
  // What an option sets is answered by choosing the option.
  const asked = list === "fields" && typeof index === "number" ? definition.fields[index]?.variable : name;
  const row = rowOf(definition, asked ?? name);
  if (row) return { type: "setup", rowId: row };
  switch (canonicalName(name)) {
    case "list_id":
      return { type: "list_id" };
    case "items":
    case "item":
    case "user":
    case "user_id":
    case "device_id":
      return { type: "users" };
    case "event":
      return { type: "events" };
    case "project_id":
    case "project_name":
      return { type: "project" };
    default:
      return undefined;
  }
}
