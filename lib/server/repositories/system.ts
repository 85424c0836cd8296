/** What the database says about itself. */
import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/server/db";

const database = z.object({
  version: z.string(),
  bytes: z.bigint().transform(Number),
  migrations: z.number(),
  newestMigration: z.string().nullable(),
});
export type DatabaseState = z.infer<typeof database>;

export async function readDatabaseState(db: Db): Promise<DatabaseState> {
  const rows = await db.$queryRaw`
    SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
      (SELECT count(*)::int FROM _landfall_migrations) AS migrations,
      (SELECT max(name) FROM _landfall_migrations) AS "newestMigration"`;
  const [state] = z.array(database).parse(rows);
  if (!state) throw new Error("The database says nothing about itself.");
  return state;
}
