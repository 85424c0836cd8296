/** The ways to mend what is wrong at a place of a text: the finding's own fix first, then what else could be meant. */

import { declareFix } from "@/lib/destination/declare-fix";
import type { Finding, FindingFix } from "@/lib/destination/finding";
import { isHostOfUrl } from "@/lib/destination/fitting-declaration";
import type { Range, TextEdit } from "@/lib/destination/template/template";
import { variableNamePattern } from "@/lib/destination/variable-use";

export interface OfferedFix {
  finding: Finding;
  fix: FindingFix;
  /** The one that most likely helps, which a single key may take. */
  isPreferred: boolean;
}

/**
 * The fixes of the findings that touch an offset or a range, each once, in the order of the findings. `text` is the
 * one the findings are about: with it an undeclared variable may also be declared, or written as a literal dollar.
 */
export function fixesAt(findings: readonly Finding[], at: number | Range, text?: string): OfferedFix[] {
  const wanted = typeof at === "number" ? { start: at, end: at } : at;
  const seen = new Set<string>();
  return findings
    .filter(({ range }) => range !== undefined && range.start <= wanted.end && wanted.start <= range.end)
    .flatMap((finding) => fixesOf(finding, text))
    .filter(({ fix }) => {
      const key = JSON.stringify(fix);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}

/** Every way to mend one finding, the best first. */
export function fixesOf(finding: Finding, text?: string): OfferedFix[] {
  const own = finding.fix ? [finding.fix] : [];
  const fixes = [...own, ...(text === undefined ? [] : furtherFixes(finding, text))];
  return fixes.map((fix, index) => ({ finding, fix, isPreferred: index === 0 && own.length > 0 }));
}

const undeclaredRule = "LF001";

function furtherFixes(finding: Finding, text: string): FindingFix[] {
  const { range, path, rule, fix } = finding;
  if (rule !== undeclaredRule || !range) return [];
  const name = /^\$\{?[ \t]*([A-Za-z_][A-Za-z0-9_]*)/.exec(text.slice(range.start, range.end))?.[1];
  if (name === undefined) return [];
  const isChoice = path.at(-1) === "url" && isHostOfUrl(text, range.start);
  const declare = fix?.type !== "declare_field" && variableNamePattern.test(name) ? [declareFix(name, isChoice)] : [];
  const edits: TextEdit[] = [{ range: { start: range.start, end: range.start }, text: "$" }];
  return [...declare, { label: "Write a literal dollar: $$", type: "edit_text", path, edits }];
}
