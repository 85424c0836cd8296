import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { installed, root, run } from "./run";

/** Hashes names and contents, in an order of its own, so that neither a clone's dates nor its place matter. */
function hashFiles(paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths.toSorted()) {
    hash.update(`${relative(root, path)}\0`);
    hash.update(createHash("sha256").update(readFileSync(path)).digest());
  }
  return hash.digest("hex");
}

function filesUnder(directory: string, isWanted: (path: string) => boolean): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (!isWanted(relative(root, path))) return [];
    return entry.isDirectory() ? filesUnder(path, isWanted) : [path];
  });
}

function isFresh(stamp: string, hash: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
}

function writeStamp(stamp: string, hash: string): void {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

/** Writes Prisma's client when the schema has changed. */
export async function generateClient(isForced = false): Promise<void> {
  const client = join(root, "lib/server/generated/prisma");
  const stamp = join(client, ".stamp");
  const hash = hashFiles([
    join(root, "prisma/schema.prisma"),
    join(root, "prisma.config.ts"),
    join(root, "node_modules/prisma/package.json"),
  ]);
  if (!isForced && isFresh(stamp, hash)) return;
  // Prisma insists on an engine binary that generating does not run: any program that exists will do.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const { status, stderr } = spawnSync(installed("prisma"), ["generate"], { cwd: root, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`Prisma could not write its client from prisma/schema.prisma:\n${stderr}`);
  writeStamp(stamp, hash);
}

const notBuilt =
  /^(lib\/(server\/generated|worker|sandbox|cli|testing)(\/|$)|.*\.test\.tsx?$|(vitest|playwright|prisma)\.config\.ts$)/;

/** Everything that `next build` reads. Tests, the worker, the sandbox and documents do not change the pages. */
function pageSources(): string[] {
  const folders = ["app", "components", "lib", "public"].flatMap((name) =>
    filesUnder(join(root, name), (path) => !notBuilt.test(path)),
  );
  const rootFiles = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|js)$|^(package-lock|tsconfig)\.json$|^\.env/.test(entry.name))
    .filter((entry) => entry.name !== "next-env.d.ts" && !notBuilt.test(entry.name))
    .map((entry) => join(root, entry.name));
  return [...folders, ...rootFiles, join(root, "prisma/schema.prisma")];
}

/** Builds the pages for production when their sources have changed since the last build. */
export async function buildPages(): Promise<"built" | "unchanged"> {
  const stamp = join(root, ".next/landfall-stamp");
  const hash = hashFiles(pageSources());
  if (isFresh(stamp, hash) && existsSync(join(root, ".next/BUILD_ID"))) return "unchanged";
  rmSync(stamp, { force: true });
  console.log("Building the pages. This takes a minute or two, and only when their sources have changed.");
  const lines: string[] = [];
  const { code } = await run(installed("next"), ["build"], {
    env: { ...process.env, NODE_ENV: "production" },
    onOutput: (text) => lines.push(text),
  });
  if (code !== 0) throw new Error(`The pages could not be built:\n${lines.join("").trim()}`);
  writeStamp(stamp, hash);
  return "built";
}
