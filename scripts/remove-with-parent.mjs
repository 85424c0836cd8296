/**
 * Watches over a temporary Postgres: node remove-with-parent.mjs <home> <data directory>. Its standard input is a pipe from
 * whoever started the database. The pipe closes when that process ends in any way, a kill included; then the database is
 * stopped and its folder removed.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const [home, directory] = process.argv.slice(2);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);

process.stdin.resume();
process.stdin.on("end", async () => {
  const note = join(directory, "postmaster.pid");
  if (existsSync(note)) {
    try {
      process.kill(Number.parseInt(readFileSync(note, "utf8"), 10), "SIGINT");
      for (let attempt = 0; attempt < 200 && existsSync(note); attempt++) await sleep(50);
    } catch {
      // It has ended by itself.
    }
  }
  rmSync(home, { recursive: true, force: true });
  process.exit(0);
});
