/** Whoever changes a colour learns here, in milliseconds, whether everybody can still read what is written in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(process.cwd(), "app/globals.css"), "utf8");
const light = tokensBetween(":root,\n[data-theme]", "@variant in-dark");
const dark = { ...light, ...tokensBetween("@variant in-dark {", "@theme inline") };

const papers = ["canvas", "surface", "sunken", "raised", "hover", "selected"];
const tones = ["accent", "danger", "warning", "success", "info"];

const pairs: [text: string, paper: string, least: number][] = [
  ...papers.flatMap((paper): [string, string, number][] => [
    ...["ink", "muted", "faint"].map((text): [string, string, number] => [text, paper, 4.5]),
    ...tones.map((tone): [string, string, number] => [`${tone}-ink`, paper, 4.5]),
  ]),
  ...["canvas", "surface", "sunken", "raised"].flatMap((paper) =>
    ["control", "ring", "accent", "danger"].map((line): [string, string, number] => [line, paper, 3]),
  ),
  ...tones.flatMap((tone) =>
    ["ink", "muted", `${tone}-ink`].map((text): [string, string, number] => [text, `${tone}-soft`, 4.5]),
  ),
  ...["accent", "accent-hover"].map((paper): [string, string, number] => ["on-accent", paper, 4.5]),
  ...["danger", "danger-hover"].map((paper): [string, string, number] => ["on-danger", paper, 4.5]),
  ...["key", "string", "number", "keyword", "variable"].flatMap((part) =>
    ["surface", "sunken", "raised"].map((paper): [string, string, number] => [`syntax-${part}`, paper, 4.5]),
  ),
  ["syntax-variable", "syntax-variable-soft", 4.5],
];

describe.each([
  ["light", light],
  ["dark", dark],
])("%s theme", (_name, tokens) => {
  it.each(pairs)("%s on %s has at least %d : 1", (text, paper, least) => {
    expect(contrast(colorOf(tokens, text), colorOf(tokens, paper))).toBeGreaterThanOrEqual(least);
  });
});

function tokensBetween(start: string, end: string): Record<string, string> {
  const from = css.indexOf(start);
  const block = css.slice(from, css.indexOf(end, from + start.length));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, color]) => [name, color]),
  );
}

function colorOf(tokens: Record<string, string>, name: string): string {
  const color = tokens[name];
  if (!color) throw new Error(`There is no colour --${name}.`);
  return color;
}

/** As WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
