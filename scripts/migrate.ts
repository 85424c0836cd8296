import { migrate } from "@/lib/server/migrate";
import { findDatabase, loadEnvFile } from "./installation";
import { fail } from "./run";

// `npm run migrate`: brings DATABASE_URL, or the running embedded database, up to this version of the code.
try {
  loadEnvFile();
  const applied = await migrate(await findDatabase());
  console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "Nothing to apply.");
} catch (error) {
  fail(error);
}
