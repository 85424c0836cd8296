/** Tests that are repeated: saved from a run, listed with what came of them last, renamed, deleted, run again. */
import "server-only";
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { TestRun } from "@/lib/contract";
import { caseDifferences } from "@/lib/destination/case-verdict";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { freshCohort } from "@/lib/destination/fresh-cohort";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { type DestinationRow, findDestination } from "@/lib/server/repositories/destinations";
import { findProject } from "@/lib/server/repositories/projects";
import * as testCases from "@/lib/server/repositories/test-cases";
import { findTestRun } from "@/lib/server/repositories/test-runs";
import { findUserName } from "@/lib/server/repositories/users";
import type {
  changeTestCaseBody,
  createTestCaseBody,
  runTestCaseBody,
  TestCase,
  TestInputs,
} from "@/lib/test-history-contract";
import { answersOf, withoutSecrets } from "./recorded-test";
import { testEndpoint } from "./test-endpoint";

const perDestinationMax = 100;

/** Every case of a destination, with its newest run and what of it was not as expected. */
export async function listTestCases(actor: Actor, destinationId: string): Promise<{ cases: TestCase[] }> {
  const { organizationId } = actor;
  const place = { organizationId, destinationId };
  const { definition } = await requireDestination(actor, destinationId);
  // A field may have been made secret since a case was saved, by anybody who edits the draft.
  await testCases.forgetCaseAnswers(
    db,
    place,
    definition.fields.filter(isSecretField).map(({ id }) => id),
  );
  const rows = await testCases.listTestCases(db, place);
  const cases = rows.map(async ({ lastRunId, createdById, ...row }): Promise<TestCase> => {
    const run = lastRunId ? await findTestRun(db, { ...place, id: lastRunId }) : undefined;
    return {
      ...row,
      createdAt: row.createdAt.toISOString(),
      by: (await findUserName(db, createdById)) ?? "Somebody who is gone",
      last: run ? { ...summaryOf(run), differences: differencesOf(row.expected, run) } : null,
    };
  });
  return { cases: await Promise.all(cases) };
}

type RunRow = NonNullable<Awaited<ReturnType<typeof findTestRun>>>;

function summaryOf({ exchange: _, details: __, inputs: ___, fingerprints: ____, ...summary }: RunRow) {
  return { ...summary, createdAt: summary.createdAt.toISOString() };
}

function differencesOf(expected: TestCase["expected"], { outcome, exchange }: RunRow): string[] {
  return caseDifferences(expected, outcome, exchange.response?.body);
}

/** Makes a case of a recorded run; that run is its first. */
export async function createTestCase(
  actor: Actor,
  destinationId: string,
  { runId, name, expected, secrets }: z.output<typeof createTestCaseBody>,
): Promise<{ id: string }> {
  const place = { organizationId: actor.organizationId, destinationId };
  return db.$transaction(async (tx) => {
    const { definition } = await requireDestination(actor, destinationId, tx);
    const run = await findTestRun(tx, { ...place, id: runId });
    if (!run) throw new AppError("not_found", "There is no such test run.");
    if (!run.inputs) {
      throw new AppError(
        "invalid_input",
        "What this test was made with was not kept, because it is very large, or a secret stands in it, or it is older than cases are. Make the test again, with fewer users or other values.",
      );
    }
    await testCases.lockTestCases(tx, place);
    await assertNameFree(tx, place, name);
    if ((await testCases.listTestCases(tx, place)).length >= perDestinationMax) {
      throw new AppError("conflict", `A destination has at most ${perDestinationMax} cases. Delete one first.`);
    }
    const inputs = { ...withoutSecrets(definition, run.inputs), secrets };
    const created = await testCases.insertTestCase(tx, place, {
      endpoint: run.endpoint,
      name,
      inputs,
      expected,
      runId,
      createdById: actor.userId,
    });
    await auditLog.record(tx, actor, "test_case.created", created.id, { destinationId, name });
    return created;
  });
}

