/** Reasons why warnings are all right, as a submission carries them. */
import { type Waiver, waiver } from "@/lib/contract";
import type { Finding } from "@/lib/destination/finding";
import { pathKey } from "./document-place";

/** A reason belongs to a rule at a place. */
export function waiverKey({ rule, path }: Finding): string {
  return `${rule}-${pathKey(path)}`;
}

/** The id of the field that takes the reason. */
export function waiverId(finding: Finding): string {
  return `waiver-${waiverKey(finding)}`;
}

export function reasonProblem(reason: string | undefined): string | undefined {
  const result = waiver.shape.reason.safeParse(reason ?? "");
  return result.success ? undefined : (result.error.issues[0]?.message ?? "Give a reason.");
}

export function waiversFor(warnings: readonly Finding[], reasons: Readonly<Record<string, string>>): Waiver[] {
  return warnings.map((finding) => ({
    rule: finding.rule,
    path: pathKey(finding.path),
    reason: (reasons[waiverKey(finding)] ?? "").trim(),
  }));
}
