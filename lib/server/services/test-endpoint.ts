import "server-only";
import { randomUUID } from "node:crypto";
import type { TestRun, TestRunBody } from "@/lib/contract";
import { waitingWarning } from "@/lib/destination/calls";
import type { DestinationDefinition, EndpointKey } from "@/lib/destination/definition";
import { endpointsOf } from "@/lib/destination/definition";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { classify, renderErrorMessage } from "@/lib/destination/error-catalog";
import type { Exchange } from "@/lib/destination/exchange";
import type { Finding } from "@/lib/destination/finding";
import { toJson } from "@/lib/destination/json";
import { parseListId } from "@/lib/destination/list-id";
import { maskSecrets, maskText, secretValues } from "@/lib/destination/mask-secrets";
import { placeName } from "@/lib/destination/place-name";
import { type BuiltRequest, buildRequest, type RequestValues } from "@/lib/destination/request";
import { nonSecretLookup } from "@/lib/destination/request-values";
import { readListId } from "@/lib/destination/response";
import { check } from "@/lib/destination/rulebook";
import { validateSettings } from "@/lib/destination/settings";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { send } from "@/lib/server/egress";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import { allowedHosts, egressPolicy } from "@/lib/server/egress-settings";
import { env } from "@/lib/server/env";
import { spendTestCall } from "@/lib/server/rate-limits";
import * as destinations from "@/lib/server/repositories/destinations";
import { findProject } from "@/lib/server/repositories/projects";
import { createTestRun } from "@/lib/server/repositories/test-runs";
import { staleRevision } from "./save-draft";

interface Effects {
  send: typeof send;
  now: () => Date;
  policy: EgressPolicy;
  signal?: AbortSignal;
}

/**
 * One call to the partner with the draft as it is on screen, shown in full with secrets masked, and recorded.
 * A partner's failure is a result; only our own refusals are thrown. Secrets are used and forgotten.
 */
export async function testEndpoint(
  actor: Actor,
  destinationId: string,
  body: TestRunBody,
  effects: Effects = { send, now: () => new Date(), policy: egressPolicy() },
): Promise<TestRun> {
  const destination = await destinations.findDestination(db, actor.organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  if (destination.revision !== body.revision) throw await staleRevision(actor, destinationId);
  const { definition } = destination;
  const endpoint = endpointsOf(definition).find(({ key }) => key === body.endpoint)?.endpoint;
  if (!endpoint) throw new AppError("invalid_input", "This destination makes no such call.");
  assertReady(check(definition, { allowedHosts: allowedHosts(effects.policy) }), body.endpoint);

  const values = await requestValues(actor, body, effects.now());
  assertSettings(definition, values);
  const real = requireBuilt(definition, buildRequest(definition, body.endpoint, values), body.endpoint);
  const shown = requireBuilt(
    definition,
    buildRequest(definition, body.endpoint, maskSecrets(definition, values)),
    body.endpoint,
  );
  await spendTestCall(actor.userId, real.request.url);

  const exchange = await effects.send(real.request, {
    policy: effects.policy,
    timeoutMs: 15_000,
    signal: effects.signal,
  });
  const { outcome, trace } = classify(exchange, endpoint, body.endpoint);
  const secrets = secretValues(definition, values);
  const masked = maskExchange(exchange, shown.request, secrets);
  const lookup = nonSecretLookup(definition, body.endpoint, values);
  const recorded = {
    endpoint: body.endpoint,
    revision: body.revision,
    endpointHash: endpointHash(definition, body.endpoint),
    exchange: masked,
    outcome: { ...outcome, message: maskText(renderErrorMessage(outcome.message, lookup), secrets) },
    createdAt: effects.now(),
  };
  const { id } = await createTestRun(db, {
    ...recorded,
    organizationId: actor.organizationId,
    destinationId,
    userId: actor.userId,
    host: new URL(real.request.url).host,
  });
  return {
    ...recorded,
    id,
    createdAt: recorded.createdAt.toISOString(),
    by: actor.name,
    trace,
    listId: listIdOf(definition.endpoints.listCreation, body.endpoint, real, exchange, outcome.kind === "success"),
    skipped: real.skipped,
    warnings: [...real.warnings, waitingWarning(real) ?? []].flat(),
  };
}

/** Whatever would make this very request wrong blocks it; what concerns other endpoints doesn't. */
function assertReady(findings: Finding[], key: EndpointKey): void {
  const shared = ["authentication", "fields", "headers", "mappings"];
  const blocking = findings.filter(({ severity, path }) => {
    if (severity !== "error") return false;
    const [first, second] = path;
    return first === "endpoints" ? second === key : typeof first === "string" && shared.includes(first);
  });
  if (blocking.length === 0) return;
  const count = blocking.length === 1 ? "a problem" : `${blocking.length} problems`;
  throw new AppError("not_ready", `Nothing was sent: this endpoint still has ${count}.`, { findings: blocking });
}

async function requestValues(actor: Actor, body: TestRunBody, now: Date): Promise<RequestValues> {
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
    syncId: randomUUID(),
    batchId: randomUUID(),
    syncTime: now.toISOString(),
  };
}

function requireListId(text: string): RequestValues["listId"] {
  if (text === "") return undefined;
  const value = parseListId(text);
  if (value !== undefined && value !== "") return value;
  throw new AppError("invalid_input", "The list ID must be a text or a number.", {
    issues: [{ path: "listId", message: "Give a text in quotes or a number." }],
  });
}

function assertSettings(definition: Parameters<typeof validateSettings>[0], values: RequestValues): void {
  const problems = validateSettings(definition, values.settings, values.mappings);
  if (problems.length === 0) return;
  throw new AppError("invalid_input", "Nothing was sent: some answers in the setup modal are missing or wrong.", {
    issues: problems.map(({ variable, message }) => ({ path: variable, message })),
  });
}

function requireBuilt(
  definition: DestinationDefinition,
  built: BuiltRequest,
  key: EndpointKey,
): Extract<BuiltRequest, { ok: true }> {
  if (built.ok) return built;
  const findings = built.problems.map(({ path, message }) => ({
    rule: "LF000",
    severity: "error",
    place: placeName(definition, path),
    message,
    path,
  }));
  const first = built.problems[0]?.message ?? `The request of ${key} can't be built.`;
  throw new AppError("not_ready", `Nothing was sent. ${first}`, { findings });
}

/** The exchange as it is shown and stored: the request built from masked values, the echo masked by value. */
function maskExchange(exchange: Exchange, request: Exchange["request"], secrets: string[]): Exchange {
  const { response, failure } = exchange;
  return {
    ...exchange,
    request,
    ...(response && {
      response: {
        ...response,
        body: maskText(response.body, secrets),
        headers: response.headers.map(({ name, value }) => ({ name, value: maskText(value, secrets) })),
      },
    }),
    ...(failure && { failure: { ...failure, detail: maskText(failure.detail, secrets) } }),
  };
}

function listIdOf(
  creation: Parameters<typeof readListId>[0],
  key: EndpointKey,
  built: Extract<BuiltRequest, { ok: true }>,
  exchange: Exchange,
  isSuccess: boolean,
): TestRun["listId"] {
  if (key !== "listCreation") return null;
  if (creation.listIdFrom !== "response") {
    return built.listId === undefined ? null : { value: toJson(built.listId) };
  }
  if (!isSuccess || !exchange.response) return null;
  const reading = readListId(creation, exchange.response.body);
  return reading.ok ? { value: toJson(reading.listId), path: reading.path } : { message: reading.message };
}
