import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { actionTable, type BuilderAction } from "./builder-actions";

const rows = readFileSync("docs/partners.md", "utf8").split("\n");
const actions: readonly Omit<BuilderAction, "run">[] = actionTable;

const words: Record<string, string> = {
  mod: "Ctrl/⌘",
  shift: "Shift",
  alt: "Alt",
  enter: "Enter",
  pageup: "PgUp",
  pagedown: "PgDn",
  backslash: "\\",
  question: "?",
};

function keysInWords(keys: string): string {
  return keys
    .split("+")
    .map((key) => words[key] ?? key.toUpperCase())
    .join("+");
}

test.each(actions.flatMap(({ label, keys }) => (keys ? [`| ${keysInWords(keys)} | ${label} |`] : [])))(
  "docs/partners.md says %s",
  (row) => expect(rows).toContain(row),
);
