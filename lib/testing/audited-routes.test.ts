import { expect, test } from "vitest";
import { actions as permissions } from "@/lib/policy";
import { auditedElsewhere, auditedRoutes } from "./audited-routes";
import { readSourceFiles } from "./source-files";

const files = new Map(
  readSourceFiles()
    .filter(({ path }) => !/\.test\.tsx?$/.test(path))
    .map((file) => [file.path, file]),
);

const handlerPattern = /^export (?:async )?(?:const|function) (POST|PUT|PATCH|DELETE)\b/gm;
const handlers = new Map<string, string>(
  [...files.values()]
    .filter(({ path }) => /^app\/.*\/route\.ts$/.test(path))
    .flatMap(({ path, text }) => {
      const address = path.replace(/^app/, "").replace(/\/route\.ts$/, "");
      return [...text.matchAll(handlerPattern)].map(([, method]) => [`${method} ${address}`, path] as const);
    }),
);

/** A file with everything of lib/http and lib/server that it leads to. */
function reachedFrom(path: string, seen = new Set<string>()): Set<string> {
  const file = files.get(path);
  if (!file || seen.has(path)) return seen;
  seen.add(path);
  for (const specifier of file.imports) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    const target = specifier.startsWith("@/") ? specifier.slice(2) : `${folder}/${specifier.replace(/^\.\//, "")}`;
    if (/^lib\/(http|server)\//.test(target)) reachedFrom(`${target}.ts`, seen);
  }
  return seen;
}

const writes = /\brecord\(/;
const wordPattern = /["`]([a-z_]+\.(?:[a-z_]+|\$\{[^}]*\}))["`]/g;

/** The actions that a file names, if it writes entries at all; one that is put together ends with `${…}`. */
function actionsIn(path: string): string[] {
  const text = files.get(path)?.text ?? "";
  if (!writes.test(text) || path.includes("repositories/audit-log")) return [];
  return [...text.matchAll(wordPattern)].flatMap(([, word = ""]) => word);
}

const isWritten = (action: string, written: readonly string[]) =>
  written.some((word) => word === action || (word.includes("${") && action.startsWith(word.replace(/\$.*/, ""))));

test("every handler that changes something has a row, and every row a handler", () => {
  expect([...handlers.keys()].sort()).toEqual(Object.keys(auditedRoutes).sort());
});

test.each(Object.entries(auditedRoutes).filter(([, row]) => typeof row !== "string"))(
  "%s leads to code that writes its entries",
  (name, actions) => {
    const written = [...reachedFrom(handlers.get(name) ?? "")].flatMap(actionsIn);
    expect([actions].flat().filter((action) => !isWritten(action, written))).toEqual([]);
  },
);

test("every action that is written stands in a row", () => {
  const known = [...Object.values(auditedRoutes).filter((row) => typeof row !== "string"), auditedElsewhere].flat();
  const words = [...files.keys()].filter((path) => path.startsWith("lib/server/")).flatMap(actionsIn);
  // The names of permissions look alike.
  const isPermission = (word: string) => permissions.some((permission) => permission === word);
  const nouns = new Set(known.map((action) => action.split(".")[0]));
  const unknown = words.filter(
    (word) => !word.includes("${") && !isPermission(word) && nouns.has(word.split(".")[0]) && !known.includes(word),
  );
  expect([...new Set(unknown)]).toEqual([]);
});
