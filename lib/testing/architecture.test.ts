import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path/posix";
import { expect, test } from "vitest";
import { z } from "zod";
import { readSourceFiles, type SourceFile } from "./source-files";

const files = readSourceFiles();
const product = files.filter(({ path }) => !/\.test\.tsx?$/.test(path));

/** One row of the dependency rule: who, and what they may import. Anything else is refused. */
interface Row {
  folder: RegExp;
  /** Our own files, by their path from the root. */
  files: RegExp;
  packages: RegExp;
}

const core = "lib/destination/";
const shared = "lib/[a-z-]+$";
const purePackages = /^(zod|lossless-json|json-p3|re2js|@noble\/hashes(\/.*)?)$/;
const notOnServer = /^(react|react-dom|next|@base-ui\/react|@tanstack\/react-query|monaco-editor|lucide-react)(\/|$)/;
const notInBrowser =
  /^(node:|next\/(headers|server|cache)$|(server-only|pg|pg-boss|undici|pino|nodemailer|sharp|better-auth|ipaddr\.js|@prisma)(\/|$))/;

/** ARCHITECTURE 2. */
const rows: Row[] = [
  // YAML is read and written by plain JavaScript, in one folder that pages load when somebody opens a file.
  {
    folder: /^lib\/destination\/manifest\//,
    files: new RegExp(`^${core}`),
    packages: new RegExp(`${purePackages.source}|^yaml$`),
  },
  { folder: /^lib\/destination\//, files: new RegExp(`^${core}`), packages: purePackages },
  // Planning, pacing and retries: the same in delivery and in a simulation, and as pure as the core.
  { folder: /^lib\/delivery\//, files: new RegExp(`^(${core}|lib/delivery/)`), packages: /^$/ },
  { folder: /^lib\/[a-z-]+\.ts$/, files: new RegExp(`^(${core}|${shared})`), packages: purePackages },
  {
    folder: /^lib\/server\//,
    files: new RegExp(`^(${core}|${shared}|lib/(server|delivery)/)`),
    packages: new RegExp(`^(?!${notOnServer.source.slice(1)})`),
  },
  {
    folder: /^lib\/http\//,
    files: new RegExp(`^(${core}|${shared}|lib/(server|http)/)`),
    packages: /^(next\/.*|zod|better-auth(\/.*)?|node:.*)$/,
  },
  {
    folder: /^lib\/worker\//,
    files: new RegExp(`^(${core}|${shared}|lib/(server|worker|delivery)/)`),
    packages: /^node:/,
  },
  {
    folder: /^lib\/client\//,
    files: new RegExp(`^(${core}|${shared}|lib/client/)`),
    packages: /^(zod|idb|lossless-json|@tanstack\/react-query)$/,
  },
  {
    folder: /^lib\/(cli|sandbox)\//,
    files: new RegExp(`^(${core}|${shared}|lib/(cli|sandbox|delivery)/)`),
    packages: /^(node:.*|zod|lossless-json)$/,
  },
  {
    folder: /^components\//,
    files: new RegExp(`^(${core}|${shared}|lib/(client|delivery)/|components/)`),
    packages: new RegExp(`^(?!${notInBrowser.source.slice(1)})`),
  },
  { folder: /^app\//, files: /^(?!lib\/(worker|cli|sandbox|testing)\/|scripts\/|e2e\/)/, packages: /./ },
];

/** Where an import leads, from the root; undefined for a package. */
function targetOf(file: SourceFile, specifier: string): string | undefined {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith(".")) return join(dirname(file.path), specifier);
  return undefined;
}

function violations(isWrong: (file: SourceFile, specifier: string) => boolean, among = product): string[] {
  return among.flatMap((file) =>
    file.imports
      .filter((specifier) => isWrong(file, specifier))
      .map((specifier) => `${file.path} imports ${specifier}`),
  );
}

test("every folder imports only what the dependency rule lets it", () => {
  const wrong = violations((file, specifier) => {
    const row = rows.find(({ folder }) => folder.test(file.path));
    if (!row) return false;
    const target = targetOf(file, specifier);
    return target === undefined ? !row.packages.test(specifier) : !row.files.test(target);
  });
  expect(wrong).toEqual([]);
});

test("within a folder imports are ./x, across folders @/x, never ../", () => {
  expect(violations((_, specifier) => specifier.includes("../"), files)).toEqual([]);
});

test("what reads YAML is no part of a page's first load", () => {
  const isPage = (path: string) => /^(app|components|lib\/client)\//.test(path);
  const reads = /@\/lib\/destination\/manifest\/(manifest|source)-text/;
  const wrong = product.filter(
    ({ path, text }) =>
      isPage(path) && text.split("\n").some((line) => reads.test(line) && !/import(\(| type )/.test(line)),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("one file imports pg-boss, and one opens Prisma's client", () => {
  expect(violations((file, specifier) => specifier === "pg-boss" && file.path !== "lib/server/queue.ts")).toEqual([]);
  const opensClient = product.filter(({ text }) => /new PrismaClient\(/.test(text)).map(({ path }) => path);
  expect(opensClient).toEqual(["lib/server/db.ts"]);
});

const isServer = (path: string) => /^(lib\/(server|http|worker)|app|prisma)\//.test(path);
const isEgress = (path: string) => /^lib\/server\/egress[a-z-]*\.ts$/.test(path);

test("the server calls others through the egress guard only", () => {
  const network = /^(undici|node:(http|https|http2|net|tls|dgram|dns|dns\/promises))$/;
  expect(
    violations((file, specifier) => isServer(file.path) && !isEgress(file.path) && network.test(specifier)),
  ).toEqual([]);

  const fetches = product.filter(
    ({ path, text }) =>
      (isServer(path) || /^(components|lib\/(client|destination))\//.test(path)) &&
      !["lib/client/api.ts", "lib/client/send.ts", "lib/client/upload.ts"].includes(path) &&
      /(?<![.\w])fetch\(|new (XMLHttpRequest|WebSocket|EventSource)\(/.test(text),
  );
  expect(fetches.map(({ path }) => path)).toEqual([]);
});

const handlerPattern = /^export (?:async )?(?:const|function) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b(.*)$/gm;

test("every endpoint was made by route(), streamedRoute() or publicRoute()", () => {
  const routes = product.filter(({ path }) => /^app\/.*\/route\.tsx?$/.test(path));
  // The library that owns this one address checks origin, method and body itself.
  const ours = routes.filter(({ path }) => !/^app\/api\/auth\/\[\.\.\.[a-z]+\]\/route\.ts$/.test(path));
  const wrong = ours.flatMap(({ path, text, imports }) => {
    const handlers = [...text.matchAll(handlerPattern)];
    const isMade = handlers.every(([, , rest = ""]) =>
      /^ = (route|streamedRoute|publicRoute)(<.*>)?\($/.test(rest.replace(/\(.*$/, "(")),
    );
    const isOk = handlers.length > 0 && isMade && imports.includes("@/lib/http/route") && !/^export \{/m.test(text);
    return isOk ? [] : [path];
  });
  expect(routes.length).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});

test("nothing bypasses the endpoints by a server action", () => {
  expect(files.filter(({ text }) => /^\s*["']use server["']/m.test(text)).map(({ path }) => path)).toEqual([]);
});

test("secrets and the database cannot reach a browser bundle", () => {
  for (const path of [
    "lib/server/env.ts",
    "lib/server/db.ts",
    "lib/server/secret.ts",
    "lib/server/sealed-secrets.ts",
  ]) {
    const file = files.find((candidate) => candidate.path === path);
    if (file) expect(file.imports, path).toContain("server-only");
  }
});

test("the environment is read in one place", () => {
  const readers = product.filter(
    ({ path, text }) => /^(lib|components|app)\//.test(path) && /process\.env\b/.test(text),
  );
  // The log must work before the environment is known to be usable.
  const mayRead = /^lib\/(server\/(env|log)\.ts|testing\/.*|sandbox\/.*|cli\/.*)$/;
  expect(readers.map(({ path }) => path).filter((path) => !mayRead.test(path))).toEqual([]);
});

test("files are named after what they hold", () => {
  const vague = /^(utils?|helpers?|misc|common|constants?|types|index)\.tsx?$/;
  expect(files.map(({ path }) => path).filter((path) => vague.test(basename(path)))).toEqual([]);
  const odd = files.filter(({ path }) => !/^[a-z0-9.-]+$/.test(basename(path)));
  expect(odd.map(({ path }) => path)).toEqual([]);
});

test("default exports only where a tool asks for them", () => {
  const mayDefault = /^(app\/|e2e\/global-setup\.ts$|lib\/testing\/global-setup\.ts$|[^/]+$)/;
  const wrong = files.filter(({ path, text }) => !mayDefault.test(path) && /^export default\b/m.test(text));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

const packageFile = z.object({
  version: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
});

// npm on Node 20 installs older majors without a word when a newer one asks for a newer Node.
test("what is installed is exactly what package.json names", () => {
  const read = (path: string) => packageFile.parse(JSON.parse(readFileSync(path, "utf8")));
  const { dependencies, devDependencies } = read("package.json");
  const wanted = { ...dependencies, ...devDependencies };
  const found = Object.fromEntries(
    Object.keys(wanted).map((name) => {
      const path = `node_modules/${name}/package.json`;
      return [name, existsSync(path) ? read(path).version : "missing"];
    }),
  );
  expect(found).toEqual(wanted);
});

const lockFile = z.object({
  packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
});

// `npm ci` refuses a lock file that lacks one. scripts/complete-lockfile.mjs adds them.
test("the lock file names the packages of every system", () => {
  const { packages } = lockFile.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
  const present = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf("node_modules/") + 13)));
  const asked = Object.values(packages).flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}));
  expect(asked.filter((name) => !present.has(name))).toEqual([]);
});
