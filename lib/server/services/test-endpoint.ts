import "server-only";
import { randomUUID } from "node:crypto";
import { type ItemResults, itemsListedMax, type TestRun, type TestRunBody } from "@/lib/contract";
import { isBlocking } from "@/lib/destination/blocking-finding";
import { waitingWarning } from "@/lib/destination/calls";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { type EndpointKey, endpointsOf, listCreationOf } from "@/lib/destination/endpoints";
import { renderErrorMessage } from "@/lib/destination/error-catalog";
import type { Finding } from "@/lib/destination/finding";
import { isLosslessNumber, parseJson, toJson } from "@/lib/destination/json";
import { parseListId } from "@/lib/destination/list-id";
import { placeName } from "@/lib/destination/place-name";
import type { RequestProblem, RequestValues } from "@/lib/destination/request";
import { nonSecretLookup } from "@/lib/destination/request-values";
import { readListId } from "@/lib/destination/response";
import { check } from "@/lib/destination/rulebook";
import { validateActions, validateSettings } from "@/lib/destination/settings";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { type AccessTokens, accessTokens } from "@/lib/server/access-token";
import { db } from "@/lib/server/db";
import { send } from "@/lib/server/egress";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import { allowedHosts, egressPolicy } from "@/lib/server/egress-settings";
import { env } from "@/lib/server/env";
import { type SpentCall, spendTestCall } from "@/lib/server/rate-limits";
import * as destinations from "@/lib/server/repositories/destinations";
import { findProject } from "@/lib/server/repositories/projects";
import { createTestRun } from "@/lib/server/repositories/test-runs";
import { secretKeys } from "@/lib/server/sealed-secrets";
import { makeTestCall, type TestCall } from "@/lib/server/test-call";
import type { TestInputs } from "@/lib/test-history-contract";
import { detailsOf, fingerprintsOf, inputsOf } from "./recorded-test";
import { staleRevision } from "./save-draft";
import { withStoredSecrets } from "./stored-test-values";

export interface TestEffects {
  send: typeof send;
  now: () => Date;
  policy: EgressPolicy;
  signal?: AbortSignal;
  /** Default: the tokens of this process. */
  tokens?: AccessTokens;
}

/**
 * One call to the partner with the draft as it is on screen, shown in full with secrets masked, and recorded. Where the
 * partner wants an access token, one is asked for first, and that call is shown beside. A partner's failure is a
 * result; only our own refusals are thrown. Secrets are used and forgotten; a token lives in memory until it expires.
 */
