/** Runs once when the web server starts: an environment that is not usable stops it with a list of what is wrong. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/lib/server/env");
  const { log } = await import("@/lib/server/log");
  const { egressPolicy } = await import("@/lib/server/egress-settings");
  const { startQueue } = await import("@/lib/server/queue");
  const { allowLongUploads } = await import("@/lib/server/upload-time");
  env();
  allowLongUploads();
  log.info({ egress: egressPolicy() }, "effective egress policy");
  // Pages can be read before it is there, and without a database: the first change tries again.
  startQueue().catch((error: unknown) => log.warn({ err: error }, "the queue could not start yet"));
}
