/** The ways to mend what is wrong with a trigger at a place of its text. */
import type { Range, TemplateFix } from "@/lib/destination/template/template";
import type { Trigger, TriggerProblem } from "@/lib/destination/trigger/trigger";

export interface OfferedTriggerFix {
  problem: TriggerProblem;
  fix: TemplateFix;
}

/** The fixes of the problems that touch an offset or a range, in the order of the problems, each once. */
export function triggerFixesAt({ problems }: Trigger, at: number | Range): OfferedTriggerFix[] {
  const wanted = typeof at === "number" ? { start: at, end: at } : at;
  const seen = new Set<string>();
  return problems.flatMap((problem) => {
    const { range, fix } = problem;
    if (!fix || range.start > wanted.end || range.end < wanted.start) return [];
    const key = JSON.stringify(fix);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ problem, fix }];
  });
}