export async function changeTestCase(
  actor: Actor,
  destinationId: string,
  caseId: string,
  change: z.output<typeof changeTestCaseBody>,
): Promise<void> {
  const place = { organizationId: actor.organizationId, destinationId };
  await db.$transaction(async (tx) => {
    await testCases.lockTestCases(tx, place);
    if (change.name !== undefined) await assertNameFree(tx, place, change.name, caseId);
    const found = await testCases.findTestCase(tx, place, caseId);
    if (!found) throw noCase();
    const { name, expected, secrets } = change;
    const inputs = secrets && { ...found.inputs, secrets };
    await testCases.updateTestCase(tx, place, caseId, { name, expected, inputs });
    await auditLog.record(tx, actor, "test_case.changed", caseId, {
      destinationId,
      changed: Object.keys(change),
    });
  });
}

export async function deleteTestCase(actor: Actor, destinationId: string, caseId: string): Promise<void> {
  const place = { organizationId: actor.organizationId, destinationId };
  await db.$transaction(async (tx) => {
    if (!(await testCases.deleteTestCase(tx, place, caseId))) throw noCase();
    await auditLog.record(tx, actor, "test_case.deleted", caseId, { destinationId });
  });
}

type Effects = Parameters<typeof testEndpoint>[3];

/**
 * Makes the case's call again with the draft as it is now. What the case holds goes before what is given here: secrets,
 * and answers to what was added since. Where the call creates something, the cohort takes a fresh name.
 */
export async function runTestCase(
  actor: Actor,
  destinationId: string,
  caseId: string,
  body: z.output<typeof runTestCaseBody>,
  effects?: Effects,
): Promise<TestRun> {
  const place = { organizationId: actor.organizationId, destinationId };
  const destination = await requireDestination(actor, destinationId);
  const found = await testCases.findTestCase(db, place, caseId);
  if (!found) throw noCase();
  const { endpoint, inputs } = found;
  const { definition } = destination;
  const { settings, mappings } = answersOf(definition, inputs);
  const isMadeUp = inputs.secrets === "made_up";
  const isMaking = ["testConnection", "listCreation", "propertyCreation"].includes(endpoint);
  const { cohort, users, events, actions, listId, propertyKey } = inputs;
  const run = await testEndpoint(
    actor,
    destinationId,
    {
      endpoint,
      revision: body.revision,
      projectId: await projectOf(actor, inputs, body.projectId),
      // From entries: a variable may be called `__proto__`.
      settings: Object.fromEntries([
        ...Object.entries(body.settings),
        ...Object.entries(settings),
        ...(isMadeUp ? madeUpSecrets(definition) : []),
      ]),
      mappings: Object.fromEntries([...Object.entries(body.mappings), ...Object.entries(mappings)]),
      storedSecrets: isMadeUp ? [] : body.storedSecrets,
      cohort: isMaking ? freshCohort(cohort) : cohort,
      users,
      events,
      actions,
      listId,
      propertyKey,
    },
    effects,
  );
  await testCases.updateTestCase(db, place, caseId, { lastRunId: run.id });
  return run;
}

/** Secrets that nobody has, by variable: a partner's refusal of them can be tested without anybody's own going wrong. */
function madeUpSecrets(definition: DestinationDefinition): [string, string][] {
  return definition.fields
    .filter((field) => isSecretField(field) && field.variable !== "")
    .map(({ variable }) => [variable, `made-up-${randomBytes(12).toString("hex")}`]);
}

/** The project that the case was saved with, while there is one; else the one that is chosen now. */
async function projectOf(actor: Actor, { projectId }: TestInputs, chosenId: string): Promise<string> {
  return (await findProject(db, actor.organizationId, projectId)) ? projectId : chosenId;
}

async function requireDestination(actor: Actor, destinationId: string, tx: Tx | typeof db = db) {
  const destination: DestinationRow | undefined = await findDestination(tx, actor.organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  return destination;
}

async function assertNameFree(tx: Tx, place: testCases.CasesPlace, name: string, exceptId?: string): Promise<void> {
  if (!(await testCases.isCaseNameTaken(tx, place, name, exceptId))) return;
  const message = `There is a case named ${name} already.`;
  throw new AppError("conflict", message, { issues: [{ path: "name", message }] });
}

function noCase(): AppError {
  return new AppError("not_found", "There is no such case.");
}
