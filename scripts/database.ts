import { parseArgs } from "node:util";
import { migrate } from "@/lib/server/migrate";
import { ensureDatabase, startPostgres } from "./postgres";
import { onStopSignal, root } from "./run";

/**
 * A development database: starts the embedded Postgres, migrates it, prints its DATABASE_URL and keeps it running until
 * it is interrupted. `--home` chooses its folder, `--port` its port, `--name` the database.
 */
const { values } = parseArgs({
  options: {
    home: { type: "string", default: ".data/postgres" },
    port: { type: "string" },
    name: { type: "string", default: "landfall" },
  },
});
const postgres = await startPostgres({
  root,
  home: values.home,
  ...(values.port ? { port: Number(values.port) } : {}),
});
await ensureDatabase(postgres, values.name);
const url = postgres.url(values.name);
for (const name of await migrate(url)) console.log(`applied ${name}`);
console.log(`DATABASE_URL=${url}`);

onStopSignal(async () => {
  await postgres.stop();
  process.exit(0);
});
setInterval(() => undefined, 60_000);
