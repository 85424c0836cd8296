/** The database through Prisma: one client a process. Hand-written SQL goes through it too, in repositories. */
import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/client/runtime/client";
import { env } from "./env";
import { type Prisma, PrismaClient } from "./generated/prisma/client";

export type Db = PrismaClient;
/** The client inside `db.$transaction(async (tx) => …)`. A function that takes it commits with its caller. */
export type Tx = Prisma.TransactionClient;

/** Asks for the address at the first query, so that building the pages needs no database. */
const adapter: SqlDriverAdapterFactory = {
  provider: "postgres",
  adapterName: "@prisma/adapter-pg",
  connect: () =>
    new PrismaPg({
      connectionString: env().DATABASE_URL,
      application_name: "landfall",
      max: 10,
      connectionTimeoutMillis: 10_000,
    }).connect(),
};

declare global {
  var landfallDb: Db | undefined;
}

/**
 * Whoever is second at a row waits for the first, and for a connection where all are in use: on a busy server that takes
 * longer than the client's usual two and five seconds, and nobody should be refused for it.
 */
const transactionOptions = { maxWait: 10_000, timeout: 20_000 };

/**
 * Reloading a module under `npm run dev` must not open another pool, so the client outlives its module: until another
 * one was generated, which knows other tables.
 */
const known: object | undefined = globalThis.landfallDb;
const isKept = known instanceof PrismaClient;
if (!isKept) void globalThis.landfallDb?.$disconnect();
export const db: Db = (isKept && globalThis.landfallDb) || new PrismaClient({ adapter, transactionOptions });
globalThis.landfallDb = db;
