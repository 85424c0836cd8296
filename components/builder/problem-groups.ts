/** All findings as a list to work through: by section in the order of the builder, the worst first in each. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { getAtPath } from "@/lib/destination/edit";
import type { Finding, Severity } from "@/lib/destination/finding";
import { type SectionId, sectionOf, sectionsOf } from "./sections";
import { reasonKey } from "./waivers";

export interface Problem {
  key: string;
  severity: Severity;
  rule: string;
  /** Warnings of one rule at one place are one problem: one reason explains them. */
  findings: readonly [Finding, ...Finding[]];
  /** The place without the section, which the group says: "Payload". */
  place: string;
  /** From 1, where the finding is about a piece of a text of several lines. */
  line?: number;
}

export interface ProblemGroup {
  id: SectionId | "destination";
  title: string;
  problems: readonly Problem[];
}

const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

export function problemGroups(definition: DestinationDefinition, findings: readonly Finding[]): ProblemGroup[] {
  const groups = [...sectionsOf(definition), { id: "destination" as const, name: "Connection info" }];
  return groups.flatMap(({ id, name: title }): ProblemGroup[] => {
    const own = findings.filter(({ path }) => (sectionOf(definition, path) ?? "destination") === id);
    return own.length > 0 ? [{ id, title, problems: problemsOf(definition, own, title) }] : [];
  });
}

function problemsOf(definition: DestinationDefinition, findings: readonly Finding[], section: string): Problem[] {
  const problems = new Map<string, Problem>();
  for (const finding of findings) {
    const { severity, rule, range, message, place } = finding;
    const shared = reasonKey(definition, finding);
    const key = severity === "warning" ? shared : JSON.stringify([shared, range?.start, message]);
    const known = problems.get(key);
    const [first, ...others] = known?.findings ?? [finding];
    const line = lineOf(definition, first);
    problems.set(key, {
      key,
      severity,
      rule,
      findings: known ? [first, ...others, finding] : [first],
      place: placeIn(section, place),
      ...(line === undefined ? {} : { line }),
    });
  }
  return [...problems.values()].sort((left, right) => rank[left.severity] - rank[right.severity]);
}

/** "Add users › Payload" in Add users is "Payload". */
function placeIn(section: string, place: string): string {
  const prefix = `${section} › `;
  return place.startsWith(prefix) ? place.slice(prefix.length) : place;
}

function lineOf(definition: DestinationDefinition, { path, range }: Finding): number | undefined {
  const text = range && getAtPath(definition, path);
  if (typeof text !== "string" || !text.includes("\n")) return undefined;
  return text.slice(0, range?.start).split("\n").length;
}

export interface ProblemCounts {
  all: number;
  error: number;
  warning: number;
  info: number;
}

export function countProblems(groups: readonly ProblemGroup[]): ProblemCounts {
  const counts: ProblemCounts = { all: 0, error: 0, warning: 0, info: 0 };
  for (const { severity, findings } of groups.flatMap(({ problems }) => problems)) {
    counts.all += findings.length;
    counts[severity] += findings.length;
  }
  return counts;
}

export type ProblemFilter = keyof ProblemCounts;

export function filterProblems(groups: readonly ProblemGroup[], filter: ProblemFilter): ProblemGroup[] {
  if (filter === "all") return [...groups];
  return groups
    .map((group) => ({ ...group, problems: group.problems.filter(({ severity }) => severity === filter) }))
    .filter(({ problems }) => problems.length > 0);
}
