/** Recorded calls of the test bench, masked: a partner's history and a version's evidence. */
import "server-only";
import { z } from "zod";
import { outcome as outcomeSchema } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type EndpointKey, endpointKey, endpointsOf } from "@/lib/destination/endpoints";
import { type Exchange, exchange as exchangeSchema } from "@/lib/destination/exchange";
import type { Db, Tx } from "@/lib/server/db";
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
    createdAt: Date;
  },
) {
  const columns = { exchange: toJsonColumn(data.exchange), outcome: toJsonColumn(data.outcome) };
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
  }));
}
