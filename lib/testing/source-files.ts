import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A source file of ours: its path from the root, its text, and what it imports. */
export interface SourceFile {
  path: string;
  text: string;
  imports: string[];
}

const folders = ["app", "bench", "components", "e2e", "lib", "prisma", "scripts"];
const importPattern =
  /^\s*(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

/** Comments blanked out, so that an example in one is not taken for code. Good enough for code that a formatter keeps. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}

function pathsUnder(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return path === join("lib", "server", "generated") ? [] : pathsUnder(path);
    return /\.(ts|tsx|mjs|js)$/.test(entry.name) ? [path] : [];
  });
}

/** Every source file but the generated ones, for tests that read the code. */
export function readSourceFiles(): SourceFile[] {
  const atRoot = readdirSync(".").filter((name) => /\.(ts|mjs|js)$/.test(name) && name !== "next-env.d.ts");
  return [...atRoot, ...folders.flatMap(pathsUnder)].map((path) => {
    const text = withoutComments(readFileSync(path, "utf8"));
    const imports = [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
    return { path, text, imports };
  });
}
