/** Recorded test runs and the cases made of them, as the API takes and gives them. */
import { z } from "zod";
import { itemResults, listIdReading, outcome, testRun, testRunBody, tokenExchange, uuid } from "./contract";
import { endpointKey } from "./destination/endpoints";
import { exchange, exchangeFailure } from "./destination/exchange";

/** A test's inputs are kept up to here; beyond it a run can be looked at, and no case can be made of it. */
export const inputsCharsMax = 512 * 1024;

/** So many tests of an endpoint are kept. */
export const testRunsMax = 500;

const parts = testRunBody.shape;

/** Whose secrets a case is run with: those of whoever runs it, or ones that nobody has, to see how they are refused. */
export const caseSecrets = z.enum(["own", "made_up"]);
export type CaseSecrets = z.infer<typeof caseSecrets>;

/** What a test was made with, without its secrets. Answers are kept by the ID of their field: so they outlive a rename. */
export const testInputs = z.object({
  projectId: z.string(),
  settings: z.record(z.string(), z.string()),
  mappings: z.record(z.string(), z.string()),
  cohort: parts.cohort,
  users: parts.users,
  events: z.array(z.string()),
  actions: z.record(z.string(), z.object({ isEnabled: z.boolean(), narrowing: z.string() })),
  listId: z.string(),
  propertyKey: z.string(),
});
export type TestInputs = z.infer<typeof testInputs>;

/** What was told to whoever pressed, beside the exchange and its outcome. Masked. */
export const runDetails = z.object({
  listId: listIdReading.nullable(),
  skipped: testRun.shape.skipped,
  skippedEvents: testRun.shape.skippedEvents,
  items: itemResults.nullable(),
  accessToken: tokenExchange.nullable(),
  warnings: z.array(z.string()),
});
export type RunDetails = z.infer<typeof runDetails>;

/** One line of the history. */
export const testRunSummary = z.object({
  id: uuid,
  endpoint: endpointKey,
  revision: z.number().int(),
  endpointHash: z.string(),
  createdAt: z.iso.datetime(),
  by: z.string(),
  outcome,
  durationMs: z.number(),
  /** The status of the response; null where there was none. */
  responseStatus: z.number().int().nullable(),
  failure: exchangeFailure.pick({ kind: true, rule: true }).nullable(),
});
export type TestRunSummary = z.infer<typeof testRunSummary>;

/** A moment and a run: `2026-03-01T12:00:00.000Z_` and its ID. */
function isRunCursor(text: string): boolean {
  const [at = "", id, ...rest] = text.split("_");
  return rest.length === 0 && z.iso.datetime({ precision: 3 }).safeParse(at).success && uuid.safeParse(id).success;
}

export const testRunsQuery = z.object({
  endpoint: endpointKey,
  /** Where an earlier page ended. */
  cursor: z.string().refine(isRunCursor, "This is not a cursor of this list.").optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const testRunPage = z.object({ runs: z.array(testRunSummary), next: z.string().nullable() });
export type TestRunPage = z.infer<typeof testRunPage>;

/** A run in full. */
export const recordedTestRun = testRunSummary.extend({
  exchange,
  /** Null for a run of before these were kept. */
  details: runDetails.nullable(),
  inputs: testInputs.nullable(),
  /** Field ID → keyed fingerprint of the secret that was used. */
  fingerprints: z.record(z.string(), z.string()),
});
export type RecordedTestRun = z.infer<typeof recordedTestRun>;

export const caseExpectation = z.strictObject({
  kind: z.enum(["success", "partial", "failure"]),
  /** As an outcome names it: `success`, `rejected`, `unclassified`, or the failure reason of an entry. */
  type: z.string().min(1).max(300),
  /** The entry of the error catalog, where one is expected: it keeps its ID when it is renamed. */
  entryId: z.string().max(40).optional(),
  /** JSON text that the response must contain, as sub error codes say; empty: nothing in particular. */
  body: z.string().max(10_000).default(""),
});
export type CaseExpectation = z.infer<typeof caseExpectation>;

const caseName = z
  .string()
  .trim()
  .min(1, "Give the case a name, such as “Wrong API key”.")
  .max(120, "Shorten the name to 120 characters at most.")
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "Remove line breaks and control characters from the name.");

/** A case's inputs, and whose secrets go with them. */
export const caseInputs = testInputs.extend({ secrets: caseSecrets.default("own") });
export type CaseInputs = z.infer<typeof caseInputs>;

export const testCase = z.object({
  id: uuid,
  name: z.string(),
  endpoint: endpointKey,
  inputs: caseInputs,
  expected: caseExpectation,
  createdAt: z.iso.datetime(),
  by: z.string(),
  /** The run that it was saved from, while that is kept. */
  madeOfId: uuid.nullable(),
  /** Its newest run, and what of it was not as expected. */
  last: testRunSummary.extend({ differences: z.array(z.string()) }).nullable(),
});
export type TestCase = z.infer<typeof testCase>;
export const testCaseList = z.object({ cases: z.array(testCase) });

export const createTestCaseBody = z.strictObject({
  runId: uuid,
  name: caseName,
  expected: caseExpectation,
  secrets: caseSecrets.default("own"),
});
export type CreateTestCaseBody = z.input<typeof createTestCaseBody>;

export const changeTestCaseBody = z
  .strictObject({ name: caseName, expected: caseExpectation, secrets: caseSecrets })
  .partial()
  .refine((body) => Object.keys(body).length > 0, "Say what is to change.");
export type ChangeTestCaseBody = z.input<typeof changeTestCaseBody>;

/** What a case doesn't hold: secrets, and answers to whatever was added since. What it holds goes before this. */
export const runTestCaseBody = testRunBody.pick({
  revision: true,
  projectId: true,
  settings: true,
  mappings: true,
  storedSecrets: true,
});
export type RunTestCaseBody = z.input<typeof runTestCaseBody>;
