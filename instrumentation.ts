/** Runs once when the web server starts: an environment that is not usable stops it with a list of what is wrong. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/lib/server/env");
  const { log } = await import("@/lib/server/log");
  const { egressPolicy } = await import("@/lib/server/egress-settings");
  const { allowLongUploads } = await import("@/lib/server/upload-time");
  env();
  allowLongUploads();
  log.info({ egress: egressPolicy() }, "effective egress policy");
}
