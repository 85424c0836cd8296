import { z } from "zod";

/** A text that Postgres can't hold, as text or inside JSON: one with a null character. */
const unstorable = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.enum(["22021", "22P05"]) }) }) }),
});

/** Whether the database refused a statement for a null character: whoever sent it can mend it, and nobody else. */
export function isUnstorableText(error: unknown): boolean {
  return unstorable.safeParse(error).success;
}
