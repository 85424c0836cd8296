import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http/route";
import { db } from "@/lib/server/db";

/** The process can do its work: the database answers. */
export const GET = publicRoute({}, async () => {
  try {
    await db.$queryRaw`SELECT 1`;
  } catch {
    throw new AppError("unavailable", "The database does not answer.");
  }
  return { status: "ready" };
});
