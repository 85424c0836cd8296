import type { TestProject } from "vitest/node";
import { startTemporaryPostgres } from "@/scripts/postgres";
import { createTemplate } from "./database";

declare module "vitest" {
  export interface ProvidedContext {
    testServerUrl: string;
  }
}

/** One Postgres for the run: DATABASE_URL_TEST (a server on this machine), or an embedded one that is gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL_TEST;
  const postgres = given ? undefined : await startTemporaryPostgres(process.cwd());
  const serverUrl = given ?? postgres?.url("postgres") ?? "";
  try {
    await createTemplate(serverUrl);
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
  project.provide("testServerUrl", serverUrl);
  return async () => {
    await postgres?.stop();
  };
}
