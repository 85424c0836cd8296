/** Reasons why warnings are all right, as they are kept and as a submission carries them. */
import { type Waiver, waiver } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { getAtPath } from "@/lib/destination/edit";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
import { pathKey } from "./document-place";

type Reasons = Readonly<Record<string, string>>;

/**
 * A reason belongs to a rule at a place, however often the rule speaks there. Parts of lists are told apart by their
 * IDs: a reason stays with its field when another one is deleted or moved.
 */
export function reasonKey(definition: DestinationDefinition, { rule, path }: Finding): string {
  const steps = path.map((step, index) => {
    const id = typeof step === "number" ? getAtPath(definition, [...path.slice(0, index + 1), "id"]) : undefined;
    return typeof id === "string" ? id : step;
  });
  return [rule, ...steps].join("-");
}

/** The ID of the field that takes a reason. */
export function reasonFieldId(key: string): string {
  return `reason-${key}`;
}

export const reasonCharsMax = 500;

export function reasonProblem(reason: string | undefined): string | undefined {
  const result = waiver.shape.reason.safeParse(reason ?? "");
  return result.success ? undefined : (result.error.issues[0]?.message ?? "Give a reason.");
}

/** Each warning to explain, once, with the key of its reason. */
export function warningsToExplain(
  definition: DestinationDefinition,
  findings: readonly Finding[],
): { key: string; rule: string; path: DocumentPath }[] {
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const byKey = new Map(
    warnings.map((finding) => {
      const key = reasonKey(definition, finding);
      return [key, { key, rule: finding.rule, path: finding.path }];
    }),
  );
  return [...byKey.values()];
}

/** What a submission carries: reasons for what is there now. A reason for a finding that is gone is not sent. */
export function waiversFor(
  definition: DestinationDefinition,
  findings: readonly Finding[],
  reasons: Reasons,
): Waiver[] {
  return warningsToExplain(definition, findings).map(({ key, rule, path }) => ({
    rule,
    path: pathKey(path),
    reason: (reasons[key] ?? "").trim(),
  }));
}
