/** Recorded calls of the test bench, masked: a partner's history, the cases made of it, and a version's evidence. */
import "server-only";
import { z } from "zod";
import { outcome as outcomeSchema } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointKey, endpointsOf } from "@/lib/destination/endpoints";
import { type Exchange, exchange as exchangeSchema } from "@/lib/destination/exchange";
import type { Db, Tx } from "@/lib/server/db";
import { type RunDetails, recordedTestRun, runDetails, type TestInputs, testInputs } from "@/lib/test-history-contract";
import { fromJsonColumn, toJsonColumn } from "./json-column";

export async function createTestRun(
  db: Db | Tx,
  data: {
    organizationId: string;
    destinationId: string;
    userId: string;
    endpoint: EndpointKey;
    revision: number;
    endpointHash: string;
    host: string;
    exchange: Exchange;
    outcome: z.infer<typeof outcomeSchema>;
    details: RunDetails;
    /** Null: they can't be kept. */
    inputs: TestInputs | null;
    fingerprints: Record<string, string>;
    createdAt: Date;
  },
) {
  const columns = {
    exchange: toJsonColumn(data.exchange),
    outcome: toJsonColumn(data.outcome),
    details: toJsonColumn(data.details),
    inputs: data.inputs === null ? undefined : toJsonColumn(data.inputs),
    fingerprints: toJsonColumn(data.fingerprints),
  };
  return db.testRun.create({ data: { ...data, ...columns }, select: { id: true } });
}

const newestRows = z.array(z.object({ id: z.string() }));

/** The newest run of each endpoint that a definition calls, in the order of its calls; at most one an endpoint. */
export async function listNewestTestRuns(
  db: Db | Tx,
  organizationId: string,
  destinationId: string,
  definition: DestinationDefinition,
) {
  const keys: string[] = endpointsOf(definition).map(({ key }) => key);
  // A destination may have thousands of runs, and the body of a response may be in each of them.
  const newest = await db.$queryRaw`
    SELECT DISTINCT ON (endpoint) id FROM test_run
    WHERE destination_id = ${destinationId}::uuid AND organization_id = ${organizationId} AND endpoint = ANY(${keys})
    ORDER BY endpoint, created_at DESC`;
  const rows = await db.testRun.findMany({ where: { id: { in: newestRows.parse(newest).map(({ id }) => id) } } });
  rows.sort((left, right) => keys.indexOf(left.endpoint) - keys.indexOf(right.endpoint));
  return rows.map((row) => ({
    ...row,
    endpoint: endpointKey.parse(row.endpoint),
    exchange: exchangeSchema.parse(fromJsonColumn(row.exchange)),
    outcome: outcomeSchema.parse(fromJsonColumn(row.outcome)),
    details: readDetails(row.details),
  }));
}

/** What can't be read any more is not told: the exchange still is. */
function readDetails(column: unknown): RunDetails | null {
  return runDetails.safeParse(fromJsonColumn(column)).data ?? null;
}

/** A page of the history ends at a moment and a run. */
export interface RunCursor {
  at: Date;
  id: string;
}

const summaryRows = z.array(
  z.object({
    id: z.string(),
    endpoint: endpointKey,
    revision: z.number(),
    endpointHash: z.string(),
    createdAt: z.date(),
    by: z.string(),
    outcome: z.unknown(),
    durationMs: z.number().nullable(),
    responseStatus: z.number().nullable(),
    failure: z.unknown(),
  }),
);

const nameless = "Somebody who is gone";

/** The runs of an endpoint, newest first, without their bodies. */
export async function listTestRuns(
  db: Db | Tx,
  place: { organizationId: string; destinationId: string; endpoint: EndpointKey },
  { after, limit }: { after: RunCursor | undefined; limit: number },
) {
  const { organizationId, destinationId, endpoint } = place;
  const rows = await db.$queryRaw`
    SELECT run.id, run.endpoint, run.revision, run.endpoint_hash AS "endpointHash", run.created_at AS "createdAt",
      coalesce(person.name, ${nameless}) AS by, run.outcome,
      (run.exchange ->> 'durationMs')::float AS "durationMs",
      (run.exchange #>> '{response,status}')::int AS "responseStatus",
      run.exchange -> 'failure' AS failure
    FROM test_run run LEFT JOIN "user" person ON person.id = run.user_id
    WHERE run.destination_id = ${destinationId}::uuid AND run.organization_id = ${organizationId}
      AND run.endpoint = ${endpoint}
      AND (${after === undefined} OR (run.created_at, run.id) < (${after?.at ?? null}::timestamp, ${after?.id ?? null}::uuid))
    ORDER BY run.created_at DESC, run.id DESC
    LIMIT ${limit}`;
  return summaryRows.parse(rows).map(({ outcome, failure, durationMs, ...row }) => ({
    ...row,
    durationMs: durationMs ?? 0,
    outcome: outcomeSchema.parse(fromJsonColumn(outcome)),
    failure: failureOf(failure),
  }));
}

