/**
 * Run after `npm install`, when npm was served by a registry that lacks packages for other systems: npm then leaves them out
 * of package-lock.json without a word, and `npm ci` refuses such a file everywhere. This writes the missing entries, whose
 * versions the packages that ask for them name exactly. Usage: node scripts/complete-lockfile.mjs
 */
import { readFileSync, writeFileSync } from "node:fs";

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "sunos", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
const libraries = { gnu: "glibc", gnueabihf: "glibc", musl: "musl" };

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));

/** Whether a package is in the tree where `require` from `path` would look for it. */
function isPresent(path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
    if (lock.packages[`${folder}${folder ? "/" : ""}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

function entryFor(name, version, parent) {
  if (!/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`${name} is asked for as ${version}, which is no single version.`);
  const words = name.split("/").at(-1).split("-");
  const find = (list) => words.filter((word) => list.includes(word));
  const libc = words.flatMap((word) => libraries[word] ?? []);
  return {
    version,
    cpu: find(processors),
    ...(parent.dev ? { dev: true } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(find(systems).length > 0 ? { os: find(systems) } : {}),
  };
}

const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isPresent(path, name)) continue;
    lock.packages[`node_modules/${name}`] = entryFor(name, version, entry);
    added.push(`${name}@${version}`);
  }
}
if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync("package-lock.json", `${JSON.stringify(lock, undefined, 2)}\n`);
}
console.log(added.length > 0 ? `Added ${added.join(", ")}.` : "The lock file is complete.");
