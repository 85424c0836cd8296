/** The states in which a partner wants to see the setup modal (SPEC 11): what each shows, made of the definition. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { chosenProperty, visibleFields } from "@/lib/destination/effective-settings";
import {
  actionsOf,
  type EndpointKey,
  endpointsOf,
  isCohortDefinition,
  type NamedEndpoint,
} from "@/lib/destination/endpoints";
import { classify, type Outcome, renderErrorMessage } from "@/lib/destination/error-catalog";
import type { Exchange } from "@/lib/destination/exchange";
import { oauth2Of, readTokenAnswer } from "@/lib/destination/oauth2";
import { nonSecretLookup, type RequestValues } from "@/lib/destination/request-values";
import { validateSettings } from "@/lib/destination/settings";
import { emptySetupValues, type ProjectProperty, type SetupValues } from "./setup-values";

export const setupStates = ["yours", "empty", "filled", "invalid", "wrong_key", "partner_down", "slow"] as const;
export type SetupState = (typeof setupStates)[number];

export const setupStateNames: Record<SetupState, string> = {
  yours: "Yours",
  empty: "Empty",
  filled: "Filled",
  invalid: "Invalid",
  wrong_key: "Wrong key",
  partner_down: "Partner down",
  slow: "Slow",
};

/** The answers a state begins with. `yours` are those of the tests, and filled states prefer them where they fit. */
export function answersFor(
  state: SetupState,
  definition: DestinationDefinition,
  yours: SetupValues,
  properties: readonly ProjectProperty[],
): SetupValues {
  switch (state) {
    case "yours":
      return yours;
    case "empty":
      return emptySetupValues;
    case "invalid":
      return invalidAnswers(definition);
    default:
      return filledAnswers(definition, yours, properties);
  }
}

/** Answers that the modal takes, as far as one can be found: patterns may ask for what no sample is. */
function filledAnswers(
  definition: DestinationDefinition,
  yours: SetupValues,
  properties: readonly ProjectProperty[],
): SetupValues {
  let settings = yours.settings;
  // An answer may show further questions; those come later in most modals, so one pass per question is enough.
  for (let pass = 0; pass <= definition.fields.length; pass += 1) {
    const open = visibleFields(definition, settings).find(
      ({ variable }) => variable !== "" && !Object.hasOwn(settings, variable),
    );
    if (!open) break;
    settings = withAnswer(settings, open.variable, sampleAnswer(definition, settings, open));
  }
  for (const field of visibleFields(definition, settings)) {
    if (!problemWith(definition, settings, field.variable)) continue;
    settings = withAnswer(settings, field.variable, sampleAnswer(definition, settings, field));
  }
  let mappings = yours.mappings;
  for (const mapping of definition.mappings) {
    const chosen = chosenProperty(mapping, mappings);
    const isKnown = properties.some(({ name }) => name === chosen);
    const usual = isCohortDefinition(definition) ? properties[0]?.name : chosen || "userId";
    if (mapping.variable === "" || isKnown || !mapping.required || usual === undefined) continue;
    mappings = withAnswer(mappings, mapping.variable, usual);
  }
  return { name: yours.name.trim() || "Production", settings, mappings, actions: yours.actions };
}

/** By entries, so that a variable called `__proto__` is one like any other. */
function withAnswer(answers: Readonly<Record<string, string>>, variable: string, answer: string) {
  return Object.fromEntries([...Object.entries(answers), [variable, answer]]);
}

const samples = [
  "sample-7f3a9c21d4",
  "7f3a9c21d4e84b0fa6c5",
  "sample",
  "1234",
  "12345678",
  "https://api.example.com",
  "api.example.com",
  "ada@example.com",
  "+15551001001",
  "00000000-0000-4000-8000-000000000001",
  "us1",
  "A1",
  "a",
];

/** An answer that the field takes, as far as one can be found. */
export function sampleAnswer(
  definition: DestinationDefinition,
  settings: Readonly<Record<string, string>>,
  field: DestinationDefinition["fields"][number],
): string {
  const hosts = field.hostPatterns.map((pattern) => pattern.replaceAll("*", "acme"));
  const candidates =
    field.type === "string"
      ? [field.defaultValue, field.placeholder, ...hosts, ...hosts.map((host) => `https://${host}`), ...samples]
      : [field.defaultValue, ...field.options.map(({ value }) => value)];
  const wanted = candidates.filter((candidate) => candidate !== "");
  const fits = (value: string) => !problemWith(definition, withAnswer(settings, field.variable, value), field.variable);
  return wanted.find(fits) ?? wanted[0] ?? "";
}

