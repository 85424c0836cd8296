import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { endpointName, endpointsOf } from "@/lib/destination/endpoints";
import { byVariable, type SetupAnswers } from "@/lib/destination/installation-answers";
import type { RequestValues } from "@/lib/destination/request-values";
import { check } from "@/lib/destination/rulebook";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { ReviewRun, reviewTestBody } from "@/lib/review-contract";
import { reviewSamples } from "@/lib/review-samples";
import { accessTokens } from "@/lib/server/access-token";
import { db } from "@/lib/server/db";
import { send } from "@/lib/server/egress";
import { allowedHosts, egressPolicy } from "@/lib/server/egress-settings";
import { env } from "@/lib/server/env";
import { spendTestCall } from "@/lib/server/rate-limits";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { createReviewRun, listReviewRuns } from "@/lib/server/repositories/review-runs";
import { listNames } from "@/lib/server/repositories/review-threads";
import type { VersionRow } from "@/lib/server/repositories/versions";
import { makeTestCall } from "@/lib/server/test-call";
import { openVault } from "./open-vault";
import { detailsOf } from "./recorded-test";
import { assertForeign, readableVersionAt, submissionAt } from "./review-place";
import {
  assertReady,
  assertSettings,
  notReady,
  requireListId,
  shownOutcome,
  type TestEffects,
  toldOf,
} from "./test-endpoint";

type Body = z.output<typeof reviewTestBody>;

/**
 * One call to the partner with a version as it was submitted, made by a reviewer with answers of their own or with the
 * test account that the partner lent. The same guard, budgets and masking as for a partner's own tests. What is shown is
 * kept beside the partner's evidence; a secret is used and forgotten, and of the account's the reviewer sees none.
 */
export async function testVersion(
  actor: Actor,
  versionId: string,
  body: Body,
  effects: TestEffects = { send, now: () => new Date(), policy: egressPolicy() },
): Promise<ReviewRun> {
  const version = await submissionAt(db, versionId);
  await assertForeign(db, actor, version, "test");
  const { definition, destinationId } = version;
  const { endpoint: key, account } = body;
  const endpoint = endpointsOf(definition).find((each) => each.key === key)?.endpoint;
  if (!endpoint) throw new AppError("invalid_input", "This destination makes no such call.");
  assertReady(definition, check(definition, { allowedHosts: allowedHosts(effects.policy) }), key);

  const values = requestValues(version, body, await answersOf(actor, version, body, effects.now()), effects.now());
  assertSettings(definition, values);
  const made = await makeTestCall(
    { destinationId, definition, key, endpoint, values },
    { tokens: accessTokens, ...effects, spend: (call) => spendTestCall(actor, call) },
  );
  if (!made.ok) throw notReady(definition, key, made.problems);
  const { call } = made;
  const run = {
    endpoint: key,
    endpointHash: endpointHash(definition, key),
    account,
    exchange: call.shown,
    outcome: shownOutcome(definition, key, values, call),
    details: detailsOf(toldOf(definition, key, call), call.maskText),
  };
  const createdAt = effects.now();
  const host = new URL(call.shown.request.url).host;
  const id = await db.$transaction(async (tx) => {
    await auditLog.record(tx, actor, "review.tested", versionId, {
      number: version.number,
      endpoint: endpointName(definition, key),
      account,
      host,
      outcome: run.outcome.kind,
    });
    return createReviewRun(tx, { ...run, versionId, userId: actor.userId, host, createdAt });
  });
  return { ...run, id, by: actor.name, createdAt: createdAt.toISOString() };
}

/** With the lent account its answers count, its secrets among them, whatever the reviewer answers besides. */
async function answersOf(actor: Actor, version: VersionRow, body: Body, now: Date): Promise<SetupAnswers> {
  const own = { settings: body.settings, mappings: body.mappings, actions: {} };
  if (body.account === "own") return own;
  const purpose = `Test of ${endpointName(version.definition, body.endpoint)}`;
  const { answers, secrets } = await openVault(actor, version.id, { purpose, now });
  const revealed = Object.fromEntries([...secrets].map(([fieldId, secret]) => [fieldId, secret.reveal()]));
  const lent = byVariable(version.definition, answers, revealed);
  // Where the partner's secrets go is not the reviewer's to say.
  const hosts = new Set(
    version.definition.fields.filter((field) => field.hostPatterns.length > 0).map(({ variable }) => variable),
  );
  const added = Object.entries(own.settings).filter(([variable]) => !hosts.has(variable));
  return {
    settings: { ...Object.fromEntries(added), ...lent.settings },
    mappings: { ...own.mappings, ...lent.mappings },
    actions: lent.actions,
  };
}

/** Sample users or events, and a cohort of a new name each time: many partners refuse a second list of the same. */
function requestValues({ definition }: VersionRow, body: Body, answers: SetupAnswers, now: Date): RequestValues {
  const id = randomUUID();
  return {
    ...answers,
    ...reviewSamples(definition, answers.mappings),
    cohort: { id, name: `Review ${id.slice(0, 8)}`, url: `${env().BASE_URL}/cohorts/${id}` },
    project: { id: "review", name: "Review" },
    listId: requireListId(body.listId),
    syncId: randomUUID(),
    batchId: randomUUID(),
    syncTime: now.toISOString(),
  };
}

/**
 * What reviewers' tests of a submission have shown, the newest first: to reviewers of any, and to everybody of the
 * organization whose it is (SPEC 14). A release for the own organization has none: nobody reviews it.
 */
export async function readReviewRuns(actor: Actor, versionId: string): Promise<ReviewRun[]> {
  const { id } = await readableVersionAt(db, actor, versionId);
  const runs = await listReviewRuns(db, id);
  const names = await listNames(db, [...new Set(runs.map(({ userId }) => userId))]);
  return runs.map((run) => ({
    id: run.id,
    endpoint: run.endpoint,
    endpointHash: run.endpointHash,
    account: run.account,
    by: names.get(run.userId) ?? "Somebody who left",
    createdAt: run.createdAt.toISOString(),
    exchange: run.exchange,
    outcome: run.outcome,
    details: run.details,
  }));
}
