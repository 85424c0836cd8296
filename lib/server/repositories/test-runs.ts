/** Recorded calls of the test bench, masked: a partner's history and a version's evidence. */
import "server-only";
import { z } from "zod";
import { outcome as outcomeSchema } from "@/lib/contract";
import { type EndpointKey, endpointKeys } from "@/lib/destination/definition";
import { type Exchange, exchange as exchangeSchema } from "@/lib/destination/exchange";
import type { Db, Tx } from "@/lib/server/db";
import { fromJsonColumn, toJsonColumn } from "./json-column";

const endpointKey = z.enum(endpointKeys);

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

/** The newest run of each endpoint of a destination, at most one an endpoint. */
export async function listNewestTestRuns(db: Db | Tx, organizationId: string, destinationId: string) {
  const rows = await db.testRun.findMany({
    where: { destinationId, organizationId },
    distinct: ["endpoint"],
    orderBy: [{ endpoint: "asc" }, { createdAt: "desc" }],
  });
  return rows.map((row) => ({
    ...row,
    endpoint: endpointKey.parse(row.endpoint),
    exchange: exchangeSchema.parse(fromJsonColumn(row.exchange)),
    outcome: outcomeSchema.parse(fromJsonColumn(row.outcome)),
  }));
}