export async function testEndpoint(
  actor: Actor,
  destinationId: string,
  body: TestRunBody,
  effects: TestEffects = { send, now: () => new Date(), policy: egressPolicy() },
): Promise<TestRun> {
  const destination = await destinations.findDestination(db, actor.organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  if (destination.revision !== body.revision) throw await staleRevision(actor, destinationId);
  const { definition } = destination;
  const { endpoint: key } = body;
  const endpoint = endpointsOf(definition).find((each) => each.key === key)?.endpoint;
  if (!endpoint) throw new AppError("invalid_input", "This destination makes no such call.");
  assertReady(definition, check(definition, { allowedHosts: allowedHosts(effects.policy) }), key);

  const settings = await withStoredSecrets(actor, destination, body);
  const values = await requestValues(actor, { ...body, settings }, effects.now());
  assertSettings(definition, values);
  const spend = (call: SpentCall) => spendTestCall(actor, call);
  const made = await makeTestCall(
    { destinationId, definition, key, endpoint, values },
    { tokens: accessTokens, ...effects, spend },
  );
  if (!made.ok) throw notReady(definition, key, made.problems);
  const { call } = made;
  const recorded = {
    endpoint: key,
    revision: body.revision,
    endpointHash: endpointHash(definition, key),
    exchange: call.shown,
    outcome: shownOutcome(definition, key, values, call),
    createdAt: effects.now(),
  };
  const told = toldOf(definition, key, call);
  const { organizationId } = actor;
  const { id } = await createTestRun(db, {
    ...recorded,
    organizationId,
    destinationId,
    userId: actor.userId,
    host: new URL(call.shown.request.url).host,
    details: detailsOf(told, call.maskText),
    inputs: inputsOf(definition, givenInputs(body), call.maskText),
    fingerprints: fingerprintsOf(definition, settings, { organizationId, destinationId }, secretKeys()),
  });
  return { ...recorded, id, createdAt: recorded.createdAt.toISOString(), by: actor.name, ...told };
}

/** What the person sent, without the secrets that were stored for them. */
function givenInputs(body: TestRunBody): TestInputs {
  const { projectId, settings, mappings, cohort, users, listId } = body;
  const { events = [], actions = {}, propertyKey = "" } = body;
  return { projectId, settings, mappings, cohort, users, listId, events, actions, propertyKey };
}

/** What is told beside the exchange. */
export function toldOf(definition: DestinationDefinition, key: EndpointKey, call: TestCall) {
  const { built, trace, accessToken } = call;
  return {
    trace,
    listId: listIdOf(definition, key, call),
    skipped: built.skipped,
    skippedEvents: built.skippedEvents,
    items: itemResultsOf(call),
    accessToken,
    warnings: [...call.warnings, ...built.warnings, waitingWarning(built) ?? []].flat(),
  };
}

/** The outcome for people: an entry's message filled in, and no secret that a partner repeats. */
export function shownOutcome(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: RequestValues,
  { outcome, maskText }: TestCall,
): TestRun["outcome"] {
  const { message } = outcome;
  const isTemplate = outcome.entryId !== undefined;
  const words = isTemplate ? renderErrorMessage(message, nonSecretLookup(definition, key, values)) : message;
  return { ...outcome, message: maskText(words) };
}

/** Up to a hundred items, those that something was said about before the others, in the order of the request. */
function itemResultsOf({ built, items, maskText }: TestCall): ItemResults | null {
  if (!items) return null;
  const { batch } = built;
  const all = items.items.map((item, index) => ({ place: batch?.places[index] ?? index, ...item }));
  const told = all.filter(({ ruleId }) => ruleId !== undefined);
  const rest = all.filter(({ ruleId }) => ruleId === undefined);
  const listed = [...told, ...rest].slice(0, itemsListedMax).sort((left, right) => left.place - right.place);
  const masked = <Report extends { code?: string; message?: string }>(report: Report): Report => ({
    ...report,
    ...(report.code !== undefined && { code: maskText(report.code) }),
    ...(report.message !== undefined && { message: maskText(report.message) }),
  });
  return {
    listed: listed.map(masked),
    unmatched: items.unmatched.map((report) => ({ ...masked(report), reason: maskText(report.reason) })),
    problems: items.problems.map(maskText),
  };
}

/** Whatever would make this very request wrong blocks it; what concerns other endpoints doesn't. */
export function assertReady(definition: DestinationDefinition, findings: Finding[], key: EndpointKey): void {
  const blocking = findings.filter((finding) => isBlocking(definition, finding, key));
  if (blocking.length === 0) return;
  const count = blocking.length === 1 ? "a problem" : `${blocking.length} problems`;
  throw new AppError("not_ready", `Nothing was sent: this endpoint still has ${count}.`, { findings: blocking });
}

/** What the request of a test is built with. Refuses a project of somebody else, and sample events that are no objects. */
export async function requestValues(actor: Actor, body: TestRunBody, now: Date): Promise<RequestValues> {
  const project = await findProject(db, actor.organizationId, body.projectId);
  if (!project) {
    throw new AppError("invalid_input", "This project does not exist. Choose one of your organization's projects.", {
      issues: [{ path: "projectId", message: "Choose a project." }],
    });
  }
  return {
    settings: body.settings,
    mappings: body.mappings,
    cohort: { ...body.cohort, url: `${env().BASE_URL}/cohorts/${encodeURIComponent(body.cohort.id)}` },
    project: { id: project.id, name: project.name },
    listId: requireListId(body.listId),
    users: body.users,
    events: requireEvents(body.events ?? []),
    actions: body.actions ?? {},
    ...(body.propertyKey ? { propertyKey: body.propertyKey } : {}),
    syncId: randomUUID(),
    batchId: randomUUID(),
    syncTime: now.toISOString(),
  };
}

/** Sample events are objects; their numbers keep the digits they were written with. */
function requireEvents(texts: readonly string[]): TriggerEvent[] {
  const events: TriggerEvent[] = [];
  for (const [index, text] of texts.entries()) {
    const event = parseJson(text);
    if (
      event === undefined ||
      event === null ||
      typeof event !== "object" ||
      Array.isArray(event) ||
      isLosslessNumber(event)
    ) {
      throw new AppError("invalid_input", `Sample event ${index + 1} isn't a JSON object.`, {
        issues: [{ path: `events.${index}`, message: "Write an event as a JSON object." }],
      });
    }
    events.push(event);
  }
  return events;
}

/** The list ID of an earlier test; refuses what can be none. */
export function requireListId(text: string): RequestValues["listId"] {
  if (text === "") return undefined;
  const value = parseListId(text);
  if (value !== undefined && value !== "") return value;
  throw new AppError("invalid_input", "The list ID must be a text or a number.", {
    issues: [{ path: "listId", message: "Give a text in quotes or a number." }],
  });
}

/** Refuses answers that the setup modal would refuse. */
export function assertSettings(definition: Parameters<typeof validateSettings>[0], values: RequestValues): void {
  const issues = [
    ...validateSettings(definition, values.settings, values.mappings).map(({ variable, message }) => ({
      path: variable,
      message,
    })),
    ...validateActions(definition, values.actions ?? {}).map(({ actionId, message }) => ({
      path: `actions.${actionId}`,
      message,
    })),
  ];
  if (issues.length === 0) return;
  throw new AppError("invalid_input", "Nothing was sent: some answers in the setup modal are missing or wrong.", {
    issues,
  });
}

/** The refusal of a request that can't be built. */
export function notReady(
  definition: DestinationDefinition,
  key: EndpointKey,
  problems: readonly RequestProblem[],
): AppError {
  const findings = problems.map(({ path, message }) => ({
    rule: "LF000",
    severity: "error",
    place: placeName(definition, path),
    message,
    path,
  }));
  const first = problems[0]?.message ?? `The request of ${key} can't be built.`;
  return new AppError("not_ready", `Nothing was sent. ${first}`, { findings });
}

function listIdOf(definition: DestinationDefinition, key: EndpointKey, call: TestCall): TestRun["listId"] {
  const creation = listCreationOf(definition);
  if (key !== "listCreation" || !creation) return null;
  const { built, exchange, outcome, maskText } = call;
  // It is shown, kept and sent on as it is, so that one with a secret in it could only be refused.
  const unlessSecret = (value: string, found: TestRun["listId"]): TestRun["listId"] =>
    maskText(value) === value ? found : { message: "The list ID holds a secret answer, so it isn't used." };
  if (creation.listIdFrom !== "response") {
    if (built.listId === undefined) return null;
    const value = toJson(built.listId);
    return unlessSecret(value, { value });
  }
  if (outcome.kind !== "success" || !exchange.response) return null;
  const reading = readListId(creation, exchange.response.body);
  if (!reading.ok) return { message: maskText(reading.message) };
  const value = toJson(reading.listId);
  return unlessSecret(value, { value, path: reading.path });
}
