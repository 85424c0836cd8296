import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { root } from "./run";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const pages = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const decisions = readdirSync(join(root, "docs/decisions")).map((name) => `docs/decisions/${name}`);

/** As it is made of a heading where the pages are shown. */
function anchorOf(heading: string): string {
  const words = heading.replace(/`|\*|_(?=\w)|(?<=\w)_/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

/** What stands between fences is code, in which nothing is a link or a heading. */
const wordsOf = (text: string) => text.replace(/^ *(```|~~~)[\s\S]*?^ *\1/gm, "").replace(/`[^`\n]*`/g, "`code`");
const anchorsOf = (path: string) =>
  [
    ...read(path)
      .replace(/^ *(```|~~~)[\s\S]*?^ *\1/gm, "")
      .matchAll(/^#+ (.*)$/gm),
  ].map(([, heading = ""]) => anchorOf(heading));

test.each([...pages, ...decisions])(
  "every link of %s leads to a page that is there, and to a heading of it",
  (page) => {
    for (const [, target = ""] of wordsOf(read(page)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path = "", anchor] = target.split("#");
      const file = path ? normalize(join(dirname(page), path)) : page;
      expect(existsSync(join(root, file)), `${page} links to ${target}`).toBe(true);
      if (anchor) expect(anchorsOf(file), `${page} links to ${target}`).toContain(anchor);
    }
  },
);

test("every page is linked from the README", () => {
  for (const page of pages.slice(1)) expect(read("README.md")).toContain(`(${page})`);
});

const { scripts } = JSON.parse(read("package.json"));
const own = ["start", "test"];
const named = (text: string) => [...text.matchAll(/\bnpm run (?:-s )?([a-z-]+)/g)].map(([, name = ""]) => name);

test("every command is explained to operators, and no page names one that isn't there", () => {
  const table = named(read("docs/operators.md"));
  for (const name of Object.keys(scripts)) if (!own.includes(name)) expect(table, name).toContain(name);
  for (const page of [...pages, ...decisions])
    for (const name of named(read(page))) expect(scripts, `${page}: ${name}`).toHaveProperty(name);
});

test("every variable of the environment is explained to operators", () => {
  const [, schema = ""] = /const schema = z\s*\.object\(\{([\s\S]*?)\n {2}\}\)/.exec(read("lib/server/env.ts")) ?? [];
  const variables = [...schema.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name = ""]) => name);
  expect(variables.length).toBeGreaterThan(15);
  for (const name of variables) if (name !== "NODE_ENV") expect(read("docs/operators.md")).toContain(`\`${name}\``);
});
