// Ends with 1 while stored secrets need a key that isn't there. `npm start` runs it before anything is served.
import pg from "pg";
import { env } from "@/lib/server/env";
import { assertKeysKnown, SecretKeys } from "@/lib/server/sealed-secrets";

const { DATABASE_URL, ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS } = env();
const client = new pg.Client({ connectionString: DATABASE_URL });
await client.connect();
try {
  const { rows } = await client.query<{ keyId: string; count: number }>(
    `select split_part(sealed, '.', 2) as "keyId", count(*)::int as count
     from (select sealed from test_secret
       union all select sealed from installation_secret
       union all select sealed from review_vault_secret) as secret
     group by 1`,
  );
  assertKeysKnown(
    new SecretKeys(ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS),
    new Map(rows.map(({ keyId, count }) => [keyId, count])),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await client.end();
}