/** What is told of a failure in a list: its detail is part of the exchange. */
function failureOf(column: unknown) {
  const failure = exchangeSchema.shape.failure.parse(fromJsonColumn(column ?? undefined));
  return failure ? { kind: failure.kind, ...(failure.rule !== undefined && { rule: failure.rule }) } : null;
}

/** A run in full; undefined where this destination of this organization has none of that ID. */
export async function findTestRun(
  db: Db | Tx,
  { organizationId, destinationId, id }: { organizationId: string; destinationId: string; id: string },
) {
  const row = await db.testRun.findFirst({ where: { id, destinationId, organizationId } });
  if (!row) return undefined;
  const person = await db.user.findUnique({ where: { id: row.userId }, select: { name: true } });
  const exchange = exchangeSchema.parse(fromJsonColumn(row.exchange));
  return {
    id: row.id,
    endpoint: endpointKey.parse(row.endpoint),
    revision: row.revision,
    endpointHash: row.endpointHash,
    createdAt: row.createdAt,
    by: person?.name ?? nameless,
    outcome: outcomeSchema.parse(fromJsonColumn(row.outcome)),
    durationMs: exchange.durationMs,
    responseStatus: exchange.response?.status ?? null,
    failure: failureOf(exchange.failure),
    exchange,
    details: readDetails(row.details),
    inputs: testInputs.safeParse(fromJsonColumn(row.inputs)).data ?? null,
    fingerprints: recordedTestRun.shape.fingerprints.parse(fromJsonColumn(row.fingerprints)),
  };
}

const metRows = z.array(z.object({ endpoint: z.string(), status: z.string() }));

/** The statuses of every failure that a recorded run has met, by endpoint. */
export async function listMetStatuses(
  db: Db | Tx,
  organizationId: string,
  destinationId: string,
): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw`
    SELECT DISTINCT endpoint, outcome ->> 'status' AS status FROM test_run
    WHERE destination_id = ${destinationId}::uuid AND organization_id = ${organizationId}
      AND (outcome ->> 'kind' <> 'success' OR outcome ? 'entryId')`;
  const met = new Map<string, string[]>();
  for (const { endpoint, status } of metRows.parse(rows)) met.set(endpoint, [...(met.get(endpoint) ?? []), status]);
  return met;
}

/**
 * Deletes old runs of endpoints that have more than `keep`, and says how many. What a case refers to stays, and so does the
 * newest run of each outcome: which failures a test has met is shown as coverage. Evidence of versions is a copy.
 */
export async function pruneTestRuns(db: Db | Tx, keep: number): Promise<number> {
  return db.$executeRaw`
    WITH crowded AS (
      SELECT destination_id, endpoint FROM test_run GROUP BY destination_id, endpoint HAVING count(*) > ${keep}
    ), ranked AS (
      SELECT run.id,
        row_number() OVER (PARTITION BY destination_id, endpoint ORDER BY created_at DESC, id DESC) AS place,
        row_number() OVER (
          PARTITION BY destination_id, endpoint, outcome ->> 'kind', outcome ->> 'status', outcome ->> 'entryId'
          ORDER BY created_at DESC, id DESC
        ) AS place_of_outcome
      FROM test_run run JOIN crowded USING (destination_id, endpoint)
    )
    DELETE FROM test_run USING ranked
    WHERE test_run.id = ranked.id AND place > ${keep} AND place_of_outcome > 1
      AND NOT EXISTS (SELECT FROM test_case WHERE made_of_id = test_run.id OR last_run_id = test_run.id)`;
}
