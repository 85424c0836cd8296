import "server-only";
import { blankConnectionTest } from "@/lib/destination/blank-definition";
import type { CallEndpoint, DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointAt } from "@/lib/destination/endpoints";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { sandboxPlace } from "@/lib/sandbox-expectation";
import {
  type SandboxStateAnswer,
  type SandboxStateBody,
  type SandboxTarget,
  sandboxComparison,
} from "@/lib/sandbox-state-contract";
import { type AccessTokens, accessTokens } from "@/lib/server/access-token";
import { db } from "@/lib/server/db";
import { send } from "@/lib/server/egress";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import { egressPolicy } from "@/lib/server/egress-settings";
import { env } from "@/lib/server/env";
import { type SpentCall, spendTestCall } from "@/lib/server/rate-limits";
import * as destinations from "@/lib/server/repositories/destinations";
import { makeTestCall, type TestCall } from "@/lib/server/test-call";
import { withStoredSecrets } from "./stored-test-values";
import { requestValues } from "./test-endpoint";

interface Effects {
  send: typeof send;
  now: () => Date;
  policy: EgressPolicy;
  signal?: AbortSignal;
  tokens?: AccessTokens;
}

/**
 * Asks the sandbox how what it holds differs from what tests should have done there. It is asked with the answers of the
 * person's own test, so nobody sees a workspace that their test could not have called; nothing is recorded, there or here.
 */
export async function readSandboxState(
  actor: Actor,
  destinationId: string,
  { run, url, expected }: SandboxStateBody,
  effects: Effects = { send, now: () => new Date(), policy: egressPolicy() },
): Promise<SandboxStateAnswer> {
  const destination = await destinations.findDestination(db, actor.organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  const { base, workspace } = requireWorkspace(url);
  const settings = await withStoredSecrets(actor, destination, run);
  const values = await requestValues(actor, { ...run, settings }, effects.now());
  const definition = askingDefinition(destination.definition, run.endpoint, `${base}/expectation/check`, expected);
  const endpoint = endpointAt(definition, "testConnection");
  if (!endpoint) throw new Error("The question has no endpoint.");
  const spend = (call: SpentCall) => spendTestCall(actor, call);
  const made = await makeTestCall(
    { destinationId, definition, key: "testConnection", endpoint, values },
    { tokens: accessTokens, ...effects, spend },
  );
  if (!made.ok) {
    const why = made.problems[0]?.message ?? "The answers of the setup modal aren't complete.";
    return { workspace, results: [], problem: `The sandbox could not be asked. ${why}` };
  }
  return answerOf(workspace, expected, made.call);
}

/** The workspace that a URL leads to, at our own sandbox: whoever types another host asks nobody. */
function requireWorkspace(url: string) {
  const { SANDBOX_URL } = env();
  const place = sandboxPlace(url);
  const isOurs = place && SANDBOX_URL && new URL(place.base).origin === new URL(SANDBOX_URL).origin;
  if (place && isOurs) return place;
  throw new AppError("invalid_input", "That isn't a workspace of the sandbox.", {
    issues: [{ path: "url", message: "Give the URL of a call to the sandbox." }],
  });
}

/** The destination with a connection test that asks the question: authenticated as the endpoint of the test is. */
function askingDefinition(
  definition: DestinationDefinition,
  key: EndpointKey,
  url: string,
  expected: readonly SandboxTarget[],
): DestinationDefinition {
  const testConnection: CallEndpoint = {
    ...blankConnectionTest(),
    method: "POST",
    url: literal(url),
    payload: literal(JSON.stringify({ expected })),
    authentication: endpointAt(definition, key)?.authentication ?? null,
  };
  switch (definition.kind) {
    case "list":
      return { ...definition, endpoints: { ...definition.endpoints, testConnection } };
    case "property":
      return { ...definition, endpoints: { ...definition.endpoints, testConnection } };
    case "event":
      return { ...definition, endpoints: { ...definition.endpoints, testConnection } };
  }
}

/** A text in which nothing is a variable. */
function literal(text: string): string {
  return text.replaceAll("$", "$$$$");
}

function answerOf(workspace: string, expected: readonly SandboxTarget[], call: TestCall): SandboxStateAnswer {
  const { exchange, outcome, maskText } = call;
  const { response, failure } = exchange;
  if (failure || response?.status !== 200) {
    const why = response ? `It answered with status ${response.status}.` : maskText(failure?.detail ?? outcome.message);
    const hint = response?.status === 401 ? " The key of the test doesn't open this workspace." : "";
    return { workspace, results: [], problem: `The sandbox could not be asked. ${why}${hint}` };
  }
  const comparison = sandboxComparison.safeParse(readJson(response.body));
  if (comparison.success && comparison.data.results.length === expected.length) {
    return { workspace, results: comparison.data.results };
  }
  return { workspace, results: [], problem: "The sandbox gave an answer that can't be read." };
}

/** Undefined for what is no JSON: an answer longer than we read is none. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
