/** Whether the calls of a destination could be made with an installation's answers. Nothing is sent, and no secret seen. */
import type { DestinationDefinition } from "./definition";
import { chosenProperty, ownValue } from "./effective-settings";
import { type EndpointKey, endpointPath, endpointsOf, isCohortDefinition } from "./endpoints";
import type { SetupAnswers } from "./installation-answers";
import { isSecretField, maskSecrets } from "./mask-secrets";
import { placeName } from "./place-name";
import { buildRequest, type RequestProblem, type RequestValues } from "./request";
import { generateSampleUsers, type SampleProperty } from "./sample-users";
import { sampleEvents } from "./trigger/sample-events";
import { variableUses } from "./variable-use";

/** Why a call can't be made, in words that hold no answer of anybody. */
export interface DryProblem {
  endpoint: EndpointKey;
  /** The variable without a value that does, where it is one's fault. */
  variable?: string;
  /** "Add users › URL can't be made: $region has no value that fits there." */
  reason: string;
}

/** Renders every call with stand-ins for users, events, the list and the token. Made once for a definition. */
export class DryRenderer {
  private readonly endpoints: readonly EndpointKey[];
  private readonly secrets: ReadonlySet<string>;
  /** The user properties that templates read by themselves. */
  private readonly properties: readonly SampleProperty[];

  constructor(private readonly definition: DestinationDefinition) {
    this.endpoints = endpointsOf(definition).map(({ key }) => key);
    this.secrets = new Set(definition.fields.filter(isSecretField).map(({ variable }) => variable));
    const used = variableUses(definition).flatMap(({ name, rest }) => (name === "user" && rest[0] ? [rest[0]] : []));
    this.properties = [...new Set(used)].map((name) => ({ name, type: "string", example: "" }));
  }

  /**
   * The settings of secret fields only say that there is one: another text stands in its place. What is wrong with that
   * text says nothing about the secret, which was judged when it was stored.
   */
  problems(answers: SetupAnswers): DryProblem[] {
    const values = maskSecrets(this.definition, { ...standIns, ...answers, users: this.users(answers) });
    const isUnseen = (variable: string | undefined) =>
      variable !== undefined && this.secrets.has(variable) && (ownValue(answers.settings, variable) ?? "") !== "";
    return this.endpoints.flatMap((endpoint) => {
      const built = buildRequest(this.definition, endpoint, values);
      const found = built.ok ? [] : built.problems;
      return found
        .filter(({ path, variable }) => !isUnseen(variable) && !this.isOfStandIns(endpoint, path))
        .map((problem) => this.inWords(endpoint, problem));
    });
  }

  /** Users who have everything that this installation maps. */
  private users({ mappings }: SetupAnswers): RequestValues["users"] {
    if (!isCohortDefinition(this.definition)) return [];
    const chosen = this.definition.mappings.map((mapping) => {
      return { ...mapping, defaultProperty: chosenProperty(mapping, mappings) };
    });
    return generateSampleUsers({ ...this.definition, mappings: chosen }, 3, this.properties);
  }

  /** That no stand-in user is left, or no sample event fits, says nothing about the installation. */
  private isOfStandIns(endpoint: EndpointKey, path: RequestProblem["path"]): boolean {
    const own = endpointPath(this.definition, endpoint);
    return path.length === own.length && (path.at(-1) === "trigger" || path.join() === own.join());
  }

  private inWords(endpoint: EndpointKey, { path, variable }: RequestProblem): DryProblem {
    const place = placeName(this.definition, path);
    if (variable === undefined) return { endpoint, reason: `${place} can't be made.` };
    return { endpoint, variable, reason: `${place} can't be made: $${variable} has no value that fits there.` };
  }
}

const standIns: RequestValues = {
  settings: {},
  mappings: {},
  cohort: { id: "cohort-1", name: "Sample cohort", url: "https://example.com/cohorts/cohort-1" },
  project: { id: "project-1", name: "Sample project" },
  listId: "sample-list",
  accessToken: "sample-token",
  users: [],
  events: sampleEvents.map(({ event }) => event),
  syncId: "00000000-0000-4000-8000-000000000001",
  batchId: "00000000-0000-4000-8000-000000000002",
  syncTime: "2026-01-01T00:00:00.000Z",
};