function problemWith(definition: DestinationDefinition, settings: Readonly<Record<string, string>>, variable: string) {
  return validateSettings(definition, settings, {}).find(
    (problem) => problem.source === "field" && problem.variable === variable,
  );
}

/** Answers with as much wrong as can be: required ones empty, the others against their own rules. */
function invalidAnswers(definition: DestinationDefinition): SetupValues {
  const settings: [string, string][] = visibleFields(definition, {}).flatMap((field): [string, string][] => {
    if (field.variable === "") return [];
    if (field.type !== "string") return field.required ? [[field.variable, ""]] : [];
    if (field.maxLength !== null && field.maxLength < 200) return [[field.variable, "x".repeat(field.maxLength + 1)]];
    if (field.pattern !== "" || field.hostPatterns.length > 0) return [[field.variable, "not this one!"]];
    return field.required ? [[field.variable, ""]] : [];
  });
  const mappings = definition.mappings.flatMap(({ variable, required }): [string, string][] =>
    variable !== "" && required ? [[variable, ""]] : [],
  );
  const actions = actionsOf(definition).map(({ id }) => [id, { isEnabled: true, narrowing: "properties.total >" }]);
  return {
    name: "",
    settings: Object.fromEntries(settings),
    mappings: Object.fromEntries(mappings),
    actions: Object.fromEntries(actions.slice(0, 1)),
  };
}

/** The call that would be made first with the answers: the connection test, or where there is none the first of a sync. */
export function firstCall(definition: DestinationDefinition): EndpointKey | undefined {
  return endpointsOf(definition)[0]?.key;
}

export interface SetupFailure {
  /** The call that failed. */
  endpoint: NamedEndpoint;
  outcome: Outcome;
  /** Whether an entry of the error catalog says it, rather than we for want of one. */
  isDescribed: boolean;
  /** Whether it failed before that call: where the access token is asked for. */
  isOfToken: boolean;
}

/**
 * What a customer reads when the first call is refused (`wrong_key`: 401) or reaches nobody (`partner_down`), by the
 * destination's own error catalog. A 401 is given the body that the catalog describes, where it describes one. A wrong
 * client ID or secret is found out where the access token is asked for, and told in our words.
 */
export function failureFor(
  state: "wrong_key" | "partner_down",
  definition: DestinationDefinition,
  values: RequestValues,
): SetupFailure | undefined {
  const [first] = endpointsOf(definition);
  if (!first) return undefined;
  const { key, endpoint } = first;
  const request: Exchange["request"] = { method: endpoint.method, url: endpoint.url, headers: [] };
  const base = { request, startedAt: values.syncTime, durationMs: 0 };
  const answered = (body: string): Exchange => ({
    ...base,
    response: { status: 401, headers: [], body, bodyBytes: body.length, isTruncated: false },
  });
  const token = state === "wrong_key" ? oauth2Of(definition, key) : undefined;
  if (token) {
    const { outcome } = readTokenAnswer(answered('{"error": "invalid_client"}'), token.oauth2);
    return { endpoint: first, outcome, isDescribed: false, isOfToken: true };
  }
  const exchanges: Exchange[] =
    state === "partner_down"
      ? [{ ...base, failure: { kind: "network", detail: "The partner's server can't be reached." } }]
      : ["", ...endpoint.errors.map(({ subErrorCode }) => subErrorCode).filter((code) => code.trim() !== "")].map(
          answered,
        );
  const outcomes = exchanges.map((exchange) => classify(exchange, endpoint, key).outcome);
  const outcome = outcomes.find(({ entryId }) => entryId !== undefined) ?? outcomes[0];
  if (!outcome) return undefined;
  const message = renderErrorMessage(outcome.message, nonSecretLookup(definition, key, values));
  return {
    endpoint: first,
    outcome: { ...outcome, message },
    isDescribed: outcome.entryId !== undefined,
    isOfToken: false,
  };
}

/** The row that a failure blames; undefined where the modal doesn't ask for it with these answers. */
export function blamedVariable(
  definition: DestinationDefinition,
  values: SetupValues,
  { outcome }: SetupFailure,
): string | undefined {
  return visibleFields(definition, values.settings).find(({ variable }) => variable === outcome.field)?.variable;
}

export function isSetupState(text: string | undefined): text is SetupState {
  return setupStates.some((state) => state === text);
}
