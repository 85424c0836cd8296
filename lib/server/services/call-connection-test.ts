import "server-only";
import { randomUUID } from "node:crypto";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { visibleFields } from "@/lib/destination/effective-settings";
import { endpointsOf } from "@/lib/destination/endpoints";
import { byVariable, type InstallationAnswers } from "@/lib/destination/installation-answers";
import { isSecretField } from "@/lib/destination/mask-secrets";
import type { RequestValues } from "@/lib/destination/request-values";
import { inLanguage, languagesOf } from "@/lib/destination/translations";
import { AppError } from "@/lib/errors";
import type { ConnectionTestResult } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { type AccessTokens, accessTokens } from "@/lib/server/access-token";
import { send } from "@/lib/server/egress";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import { egressPolicy } from "@/lib/server/egress-settings";
import { log } from "@/lib/server/log";
import { spendTestCall } from "@/lib/server/rate-limits";
import type { Secret } from "@/lib/server/secret";
import { makeTestCall, type TestCall } from "@/lib/server/test-call";
import { shownOutcome } from "./test-endpoint";

const key = "testConnection";

/** What a connection test does to the world; tests put their own in its place. */
export interface ConnectionEffects {
  send: typeof send;
  now: () => Date;
  policy: EgressPolicy;
  /** Aborting it ends the call. */
  signal?: AbortSignal | undefined;
  /** Default: the tokens of this process. */
  tokens?: AccessTokens;
}

/** The real ones: through the egress guard, ended when the person goes away. */
export function connectionEffects(signal?: AbortSignal): ConnectionEffects {
  return { send, now: () => new Date(), policy: egressPolicy(), signal };
}

interface ConnectionSubject {
  destinationId: string;
  definition: DestinationDefinition;
  project: { id: string; name: string };
  answers: InstallationAnswers;
  /** By field ID; `undefined` stands for one that is stored and can't be read. */
  secrets: ReadonlyMap<string, Secret | undefined>;
}

/**
 * Makes the call that proves the answers of a setup modal (SPEC 5.6), and says which field its outcome blames. Undefined
 * where the destination has no connection test. A partner's failure is a result; only our own refusals are thrown: too
 * many calls, a stored secret that can't be read. Secrets are opened here, used for this call, and masked in the result.
 */
export async function callConnectionTest(
  actor: Actor,
  { destinationId, definition, project, ...given }: ConnectionSubject,
  effects: ConnectionEffects,
): Promise<ConnectionTestResult | undefined> {
  const endpoint = endpointsOf(definition).find((each) => each.key === key)?.endpoint;
  if (!endpoint) return undefined;
  const testedAt = effects.now().toISOString();
  const values: RequestValues = {
    ...byVariable(definition, given.answers, revealed(definition, given)),
    cohort: { id: "", name: "", url: "" },
    project: { id: project.id, name: project.name },
    users: [],
    events: [],
    syncId: randomUUID(),
    batchId: randomUUID(),
    syncTime: testedAt,
  };
  const made = await makeTestCall(
    { destinationId, definition, key, endpoint, values },
    { tokens: accessTokens, ...effects, spend: (call) => spendTestCall(actor, call) },
  );
  if (!made.ok) return notBuilt(testedAt, made.problems[0]?.message);
  const { call } = made;
  const outcome = shownOutcome(definition, key, values, call);
  const translations = translatedOutcome(definition, values, call);
  const blamed = visibleFields(definition, values.settings).find(({ variable }) => variable === outcome.field);
  return {
    testedAt,
    durationMs: Math.round(call.exchange.durationMs),
    outcome,
    ...(translations && { translations }),
    ...(blamed && outcome.kind !== "success" && { fieldId: blamed.id }),
    isSent: call.exchange.failure?.kind !== "refused",
  };
}

/** The words of the entry that matched, in every language of the destination; undefined where no entry did. */
function translatedOutcome(
  definition: DestinationDefinition,
  values: RequestValues,
  call: TestCall,
): ConnectionTestResult["translations"] {
  const { entryId } = call.outcome;
  const { translated } = languagesOf(definition);
  if (entryId === undefined || translated.length === 0) return undefined;
  const told = translated.flatMap((language): [string, { type: string; message: string }][] => {
    const read = inLanguage(definition, language);
    const entry = endpointsOf(read)
      .find((each) => each.key === key)
      ?.endpoint.errors.find(({ id }) => id === entryId);
    if (!entry) return [];
    const outcome = {
      ...call.outcome,
      type: entry.failureReason.trim() || call.outcome.type,
      message: entry.message.trim() || call.outcome.message,
    };
    const { type, message } = shownOutcome(read, key, values, { ...call, outcome });
    return [[language, { type, message }]];
  });
  return Object.fromEntries(told);
}

/** No request could be made of the answers, so that none was sent. */
function notBuilt(testedAt: string, reason = "No request can be made of these answers."): ConnectionTestResult {
  const outcome = { kind: "failure", type: "refused", message: reason, retry: false, status: "refused" } as const;
  return { testedAt, durationMs: 0, outcome, isSent: false };
}

/** The secrets that these answers ask for, as texts, for this one call. */
function revealed(
  definition: DestinationDefinition,
  { answers, secrets }: Pick<ConnectionSubject, "answers" | "secrets">,
): Record<string, string> {
  const asked = visibleFields(definition, byVariable(definition, answers).settings).filter(isSecretField);
  const found = asked.flatMap(({ id, displayName, variable }): [string, string][] => {
    if (!secrets.has(id)) return [];
    const secret = secrets.get(id);
    if (secret) return [[id, secret.reveal()]];
    log.error({ event: "secret_unreadable", fieldId: id }, "a stored secret does not open");
    const message = `What is stored for ${displayName || variable} can't be read any more. Enter it again.`;
    throw new AppError("invalid_input", `Nothing was sent. ${message}`, {
      issues: [{ path: `secrets.${id}`, message }],
    });
  });
  return Object.fromEntries(found);
}
