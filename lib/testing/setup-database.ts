import { afterAll, inject } from "vitest";
import { cloneTemplate, dropClone } from "./database";

// Runs before each integration test file and before anything it imports: the file has a database of its own, and `db` and
// everything else that reads DATABASE_URL finds it there.
const databaseUrl = await cloneTemplate(inject("testServerUrl"));
process.env.DATABASE_URL = databaseUrl;

afterAll(async () => {
  const { db } = await import("@/lib/server/db");
  await db.$disconnect();
  if (process.env.DATABASE_URL_TEST) await dropClone(databaseUrl);
});
